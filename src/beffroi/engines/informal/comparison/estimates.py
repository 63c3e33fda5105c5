"""Figures of a comparison, with the interval that drawing again what was compared gives."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.comparison.norms import parameter

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its interval.

    Attributes
    ----------
    value
        The figure; None where it cannot be known.
    low, high
        Ends of its interval; None where there is none.
    n
        How many things it rests on.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


UNKNOWN = Estimate(None, None, None, 0)


@dataclass(frozen=True, slots=True)
class Scores:
    """How well things were found.

    Attributes
    ----------
    precision
        Share of what the feed has that the reference has too. [1]
    recall
        Share of what the reference has that the feed has too. [1]
    f1
        Their harmonic mean. [1]
    """

    precision: Estimate
    recall: Estimate
    f1: Estimate


def scores(n_found: int, n_feed: int, n_reference: int, draw: np.random.Generator) -> Scores:
    r"""Score a one-to-one matching.

    .. math:: P = \frac{t}{n_f} \quad R = \frac{t}{n_r} \quad F_1 = \frac{2t}{n_f + n_r}

    Intervals draw again, with replacement, the pairs, what only the feed has and what only the
    reference has, as many in all as there are. Unknown where one of both has nothing.

    References
    ----------
    B. Efron, "Bootstrap Methods: Another Look at the Jackknife", Annals of Statistics 7 (1),
    1979, pp. 1-26, doi:10.1214/aos/1176344552.

    Examples
    --------
    >>> scores(3, 3, 3, np.random.default_rng(0)).f1
    Estimate(value=1.0, low=1.0, high=1.0, n=3)
    """
    if not n_feed or not n_reference:
        return Scores(UNKNOWN, UNKNOWN, UNKNOWN)
    parts = np.array([n_found, n_feed - n_found, n_reference - n_found], dtype=np.float64)
    n = int(parts.sum())
    drawn = draw.multinomial(n, parts / n, size=int(parameter("resamples"))).astype(np.float64)
    values, samples = _three(parts[np.newaxis]), _three(drawn)
    return Scores(*(
        _estimate(float(values[i, 0]), samples[i], n) for i in range(3)
    ))  # fmt: skip


def _three(parts: Floats) -> Floats:
    found, only_feed, only_reference = parts.T
    with np.errstate(invalid="ignore"):
        return np.array([
            found / (found + only_feed), found / (found + only_reference),
            2 * found / (2 * found + only_feed + only_reference),
        ])  # fmt: skip


def ratio(above: Floats, below: Floats, draw: np.random.Generator) -> Estimate:
    """Divide sums over things that were compared: errors by what they are errors of.

    Parameters
    ----------
    above, below : (n,)
        The part of each thing in both sums; things are drawn again for the interval.

    Returns
    -------
    Unknown where there is nothing to divide by.

    Examples
    --------
    >>> ratio(np.array([1.0, 1.0]), np.array([2.0, 2.0]), np.random.default_rng(0))
    Estimate(value=0.5, low=0.5, high=0.5, n=2)
    """
    if not len(below) or below.sum() <= 0:
        return UNKNOWN
    picked = draw.integers(len(below), size=(int(parameter("resamples")), len(below)))
    with np.errstate(invalid="ignore", divide="ignore"):
        samples = above[picked].sum(axis=1) / below[picked].sum(axis=1)
    return _estimate(float(above.sum() / below.sum()), samples, len(below))


def quantile(parts: list[Floats], share: float, draw: np.random.Generator) -> Estimate:
    """Give a quantile of what was measured, whose parts are drawn again for the interval."""
    if not parts:
        return UNKNOWN
    pool = np.concatenate(parts)
    order = np.argsort(pool)
    owner = np.repeat(np.arange(len(parts)), [len(part) for part in parts])[order]
    samples = np.empty(int(parameter("resamples") / 5))
    for k in range(len(samples)):
        times = np.bincount(draw.integers(len(parts), size=len(parts)), minlength=len(parts))
        heights = np.cumsum(times[owner])
        samples[k] = pool[order[np.searchsorted(heights, share * heights[-1])]]
    return _estimate(float(np.quantile(pool, share)), samples, len(parts))


def _estimate(value: float, samples: Floats, n: int) -> Estimate:
    good = samples[np.isfinite(samples)]
    if not len(good):
        return Estimate(value, None, None, n)
    tail = (1 - parameter("level")) / 2
    low, high = np.quantile(good, [tail, 1 - tail])
    return Estimate(value, float(low), float(high), n)
