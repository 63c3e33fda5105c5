"""Specialisation: which kinds a town has more of, or fewer, than others of its size."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import gamma

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.proportions import wilson_interval

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Quotients:
    """Location quotients of a town: 1 where it has its share.

    Attributes
    ----------
    quotient, low, high : (n_kinds,)
        Quotient and its interval, of what was counted alone. [1]
    shrunk, shrunk_low, shrunk_high : (n_kinds,)
        The same, drawn towards 1 as far as small counts tell little. [1]
    """

    quotient: Floats
    low: Floats
    high: Floats
    shrunk: Floats
    shrunk_low: Floats
    shrunk_high: Floats


def quotients(
    counts: npt.ArrayLike, reference: npt.ArrayLike, *, confidence: float = 0.95
) -> Quotients:
    r"""Compare the make-up of a town with that of a reference, kind by kind.

    .. math:: LQ_f = \frac{n_f / n}{N_f / N}, \qquad
              \tilde{LQ}_f = \frac{n_f + \alpha}{n N_f / N + \alpha}

    Parameters
    ----------
    counts, reference : (n_kinds,)
        Individuals of each kind in the town, and in the reference, >= 0. [1]
    confidence
        Probability that an interval holds the true quotient, in (0, 1). [1]

    Returns
    -------
    Quotients, with Wilson's interval of the town's share over the reference's, which is taken as
    known; and those shrunk by a gamma law of mean 1, whose spread is estimated from the town
    itself (:math:`\alpha` is infinite, and all shrink to 1, where they differ no more than chance
    makes them). NaN where the reference has none of the kind.

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or a count is negative or unknown.

    References
    ----------
    Quotient: P. S. Florence, Investment, location, and size of plant, 1948. Shrinkage: D. Clayton,
    J. Kaldor, "Empirical Bayes estimates of age-standardized relative risks", Biometrics 43, 1987,
    pp. 671-681, doi:10.2307/2532003; spread by moments as in R. DerSimonian, N. Laird,
    Controlled Clinical Trials 7, 1986, pp. 177-188, doi:10.1016/0197-2456(86)90046-2.

    Examples
    --------
    >>> quotients([60, 40], [500, 500]).quotient
    array([1.2, 0.8])
    """
    own, other = (np.asarray(one, np.float64) for one in (counts, reference))
    if own.ndim != 1 or own.shape != other.shape or not all(
        (np.isfinite(one) & (one >= 0)).all() for one in (own, other)
    ):  # fmt: skip
        raise ShapeError("Give one count in the town and one in the reference for each kind.")
    share = np.where(other > 0, other, np.nan) / max(other.sum(), 1.0)
    low, high = wilson_interval(own, np.full(len(own), own.sum()), confidence=confidence)
    plain = own / own.sum() / share if own.sum() else np.full(len(own), np.nan)
    return Quotients(plain, low / share, high / share,
                     *_shrunk(own, own.sum() * share, confidence))  # fmt: skip


def _shrunk(seen: Floats, expected: Floats, confidence: float) -> tuple[Floats, Floats, Floats]:
    spread = _spread(seen, expected)
    if spread <= 0:
        one = np.where(np.isnan(expected), np.nan, 1.0)
        return one, one, one
    shape, rate = seen + 1 / spread, expected + 1 / spread
    tail = (1 - confidence) / 2
    return shape / rate, gamma.ppf(tail, shape) / rate, gamma.ppf(1 - tail, shape) / rate


def _spread(seen: Floats, expected: Floats) -> float:
    """Estimate the variance of the true quotients: what differs beyond what chance makes."""
    known = expected > 0
    seen, expected = seen[known], expected[known]
    if len(seen) < 2:
        return 0.0
    beyond = ((seen - expected) ** 2 / expected).sum() - (len(seen) - 1)
    return float(max(beyond / (expected.sum() - (expected**2).sum() / expected.sum()), 0.0))
