"""Two kinds of stays in what passes saw: short ones and long ones, or one kind alone."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit

from beffroi.kernels.stays.fitting import LEAST, USUAL, Classes, Fitted
from beffroi.kernels.stays.laws import left_over

Floats = npt.NDArray[np.float64]
APART = 3.0
"""How many times shorter, and longer, than the mean of all the two kinds begin in a search."""
MORE = 2
"""Numbers that two laws of one shape have and one has not: a share and a mean."""
SHAPES = (0.3, 12.0)
LONGEST = 50.0
"""Longest mean looked for, in times the longest time that passes span."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """Two gamma laws of stays, of one shape.

    Attributes
    ----------
    share
        Of those who come, how many stay short, in (0, 1). [1]
    short, long
        Mean stays of both kinds. [s]
    shape
        Shape of both laws. [1]
    log_likelihood
        Logarithm of the likelihood at its highest.
    """

    share: float
    short: float
    long: float
    shape: float
    log_likelihood: float


def mixed(own: Classes, one: Fitted) -> Mixed:
    r"""Fit two gamma laws at once to what passes saw.

    They share their shape: passes tell two shapes, a share and two means too badly.

    With :math:`p` the share of the first among those who come and :math:`G_k` as in
    `fitting.fitted`, a vehicle seen has the likelihood

    .. math:: \frac{\sum_k p_k (G_k(x) - G_k(y))}{\sum_k p_k G_k(0)}.

    Parameters
    ----------
    own
        Classes of sightings.
    one
        The law that was fitted alone, from which the search begins.
    """
    weights = np.bincount(own.of, minlength=len(own.gap)).astype(np.float64)
    most = np.log(LONGEST * own.ends.max())
    low, shapes = np.log(own.ends[own.gap].min() / 10), np.log(SHAPES)

    def loss(at: Floats) -> float:
        return -float(_logs(own, at) @ weights)

    best = minimize(
        loss, np.array([0.0, np.log(one.mean / APART), np.log(one.mean * APART), 0.0]),
        method="L-BFGS-B", bounds=((-6.0, 6.0), (low, most), (low, most), tuple(shapes)),
    )  # fmt: skip
    share, first, second = float(expit(best.x[0])), np.exp(best.x[1]), np.exp(best.x[2])
    if first > second:
        share, first, second = 1 - share, second, first
    return Mixed(share, float(first), float(second), float(np.exp(best.x[3])), -float(best.fun))


def _logs(own: Classes, at: Floats) -> Floats:
    """Logarithm of the likelihood of a vehicle of each class, (n_classes,)."""
    share = expit(at[0])
    mean, shape = np.exp(at[1:3])[:, np.newaxis], np.exp(at[3])
    left = np.append(left_over(USUAL, own.ends, mean, shape), np.zeros((2, 1)), axis=1)
    both = np.array([share, 1 - share]) @ left
    seen = both[0] - both[own.gap]
    still = both[own.last] - both[own.last_and_gap]
    later = both[own.next] - both[own.next_and_gap]
    return np.asarray(np.log(np.maximum((still - later) / np.maximum(seen, LEAST), LEAST)))


def is_better(two: Mixed, one: Fitted, n: int) -> bool:
    """Say whether two laws explain what was seen better than one, their numbers paid for.

    Parameters
    ----------
    two, one
        Laws fitted to the same sightings.
    n
        Sightings.

    References
    ----------
    Bayesian information criterion: G. Schwarz, "Estimating the Dimension of a Model", Annals of
    Statistics 6 (2), 1978, pp. 461-464, doi:10.1214/aos/1176344136.

    Examples
    --------
    >>> one = Fitted("gamma", 3600.0, 1.0, -500.0, False)
    >>> [is_better(Mixed(0.5, 1800.0, 7200.0, 1.0, top), one, 100) for top in (-497.0, -490.0)]
    [False, True]
    """
    return bool(two.log_likelihood - one.log_likelihood > MORE * np.log(n) / 2)
