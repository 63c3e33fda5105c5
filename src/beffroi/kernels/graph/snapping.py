"""From a place on the map to the nearest node of the streets, and how far that is."""

import numpy as np
import numpy.typing as npt
from scipy.spatial import KDTree

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.graph.pairs import pair
from beffroi.kernels.graph.streets import Graph


def snap(
    graph: Graph, x: npt.ArrayLike, y: npt.ArrayLike
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float64]]:
    """Find the nearest node of each point, and the distance to it.

    The distance is part of every walk: add it to the costs, or refuse points that lie too
    far off, lest a far place count as if it stood on the street.

    Parameters
    ----------
    graph
        Made by `build`.
    x, y : (n_points,)
        Coordinates in the plane of the graph's nodes. [m]

    Returns
    -------
    (n_points,) and (n_points,)
        Nodes, -1 for a point whose coordinates are not finite; and the straight distances
        to them, NaN for such a point. [m]

    Raises
    ------
    ShapeError
        If `x` and `y` are not two lists of equal length, or the graph has no node.

    Examples
    --------
    >>> from beffroi.kernels.graph.streets import build
    >>> street = build([0], [1], [60.0], [60.0], x=[0.0, 80.0], y=[0.0, 0.0])
    >>> snap(street, [79.0, 0.0], [0.0, 5.0])
    (array([1, 0], dtype=int32), array([1., 5.]))
    """
    points = np.array(pair(x, y, "x and y"), dtype=np.float64)
    if graph.n_nodes == 0:
        raise ShapeError("Points cannot be snapped to a graph of 0 nodes: give it some streets.")
    known = np.isfinite(points).all(axis=0)
    nodes = np.full(points.shape[1], -1, np.int32)
    distances = np.full(points.shape[1], np.nan)
    distances[known], nodes[known] = KDTree(np.column_stack([graph.x, graph.y])).query(
        points[:, known].T
    )
    return nodes, distances
