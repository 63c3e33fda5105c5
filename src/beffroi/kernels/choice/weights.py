"""Weights of criteria: drawn at random within what people said, or computed from it."""

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.stats import rankdata

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.shapes import Floats, Integers

SLACK = 1e-12
"""How far sums of bounds may miss 1 by rounding alone."""
MOST_PROPOSED = 4_000_000
"""Numbers drawn at once by the sampler within bounds (32 MB)."""


def uniform(n_draws: int, n_criteria: int, *, seed: int) -> Floats:
    r"""Draw weights of which nothing is known: uniform on the simplex.

    .. math:: w_j = \frac{e_j}{\sum_k e_k}, \quad e_k \sim \mathrm{Exp}(1)

    Parameters
    ----------
    n_draws, n_criteria
        How many draws, of how many weights, >= 1.
    seed
        Seed of the generator: the same draws for the same seed.

    Returns
    -------
    (n_draws, n_criteria)
        Weights in [0, 1]; each row sums to 1. [1]

    Raises
    ------
    ShapeError
        If there is no draw or no criterion.

    References
    ----------
    R. Y. Rubinstein, "Generating random vectors uniformly distributed inside and on the surface of
    different regions", European Journal of Operational Research 10 (2), 1982, pp. 205-209,
    doi:10.1016/0377-2217(82)90161-8. T. Tervonen and R. Lahdelma, "Implementing stochastic
    multicriteria acceptability analysis", same journal 178 (2), 2007, pp. 500-513,
    doi:10.1016/j.ejor.2005.12.037.

    Examples
    --------
    >>> uniform(2, 3, seed=1).sum(axis=1)
    array([1., 1.])
    """
    if n_draws < 1 or n_criteria < 1:
        raise ShapeError(
            "{n_draws} draws of {n_criteria} weights were asked for: ask for one at least.",
            n_draws=n_draws,
            n_criteria=n_criteria,
        )
    weights = np.random.default_rng(seed).standard_exponential((n_draws, n_criteria))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights


def ranked(ranks: npt.ArrayLike, n_draws: int, *, seed: int) -> Floats:
    """Draw weights of which only an order of importance is known: uniform among those that obey it.

    Parameters
    ----------
    ranks : (n_criteria,)
        Rank of each criterion, the least the most important. Criteria of one rank are not ordered
        among themselves. [any]
    n_draws
        How many draws, >= 1.
    seed
        Seed of the generator.

    Returns
    -------
    (n_draws, n_criteria)
        Weights in [0, 1], each row sums to 1; none is below that of a later rank. [1]

    Raises
    ------
    ShapeError
        If ranks are no list of known numbers.

    References
    ----------
    T. Tervonen and R. Lahdelma, "Implementing stochastic multicriteria acceptability analysis",
    European Journal of Operational Research 178 (2), 2007, pp. 500-513, section 3.2,
    doi:10.1016/j.ejor.2005.12.037.

    Examples
    --------
    >>> drawn = ranked([2, 1, 3], 100, seed=1)
    >>> bool((drawn[:, 1] >= drawn[:, 0]).all() and (drawn[:, 0] >= drawn[:, 2]).all())
    True
    """
    order = _ranking(ranks)
    descending = -np.sort(-uniform(n_draws, order.size, seed=seed), axis=1)
    shuffled = np.random.default_rng([seed, 1])
    weights = np.empty_like(descending)
    for rank in np.unique(order):
        alike = np.flatnonzero(order == rank)
        before = int((order < rank).sum())
        taken = descending[:, before : before + alike.size]
        weights[:, alike] = shuffled.permuted(taken, axis=1)
    return weights


def _ranking(ranks: npt.ArrayLike) -> Integers:
    """Return the ranks as 1, 2, 3… without gaps, equal where they are equal."""
    given = np.asarray(ranks, dtype=np.float64)
    if given.ndim != 1 or given.size == 0 or not np.isfinite(given).all():
        raise ShapeError(
            "Ranks are {ranks}: give one known rank a criterion, in a list.",
            ranks=str(given.tolist()),
        )
    return np.asarray(rankdata(given, method="dense"), dtype=np.int64)


