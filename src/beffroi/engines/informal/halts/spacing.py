"""Spacing: how far stops are from one to the next, and how likely that makes each place one."""

from dataclasses import dataclass

import numpy as np

from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.halts.places import Places
from beffroi.engines.informal.traces import Floats
from beffroi.kernels.polylines import arcs

SPREADS = (0.35, 1.2)
"""Bounds of what is learnt of how gaps differ. [1]"""
LIKELY = (0.003, 0.7)
"""Bounds of how likely spacing alone makes a place a stop. [0-1]"""
SURE = 30.0
"""Most that a place may say, in logarithm."""
ALONE = -30.0
"""Least logarithm of how likely a line has no stop between its ends."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Lengths of line from one stop to the next: a log-normal law.

    Attributes
    ----------
    median
        Half of them are shorter. [m]
    spread
        Standard deviation of their logarithm. [1]
    """

    median: float
    spread: float


def supposed_gaps() -> Gaps:
    """Suppose a law of gaps before any stop is known.

    Examples
    --------
    >>> supposed_gaps().median
    400.0
    """
    return Gaps(parameter("expected_spacing"), parameter("gap_spread"))


def spaced(
    lines: tuple[Floats, ...], held: Places, says: Floats, gaps: Gaps
) -> tuple[Floats, Gaps]:
    """Tell how likely spacing makes each place a stop, and learn the law of gaps.

    Along each line, stops follow one another at gaps drawn from one law (a renewal process), its
    ends being stops; all sets of places are weighed at once by what rides say of each. A place
    that several variants pass takes the mean of what its neighbours along each say.

    Parameters
    ----------
    lines
        Shape of each variant. [m]
    held
        Places where stops may be.
    says : (n_places,)
        Logarithm of how much likelier rides make each a stop than none.
    gaps
        The law of gaps.

    Returns
    -------
    How likely each place is a stop, before what its own rides say, NaN where no variant passes it
    away from its ends; and the law learnt, what was supposed counting as `places_weight` gaps.

    References
    ----------
    Forward and backward sums over a semi-Markov chain: S.-Z. Yu, "Hidden semi-Markov models",
    Artificial Intelligence 174, 2010.
    """
    n = len(held.points)
    total, count, moments = np.zeros(n), np.zeros(n), np.zeros(3)
    end, weight = parameter("spacing"), np.clip(says, -SURE, SURE)
    for number, line in enumerate(lines):
        length = float(arcs(line)[-1])
        inside = (held.sites.along > end) & (held.sites.along < length - end)
        own = np.flatnonzero(inside & (held.sites.variant == number))
        if not len(own):
            continue
        of = held.of[own]
        odds, more = _along(held.sites.along[own], weight[of], length, gaps)
        np.add.at(total, of, odds - weight[of])
        np.add.at(count, of, 1)
        moments += more
    mean = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    likely = 1 / (1 + np.exp(-np.clip(mean, -SURE, SURE)))
    return np.clip(likely, *LIKELY), _learnt(moments)


def _along(where: Floats, says: Floats, length: float, gaps: Gaps) -> tuple[Floats, Floats]:
    """Give the logarithm of the odds of each place of a line, and moments of the gaps there."""
    x = np.concatenate([[0.0], where, [length]])
    weight = np.concatenate([[0.0], says, [0.0]])
    apart = x[np.newaxis] - x[:, np.newaxis]
    law = _law(apart, gaps)
    law[0, -1] = max(law[0, -1], ALONE)
    n = len(x)
    before, after = np.full(n, -np.inf), np.full(n, -np.inf)
    before[0] = after[-1] = 0.0
    for j in range(1, n):
        before[j] = weight[j] + np.logaddexp.reduce(before[:j] + law[:j, j])
    for i in range(n - 2, -1, -1):
        after[i] = np.logaddexp.reduce(law[i, i + 1 :] + weight[i + 1 :] + after[i + 1 :])
    share = np.clip(before + after - before[-1], -2 * SURE, -1e-12)[1:-1]
    pair = before[:, np.newaxis] + law + (weight + after)[np.newaxis] - before[-1]
    follow = np.exp(np.clip(pair, -700.0, 0.0))
    log = np.log(np.maximum(apart, 1.0))
    moments = np.array([follow.sum(), (follow * log).sum(), (follow * log**2).sum()])
    return share - np.log(-np.expm1(share)), moments


def _law(apart: Floats, gaps: Gaps) -> Floats:
    """Return the logarithm of how likely the next stop is in the window of each place."""
    metres = np.maximum(apart, 1.0)
    off = (np.log(metres) - np.log(gaps.median)) / gaps.spread
    density = -(off**2) / 2 - np.log(metres * gaps.spread * np.sqrt(2 * np.pi))
    made: Floats = np.where(
        apart >= parameter("together"), density + np.log(2 * parameter("window")), -np.inf
    )
    return made


def _learnt(moments: Floats) -> Gaps:
    """Learn the law of gaps from the moments of their logarithms."""
    first, n = supposed_gaps(), parameter("places_weight")
    middle, total = np.log(first.median), n + moments[0]
    mean = (n * middle + moments[1]) / total
    squares = n * (first.spread**2 + middle**2) + moments[2]
    variance = max(squares / total - mean**2, 0.0)
    return Gaps(float(np.exp(mean)), float(np.clip(np.sqrt(variance), *SPREADS)))
