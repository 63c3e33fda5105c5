"""The unseen: variants that no ride has shown yet, told from those that few rides showed."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from beffroi.engines.informal.sizing.norms import parameter

Ints = npt.NDArray[np.int64]
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its interval.

    Attributes
    ----------
    value, low, high
        The figure and the bounds of its interval; None where nothing was seen.
    """

    value: float | None
    low: float | None
    high: float | None


UNKNOWN = Estimate(None, None, None)


def _z() -> float:
    return float(norm.ppf((1 + parameter("level")) / 2))


def unseen_share(rides: Ints) -> Estimate:
    r"""Estimate the probability that the next ride shows a variant that nobody has seen.

    .. math:: \hat u = \frac{f_1}{n}, \qquad
        \mathrm{Var} \approx \frac{f_1 (1 - f_1 / n) + 2 f_2}{n^2}

    with `n` rides, of which :math:`f_1` showed a variant alone and :math:`2 f_2` by two. Without
    any of them the upper bound is that of `n` rides none of which was new.

    Parameters
    ----------
    rides : (n_variants,)
        Rides that showed each variant, > 0.

    References
    ----------
    I. J. Good, "The Population Frequencies of Species and the Estimation of Population
    Parameters", Biometrika 40 (3-4), 1953, pp. 237-264, doi:10.1093/biomet/40.3-4.237.
    W. W. Esty, "A Normal Limit Law for a Nonparametric Estimator of the Coverage of a Random
    Sample", Annals of Statistics 11 (3), 1983, pp. 905-912, doi:10.1214/aos/1176346256.

    Examples
    --------
    >>> unseen_share(np.array([1, 1, 2, 6])).value
    0.2
    """
    n = int(rides.sum())
    if not n:
        return UNKNOWN
    once, twice = int((rides == 1).sum()), int((rides == 2).sum())
    share = once / n
    far = _z() * float(np.sqrt(once * (1 - share) + 2 * twice)) / n
    none_new = 1 - (1 - parameter("level")) ** (1 / n)
    return Estimate(share, max(share - far, 0.0), min(max(share + far, none_new), 1.0))


def variants_in_all(rides: Ints) -> Estimate:
    r"""Estimate how many variants there are, those that nobody has seen among them (Chao1).

    .. math:: \hat S = S + \frac{n - 1}{n} \frac{f_1 (f_1 - 1)}{2 (f_2 + 1)}

    which is at least how many there are, on average; its interval takes the number of the unseen
    for log-normal, so that its lower bound is never below what was seen.

    References
    ----------
    A. Chao, "Estimating the Population Size for Capture-Recapture Data with Unequal Catchability",
    Biometrics 43 (4), 1987, pp. 783-791, doi:10.2307/2531532.

    Examples
    --------
    >>> variants_in_all(np.array([1, 1, 1, 2, 5])).value
    6.35
    """
    n, seen = int(rides.sum()), len(rides)
    if not n:
        return UNKNOWN
    once, twice = int((rides == 1).sum()), int((rides == 2).sum())
    part = (n - 1) / n
    extra = part * once * (once - 1) / (2 * (twice + 1))
    if extra <= 0:
        return Estimate(float(seen), float(seen), float(seen) + (once > 0))
    variance = (
        part * once * (once - 1) / (2 * (twice + 1))
        + part**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
        + part**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    )
    ratio = float(np.exp(_z() * np.sqrt(np.log1p(variance / extra**2))))
    return Estimate(seen + extra, seen + extra / ratio, seen + extra * ratio)


def rides_until_known(rides: Ints) -> int:
    r"""Estimate how many more rides it takes until the unseen share is at most `unseen`.

    .. math:: \hat u(n + m) = \frac{f_1}{n}
        \left[ \frac{(n - 1) f_1}{(n - 1) f_1 + 2 f_2} \right]^m

    References
    ----------
    A. Chao, L. Jost, "Coverage-Based Rarefaction and Extrapolation", Ecology 93 (12), 2012,
    pp. 2533-2547, doi:10.1890/11-1952.1.

    Examples
    --------
    >>> rides_until_known(np.array([4, 5])), rides_until_known(np.array([1, 1, 2, 2, 4]))
    (0, 7)
    """
    n = int(rides.sum())
    once, twice = int((rides == 1).sum()), int((rides == 2).sum())
    if not n or once <= parameter("unseen") * n:
        return 0
    kept = (n - 1) * once / ((n - 1) * once + 2 * max(twice, 0.5))
    if kept <= 0:
        return 1
    more = np.log(parameter("unseen") * n / once) / np.log(kept)
    return int(min(np.ceil(more - 1e-9), MOST))
