"""Occupancies on a regular grid of times, from free spaces published now and then."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
STEP = 15
"""Minutes between two values. [min]"""
A_DAY = 24 * 60 // STEP
"""Values of a day."""
CARRIED, CARRIED_CHANGES = 30.0, 360.0
"""How long a value is held for the last one known: where all values are published, and where only
changes are, which nights and stays of some hours make rare. Beffroi's judgement. [min]"""
REPEATS = 0.05
"""Share of values equal to the one before under which only changes are published. [1]"""
LEAST_KNOWN = 0.75
"""Share of the grid that must be known for a car park to be forecast. [1]"""
LEAST_VALUES = 10
"""Different values that it must have shown: fewer is a stuck counter, or a state in words."""
ABOVE = 1.02
"""Free spaces above so many times the capacity, or occupancies under what that leaves, show that
one of them is wrong. [1]"""
WEEKDAY, SATURDAY, SUNDAY = 0, 1, 2
"""Kinds of days: closed days count as Sundays."""


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """A car park on the grid.

    Attributes
    ----------
    key
        Its identifier.
    capacity
        Spaces, > 0. [space]
    occupancy : (n_days * A_DAY,)
        Share of its spaces taken, in [0, 1], NaN where unknown. [1]
    """

    key: str
    capacity: float
    occupancy: Floats


def grid_of(times: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """Whole local days that hold some times, in steps of 15 minutes of the clock.

    A day of the grid has 96 values even where the clock changes: an hour that is missing is
    unknown, one that comes twice keeps its last values.

    Parameters
    ----------
    times
        Local times without a zone; at least one.
    """
    first, last = times.min().normalize(), times.max().normalize()
    return pd.date_range(first, last + pd.Timedelta(days=1), freq=f"{STEP}min", inclusive="left")


def kinds_of(grid: pd.DatetimeIndex, closed: frozenset[str]) -> Ints:
    """Kind of each day of a grid.

    Parameters
    ----------
    grid
        As `grid_of` makes it.
    closed
        Public holidays, as ISO dates.

    Returns
    -------
    (n_days,)
        `WEEKDAY`, `SATURDAY` or `SUNDAY`.
    """
    days = grid[::A_DAY]
    kinds = np.select([days.day_of_week == 5, days.day_of_week == 6], [SATURDAY, SUNDAY], WEEKDAY)
    shut = np.array([day.date().isoformat() in closed for day in days], dtype=bool)
    return np.where(shut, SUNDAY, kinds).astype(np.int64)


def on_grid(values: pd.Series, grid: pd.DatetimeIndex) -> Floats:
    """Carry each value forward to the steps of the grid that follow it.

    Parameters
    ----------
    values
        Values by local time, in any order.
    grid
        Steps.

    Returns
    -------
    (n,)
        Last value known at each step, NaN where it is too old: half an hour, or six hours where
        values never repeat, as only changes are published then.

    Examples
    --------
    >>> clock = pd.to_datetime(["2026-03-02 00:00", "2026-03-02 00:20"])
    >>> on_grid(pd.Series([5.0, 5.0], clock), pd.date_range("2026-03-02", periods=5, freq="15min"))
    array([ 5.,  5.,  5.,  5., nan])
    """
    known = values[values.notna()].sort_index(kind="stable")
    if known.empty:
        return np.full(len(grid), np.nan)
    numbers = known.to_numpy(dtype=float)
    repeats = np.mean(numbers[1:] == numbers[:-1]) if len(numbers) > LEAST_VALUES else 1.0
    held = CARRIED_CHANGES if repeats < REPEATS else CARRIED
    at = np.searchsorted(known.index.to_numpy(), grid.to_numpy(), side="right") - 1
    age = (grid.to_numpy() - known.index.to_numpy()[np.maximum(at, 0)]) / np.timedelta64(60, "s")
    return np.where((at >= 0) & (age <= held), numbers[np.maximum(at, 0)], np.nan)


def site(key: str, free: pd.Series, capacity: float, grid: pd.DatetimeIndex) -> Site | str:
    """Make the series of a car park, or say in a word why it cannot be forecast.

    Parameters
    ----------
    key
        Its identifier.
    free
        Free spaces by local time.
    capacity
        Spaces; NaN if unknown. [space]
    grid
        Steps.

    Returns
    -------
    The site, or ``capacity`` (unknown, or none), ``above`` (more free spaces than spaces),
    ``stuck`` (hardly any different value) or ``gaps`` (too much of the time is unknown).

    Raises
    ------
    ShapeError
        If the grid is not made of whole days.
    """
    if len(grid) % A_DAY:
        raise ShapeError("A grid is made of whole days.")
    if not capacity > 0:
        return "capacity"
    if (free > ABOVE * capacity).any() or (free < (1.0 - ABOVE) * capacity).any():
        return "above"
    if free.nunique() < min(LEAST_VALUES, capacity / 2):
        return "stuck"
    values = on_grid(free, grid)
    begins, ends = np.searchsorted(grid, [free.dropna().index.min(), free.dropna().index.max()])
    if np.isnan(values[begins : ends + 1]).mean() > 1.0 - LEAST_KNOWN:
        return "gaps"
    return Site(key, float(capacity), np.clip(1.0 - values / capacity, 0.0, 1.0))
