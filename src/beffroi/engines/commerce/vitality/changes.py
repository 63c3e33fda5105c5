"""Changes: who comes and who leaves, year by year, and the premises that keep nobody."""

import numpy as np
import pandas as pd

from beffroi.engines.commerce.vitality.parameters import YEAR, parameter

NEVER = pd.Timestamp("2200-01-01")
"""When what still runs ends, to put it last."""


def by_year(lives: pd.DataFrame, since: pd.Timestamp, date: str) -> pd.DataFrame:
    """Count the openings and closings of each calendar year.

    Returns
    -------
    `year`, `opened`, `closed`, `open` (on the 1st of January), `turnover` (openings and closings
    over twice those open; NaN where none was), `is_whole` (the file covers the whole year), from
    the first whole year of the watch on.
    """
    day = pd.Timestamp(date)
    rows = []
    for year in range(since.year + 1, day.year + 1):
        first, next_ = pd.Timestamp(year, 1, 1), pd.Timestamp(year + 1, 1, 1)
        came = int(lives["opened"].between(first, next_, inclusive="left").sum())
        left = int(lives["closed"].between(first, next_, inclusive="left").sum())
        there = int(((lives["opened"] < first) & ~(lives["closed"] < first)).sum())
        turnover = (came + left) / (2 * there) if there else np.nan
        rows.append((year, came, left, there, turnover, next_ <= day))
    return pd.DataFrame(rows, columns=["year", "opened", "closed", "open", "turnover", "is_whole"])


def by_group(lives: pd.DataFrame, column: str, since: pd.Timestamp, date: str) -> pd.DataFrame:
    """Count who came and who left in each street, or family, over the watch.

    Returns
    -------
    `name`, `open` (today), `opened`, `closed`, `net`; the most changed first.
    """
    day = pd.Timestamp(date)
    told = lives[lives[column].notna()]
    came = told["opened"].between(since, day)
    left = told["closed"].between(since, day)
    sums = pd.DataFrame({
        "name": told[column].astype(str), "open": told["closed"].isna().astype(int),
        "opened": came.astype(int), "closed": left.astype(int),
    }).groupby("name", as_index=False).sum()  # fmt: skip
    sums["net"] = sums["opened"] - sums["closed"]
    sums["moves"] = sums["opened"] + sums["closed"]
    kept = sums[sums["moves"] > 0].sort_values(["moves", "name"], ascending=[False, True])
    return kept.drop(columns="moves").reset_index(drop=True)


def unlucky(lives: pd.DataFrame, since: pd.Timestamp) -> pd.DataFrame:
    """Find the premises with three occupants or more, one after the other, in ten years.

    Parameters
    ----------
    lives
        With `cell`, what tells that two shops were in the same premises (their address); missing
        where nothing does.
    since
        First day of the ten years.

    Returns
    -------
    `cell`, `occupants` (the most that followed one another without being there at once), `names`,
    `longest` stay of them that ended [year]; the worst first.
    """
    told = lives[lives["cell"].notna() & lives["opened"].notna() & ~(lives["closed"] <= since)]
    rows = []
    for cell, own in told.groupby("cell", sort=True):
        chain = _chain(own)
        if len(chain) >= parameter("unlucky_least"):
            stay = (chain["closed"] - chain["opened"]).dt.days.max() / YEAR
            rows.append((str(cell), len(chain), tuple(chain["name"].dropna()), stay))
    found = pd.DataFrame(rows, columns=["cell", "occupants", "names", "longest"])
    return found.sort_values(["occupants", "longest"], ascending=[False, True],
                             kind="stable").reset_index(drop=True)  # fmt: skip


def _chain(lives: pd.DataFrame) -> pd.DataFrame:
    """Keep as many lives as can follow one another: that which ends first, then the next."""
    ends = lives.assign(end=lives["closed"].fillna(NEVER)).sort_values("end", kind="stable")
    kept: list[object] = []
    free = pd.Timestamp(0)
    for key, opened, end in zip(ends.index, ends["opened"], ends["end"], strict=True):
        if not kept or opened >= free:
            kept.append(key)
            free = end
    return ends.loc[kept]
