"""How many shops are open at each hour of the week, and how deep the gap of noon is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from beffroi.engines.commerce.directory.opening import DAY, Moments
from beffroi.foundation.dated import dated_values

FILE = Path(__file__).parent / "parameters.toml"
NINETEEN_IN_TWENTY = 1.959964
"""Standard errors on each side of a 95 % interval. [1]"""
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
    gaps : (known,)
        Gap of noon of each shop whose hours are known, in [-1, 1]. [1]
    """

    counts: Counts
    known: int
    unknown: int
    gaps: npt.NDArray[np.float64]

    @property
    def missing(self) -> int:
        """Shops whose hours are still needed before anything is said of the town [shop]."""
        return max(0, least_known(self.known + self.unknown) - self.known)

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
    grids = [open_quarters(week) for week in weeks if week is not None]
    open_ = np.array(grids, dtype=bool).reshape(-1, 7, QUARTERS)
    counts = open_.sum(axis=0, dtype=np.int64)
    return Coverage(counts, len(grids), len(weeks) - len(grids), gaps(open_))


def least_known(shops: int) -> int:
    """Return how many shops must have known hours before anything is said of all of them.

    Examples
    --------
    >>> least_known(196), least_known(1413)
    (30, 142)
    """
    told = dated_values(FILE)
    return max(int(told["least_known"]), math.ceil(told["least_share"] * shops))


def gaps(open_: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Measure the gap of noon of each shop, from Tuesday to Friday.

    Parameters
    ----------
    open_ : (n, 7, 96)
        Whether each shop is open, by quarter hour of its usual week.

    Returns
    -------
    (n,)
        Share of the days open at 11 and at 15 o'clock, on average, less those at 13. [1]
    """
    days = open_[:, WORKED.start : WORKED.stop]
    morning, noon, afternoon = (
        days[:, :, minute // QUARTER].mean(axis=1) for minute in (MORNING, MIDDAY, AFTERNOON)
    )
    return np.asarray((morning + afternoon) / 2 - noon, dtype=np.float64)


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


@dataclass(frozen=True, slots=True)
class Gap:
    """The gap of noon of a town, and the bounds that hold it nineteen times in twenty [1]."""

    value: float
    low: float
    high: float


def gap_of(own: npt.NDArray[np.float64], shops: int) -> Gap | None:
    r"""Tell the gap of noon of a town from those of the shops whose hours are known.

    The interval is that of a difference of matched proportions with half a pair added to each of
    the four cells, as if the shops whose hours are known were a sample drawn by lot: with
    :math:`n' = n + 2`, :math:`m = \sum g_i / n'` and :math:`s^2 = (\sum g_i^2 + 1) / n' - m^2`,
    it is :math:`m \pm 1.96 \sqrt{s^2 / n'}`.

    Parameters
    ----------
    own : (n,)
        Gap of each shop whose hours are known. [1]
    shops
        All the shops. [shop]

    Returns
    -------
    The gap and its bounds; None where too few hours are known to tell.

    References
    ----------
    A. Agresti, Y. Min, "Simple improved confidence intervals for comparing matched proportions",
    Statistics in Medicine 24, 2005, pp. 729-740, doi:10.1002/sim.1781.
    """
    if len(own) < least_known(shops):
        return None
    n, value = len(own) + 2, float(own.mean())
    middle = float(own.sum()) / n
    half = NINETEEN_IN_TWENTY * math.sqrt(((float((own**2).sum()) + 1) / n - middle**2) / n)
    return Gap(value, max(-1.0, min(value, middle - half)), min(1.0, max(value, middle + half)))


def noon_gap(found: Coverage) -> Gap | None:
    """Measure how many shops close at noon, from Tuesday to Friday.

    Returns
    -------
    Share open at 11 and at 15 o'clock, on average, less the share open at 13 o'clock; below 0
    where more are open at noon, None where too few hours are known to tell of the town.
    """
    return gap_of(found.gaps, found.known + found.unknown)


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