def bounded(low: npt.ArrayLike, high: npt.ArrayLike, n_draws: int, *, seed: int) -> Floats:
    r"""Draw weights known within intervals: uniform on the part of the simplex inside the box.

    Independent truncated exponentials of one rate :math:`\theta`, given that they sum to
    :math:`r`, are uniform whatever :math:`\theta`, for :math:`\prod_j e^{-\theta u_j} =
    e^{-\theta r}`. All but one are drawn; the last closes the sum and is kept with probability
    :math:`e^{-\theta u_k}` if it lies within its own interval. With :math:`\theta` such that the
    sum is :math:`r` on average, the share kept falls only as the square root of the number of
    criteria, however narrow the box. Draws are exact and independent, and never fewer than asked.

    Parameters
    ----------
    low, high : (n_criteria,)
        Bounds of each weight, ``0 <= low <= high``; above 1 counts as 1. [1]
    n_draws
        How many draws, >= 1.
    seed
        Seed of the generator.

    Returns
    -------
    (n_draws, n_criteria)
        Weights within their bounds; each row sums to 1. [1]

    Raises
    ------
    ShapeError
        If bounds are not two lists of one length, cross, or leave no weights that sum to 1.

    References
    ----------
    T. Tervonen and R. Lahdelma, "Implementing stochastic multicriteria acceptability analysis",
    European Journal of Operational Research 178 (2), 2007, pp. 500-513, for the model; the sampler
    is a tilted rejection, after L. Devroye, *Non-Uniform Random Variate Generation*, Springer,
    1986, chapters II.3 and XI.

    Examples
    --------
    >>> drawn = bounded([0.2, 0, 0], [0.4, 0.5, 1], 100, seed=1)
    >>> bool((drawn[:, 0] >= 0.2).all() and (drawn[:, 0] <= 0.4).all())
    True
    """
    least, most = _box(low, high)
    if n_draws < 1:
        raise ShapeError("{n_draws} draws were asked for: ask for one at least.", n_draws=n_draws)
    widths, rest = most - least, 1.0 - least.sum()
    mirrored = rest > widths.sum() / 2
    if mirrored:  # draw what is left below the upper bounds: the rate is then never negative
        rest = widths.sum() - rest
    parts = np.zeros((n_draws, widths.size))
    free = np.flatnonzero(widths > 0)
    if rest > SLACK and free.size:
        parts[:, free] = _parts(widths[free], rest, n_draws, np.random.default_rng(seed))
    weights = most - parts if mirrored else least + parts
    return np.clip(weights, least, most)


