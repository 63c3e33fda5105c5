"""Premises to let: how many shops trade around each."""

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

Floats = npt.NDArray[np.float64]
NEAR = 100.0
"""Within which a shop is a neighbour. [m]"""


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
