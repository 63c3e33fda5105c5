"""Hours: when the shops of a town are open in a usual week, as far as their hours are known."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.commerce.directory.coverage import (
    MIDDAY,
    QUARTER,
    QUARTERS,
    SUNDAY,
    Gap,
    gap_of,
    gaps,
    least_known,
    open_quarters,
)
from beffroi.engines.commerce.directory.opening import timetables

LOOKED_AT = 28
"""Days looked at to tell a usual week. [day]"""
WORKED = slice(1, 5)
"""Tuesday to Friday: many shops rest on Monday."""
MONDAY = 0
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """Shops whose hours are understood, and when they are open.

    Attributes
    ----------
    shops, told
        Trading shops; of which hours are told. [shop]
    open_ : (known, 7, 96)
        Whether each of those whose hours are understood is surely open, by quarter hour of its
        usual week, Monday first, public holidays left out.
    """

    shops: int
    told: int
    open_: npt.NDArray[np.bool_]

    @property
    def known(self) -> int:
        """Shops whose hours are understood [shop]."""
        return len(self.open_)

    def at(self, minute: int) -> int:
        """Count the shops open at a minute of each day from Tuesday to Friday."""
        return int(self.open_[:, WORKED, minute // QUARTER].all(axis=1).sum())

    def on(self, weekday: int) -> int:
        """Count the shops open at some time of a day of the week."""
        return int(self.open_[:, weekday].any(axis=1).sum())

    def shares(self) -> Shares:
        """Share of the shops open at each quarter hour of an ordinary day, `(96,)` [1]."""
        made: Shares = self.open_[:, WORKED].mean(axis=(0, 1)) if self.known else np.zeros(QUARTERS)
        return made

    @property
    def tells(self) -> bool:
        """Say whether enough hours are known to tell of all the shops."""
        return self.known >= least_known(self.shops)

    def noon_gap(self) -> Gap | None:
        """Share open at 11 and 15 o'clock, on average, less that at 13; None if too few tell."""
        return gap_of(gaps(self.open_), self.shops)


def opened(premises: pd.DataFrame, date: str, country: str = "FR") -> Opened:
    """Read the hours of trading shops, and tell their usual week.

    Parameters
    ----------
    premises
        Rows of the table `PREMISES` where a shop trades.
    date
        First day looked at, ISO 8601.
    country
        Whose public holidays count, ISO 3166-1.
    """
    told = premises["opening_hours"].dropna().astype(str)
    read = timetables(told.unique(), dt.date.fromisoformat(date[:10]), LOOKED_AT, country)
    found = [made.week for text in told if (made := read[text]) is not None]
    grids = np.array([open_quarters(week) for week in found], dtype=bool)
    return Opened(len(premises), len(told), grids.reshape(-1, 7, QUARTERS))


__all__ = ["MIDDAY", "MONDAY", "QUARTER", "SUNDAY", "Opened", "opened"]
