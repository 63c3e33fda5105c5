"""Value functions: what a performance is worth, from 0 to 1, on a scale fixed beforehand."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.shapes import Floats


def scores(x: npt.ArrayLike, knots_x: npt.ArrayLike, knots_v: npt.ArrayLike) -> Floats:
    """Say what performances are worth: straight lines between knots, level beyond the ends.

    Parameters
    ----------
    x
        Performances, of any shape; NaN where unknown. [any]
    knots_x : (n_knots,)
        Performances whose worth is fixed, increasing. [that of `x`]
    knots_v : (n_knots,)
        What they are worth, in [0, 1]; falling where less is better. [1]

    Returns
    -------
    As `x`
        Values in [0, 1]; NaN where unknown. [1]

    Raises
    ------
    ShapeError
        If knots are fewer than two, do not pair, do not increase or leave [0, 1].

    References
    ----------
    R. L. Keeney and H. Raiffa, *Decisions with Multiple Objectives*, Wiley, 1976, chapter 3; on
    scales fixed beforehand, V. Belton and T. J. Stewart, *Multiple Criteria Decision Analysis*,
    Kluwer, 2002, section 5.2, doi:10.1007/978-1-4615-1495-4.

    Examples
    --------
    >>> scores([5, 10, 40, np.nan], [0, 10, 20], [1, 0.8, 0])
    array([0.9, 0.8, 0. , nan])
    """
    places, worths = knots(knots_x, knots_v)
    return _interpolated(np.asarray(x, dtype=np.float64), places, worths)


def score_bounds(
    low: npt.ArrayLike, high: npt.ArrayLike, knots_x: npt.ArrayLike, knots_v: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """Bound what performances known within intervals are worth.

    Parameters
    ----------
    low, high
        Bounds of the performances, of one shape, ``low <= high``; both NaN where unknown, one NaN
        where that side is open. [any]
    knots_x, knots_v : (n_knots,)
        As in `scores`.

    Returns
    -------
    As `low`, as `low`
        Least and greatest value within each interval, whatever the direction of the function; NaN
        where unknown. [1]

    Raises
    ------
    ShapeError
        As in `scores`; also if bounds are of two shapes, or cross.

    Examples
    --------
    >>> score_bounds([5, np.nan], [10, np.nan], [0, 20], [1, 0])
    (array([0.5, nan]), array([0.75,  nan]))
    """
    places, worths = knots(knots_x, knots_v)
    least, most = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if least.shape != most.shape or (least > most).any():
        raise ShapeError(
            "Bounds of performances of shapes {low} and {high} do not pair, or cross: "
            "give for each its lower and its upper bound.",
            low=least.shape,
            high=most.shape,
        )
    unknown = np.isnan(least) & np.isnan(most)
    start, end = np.where(np.isnan(least), -np.inf, least), np.where(np.isnan(most), np.inf, most)
    ends = np.stack([_interpolated(side, places, worths) for side in (start, end)])
    lowest, highest = ends.min(axis=0), ends.max(axis=0)
    for place, worth in zip(places, worths, strict=True):
        within = (start <= place) & (place <= end)
        lowest = np.where(within, np.minimum(lowest, worth), lowest)
        highest = np.where(within, np.maximum(highest, worth), highest)
    return np.where(unknown, np.nan, lowest), np.where(unknown, np.nan, highest)


def _interpolated(x: Floats, places: Floats, worths: Floats) -> Floats:
    """Follow the straight lines between knots, which rounding alone would make leave [0, 1]."""
    return np.asarray(np.clip(np.interp(x, places, worths), 0.0, 1.0))


def knots(knots_x: npt.ArrayLike, knots_v: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Check that knots draw one value function, and return them as arrays.

    Raises
    ------
    ShapeError
        As in `scores`.
    """
    places = np.asarray(knots_x, dtype=np.float64)
    worths = np.asarray(knots_v, dtype=np.float64)
    if places.ndim != 1 or places.size < 2 or places.shape != worths.shape:
        raise ShapeError(
            "The knots of a value function are of shapes {x} and {v}: "
            "give two lists of one length, two knots at least.",
            x=places.shape,
            v=worths.shape,
        )
    if not (np.diff(places) > 0).all():
        raise ShapeError(
            "The performances of the knots are {x}: give them in increasing order, each once.",
            x=str(places.tolist()),
        )
    if not ((worths >= 0) & (worths <= 1)).all():
        raise ShapeError(
            "The values of the knots are {v}: give values between 0 and 1.", v=str(worths.tolist())
        )
    return places, worths
