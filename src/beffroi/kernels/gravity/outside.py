"""The outside: the pull of what is not in the table, told by the share that goes there."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.decay import Decay, Floats
from beffroi.kernels.gravity.shares import log_sums

REACH = 60.0
"""Pulls are looked for within e^60 of those of the shops."""


def outside_pull(
    attraction: npt.ArrayLike,
    times: npt.ArrayLike,
    decay: Decay,
    spending: npt.ArrayLike,
    share: float,
) -> float:
    r"""Find the pull of the outside under which a given share of what is spent goes there.

    .. math:: \sum_i C_i \frac{U_0}{U_0 + \sum_j A_j f(t_{ij})} = s \sum_i C_i

    Parameters
    ----------
    attraction : (n_shops,)
        >= 0. [any]
    times : (n_origins, n_shops)
        > 0, infinite out of reach. [any]
    decay
        How the pull fades.
    spending : (n_origins,)
        >= 0, of origins of which one reaches a shop at least. [any]
    share
        Of what is spent by origins that reach a shop, in [0, 1). [1]

    Returns
    -------
    Pull :math:`U_0`, 0 for no share. [as attraction times decay]

    Raises
    ------
    ShapeError
        If the share is not in [0, 1), or nobody who spends reaches a shop.

    Examples
    --------
    >>> round(outside_pull([3.0], [[1.0]], Decay(2.0), [10.0], 0.25), 9)
    1.0
    """
    if not 0 <= share < 1:
        raise ShapeError("The share of the outside is {share}: give it from 0 to below 1.",
                         share=share)  # fmt: skip
    pulls = log_sums(attraction, times, decay)
    spent = np.asarray(spending, np.float64)
    kept = np.isfinite(pulls) & (spent > 0)
    if not kept.any():
        raise ShapeError("Nobody who spends reaches a shop.")
    if share == 0:
        return 0.0
    logs, weights = pulls[kept], spent[kept] / spent[kept].sum()

    def excess(level: float) -> float:
        return float(weights @ _logistic(level - logs)) - share

    level = brentq(excess, logs.min() - REACH, logs.max() + REACH, xtol=1e-12)
    return float(np.exp(level))


def _logistic(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-values)))
