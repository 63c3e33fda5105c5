"""Passes of a survey: when each section was walked by, and how many vehicles stood there."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.surveys.norms import norm

READ, EMPTY, MISSING = "read", "empty", "missing"
"""States of a pass by a section: vehicles seen; walked by and empty; not walked by."""
MINUTE = 60.0
MOST_SHARED = 0.5
"""Distinct times over reads: below, times are those of passes, not of reads."""
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Passes:
    """Passes by sections, and which one each read is of.

    Attributes
    ----------
    table
        One row for each section, day and pass, in that order: `section`, `day`, `pass`, `time` and
        `instant` [s], `vehicles` [vehicle], `state`, `visit` (number of the section and day) and
        `rank` (of the pass among those that were made, -1 where missing).
    row : (n_reads,)
        Row of `table` of each read.
    has_names
        Whether the file names passes, or gives all of a pass one time: then a section where nobody
        stood is known to have been walked by.
    """

    table: pd.DataFrame
    row: Ints
    has_names: bool


def made(reads: pd.DataFrame) -> Passes:
    """Tell the passes of a survey from its reads.

    A section where nobody was read at a pass was empty, unless its other passes leave less than
    one chance in a hundred of that (Poisson): then it was not walked by, and the pass is missing
    there.

    Parameters
    ----------
    reads
        Table `PLATE_READS`, or any with its columns `section`, `day`, `pass`, `time`, `instant`
        and `vehicle`.
    """
    section, sections = pd.factorize(reads["section"], sort=True)
    day, days = pd.factorize(reads["day"], sort=True)
    label, has_names = _labels(reads, section, day)
    code, labels = pd.factorize(label)
    times = reads[["time", "instant"]].to_numpy(dtype=np.float64)
    is_seen = reads["vehicle"].notna().to_numpy()
    own = pd.DataFrame({"day": day, "section": section, "code": code, "time": times[:, 0],
                        "instant": times[:, 1], "vehicles": is_seen.astype(np.int64)})  # fmt: skip
    cells = own.groupby(["day", "section", "code"], as_index=False).agg(
        time=("time", "median"), instant=("instant", "median"), vehicles=("vehicles", "sum")
    )
    cells["told"] = True
    table = _whole(own, cells) if has_names else cells
    table = table.sort_values(["section", "day", "instant"], kind="stable", ignore_index=True)
    table["visit"] = table.groupby(["section", "day"], sort=False).ngroup()
    table["state"] = _states(table)
    made_ = (table["state"] != MISSING).to_numpy()
    count = table.assign(one=made_.astype(np.int64)).groupby("visit")["one"].cumsum() - 1
    table["rank"] = np.where(made_, count, -1)
    key = (table["day"] * len(sections) + table["section"]) * len(labels) + table["code"]
    order = np.argsort(key.to_numpy())
    wanted = (day * len(sections) + section) * len(labels) + code
    row = order[np.searchsorted(key.to_numpy()[order], wanted)]
    named = table.assign(
        section=sections.take(table["section"].to_numpy()), day=days.take(table["day"].to_numpy()),
    )  # fmt: skip
    named["pass"] = labels.take(table["code"].to_numpy()) if _is_named(reads) else pd.NA
    columns = ["section", "day", "pass", "time", "instant", "vehicles", "state", "visit", "rank"]
    return Passes(named[columns], row.astype(np.int64), has_names)


def _is_named(reads: pd.DataFrame) -> bool:
    return bool(reads["pass"].notna().all())


def _labels(reads: pd.DataFrame, section: Ints, day: Ints) -> tuple[pd.Index, bool]:
    """Name the pass of each read: as written, by its time if passes share one, or by silences."""
    if _is_named(reads):
        return pd.Index(reads["pass"].astype(object)), True
    times = reads["time"].to_numpy(dtype=np.float64)
    distinct = np.unique(times)
    gaps = np.diff(distinct)
    silence = norm("pass_gap") * MINUTE
    if len(distinct) <= MOST_SHARED * len(times) and (gaps >= silence).all():
        return pd.Index(times), True
    order = np.lexsort((times, day, section))
    new = np.ones(len(times), dtype=bool)
    same = (np.diff(section[order]) == 0) & (np.diff(day[order]) == 0)
    new[1:] = ~same | (np.diff(times[order]) >= silence)
    label = np.empty(len(times), dtype=np.int64)
    label[order] = np.cumsum(new)
    return pd.Index(label), False


def _whole(own: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """Add the passes at which sections of the day had no read, at the time of the others."""
    passes = own.groupby(["day", "code"], as_index=False)[["time", "instant"]].median()
    pairs = cells[["day", "section"]].drop_duplicates().merge(passes, on="day")
    table = pairs.merge(cells, on=["day", "section", "code"], how="left", suffixes=("", "_own"))
    for column in ("time", "instant"):
        table[column] = table[f"{column}_own"].fillna(table[column])
    table["told"] = table["told"].notna()
    table["vehicles"] = table["vehicles"].fillna(0).astype(np.int64)
    return table[list(cells.columns)]


def _states(table: pd.DataFrame) -> npt.NDArray[np.object_]:
    by = table.groupby("visit")["vehicles"]
    total, n = by.transform("sum").to_numpy(), by.transform("size").to_numpy()
    vehicles, told = table["vehicles"].to_numpy(), table["told"].to_numpy(dtype=bool)
    others = total / np.maximum(n - 1, 1)
    unlikely = np.exp(-others) < norm("missed_pass")
    states = np.where(vehicles > 0, READ, np.where(~told & unlikely, MISSING, EMPTY))
    return np.asarray(states, dtype=object)
