"""Gatherings: places where many points lie (DBSCAN), such as the ends of rides at a terminal."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def gatherings(points: Floats, *, radius: float, fewest: int) -> Ints:
    """Group points that lie densely.

    Parameters
    ----------
    points : (n, 2)
        Places. [m]
    radius
        How near others count, > 0. [m]
    fewest
        Points within the radius, itself among them, that make a place dense.

    Returns
    -------
    (n,)
        Number of the gathering of each, -1 for those in none.

    Raises
    ------
    ShapeError
        If points have no x and y, or a limit is not above 0.

    References
    ----------
    M. Ester, H.-P. Kriegel, J. Sander, X. Xu, "A density-based algorithm for discovering clusters
    in large spatial databases with noise", KDD 1996, pp. 226-231.

    Examples
    --------
    >>> x = np.array([0.0, 5.0, 10.0, 100.0])
    >>> gatherings(np.column_stack([x, 0 * x]), radius=8, fewest=2).tolist()
    [0, 0, 0, -1]
    """
    if points.ndim != 2 or points.shape[1] != 2 or not (radius > 0 and fewest > 0):
        raise ShapeError("Give points with x and y, and limits above 0.")
    n = len(points)
    if not n:
        return np.empty(0, np.int64)
    tree = cKDTree(points)
    dense = tree.query_ball_point(points, radius, return_length=True) >= fewest
    if not dense.any():
        return np.full(n, -1, np.int64)
    cores = np.flatnonzero(dense)
    of_cores = cKDTree(points[cores])
    pairs = of_cores.query_pairs(radius, output_type="ndarray")
    links = coo_array((np.ones(len(pairs)), pairs.T), shape=(len(cores), len(cores)))
    labels = connected_components(links, directed=False)[1]
    away, nearest = of_cores.query(points, distance_upper_bound=radius * (1 + 1e-9))
    made = np.full(n, -1, np.int64)
    near = np.isfinite(away)
    made[near] = labels[nearest[near]]
    return made
