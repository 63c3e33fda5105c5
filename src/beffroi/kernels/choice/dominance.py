"""Dominance: who is at least as good as another on every criterion, whatever the weights."""

import numpy as np
import numpy.typing as npt

from beffroi.kernels.choice.shapes import Booleans, bounds


def dominates(values_low: npt.ArrayLike, values_high: npt.ArrayLike) -> Booleans:
    """Say who necessarily dominates whom, even if intervals and unknowns turn out at the worst.

    One dominates another if its least value is no lower than the other's greatest on every
    criterion, and higher on one at least. With sure values this is Pareto's dominance.

    Parameters
    ----------
    values_low, values_high : (n_alternatives, n_criteria)
        Bounds of the values in [0, 1], the greatest best; NaN where unknown, which may be anything
        from 0 to 1. [1]

    Returns
    -------
    (n_alternatives, n_alternatives)
        True where the alternative of the row dominates that of the column.

    Raises
    ------
    ShapeError
        If bounds are of two shapes, or cross.

    References
    ----------
    M. Weber, "Decision making with incomplete information", European Journal of Operational
    Research 28 (1), 1987, pp. 44-57, doi:10.1016/0377-2217(87)90168-8.

    Examples
    --------
    >>> values = [[0.9, 0.5], [0.2, 0.5], [0.3, np.nan]]
    >>> dominates(values, values)
    array([[False,  True, False],
           [False, False, False],
           [False, False, False]])
    """
    low, high = bounds(values_low, values_high)
    never_below = np.ones((len(low), len(low)), dtype=np.bool_)
    above = np.zeros_like(never_below)
    for least, most in zip(low.T, high.T, strict=True):
        never_below &= least[:, np.newaxis] >= most
        above |= least[:, np.newaxis] > most
    return never_below & above
