"""Gatherings: points each near the next one, however long the chain."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def gatherings(points: npt.ArrayLike, reach: float, least: int = 1) -> Ints:
    """Gather the points that a chain of steps shorter than a reach joins (single linkage).

    Parameters
    ----------
    points : (n_points, 2)
        Coordinates, finite. [m]
    reach
        Two points nearer than this are of one gathering; at this very distance they are not. [m]
    least
        Fewest points of a gathering. [1]

    Returns
    -------
    (n_points,)
        Gathering of each point, 0 for the largest (of equals, that of the first point); -1 where
        fewer than `least` gather.

    Raises
    ------
    ShapeError
        If the points are not pairs of finite numbers.

    References
    ----------
    With 200 m and 20 shops, INSEE's shopping poles: Insee Première 1782, 2019, "La déprise du
    commerce de proximité dans les centres-villes des villes de taille intermédiaire".

    Examples
    --------
    >>> gatherings([[0, 0], [199, 0], [398, 0], [598, 0]], 200.0).tolist()
    [0, 0, 0, 1]
    """
    places = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    if np.size(points) % 2 or not np.isfinite(places).all():
        raise ShapeError("Give two finite coordinates for each point.")
    n = len(places)
    if not n:
        return np.empty(0, dtype=np.int64)
    pairs = KDTree(places).query_pairs(reach, output_type="ndarray")
    apart = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    near = pairs[apart < reach]
    joined = coo_array((np.ones(len(near)), (near[:, 0], near[:, 1])), shape=(n, n))
    _, label = connected_components(joined, directed=False)
    _, first, code, size = np.unique(label, return_index=True, return_inverse=True,
                                     return_counts=True)  # fmt: skip
    order = np.lexsort((first, -size))
    rank = np.empty(len(size), dtype=np.int64)
    rank[order] = np.arange(len(size))
    rank[size < least] = -1
    return rank[code]