def _box(low: npt.ArrayLike, high: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Check that the bounds leave some weights."""
    least = np.asarray(low, dtype=np.float64)
    most = np.minimum(np.asarray(high, dtype=np.float64), 1.0)
    if least.ndim != 1 or least.size == 0 or least.shape != most.shape:
        raise ShapeError(
            "The lower bounds of the weights are of shape {low}, the upper ones {high}: "
            "give two lists, one bound a criterion.",
            low=least.shape,
            high=most.shape,
        )
    wrong = np.flatnonzero(~((least >= 0) & (least <= most)))
    if wrong.size:
        raise ShapeError(
            "The bounds of weight {number} are {low} and {high}: give 0 ≤ lower ≤ upper ≤ 1.",
            number=int(wrong[0]) + 1,
            low=float(least[wrong[0]]),
            high=float(most[wrong[0]]),
        )
    if least.sum() > 1 + SLACK or most.sum() < 1 - SLACK:
        raise ShapeError(
            "No weights within these bounds sum to 1: the lower ones sum to {low}, the upper ones "
            "to {high}. Widen them.",
            low=round(float(least.sum()), 6),
            high=round(float(most.sum()), 6),
        )
    return least, most


def _parts(widths: Floats, rest: float, n_draws: int, drawn: np.random.Generator) -> Floats:
    """Draw parts in [0, width] that sum to the rest, uniformly."""
    last = int(widths.argmax())
    others = np.delete(widths, last)
    rate = _rate(widths, rest)
    kept: list[Floats] = []
    n_kept, n_tried = 0, 0
    while n_kept < n_draws:
        share = (n_kept + 1) / (n_tried + 1) if n_tried else 1 / np.sqrt(widths.size)
        wanted = int(1.1 * (n_draws - n_kept) / share) + 16
        n_rows = min(wanted, max(1, MOST_PROPOSED // widths.size))
        parts = np.empty((n_rows, widths.size))
        parts[:, np.arange(widths.size) != last] = _truncated(others, rate, n_rows, drawn)
        parts[:, last] = 0.0
        closing = rest - parts.sum(axis=1)
        parts[:, last] = closing
        chance = np.exp(-rate * np.clip(closing, 0.0, widths[last]))
        inside = (closing >= 0) & (closing <= widths[last]) & (drawn.random(n_rows) < chance)
        kept.append(parts[inside])
        n_kept, n_tried = n_kept + int(inside.sum()), n_tried + n_rows
    return np.concatenate(kept)[:n_draws]


def _rate(widths: Floats, rest: float) -> float:
    """Find the rate at which truncated exponentials sum to the rest on average."""

    def excess(rate: float) -> float:
        scaled = np.minimum(rate * widths, 700.0)
        return float((1 / rate - widths / np.expm1(scaled)).sum()) - rest

    least, most = 1e-6 / widths.max(), 2 * widths.size / rest
    return 0.0 if excess(least) <= 0 else float(brentq(excess, least, most))


def _truncated(widths: Floats, rate: float, n_rows: int, drawn: np.random.Generator) -> Floats:
    """Draw exponentials of that rate, each below its width."""
    shares = drawn.random((n_rows, widths.size))
    if rate == 0:
        return shares * widths
    return np.minimum(-np.log1p(shares * np.expm1(-rate * widths)) / rate, widths)


def swing(points: npt.ArrayLike) -> Floats:
    r"""Turn the points that people gave to swings from worst to best into weights.

    .. math:: w_j = \frac{p_j}{\sum_k p_k}

    Parameters
    ----------
    points : (n_criteria,)
        Points of each criterion's swing, >= 0, usually 100 for the greatest. [any]

    Returns
    -------
    (n_criteria,)
        Weights that sum to 1. [1]

    Raises
    ------
    ShapeError
        If points are unknown, negative, or all zero.

    References
    ----------
    D. von Winterfeldt and W. Edwards, *Decision Analysis and Behavioral Research*, Cambridge
    University Press, 1986, chapter 8.

    Examples
    --------
    >>> swing([100, 50, 50])
    array([0.5 , 0.25, 0.25])
    """
    given = np.asarray(points, dtype=np.float64)
    if given.ndim != 1 or not (np.isfinite(given) & (given >= 0)).all() or not given.any():
        raise ShapeError(
            "Swing points are {points}: give one number ≥ 0 a criterion, not all zero.",
            points=str(given.tolist()),
        )
    return np.asarray(given / given.sum())


def rank_order_centroid(ranks: npt.ArrayLike) -> Floats:
    r"""Return the mean of all weights that obey an order of importance.

    .. math:: w_{(i)} = \frac{1}{m} \sum_{k=i}^{m} \frac{1}{k}

    Parameters
    ----------
    ranks : (n_criteria,)
        Rank of each criterion, the least the most important. Criteria of one rank, which are not
        ordered among themselves, share the weights of their places. [any]

    Returns
    -------
    (n_criteria,)
        Weights that sum to 1. [1]

    Raises
    ------
    ShapeError
        If ranks are no list of known numbers.

    References
    ----------
    F. H. Barron and B. E. Barrett, "Decision Quality Using Ranked Attribute Weights", Management
    Science 42 (11), 1996, pp. 1515-1523, doi:10.1287/mnsc.42.11.1515.

    Examples
    --------
    >>> rank_order_centroid([1, 2, 3]).round(4)
    array([0.6111, 0.2778, 0.1111])
    """
    order = _ranking(ranks)
    places = np.arange(1, order.size + 1)
    centroid = np.cumsum(1 / places[::-1])[::-1] / order.size
    sorted_ranks = np.sort(order)
    return np.array([centroid[sorted_ranks == rank].mean() for rank in order])
