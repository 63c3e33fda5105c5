"""Cells known within bounds: drawn evenly in their own unit, then worth what a curve says."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.shapes import Floats, Integers, bounds
from beffroi.kernels.choice.values import knots

Curve = tuple[npt.ArrayLike, npt.ArrayLike]
"""Knots of a value function: performances, increasing, and what they are worth."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """What the cells of a table may be worth, each being drawn evenly in its own unit.

    Attributes
    ----------
    low, high, mean : (n_alternatives, n_criteria)
        Least, greatest and mean value of each cell. [1]
    rows, columns : (n_uncertain,)
        Places of the cells that may be worth more than one value, row by row.
    shares, worths : (n_uncertain, n_knots)
        Points of their quantile functions, from 0 to 1 and never falling, straight between them:
        a cell drawn at a share is worth what stands there. [1]
    """

    low: Floats
    high: Floats
    mean: Floats
    rows: Integers
    columns: Integers
    shares: Floats
    worths: Floats


def cells(low: npt.ArrayLike, high: npt.ArrayLike, curves: Sequence[Curve] | None = None) -> Cells:
    """Say what cells may be worth.

    Parameters
    ----------
    low, high : (n_alternatives, n_criteria)
        Bounds of the performances, equal where sure; NaN where unknown, which may be anything up
        to that end of the curve. [each criterion's unit]
    curves
        The value function of each criterion, as for `scores`; none where the bounds are values
        already, in [0, 1]. [unit, 1]

    Returns
    -------
    Cells
        Their bounds, means and quantile functions. A value function that is not one straight line
        makes a cell that is drawn evenly in its unit uneven in value.

    Raises
    ------
    ShapeError
        If bounds do not pair or cross, or curves are not one a criterion.

    Examples
    --------
    Half of what may be lies on either side of the knot at 5:

    >>> found = cells([[0.0]], [[10.0]], [([0, 5, 10], [0, 0.8, 1])])
    >>> found.mean
    array([[0.65]])
    """
    if curves is None:
        least, most = bounds(low, high)
        places = np.stack([least, most], axis=-1)
        return _cells(places, places)
    checked = [knots(*curve) for curve in curves]
    if len(checked) != np.shape(low)[-1]:
        raise ShapeError(
            "Curves are {n} for {n_criteria} criteria: give one a criterion.",
            n=len(checked),
            n_criteria=np.shape(low)[-1],
        )
    ends = np.array([(xs[0], xs[-1]) for xs, _ in checked])
    least, most = bounds(low, high, ends[:, 0], ends[:, 1])
    places, worths = np.empty((2, *least.shape, 2 + max(len(xs) for xs, _ in checked)))
    for k, (xs, vs) in enumerate(checked):
        start, end = least[:, k, np.newaxis], most[:, k, np.newaxis]
        places[:, k] = end
        places[:, k, :1] = start
        places[:, k, 1 : 1 + len(xs)] = np.clip(xs, start, end)
        worths[:, k] = np.clip(np.interp(places[:, k], xs, vs), 0.0, 1.0)
    return _cells(places, worths)


def _cells(places: Floats, worths: Floats) -> Cells:
    """Gather bounds, means and quantiles of cells from points along their intervals."""
    start, end = places[..., :1] / 2, places[..., -1:] / 2  # halves, whose difference is finite
    shares = np.zeros(places.shape)
    np.divide(places / 2 - start, end - start, out=shares, where=end > start)
    middle = (worths[..., 1:] + worths[..., :-1]) / 2
    low, high = worths.min(axis=-1), worths.max(axis=-1)
    mean = np.where(low < high, (np.diff(shares) * middle).sum(axis=-1), low)
    rows, columns = np.nonzero(low < high)
    return Cells(low, high, mean, rows, columns, shares[rows, columns], worths[rows, columns])
