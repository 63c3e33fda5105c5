"""Hours: when the shops of a town are open in a usual week, as far as their hours are known."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.territory.hours import Hours, parsed, states, understood
from beffroi.territory.hours.week import OPEN, QUARTER, QUARTERS

HOLIDAYS = "PH"
MOST_WEEKS = 60
"""Weeks looked at to find one without a public holiday."""
WORKED = slice(1, 5)
"""Tuesday to Friday: many shops rest on Monday."""
MORNING, NOON, AFTERNOON = 11 * 60, 13 * 60, 15 * 60
MONDAY, SUNDAY = 0, 6
MIDDAY = slice(12 * 60 // QUARTER, 14 * 60 // QUARTER)
Shares = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """Shops whose hours are understood, and when they are open.

    Attributes
    ----------
    shops, told, known
        Trading shops; of which hours are told; of which they are understood. [shop]
    open_ : (known, 7, 96)
        Whether each is surely open, Monday first, by quarter hour.
    """

    shops: int
    told: int
    known: int
    open_: npt.NDArray[np.bool_]

    def at(self, minute: int) -> int:
        """Count the shops open at a minute of an ordinary day, Tuesday to Friday alike."""
        return int(self.open_[:, WORKED, minute // QUARTER].all(axis=1).sum())

    def on(self, weekday: int) -> int:
        """Count the shops open at some time of a day of the week."""
        return int(self.open_[:, weekday].any(axis=1).sum())

    def shares(self) -> Shares:
        """Share of the shops open at each quarter hour of an ordinary day, `(96,)` [1]."""
        made: Shares = self.open_[:, WORKED].mean(axis=(0, 1)) if self.known else np.zeros(QUARTERS)
        return made


def usual_monday(date: str, country: str = "FR") -> dt.date:
    """Return the first Monday, from a day on, of a week without a public holiday.

    Parameters
    ----------
    date
        Day, ISO 8601.

    Examples
    --------
    >>> usual_monday("2026-07-10")
    datetime.date(2026, 7, 20)
    """
    day = dt.date.fromisoformat(date[:10])
    monday = day + dt.timedelta(days=-day.weekday() % 7)
    off = parsed(HOLIDAYS, country)
    for _ in range(MOST_WEEKS):
        if not isinstance(off, Hours) or not states(off, monday).any():
            return monday
        monday += dt.timedelta(days=7)
    return monday


def opened(premises: pd.DataFrame, monday: dt.date, country: str = "FR") -> Opened:
    """Read the hours of trading shops, and look at one week.

    Parameters
    ----------
    premises
        Rows of the table `PREMISES` where a shop trades.
    monday
        First day of the week.
    country
        Whose public holidays hold, ISO 3166-1.
    """
    told = premises["opening_hours"].dropna().astype(str)
    read = {text: understood(text, country) for text in told.unique()}
    weeks = {
        text: np.equal(states(hours, monday), OPEN)
        for text, hours in read.items()
        if isinstance(hours, Hours)
    }
    found = [weeks[text] for text in told if text in weeks]
    grids = np.array(found, dtype=bool).reshape(-1, 7, QUARTERS)
    return Opened(len(premises), len(told), len(found), grids)
