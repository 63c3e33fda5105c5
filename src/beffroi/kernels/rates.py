"""Rates of events: what counts say of them, with a prior that many places share."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.special import gammaln
from scipy.stats import gamma

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
WEAKEST, STRONGEST = 0.25, 4.0
"""Fewest and most events that a prior may weigh: it helps where little was seen, else hardly."""


@dataclass(frozen=True, slots=True)
class Prior:
    """A gamma law of rates.

    Attributes
    ----------
    shape
        Events that it is worth, > 0. [1]
    time
        Time during which they would have been seen, > 0. [s]
    """

    shape: float
    time: float


def prior(counts: Floats, exposure: Floats, *, dispersion: float = 1.0) -> Prior:
    r"""Fit the law of the rates of many places to their counts (empirical Bayes).

    The mean rate is that of all counts; the shape maximises the likelihood of the counts, each of
    which is negative binomial once its own rate is integrated out,

    .. math:: \prod_i \frac{\Gamma(a + n_i)}{\Gamma(a)}
        \frac{b^a t_i^{n_i}}{(b + t_i)^{a + n_i}}

    within `WEAKEST` and `STRONGEST`.

    Parameters
    ----------
    counts, exposure : (n,)
        Events seen and time watched, >= 0. [1, s]
    dispersion
        Variance of counts over their mean, > 0: both are divided by it. [1]

    Returns
    -------
    The law; without any event, one event in all the time watched.

    Raises
    ------
    ShapeError
        If the arrays do not fit together or nothing was watched.

    References
    ----------
    A. Gelman et al., Bayesian Data Analysis, 3rd ed., Chapman & Hall, 2013, §2.6 and §5.1.

    Examples
    --------
    >>> prior(np.array([4.0, 4.0]), np.array([2.0, 2.0]))
    Prior(shape=4.0, time=2.0)
    """
    if counts.shape != exposure.shape or not exposure.sum() > 0 or dispersion <= 0:
        raise ShapeError("Give as many counts as times watched, and some time.")
    n, t = counts / dispersion, exposure / dispersion
    mean = max(float(n.sum()), 1.0) / float(t.sum())

    def unlikely(log_shape: float) -> float:
        a = float(np.exp(log_shape))
        b = a / mean
        each = gammaln(a + n) - gammaln(a) + a * np.log(b) - (a + n) * np.log(b + t)
        return -float(each.sum())

    bounds = (float(np.log(WEAKEST)), float(np.log(STRONGEST)))
    inside = minimize_scalar(unlikely, bounds=bounds, method="bounded").x
    shape = float(np.exp(min((inside, *bounds), key=unlikely)))
    return Prior(shape, shape / mean)


def interval(
    counts: Floats, exposure: Floats, law: Prior, *, level: float, dispersion: float | Floats = 1.0
) -> tuple[Floats, Floats, Floats]:
    r"""Estimate rates: a gamma prior seen through counts is a gamma law again.

    .. math:: \lambda \mid n, t \sim \Gamma(a + n / \varphi,\; b + t / \varphi)

    Counts of dispersion :math:`\varphi` tell as much as `n / φ` events of a Poisson law.

    Parameters
    ----------
    counts, exposure : (n,)
        Events seen, time watched. [1, s]
    law
        The prior.
    level
        Probability of the interval, in (0, 1). [1]
    dispersion
        Variance of counts over their mean, > 0. [1]

    Returns
    -------
    mean, low, high : (n,)
        Mean of each rate, and the quantiles that leave equal probabilities outside. [1/s]

    References
    ----------
    A. Gelman et al., Bayesian Data Analysis, 3rd ed., Chapman & Hall, 2013, §2.6.

    Examples
    --------
    >>> mean, low, high = interval(np.array([9.0]), np.array([10.0]), Prior(1.0, 0.0), level=0.9)
    >>> mean.tolist(), low.round(3).tolist(), high.round(3).tolist()
    ([1.0], [0.543], [1.571])
    """
    shape, time = law.shape + counts / dispersion, law.time + exposure / dispersion
    tail = (1 - level) / 2
    low, high = (gamma.ppf(share, shape, scale=1 / time) for share in (tail, 1 - tail))
    return shape / time, np.asarray(low), np.asarray(high)
