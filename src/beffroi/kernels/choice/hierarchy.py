"""AHP: weights from comparisons two by two, and how far these contradict one another."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.shapes import Floats

RECIPROCAL = 1e-6
"""How far a comparison times its inverse may miss 1, by rounding."""


def priorities(comparisons: npt.ArrayLike) -> Floats:
    r"""Derive weights from comparisons two by two, by geometric means.

    .. math:: w_i = \frac{g_i}{\sum_k g_k}, \quad g_i = \left(\prod_j a_{ij}\right)^{1/m}

    Parameters
    ----------
    comparisons : (n_criteria, n_criteria)
        How many times the criterion of the row is as important as that of the column, > 0; each
        comparison the inverse of the opposite one. [1]

    Returns
    -------
    (n_criteria,)
        Weights that sum to 1. [1]

    Raises
    ------
    ShapeError
        If comparisons are not a square of positive numbers, inverse of one another.

    References
    ----------
    G. Crawford and C. Williams, "A note on the analysis of subjective judgment matrices", Journal
    of Mathematical Psychology 29 (4), 1985, pp. 387-405, doi:10.1016/0022-2496(85)90002-1.

    Examples
    --------
    >>> priorities([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]).round(4)
    array([0.5714, 0.2857, 0.1429])
    """
    means = np.exp(np.log(_reciprocal(comparisons)).mean(axis=1))
    return np.asarray(means / means.sum())


def consistency_ratio(comparisons: npt.ArrayLike) -> float:
    r"""Say how far comparisons contradict one another, beside those made at random.

    .. math:: CR = \frac{\lambda_{\max} - m}{(m - 1)\, RI_m}

    Parameters
    ----------
    comparisons : (n_criteria, n_criteria)
        As in `priorities`.

    Returns
    -------
    float
        0 where they agree, 1 as at random; NaN above 15 criteria, for which no random index was
        published. [1]

    Raises
    ------
    ShapeError
        As in `priorities`.

    References
    ----------
    T. L. Saaty, *The Analytic Hierarchy Process*, McGraw-Hill, 1980; random indices in
    `random_indices.toml`.

    Examples
    --------
    >>> consistency_ratio([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]])
    0.0
    >>> round(consistency_ratio([[1, 2, 1 / 2], [1 / 2, 1, 2], [2, 1 / 2, 1]]), 2)
    0.43
    """
    matrix = _reciprocal(comparisons)
    size, indices = len(matrix), _data()["random_index"]["value"]
    if size > len(indices):
        return float("nan")
    if size <= 2:
        return 0.0
    greatest = float(np.linalg.eigvals(matrix).real.max())
    ratio = (greatest - size) / ((size - 1) * indices[size - 1])
    return float(round(max(0.0, ratio), 12))


def most_inconsistent() -> float:
    """Return the ratio above which Saaty would have the comparisons made again.

    Examples
    --------
    >>> most_inconsistent()
    0.1
    """
    return float(_data()["most_inconsistent"]["value"])


@cache
def _data() -> dict[str, Any]:
    """Read the published constants of the method."""
    entries = files("beffroi.kernels.choice") / "random_indices.toml"
    constants: dict[str, Any] = tomllib.loads(entries.read_text(encoding="utf-8"))
    return constants


def _reciprocal(comparisons: npt.ArrayLike) -> Floats:
    """Check that comparisons are a square of positive numbers, inverse of one another."""
    matrix = np.asarray(comparisons, dtype=np.float64)
    if matrix.ndim != 2 or matrix.size == 0 or matrix.shape[0] != matrix.shape[1]:
        raise ShapeError(
            "Comparisons are of shape {shape}: give one row and one column a criterion.",
            shape=matrix.shape,
        )
    good = np.isfinite(matrix) & (matrix > 0)
    wrong = np.argwhere(~(good & (np.abs(matrix * matrix.T - 1) <= RECIPROCAL)))
    if wrong.size:
        row, column = wrong[0].tolist()
        raise ShapeError(
            "The comparison of criteria {row} and {column} is {one}, the opposite one {other}: "
            "give positive numbers, one the inverse of the other.",
            row=row + 1,
            column=column + 1,
            one=float(matrix[row, column]),
            other=float(matrix[column, row]),
        )
    return matrix
