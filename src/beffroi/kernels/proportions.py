"""Proportions: how far a share that was counted may be from the true one."""

from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]


def wilson_interval(
    successes: npt.ArrayLike, trials: npt.ArrayLike, *, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    r"""Bound the true share of successes, after Wilson.

    .. math:: \frac{1}{1 + z^2/n} \left( \hat{p} + \frac{z^2}{2n}
              \pm z \sqrt{\frac{\hat{p}(1-\hat{p})}{n} + \frac{z^2}{4n^2}} \right)

    Parameters
    ----------
    successes, trials : (n,) or one number
        Counts, ``0 <= successes <= trials``. [1]
    confidence
        Probability that the interval holds the true share, in (0, 1). [1]

    Returns
    -------
    (n,), (n,)
        Lower and upper bound, in [0, 1]; NaN without a trial. [1]

    Raises
    ------
    ShapeError
        If a count is negative, or more successes than trials are given.

    References
    ----------
    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal
    of the American Statistical Association 22, 1927, pp. 209-212,
    doi:10.1080/01621459.1927.10502953.

    Examples
    --------
    >>> low, high = wilson_interval(9, 105)
    >>> round(float(low), 4), round(float(high), 4)
    (0.0457, 0.1549)
    """
    k, n = np.broadcast_arrays(
        np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    )
    if ((k < 0) | (k > n)).any():
        raise ShapeError("Successes must lie between 0 and the number of trials.")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    known = np.where(n > 0, n, np.nan)
    share = k / known
    middle = share + z**2 / (2 * known)
    half = z * np.sqrt(share * (1 - share) / known + z**2 / (4 * known**2))
    scale = 1 + z**2 / known
    return np.maximum((middle - half) / scale, 0.0), np.minimum((middle + half) / scale, 1.0)


def weighted_interval(
    successes: npt.ArrayLike,
    sizes: npt.ArrayLike,
    clusters: npt.ArrayLike,
    *,
    confidence: float = 0.95,
) -> tuple[float, float, float]:
    r"""Bound a share of sizes (metres of front), where neighbours are alike.

    .. math:: \hat p = \frac{\sum w_i y_i}{\sum w_i}, \quad v = \frac{m}{m-1}
              \frac{\sum_c (\sum_{i \in c} w_i (y_i - \hat p))^2}{(\sum w_i)^2}, \quad
              n_e = \frac{\hat p (1 - \hat p)}{v}

    Wilson's interval of a sample of the effective size :math:`n_e`, and never more than the
    :math:`(\sum w)^2 / \sum w^2` of unequal sizes (which it is where the share is 0 or 1).

    Parameters
    ----------
    successes : (n,)
        Whether each one counts, in [0, 1]. [1]
    sizes : (n,)
        Its size :math:`w_i`, > 0. [any]
    clusters : (n,)
        Group of those that may be alike: the side of a street. Whole numbers.
    confidence
        Probability that the interval holds the true share, in (0, 1). [1]

    Returns
    -------
    Share and its bounds, in [0, 1]; NaN without any, bounds NaN with one cluster alone. [1]

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or a size is none.

    References
    ----------
    E. L. Korn, B. I. Graubard, "Confidence intervals for proportions with small expected number of
    positive counts estimated from survey data", Survey Methodology 24, 1998, pp. 193-201; with
    Wilson's interval, N. Dean, M. Pagano, Journal of Survey Statistics and Methodology 3, 2015,
    doi:10.1093/jssam/smv024.

    Examples
    --------
    >>> [round(x, 3) for x in weighted_interval([1, 0, 0, 0], [10.0, 10, 10, 10], [0, 1, 2, 3])]
    [0.25, 0.037, 0.744]
    """
    y, w = np.asarray(successes, np.float64), np.asarray(sizes, np.float64)
    group = np.asarray(clusters)
    if y.ndim != 1 or not y.shape == w.shape == group.shape or not (w > 0).all():
        raise ShapeError("Give a success, a size above 0 and a cluster for each.")
    if not len(y):
        return float("nan"), float("nan"), float("nan")
    share = min(float((w * y).sum() / w.sum()), 1.0)
    _, code = np.unique(group, return_inverse=True)
    m = int(code.max()) + 1
    if m < 2:
        return share, float("nan"), float("nan")
    apart = np.bincount(code, weights=w * (y - share))
    variance = m / (m - 1) * float((apart**2).sum()) / float(w.sum()) ** 2
    most = float(w.sum() ** 2 / (w**2).sum())
    size = min(share * (1 - share) / variance, most) if variance > 0 else most
    low, high = wilson_interval(share * size, size, confidence=confidence)
    return share, float(low), float(high)
