"""How sure a choice is when weights are not: the share of all weights that favours each one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.choice.cells import Cells, Curve, cells
from beffroi.kernels.choice.ranks import TIE, share_ranks, sort, weigh
from beffroi.kernels.choice.shapes import (
    Floats,
    Integers,
    n_at_once,
    tables,
    turned,
    weightings,
)
from beffroi.kernels.compiling import kernel, part

N_BINS = 2000
"""Steps of the scale [0, 1] in which overall values are counted, to bound the likely ones."""
LIKELY = 0.95
"""Share of the draws between the likely bounds. [1]"""


@dataclass(frozen=True, slots=True)
class Smaa:
    """What a stochastic multicriteria acceptability analysis says of each alternative.

    Attributes
    ----------
    acceptability : (n_alternatives, n_alternatives)
        Share of the draws in which the alternative of the row takes the rank of the column, the
        best first; tied ones share their ranks. Rows and columns sum to 1. [1]
    central_weights : (n_alternatives, n_criteria)
        Mean of the weights that make the alternative the first; NaN where none does. [1]
    confidence : (n_alternatives,)
        Probability that it is the first under its central weights; NaN where it has none. [1]
    pairwise : (n_alternatives, n_alternatives)
        Probability that the alternative of the row is better than that of the column, a tie
        counting for half; 0.5 on the diagonal. [1]
    mean : (n_alternatives,)
        Mean of the overall value. [1]
    low, high : (n_alternatives,)
        Least and greatest overall value under any draw of the weights. [1]
    likely_low, likely_high : (n_alternatives,)
        Bounds between which the overall value lies in 95 % of the draws, to a 2000th. [1]
    """

    acceptability: Floats
    central_weights: Floats
    confidence: Floats
    pairwise: Floats
    mean: Floats
    low: Floats
    high: Floats
    likely_low: Floats
    likely_high: Floats


class Tallies(NamedTuple):
    """What is added up, draw after draw."""

    ranks: Floats
    wins: npt.NDArray[np.int32]
    favour: Floats
    total: Floats
    low: Floats
    high: Floats
    bins: Integers


class Rivals(NamedTuple):
    """The rivals of each alternative under its central weights, the strongest first.

    `order` says which they are and `most` what they can reach, both of shape (n_alternatives,
    n_alternatives); the alternative itself is among them.
    """

    order: Integers
    most: Floats


def smaa(values: npt.ArrayLike, weights: npt.ArrayLike) -> Smaa:
    r"""Say how acceptable each alternative is under the additive model, over draws of the weights.

    .. math:: u_i = \sum_j w_j v_{ij}, \qquad
              b_i^r = \Pr(\mathrm{rank}(i) = r), \qquad
              w_i^c = \mathrm{E}(w \mid \mathrm{rank}(i) = 1)

    Parameters
    ----------
    values : (n_alternatives, n_criteria) or (n_draws, n_alternatives, n_criteria)
        Values of the alternatives, or draws of them, in [0, 1]. [1]
    weights : (n_draws, n_criteria)
        Draws of the weights; each row sums to 1. [1]

    Returns
    -------
    Smaa
        Shares of the draws; its memory does not depend on how many there are.

    Raises
    ------
    ShapeError
        If there are not as many weights as criteria, or as many tables as draws.

    References
    ----------
    R. Lahdelma and P. Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group
    Decision Making", Operations Research 49 (3), 2001, pp. 444-454,
    doi:10.1287/opre.49.3.444.11220.
    Pairwise winning: P. Leskinen, J. Viitanen, A. Kangas and J. Kangas, "Alternatives to
    incorporate uncertainty and risk attitude in multicriteria evaluation of forest plans", Forest
    Science 52 (3), 2006, pp. 304-312.

    Examples
    --------
    The first is better on one criterion, the second on the other, where it has less to gain:

    >>> found = smaa([[1, 0], [0, 0.5]], [[0.1, 0.9], [0.2, 0.8], [0.6, 0.4], [0.9, 0.1]])
    >>> found.acceptability
    array([[0.5, 0.5],
           [0.5, 0.5]])
    >>> found.central_weights
    array([[0.75, 0.25],
           [0.15, 0.85]])
    """
    draws = weightings(weights, np.shape(values)[-1] if np.ndim(values) else 0)
    drawn = tables(values, len(draws))
    tallies = _nothing(*drawn.shape[1:])
    for some, rows in turned(drawn, len(draws)):
        _tally(rows, draws[some], tallies)
    central = _central(tallies)
    rivals, firsts = _rivals(drawn.max(axis=0), central), np.zeros(len(central))
    for _, rows in turned(drawn, len(draws)):
        _count_firsts(rows, central, rivals, firsts)
    return _summary(tallies, len(draws), central, firsts / len(drawn))


def smaa_uncertain(
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    seed: int,
    curves: Sequence[Curve] | None = None,
) -> Smaa:
    """Say how acceptable each alternative is when cells of the table are intervals or unknown.

    Each draw of the weights meets a table of its own, whose cells are drawn uniformly within
    their bounds, in their own unit, independently of one another, and never all held at once.

    Parameters
    ----------
    low, high : (n_alternatives, n_criteria)
        Bounds of the performances, ``low <= high``; equal where sure. A NaN is an unknown bound:
        the cell then goes to that end of the scale. [each criterion's unit]
    weights : (n_draws, n_criteria)
        Draws of the weights; each row sums to 1. [1]
    seed
        Seed of the generator.
    curves
        Value function of each criterion, ``(knots_x, knots_v)`` as for `scores`; none where the
        bounds are values already, in [0, 1]. [unit, 1]

    Returns
    -------
    Smaa
        Shares of the draws. `low` and `high` are the least and greatest overall value for any
        table within the bounds, not only for those drawn: an unknown cell can but widen them.

    Raises
    ------
    ShapeError
        If bounds, weights or curves do not fit together, or bounds cross.

    References
    ----------
    R. Lahdelma and P. Salminen, as for `smaa`; T. Tervonen and R. Lahdelma, "Implementing
    stochastic multicriteria acceptability analysis", European Journal of Operational Research 178
    (2), 2007, pp. 500-513, doi:10.1016/j.ejor.2005.12.037.

    Examples
    --------
    >>> found = smaa_uncertain([[np.nan], [0.5]], [[np.nan], [0.5]], np.ones((5000, 1)), seed=1)
    >>> found.low, found.high
    (array([0. , 0.5]), array([1. , 0.5]))
    >>> found.acceptability.round(1)
    array([[0.5, 0.5],
           [0.5, 0.5]])
    """
    known = cells(low, high, curves)
    draws = weightings(weights, known.low.shape[1])
    if not known.rows.size:
        return smaa(known.low, draws)
    tallies = _nothing(*known.low.shape)
    start = 0
    for rows in _drawn(known, len(draws), seed):
        _tally(rows, draws[start : start + len(rows)], tallies)
        start += len(rows)
    central = _central(tallies)
    rivals, firsts = _rivals(known.high, central), np.zeros(len(known.low))
    for rows in _drawn(known, len(draws), seed):
        _count_firsts(rows, central, rivals, firsts)
    _bound(known.low, known.high, draws, tallies)
    return _summary(tallies, len(draws), central, firsts / len(draws))


def _drawn(known: Cells, n_draws: int, seed: int) -> Iterator[Floats]:
    """Draw tables within bounds, a row a criterion, some at a time, each time in one place."""
    generator = np.random.default_rng(seed)
    slopes, widths = np.zeros(known.worths.shape), np.diff(known.shares)
    np.divide(np.diff(known.worths), widths, out=slopes[:, :-1], where=widths > 0)
    size = min(n_draws, n_at_once(known.low.size))
    chunk = np.repeat(known.low.T[np.newaxis], size, axis=0)
    shares = np.empty((size, known.rows.size))
    for done in range(0, n_draws, size):
        n = min(size, n_draws - done)
        generator.random(out=shares[:n])
        _fill(chunk[:n], known.columns, known.rows, shares[:n], known.shares, known.worths, slopes)
        yield chunk[:n]


@kernel
def _fill(  # noqa: PLR0917  (arrays alone, for compiled code)
    chunk: Floats,
    rows: Integers,
    columns: Integers,
    drawn: Floats,
    shares: Floats,
    worths: Floats,
    slopes: Floats,
) -> None:
    """Put into each cell what its quantile function says of the share drawn."""
    last = shares.shape[1] - 2
    for draw in range(drawn.shape[0]):
        for cell in range(rows.size):
            share, k = drawn[draw, cell], 0
            while k < last and share > shares[cell, k + 1]:
                k += 1
            worth = worths[cell, k] + (share - shares[cell, k]) * slopes[cell, k]
            chunk[draw, rows[cell], columns[cell]] = worth


def _nothing(n_alternatives: int, n_criteria: int) -> Tallies:
    """Begin to count."""
    return Tallies(
        ranks=np.zeros((n_alternatives, n_alternatives)),
        wins=np.zeros((n_alternatives, n_alternatives), np.int32),
        favour=np.zeros((n_alternatives, n_criteria)),
        total=np.zeros(n_alternatives),
        low=np.full(n_alternatives, np.inf),
        high=np.full(n_alternatives, -np.inf),
        bins=np.zeros((n_alternatives, N_BINS), np.int64),
    )


@kernel
def _tally(rows: Floats, weights: Floats, tallies: Tallies) -> None:
    """Rank the alternatives under each draw, and add up what is seen."""
    ranks, wins, favour, total, low, high, bins = tallies
    n = total.size
    overall, order = np.empty(n), np.arange(n)
    for draw in range(weights.shape[0]):
        weigh(rows[draw if rows.shape[0] > 1 else 0], weights[draw], overall)
        sort(overall, order)
        n_first = share_ranks(overall, order, ranks)
        for one in order[:n_first]:
            for j in range(weights.shape[1]):
                favour[one, j] += weights[draw, j] / n_first
        for one in range(n):
            value, won = overall[one], wins[one]
            for other in range(n):
                won[other] += np.int32(value - TIE > overall[other])
            total[one] += value
            low[one] = min(low[one], value)
            high[one] = max(high[one], value)
            bins[one, min(max(int(value * N_BINS), 0), N_BINS - 1)] += 1


def _central(tallies: Tallies) -> Floats:
    """Return the mean of the weights that make each alternative the first."""
    firsts = tallies.ranks[:, :1]
    central = np.full(tallies.favour.shape, np.nan)
    np.divide(tallies.favour, firsts, out=central, where=firsts > 0)
    return central


def _rivals(high: Floats, central: Floats) -> Rivals:
    """Order the rivals of each alternative by the most that its central weights can give them."""
    most = np.nan_to_num(central) @ high.T
    order = np.argsort(-most, axis=1, kind="stable")
    return Rivals(order, np.take_along_axis(most, order, axis=1))


@kernel
def _count_firsts(rows: Floats, central: Floats, rivals: Rivals, firsts: Floats) -> None:
    """Count the tables in which each alternative is the first under its central weights.

    The rival that beat it last is tried first; those who cannot reach it are not tried.
    """
    beaten_by = np.arange(firsts.size)
    for draw in range(rows.shape[0]):
        for one in range(firsts.size):
            if not np.isnan(central[one, 0]):
                firsts[one] += _first(rows[draw], one, central[one], rivals, beaten_by)


@part
def _first(rows: Floats, one: int, weights: Floats, rivals: Rivals, beaten_by: Integers) -> float:
    """Return 1 if an alternative is the first of a table, its share if it ties for it, or 0."""
    mine = _weighted(rows, one, weights)
    if _weighted(rows, beaten_by[one], weights) > mine + TIE:
        return 0.0
    n_tied = 1
    for place in range(beaten_by.size):
        if rivals.most[one, place] < mine - TIE:
            break
        other = rivals.order[one, place]
        lead = _weighted(rows, other, weights) - mine
        if lead > TIE:
            beaten_by[one] = other
            return 0.0
        if other != one and lead >= -TIE:
            n_tied += 1
    return 1.0 / n_tied


@part
def _weighted(rows: Floats, one: int, weights: Floats) -> float:
    """Add up what one alternative gets from each criterion."""
    total = 0.0
    for j in range(weights.size):
        total += weights[j] * rows[j, one]
    return total


def _bound(low: Floats, high: Floats, weights: Floats, tallies: Tallies) -> None:
    """Widen the bounds of the overall values to all tables within the bounds of the cells."""
    for bound, reached in ((low, tallies.low), (high, tallies.high)):
        _reach(np.ascontiguousarray(bound.T), weights, reached, bound is high)


@kernel
def _reach(rows: Floats, weights: Floats, reached: Floats, upwards: bool) -> None:  # noqa: FBT001
    """Push the bounds of the overall values as far as any draw of the weights does."""
    overall = np.empty(reached.size)
    for draw in range(weights.shape[0]):
        weigh(rows, weights[draw], overall)
        for one in range(reached.size):
            if (overall[one] > reached[one]) == upwards:
                reached[one] = overall[one]


def _summary(tallies: Tallies, n_draws: int, central: Floats, firsts: Floats) -> Smaa:
    """Turn counts into shares."""
    wins = tallies.wins / n_draws
    likely = [
        np.clip(_quantile(tallies.bins, share), tallies.low, tallies.high)
        for share in ((1 - LIKELY) / 2, (1 + LIKELY) / 2)
    ]
    return Smaa(
        acceptability=tallies.ranks / n_draws,
        central_weights=central,
        confidence=np.where(np.isnan(central[:, 0]), np.nan, firsts),
        pairwise=(1 + wins - wins.T) / 2,
        mean=tallies.total / n_draws,
        low=tallies.low,
        high=tallies.high,
        likely_low=likely[0],
        likely_high=likely[1],
    )


def _quantile(bins: Integers, share: float) -> Floats:
    """Read the value below which that share of the draws lies, straight within a bin."""
    until = np.cumsum(bins, axis=1)
    aim = share * until[:, -1:]
    place = (until < aim).sum(axis=1, keepdims=True)
    inside = np.take_along_axis(bins, place, axis=1)
    before = np.take_along_axis(until, place, axis=1) - inside
    return np.asarray(((place + (aim - before) / inside) / N_BINS)[:, 0])
