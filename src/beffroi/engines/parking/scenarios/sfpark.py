"""San Francisco's rule: hourly prices that follow the occupancy, a little at a time."""

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.scenarios.day import EDGES
from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
BANDS = (12.0, 15.0)
"""Hours at which the price changes: from opening, from 12, from 15. [h]"""
FULL, WELL, EMPTY = 0.8, 0.6, 0.3
"""Occupancies between which steps of the price change. [1]"""
UP, DOWN, MORE = 0.25, -0.25, -0.5
"""Steps of the hourly price; the rule is in dollars, kept as they are in euros. [€/h]"""


def adjustment(occupancy: npt.ArrayLike) -> Floats:
    """Step of the hourly price that an occupancy asks for.

    Parameters
    ----------
    occupancy
        Share of spaces taken, any shape, >= 0. [1]

    Returns
    -------
    +0.25 from 80 % on, 0 from 60 %, −0.25 from 30 %, −0.50 under; NaN where unknown. [€/h]

    References
    ----------
    San Francisco Municipal Transportation Agency, "SFpark: Putting Theory into Practice", 2011.
    G. Pierce, D. Shoup, "Getting the Prices Right", Journal of the American Planning Association
    79 (1), 2013, pp. 67-81, doi:10.1080/01944363.2013.787307.

    Examples
    --------
    >>> adjustment([0.85, 0.8, 0.6, 0.59, 0.3, 0.2])
    array([ 0.25,  0.25,  0.  , -0.25, -0.25, -0.5 ])
    """
    taken = np.asarray(occupancy, dtype=float)
    step = np.select([taken >= FULL, taken >= WELL, taken >= EMPTY], [UP, 0.0, DOWN], MORE)
    return np.where(np.isnan(taken), np.nan, step)


def bands(edges: tuple[float, ...] = EDGES) -> npt.NDArray[np.int64]:
    """Band of each period by its beginning, (n_periods,): 0, 1 or 2."""
    return np.searchsorted(np.array(BANDS), np.array(edges[:-1]) % 24.0, side="right")


def adjusted(
    surcharge: Floats, occupancy: Floats, paid: npt.NDArray[np.bool_], price: Floats, *,
    least: float, most: float, edges: tuple[float, ...] = EDGES,
) -> Floats:  # fmt: skip
    """Adjust hourly prices once.

    Parameters
    ----------
    surcharge : (n_places, n_periods)
        What was added so far to the price. [€/h]
    occupancy : (n_places, n_periods)
        Share of spaces taken; NaN without a space. [1]
    paid : (n_places, n_periods)
        Where and when one pays.
    price : (n_places,)
        Hourly price before any step. [€/h]
    least, most
        Bounds of the hourly price. [€/h]
    edges
        Begin and end of the periods. [h]

    Returns
    -------
    (n_places, n_periods)
        New surcharge, the same through a band. [€/h]

    Raises
    ------
    ShapeError
        If the arrays do not fit together.
    """
    if not surcharge.shape == occupancy.shape == paid.shape or len(price) != len(paid):
        raise ShapeError("Give a surcharge, an occupancy and whether one pays, place by period.")
    band, found = bands(edges), surcharge.copy()
    for one in range(len(BANDS) + 1):
        here = paid & (band == one)
        counted = np.where(here & np.isfinite(occupancy), 1.0, 0.0)
        n = counted.sum(axis=1)
        total = (np.where(counted > 0, occupancy, 0.0)).sum(axis=1)
        step = adjustment(np.divide(total, n, out=np.full(len(n), np.nan), where=n > 0))
        step = np.where(np.isnan(step), 0.0, step)[:, np.newaxis]
        aimed = np.clip(price[:, np.newaxis] + surcharge + step, least, most)
        found = np.where(here, aimed - price[:, np.newaxis], found)
    return found
