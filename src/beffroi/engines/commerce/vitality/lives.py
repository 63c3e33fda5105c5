"""Lives: when each shop opened and closed, from the periods of the register of establishments."""

import numpy as np
import pandas as pd

from beffroi.engines.commerce.vitality.parameters import YEAR

JOINED = 92
"""A shop that the register closes for fewer days is one life. [day]"""
UNTOLD = pd.Timestamp("1900-01-01")
"""Day that SIRENE writes where it knows none."""
ACTIVE = "active"
COLUMNS = ("siret", "opened", "closed", "activity", "name")


def lives(periods: pd.DataFrame, date: str) -> pd.DataFrame:
    """Join the periods of each establishment into lives.

    Parameters
    ----------
    periods
        Table `PERIODS`.
    date
        Day of the register, ISO 8601: a later opening is left out, a later closing not heeded.

    Returns
    -------
    One row for each life: `siret`, `opened` (day; missing where the register lacks it), `closed`
    (day; missing while it runs), `activity` and `name` of its last period that tells them.
    """
    day = pd.Timestamp(date)
    rows = periods.assign(
        begins=pd.to_datetime(periods["begins"], format="ISO8601", errors="coerce"),
        ends=pd.to_datetime(periods["ends"], format="ISO8601", errors="coerce"),
    )
    rows["begins"] = rows["begins"].mask(rows["begins"] <= UNTOLD)
    rows = rows[~(rows["begins"] > day)]
    rows = rows.sort_values(["siret", "begins"], na_position="first", kind="stable")
    alive = rows[rows["state"] == ACTIVE]
    if alive.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    last = alive.groupby("siret")["ends"].shift()
    is_first = ~alive["siret"].duplicated()
    gap = ((alive["begins"] - last).dt.days > JOINED).fillna(value=False)
    is_new = is_first.to_numpy(dtype=bool) | gap.to_numpy(dtype=bool)
    grouped = alive.groupby(np.cumsum(is_new), sort=False)
    made = grouped.agg(
        siret=("siret", "first"),
        opened=("begins", "first"),
        closed=("ends", "last"),
        activity=("activity", "last"),
        name=("name", "last"),
    )
    ended = made["closed"] + pd.Timedelta(days=1)
    made["closed"] = ended.where(ended <= day)
    return made.reset_index(drop=True)[list(COLUMNS)]


def watched(lives_: pd.DataFrame, since: pd.Timestamp, until: pd.Timestamp) -> pd.DataFrame:
    """Set lives on the scale of age, as they are seen from one day to another.

    Parameters
    ----------
    lives_
        As `lives` gives them.
    since, until
        First and last day of the watch. A shop that was open before is seen from its age on the
        first day (left truncation); one still open is seen until its age on the last.

    Returns
    -------
    The lives that were watched, whose opening is known: their columns, and `entry`, `exit`,
    `most` (age at the end of the watch) [year], `ended`.
    """
    known = lives_[lives_["opened"].notna() & (lives_["opened"] < until)]
    known = known[~(known["closed"] <= since)]
    entry = (since - known["opened"]).dt.days.clip(lower=0) / YEAR
    most = (until - known["opened"]).dt.days / YEAR
    ended = known["closed"].notna() & (known["closed"] <= until)
    life = (known["closed"] - known["opened"]).dt.days / YEAR
    made = known.assign(entry=entry, most=most, ended=ended.to_numpy(dtype=bool),
                        exit=np.where(ended, life, most))  # fmt: skip
    return made[made["exit"] > made["entry"]].reset_index(drop=True)
