"""Middles: how surely a few rides tell the median of what all rides take."""

import numpy as np
import numpy.typing as npt
from scipy.special import betainc
from scipy.stats import norm

from beffroi.engines.informal.service.norms import parameter

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
HALVINGS = 40
FARTHEST = 6.0
"""Spreads around what is expected, beyond which no median is looked for."""
LEAST = 1e-9


def bound(part: float, values: Floats, groups: Ints, expected: Floats, spread: float) -> Floats:
    r"""Return the median below which the true one is with a given probability, group by group.

    Nothing is supposed of the law of a group but what it would be before anything was seen,
    a normal law :math:`G` worth :math:`a` values (`law_rides`): a leg with a light on it has two
    likely paces and none between, of which a normal law would say too little. The law is then a
    Dirichlet process, and the true median is below :math:`m` with the probability

    .. math:: P\left(B \ge \tfrac12\right), \quad B \sim
              \mathrm{Beta}\left(a G(m) + k(m),\; a (1 - G(m)) + n - k(m)\right)

    where :math:`k(m)` of its :math:`n` values are at most :math:`m`.

    Parameters
    ----------
    part
        The probability, between 0 and 1.
    values, groups : (n,)
        Values, and the number of the group of each.
    expected : (n_groups,)
        Middle of :math:`G`.
    spread
        Standard deviation of :math:`G`, > 0.

    Returns
    -------
    (n_groups,)
        The same for groups without values, from :math:`G` alone.

    References
    ----------
    T. S. Ferguson, "A Bayesian Analysis of Some Nonparametric Problems", Annals of Statistics
    1 (2), 1973, pp. 209-230, doi:10.1214/aos/1176342360, §5(c).

    Examples
    --------
    >>> seen = np.array([1.0, 1.0, 1.0, 3.0, 3.0, 3.0])
    >>> low = bound(0.05, seen, np.zeros(6, dtype=np.int64), np.array([2.0]), 1.0)
    >>> high = bound(0.95, seen, np.zeros(6, dtype=np.int64), np.array([2.0]), 1.0)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([1.0], [3.0])
    """
    n, worth = len(expected), parameter("law_rides")
    seen = np.bincount(groups, minlength=n)
    low, high = expected - FARTHEST * spread, expected + FARTHEST * spread
    np.minimum.at(low, groups, values)
    np.maximum.at(high, groups, values)
    for _ in range(HALVINGS):
        half = (low + high) / 2
        under = np.bincount(groups[values <= half[groups]], minlength=n)
        supposed = worth * np.clip(norm.cdf((half - expected) / spread), LEAST, 1 - LEAST)
        below = 1 - betainc(supposed + under, worth - supposed + seen - under, 0.5)
        low, high = np.where(below < part, half, low), np.where(below < part, high, half)
    return high
