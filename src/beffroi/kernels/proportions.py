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
