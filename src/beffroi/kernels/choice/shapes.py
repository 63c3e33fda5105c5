"""Arrays that belong together: tables of alternatives by criteria, and weights of the criteria."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


MOST_CELLS = 2_000_000
"""Cells of drawn tables held at once (16 MB), so that memory does not grow with the draws."""


def table(values: npt.ArrayLike) -> Floats:
    """Check that there is a row for each alternative and a column for each criterion.

    Parameters
    ----------
    values : (n_alternatives, n_criteria)
        The table.

    Returns
    -------
    (n_alternatives, n_criteria)
        The table as an array of numbers.

    Raises
    ------
    ShapeError
        If it is no table, or an empty one.

    Examples
    --------
    >>> table([[0, 1]])
    array([[0., 1.]])
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 2 or array.size == 0:
        raise ShapeError(
            "A table is of shape {shape}: give one row an alternative, one column a criterion.",
            shape=array.shape,
        )
    return array


def tables(values: npt.ArrayLike, n_draws: int) -> Floats:
    """Check that there is one table for all draws, or one for each.

    Parameters
    ----------
    values : (n_alternatives, n_criteria) or (n_draws, n_alternatives, n_criteria)
        The table, or a table a draw.
    n_draws
        How many draws of weights there are.

    Returns
    -------
    (1 or n_draws, n_alternatives, n_criteria)
        The tables as an array of numbers.

    Raises
    ------
    ShapeError
        If it is neither, or empty.

    Examples
    --------
    >>> tables([[0, 1]], 10).shape
    (1, 1, 2)
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 3:
        return table(array)[np.newaxis]
    if array.size == 0 or len(array) != n_draws:
        raise ShapeError(
            "Tables are of shape {shape}, for {n_draws} draws of weights: "
            "give one table, or one for each draw.",
            shape=array.shape,
            n_draws=n_draws,
        )
    return array


def n_at_once(n_cells: int) -> int:
    """Say how many tables of so many cells are held at once."""
    return max(1, MOST_CELLS // n_cells)


def turned(drawn: Floats, n_draws: int) -> Iterator[tuple[slice, Floats]]:
    """Turn tables over, a row for each criterion, some draws at a time.

    Parameters
    ----------
    drawn : (1 or n_draws, n_alternatives, n_criteria)
        The tables, as `tables` gives them.
    n_draws
        How many draws there are.

    Yields
    ------
    slice and (1 or fewer draws, n_criteria, n_alternatives)
        The draws, and their tables: one, if it is the same for all.

    Examples
    --------
    >>> [(draws.stop, rows.shape) for draws, rows in turned(np.zeros((1, 2, 3)), 10)]
    [(10, (1, 3, 2))]
    """
    size = n_draws if len(drawn) == 1 else n_at_once(drawn[0].size)
    for start in range(0, n_draws, size):
        draws = slice(start, min(start + size, n_draws))
        some = drawn if len(drawn) == 1 else drawn[draws]
        yield draws, np.ascontiguousarray(some.swapaxes(1, 2))


def bounds(
    low: npt.ArrayLike, high: npt.ArrayLike, start: npt.ArrayLike = 0.0, end: npt.ArrayLike = 1.0
) -> tuple[Floats, Floats]:
    """Check that two tables bound the same cells, and open the unknown ones to the whole scale.

    Parameters
    ----------
    low, high : (n_alternatives, n_criteria)
        Bounds; NaN where unknown. [each criterion's unit]
    start, end : (n_criteria,) or one number
        Ends of the scales, the smaller number first. [unit]

    Returns
    -------
    (n_alternatives, n_criteria) and (n_alternatives, n_criteria)
        The bounds, the ends of the scale where unknown.

    Raises
    ------
    ShapeError
        If the shapes differ, or a lower bound is above its upper one.

    Examples
    --------
    >>> bounds([[0.5, np.nan]], [[0.6, np.nan]])
    (array([[0.5, 0. ]]), array([[0.6, 1. ]]))
    """
    least, most = table(low), table(high)
    if least.shape != most.shape:
        raise ShapeError(
            "Lower bounds are of shape {low}, upper ones of shape {high}: give both for each cell.",
            low=least.shape,
            high=most.shape,
        )
    least, most = np.where(np.isnan(least), start, least), np.where(np.isnan(most), end, most)
    if (least > most).any():
        row, column = np.argwhere(least > most)[0].tolist()
        raise ShapeError(
            "The lower bound of row {row}, column {column}, is above the upper one "
            "({low} > {high}): give the lesser first.",
            row=row + 1,
            column=column + 1,
            low=float(least[row, column]),
            high=float(most[row, column]),
        )
    return least, most


def weightings(weights: npt.ArrayLike, n_criteria: int) -> Floats:
    """Check that each draw has one weight a criterion.

    Parameters
    ----------
    weights : (n_criteria,) or (n_draws, n_criteria)
        Weights, or draws of them.
    n_criteria
        How many criteria there are.

    Returns
    -------
    (n_draws, n_criteria)
        The draws as an array of numbers, one row if there was one vector of weights.

    Raises
    ------
    ShapeError
        If a weight is missing or too many, or there is no draw.

    Examples
    --------
    >>> weightings([0.5, 0.5], 2)
    array([[0.5, 0.5]])
    """
    array = np.asarray(weights, dtype=np.float64)
    if array.ndim not in (1, 2) or array.size == 0 or array.shape[-1] != n_criteria:
        raise ShapeError(
            "Weights are of shape {shape} for {n_criteria} criteria: give one weight a criterion.",
            shape=array.shape,
            n_criteria=n_criteria,
        )
    return np.ascontiguousarray(np.atleast_2d(array))


def per_criterion(thresholds: npt.ArrayLike, n_criteria: int) -> Floats:
    """Give each criterion its threshold.

    Parameters
    ----------
    thresholds : (n_criteria,) or one number
        The thresholds, or one for all.
    n_criteria
        How many criteria there are.

    Returns
    -------
    (n_criteria,)
        The thresholds as an array of numbers.

    Raises
    ------
    ShapeError
        If there are neither one nor as many as criteria.

    Examples
    --------
    >>> per_criterion(0.1, 2)
    array([0.1, 0.1])
    """
    array = np.asarray(thresholds, dtype=np.float64)
    if array.shape not in ((), (n_criteria,)):
        raise ShapeError(
            "Thresholds are of shape {shape} for {n_criteria} criteria: "
            "give one, or one a criterion.",
            shape=array.shape,
            n_criteria=n_criteria,
        )
    return np.array(np.broadcast_to(array, (n_criteria,)))
