"""The order in which places are kept, so that neighbours in town are neighbours in memory."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.graph.pairs import pair

LEVELS = 16


def hilbert_order(x: npt.ArrayLike, y: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Sort points along Hilbert's curve, which rarely leaps from one quarter to another.

    Parameters
    ----------
    x, y : (n_points,)
        Coordinates in any one plane, finite. [m]

    Returns
    -------
    (n_points,)
        Index of the first point on the curve, of the second, and so on; points of one
        and the same cell (a 65,536th of the extent) keep their order.

    Raises
    ------
    ShapeError
        If `x` and `y` are not two lists of equal length, or hold a value that is not finite.

    References
    ----------
    D. Hilbert, "Ueber die stetige Abbildung einer Linie auf ein Flächenstück",
    Mathematische Annalen 38, 1891, pp. 459-460, doi:10.1007/BF01199431.

    Examples
    --------
    The four corners of a square are visited one side after the other:

    >>> hilbert_order([0.0, 1.0, 0.0, 1.0], [0.0, 1.0, 1.0, 0.0])
    array([0, 2, 1, 3])
    """
    points = np.array(pair(x, y, "x and y"), dtype=np.float64)
    if not np.isfinite(points).all():
        raise ShapeError(
            "{n_bad} coordinates are missing or infinite: give finite coordinates.",
            n_bad=int((~np.isfinite(points)).sum()),
        )
    if points.shape[1] == 0:
        return np.empty(0, dtype=np.int64)
    return np.argsort(_distance_along(*_cells(points)), kind="stable")


def _cells(points: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Divide the square around the points into 2^16 columns and rows."""
    corner = points.min(axis=1, keepdims=True)
    extent = max(float((points - corner).max()), np.finfo(np.float64).tiny)
    cells: npt.NDArray[np.int64] = ((points - corner) / extent * (2**LEVELS - 1)).astype(np.int64)
    return cells


def _distance_along(
    column: npt.NDArray[np.int64], row: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Count the cells passed on the curve before each cell, from the largest quarter down."""
    passed = np.zeros(column.shape, dtype=np.int64)
    for level in reversed(range(LEVELS)):
        side = 1 << level
        right, top = (column & side) > 0, (row & side) > 0
        passed += side * side * ((3 * right) ^ top.astype(np.int64))
        column, row = column & (side - 1), row & (side - 1)
        flipped = right & ~top
        column, row = (np.where(flipped, side - 1 - cell, cell) for cell in (column, row))
        column, row = np.where(top, column, row), np.where(top, row, column)
    return passed
