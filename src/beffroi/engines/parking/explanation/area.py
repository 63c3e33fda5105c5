"""A whole area as one pool of spaces: what drivers would meet who knew of every free one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.explanation.parameters import parameter
from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.impatience import circling

Floats = npt.NDArray[np.float64]
MOST = 0.99
"""Occupancy above which nothing is told: from .99 to .995, nearly half as many more circle around a
group of 300 spaces, so that what is counted tells them no longer. [1]"""
HALVINGS = 60
WIDEST = 1e3
"""Loads tried, beside the spaces. [1]"""


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """What an area is like as one pool, at one or more occupancies; NaN where it cannot be told.

    Attributes
    ----------
    spaces
        Spaces of the area. [space]
    load : (n,)
        Arrivals an hour times the mean stay, those who give up included. [erlang]
    full : (n,)
        Share of the time that no space at all is free. [1]
    circling : (n,)
        Vehicles that look for a space at a moment, on average. [vehicle]
    gives_up : (n,)
        Share of the drivers who leave without having parked. [1]
    search : (n,)
        Mean time that a driver circles, those who give up included. [s]
    """

    spaces: int
    load: Floats
    full: Floats
    circling: Floats
    gives_up: Floats
    search: Floats


def area(
    spaces: float, occupancy: npt.ArrayLike, *, stay: float, patience: float | None = None
) -> Area:
    """Judge an area where every driver takes the first space that is free anywhere in it (M/M/c+M).

    The load is the one at which the area would be as full as it is. It is the search with perfect
    guidance: the least that the area allows, and not the search street by street.

    Parameters
    ----------
    spaces
        Spaces, rounded to whole ones, >= 0. [space]
    occupancy : (n,) or one number
        Mean share taken, in [0, 1]; NaN where unknown. [1]
    stay
        Mean stay, > 0. [s]
    patience
        Mean time before a driver gives up; the `patience` of `parameters.toml` if None. [s]

    Raises
    ------
    ShapeError
        If a number is out of its range.

    References
    ----------
    N. Ogulenko, I. Benenson, N. Fulman, "The Fundamental Diagram of Parking", Transportation
    Research Part B 165, 2022, pp. 48-68, arXiv:2202.01517.

    Examples
    --------
    >>> found = area(300, [0.85, 0.97, 1.0], stay=5400)
    >>> found.circling.round(1).tolist(), found.search.round().tolist()
    ([0.0, 1.8, nan], [0.0, 33.0, nan])
    """
    taken = np.atleast_1d(np.asarray(occupancy, dtype=float))
    known = ~np.isnan(taken)
    if stay <= 0 or spaces < 0 or ((taken[known] < 0) | (taken[known] > 1)).any():
        raise ShapeError("An area has spaces, a mean stay, and occupancies from 0 to 1.")
    count = round(spaces)
    told = known & (taken <= MOST) & (count > 0)
    load = np.full(taken.shape, np.nan)
    ready = (patience or parameter("patience")) / stay
    load[told] = _load(count, taken[told], ready)
    met = circling(load, count, ready)
    return Area(count, load, met.full, met.circling, met.gives_up, met.search * stay)


def _load(spaces: int, occupancy: Floats, ready: float) -> Floats:
    """Find the load of each occupancy: the more come, the fuller."""
    low, high = spaces * occupancy, np.full(occupancy.shape, WIDEST * spaces)
    for _ in range(HALVINGS):
        middle = np.sqrt(np.maximum(low, 1e-12) * high)
        is_short = circling(middle, spaces, ready).occupancy < occupancy
        low, high = np.where(is_short, middle, low), np.where(is_short, high, middle)
    return np.where(occupancy > 0, high, 0.0)
