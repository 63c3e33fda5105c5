"""Premises to let: how many shops trade around each, and along which stretch of street it lies."""

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import cKDTree

Floats = npt.NDArray[np.float64]
NEAR = 100.0
"""Within which a shop is a neighbour. [m]"""


FRONT = 40.0
"""Within which a stretch of street passes before premises. [m]"""


def trading_near(premises: Floats, trading: Floats, within: float = NEAR) -> npt.NDArray[np.int64]:
    """Count the trading shops around premises.

    Parameters
    ----------
    premises : (n, 2)
        Where each lies. [m]
    trading : (m, 2)
        Where shops trade. [m]
    within
        Distance as the crow flies. [m]

    Returns
    -------
    (n,)
        Shops, the premises themselves not among them as nothing trades there. [shop]

    Examples
    --------
    >>> trading_near(np.array([[0.0, 0.0]]), np.array([[60.0, 80.0], [61.0, 80.0]])).tolist()
    [1]
    """
    if not len(premises) or not len(trading):
        return np.zeros(len(premises), dtype=np.int64)
    counts = cKDTree(trading).query_ball_point(premises, within, return_length=True)
    return np.asarray(counts, dtype=np.int64)


def nearest(premises: Floats, shops: Floats, within: float = NEAR) -> npt.NDArray[np.int64]:
    """Find the shop nearest to premises.

    Parameters
    ----------
    premises, shops : (n, 2), (m, 2)
        Where each lies. [m]
    within
        Farthest distance, as the crow flies. [m]

    Returns
    -------
    (n,)
        Place of the nearest shop, -1 beyond `within`.

    Examples
    --------
    >>> nearest(np.array([[0.0, 0.0], [500.0, 0.0]]), np.array([[60.0, 0.0], [9.0, 0.0]])).tolist()
    [1, -1]
    """
    if not len(premises) or not len(shops):
        return np.full(len(premises), -1, dtype=np.int64)
    apart, found = cKDTree(shops).query(premises)
    return np.where(apart <= within, found, -1).astype(np.int64)


def stretch_before(
    premises: Floats, stretches: npt.NDArray[np.object_], within: float = FRONT
) -> npt.NDArray[np.int64]:
    """Find the stretch of street before premises.

    Parameters
    ----------
    premises : (n, 2)
        Where each lies. [m]
    stretches : (m,)
        Lines. [m]
    within
        Farthest distance. [m]

    Returns
    -------
    (n,)
        Place of the nearest stretch, -1 beyond `within`.

    Examples
    --------
    >>> street = np.array([shapely.LineString([(0, 0), (100, 0)])], dtype=object)
    >>> stretch_before(np.array([[50.0, 30.0], [50.0, 41.0]]), street).tolist()
    [0, -1]
    """
    found = np.full(len(premises), -1, dtype=np.int64)
    if len(premises) and len(stretches):
        tree = shapely.STRtree(stretches)
        points = shapely.points(premises)
        rows, lines = tree.query_nearest(points, max_distance=within, all_matches=False)
        found[rows] = lines
    return found
