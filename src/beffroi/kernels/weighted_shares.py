"""Weighted shares: how much a weighted survey is worth, and how far its shares may be off."""

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def effective_size(weights: Floats) -> float:
    r"""Count the answers of a plain sample that would be worth as much, after Kish.

    .. math:: n_{eff} = \Big(\sum_i w_i\Big)^2 \Big/ \sum_i w_i^2

    Parameters
    ----------
    weights : (n,)
        Weights, >= 0.

    Returns
    -------
    Between 1 and n; 0 without any weight. [1]

    References
    ----------
    L. Kish, "Survey Sampling", Wiley, 1965, section 11.7.

    Examples
    --------
    >>> effective_size(np.array([30.0, 30.0, 20.0, 20.0])).__round__(3)
    3.846
    """
    largest = float(weights.max(initial=0.0))
    if largest <= 0:
        return 0.0
    scaled = weights / largest
    return float(scaled.sum() ** 2 / (scaled**2).sum())


def design_effect(weights: Floats) -> float:
    r"""Say by how much the unequal weights widen the variance of a mean, after Kish.

    .. math:: deff = n \sum_i w_i^2 \Big/ \Big(\sum_i w_i\Big)^2

    Parameters
    ----------
    weights : (n,)
        Weights, >= 0.

    Returns
    -------
    At least 1, which is said of equal weights; NaN without any weight. [1]

    References
    ----------
    L. Kish, "Weighting for unequal P_i", Journal of Official Statistics 8 (2), 1992, pp. 183-200.

    Examples
    --------
    >>> design_effect(np.array([30.0, 30.0, 20.0, 20.0])).__round__(3)
    1.04
    """
    effective = effective_size(weights)
    return len(weights) / effective if effective else float("nan")


def share_variance(
    holds: Bools, asked: Bools, weights: Floats, categories: Ints | None = None
) -> float:
    r"""Estimate the variance of a weighted share by linearisation, on the residuals of raking.

    With :math:`z_i = a_i (y_i - \hat p) / \sum_k w_k a_k` and :math:`e_i` its residual after
    weighted regression on the categories of the margins,

    .. math:: \hat V = \frac{n}{n - q} \sum_i (w_i e_i)^2

    where q is the rank of the margins (1 without any).

    Parameters
    ----------
    holds : (n,)
        Whether the respondent gives the answer counted.
    asked : (n,)
        Whether the respondent answered the question at all: the share is among these.
    weights : (n,)
        Weights, >= 0.
    categories : (n, n_margins)
        Categories of the margins to which the weights were raked, -1 where unknown; None if they
        were not.

    Returns
    -------
    Variance; NaN where nobody answered, or where no degree of freedom is left. [1]

    References
    ----------
    J.-C. Deville and C.-E. Särndal, "Calibration estimators in survey sampling", Journal of the
    American Statistical Association 87 (418), 1992, pp. 376-382,
    doi:10.1080/01621459.1992.10475217.

    Examples
    --------
    Two of four equal respondents: the usual p(1 - p) / (n - 1), a twelfth.

    >>> yes = np.array([True, True, False, False])
    >>> share_variance(yes, np.full(4, True), np.ones(4)).__round__(4)
    0.0833
    """
    base = float(weights[asked].sum())
    if base <= 0:
        return float("nan")
    share = float(weights[asked & holds].sum()) / base
    linear = np.where(asked, holds - share, 0.0) / base
    traits = _traits(len(weights), categories)
    # The normal equations: margins have few categories, and counts of them are well scaled.
    scaled = traits * weights[:, np.newaxis]
    slope, _, rank, _ = np.linalg.lstsq(scaled.T @ traits, scaled.T @ linear, rcond=1e-10)
    free = len(weights) - int(rank)
    if free <= 0:
        return float("nan")
    residual = linear - traits @ slope
    return float(len(weights) / free * ((weights * residual) ** 2).sum())


def _traits(n: int, categories: Ints | None) -> Floats:
    if categories is None:
        return np.ones((n, 1))
    return np.concatenate(
        [column[:, np.newaxis] == np.unique(column) for column in categories.T], axis=1
    ).astype(np.float64)


def share_interval(
    share: float, effective_n: float, *, sampled: float = 0.0, confidence: float = 0.95
) -> tuple[float, float]:
    r"""Bound a share by Wilson's interval on an effective number of answers.

    With :math:`n' = n_{eff} / (1 - f)`, for the share f of the population that answered,

    .. math:: \frac{1}{1 + z^2/n'} \left( \hat{p} + \frac{z^2}{2n'}
              \pm z \sqrt{\frac{\hat{p}(1-\hat{p})}{n'} + \frac{z^2}{4n'^2}} \right)

    Parameters
    ----------
    share
        Weighted share, in [0, 1]. [1]
    effective_n
        Answers of a plain sample that are worth as much, >= 0. [1]
    sampled
        Share of the population that answered, in [0, 1]; 0 where the population is unknown or
        very large. [1]
    confidence
        Probability that the interval holds the true share, in (0, 1). [1]

    Returns
    -------
    Lower and upper bound in [0, 1]: both the share itself where everybody answered, 0 and 1 where
    nobody did. [1]

    Raises
    ------
    ShapeError
        If a share is outside [0, 1] or the effective number of answers negative.

    References
    ----------
    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal
    of the American Statistical Association 22, 1927, pp. 209-212,
    doi:10.1080/01621459.1927.10502953; N. Dean and M. Pagano, "Evaluating confidence interval
    methods for binomial proportions in clustered surveys", Journal of Survey Statistics and
    Methodology 3 (4), 2015, pp. 484-503, doi:10.1093/jssam/smv024.

    Examples
    --------
    >>> [round(bound, 4) for bound in share_interval(9 / 105, 105)]
    [0.0457, 0.1549]
    >>> share_interval(0.3, 50, sampled=1.0)
    (0.3, 0.3)
    """
    if not (0 <= share <= 1 and 0 <= sampled <= 1 and effective_n >= 0):
        raise ShapeError("A share lies between 0 and 1, and a number of answers is not negative.")
    if effective_n == 0:
        return 0.0, 1.0
    z2 = float(ndtri((1 + confidence) / 2)) ** 2 * (1 - sampled) / effective_n
    middle = share + z2 / 2
    half = float(np.sqrt(z2 * share * (1 - share) + z2**2 / 4))
    low, high = (middle - half) / (1 + z2), (middle + half) / (1 + z2)
    return min(max(low, 0.0), share), max(min(high, 1.0), share)
