"""How many shops are open at each hour of the week, and how deep the gap of noon is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.commerce.directory.opening import DAY, Moments

Counts = npt.NDArray[np.int64]
QUARTER = 15
QUARTERS = DAY // QUARTER
NOON = (12 * 60, 14 * 60)
"""Lunch hours. [min]"""
LEAST_LUNCH = 60
"""Least time open within the lunch hours to be said open then. [min]"""
SUNDAY = 6
MORNING, MIDDAY, AFTERNOON = 11 * 60, 13 * 60, 15 * 60
WORKED = range(1, 5)
"""Tuesday to Friday: many shops rest on Monday."""
Week = tuple[Moments, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shops open at each quarter of an hour of a usual week.

    Attributes
    ----------
    counts : (7, 96)
        Shops open, Monday first. [shop]
    known, unknown
        Shops whose hours are known, and the others. [shop]
    """

    counts: Counts
    known: int
    unknown: int

    def share(self, weekday: int, minute: int) -> float | None:
        """Share of the shops whose hours are known that are open at a minute; None if none is."""
        if not self.known:
            return None
        return float(self.counts[weekday, minute // QUARTER]) / self.known


def coverage(weeks: Sequence[Week | None]) -> Coverage:
    """Count the shops open at each quarter of an hour.

    Parameters
    ----------
    weeks
        Usual week of each shop, Monday first; None where its hours are not known.

    Examples
    --------
    >>> found = coverage([(((540, 720),),) + ((),) * 6, None])
    >>> int(found.counts.sum()), found.known, found.unknown
    (12, 1, 1)
    """
    counts = np.zeros((7, QUARTERS), dtype=np.int64)
    for week in weeks:
        if week is not None:
            counts += open_quarters(week)
    known = sum(week is not None for week in weeks)
    return Coverage(counts, known, len(weeks) - known)


def open_quarters(week: Week) -> npt.NDArray[np.bool_]:
    """Say at which quarters, looked at in their middle, a shop is open."""
    flat = np.zeros(7 * QUARTERS, dtype=bool)
    for weekday, moments in enumerate(week):
        for start, end in moments:
            middle = np.arange(
                -(-(start - QUARTER // 2) // QUARTER), -(-(end - QUARTER // 2) // QUARTER)
            )
            flat[(weekday * QUARTERS + middle) % len(flat)] = True
    return flat.reshape(7, QUARTERS)


def noon_gap(found: Coverage) -> float | None:
    """Measure how many shops close at noon, from Tuesday to Friday.

    Returns
    -------
    Share open at 11 and at 15 o'clock, on average, less the share open at 13 o'clock; below 0
    where more are open at noon, None where no hours are known. [1]
    """
    if not found.known:
        return None

    def mean(minute: int) -> float:
        return float(np.mean([found.share(day, minute) or 0.0 for day in WORKED]))

    return (mean(MORNING) + mean(AFTERNOON)) / 2 - mean(MIDDAY)


def is_open_on_sunday(week: Week) -> bool:
    """Say whether a shop is open at some time of a usual Sunday."""
    return bool(week[SUNDAY])


def is_open_at_lunch(week: Week) -> bool:
    """Say whether a shop is open an hour or more within lunch hours, one day from Monday to Friday.

    Examples
    --------
    >>> is_open_at_lunch((((540, 750), (840, 1140)),) + ((),) * 6)
    False
    """
    return any(
        sum(max(0, min(end, NOON[1]) - max(start, NOON[0])) for start, end in moments)
        >= LEAST_LUNCH
        for moments in week[:5]
    )
