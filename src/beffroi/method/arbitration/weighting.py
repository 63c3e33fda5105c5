"""Weights: every weighting that fits what a person said, drawn evenly among them."""

from bisect import bisect
from functools import cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from beffroi.kernels.choice import weights as kernels
from beffroi.method.arbitration.decision import Weighting
from beffroi.method.arbitration.table import generator, seed_of

Floats = npt.NDArray[np.float64]
MOST_POINTS = 100.0


def drawn(
    weighting: Weighting, own: tuple[str, ...], n_draws: int, *, seed: int, margin: float
) -> Floats:
    """Draw weightings that fit what was said.

    ====================  ========================================================================
    said                  drawn
    ====================  ========================================================================
    nothing               every weighting, evenly
    swing points          points within `margin` of those given, the greatest being read as 100,
                          evenly, brought to a sum of one
    ranks                 every weighting with that order of importance, evenly
    statements            an order that agrees with all of them, evenly, then as for ranks
    shares                the shares themselves, without spread
    intervals             every weighting within them, evenly
    ====================  ========================================================================

    Parameters
    ----------
    weighting
        What was said, checked by `weighting_checks`.
    own
        Ids of the criteria to weigh, without repetition.
    n_draws
        How many weightings.
    seed
        Same seed, same weightings, whatever the order of the criteria.
    margin
        How far points may be from what was meant, the greatest too. [point]

    Returns
    -------
    (n_draws, n_own)
        Weights >= 0 that sum to 1. [1]
    """
    order = sorted(own)
    weights = _sorted(weighting, order, n_draws, seed, margin)
    return np.asarray(weights[:, [order.index(id_) for id_ in own]], dtype=np.float64)


def _sorted(
    weighting: Weighting, order: list[str], n_draws: int, seed: int, margin: float
) -> Floats:
    low, high = dict(weighting.low), dict(weighting.high)
    mine = seed_of(seed, "weights", weighting.kind)
    lows = np.array([low.get(id_, 0.0) for id_ in order])
    if weighting.kind == "swing":
        return _swing(lows, n_draws, mine, margin)
    if weighting.kind == "ranks":
        return kernels.ranked(_dense(lows), n_draws, seed=mine)
    if weighting.kind == "order":
        return _ordered(weighting, order, n_draws, seed)
    if weighting.kind == "shares":
        return np.tile(lows / lows.sum(), (n_draws, 1))
    if weighting.kind == "intervals":
        highs = np.array([high.get(id_, 0.0) for id_ in order])
        return kernels.bounded(*_widened(lows, highs), n_draws, seed=mine)
    return kernels.uniform(n_draws, len(order), seed=mine)


def _dense(ranks: Floats) -> npt.NDArray[np.int64]:
    """Renumber ranks without gaps: 1, 1, 3 becomes 1, 1, 2."""
    return np.unique(ranks, return_inverse=True)[1].astype(np.int64) + 1


def _widened(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Bring intervals whose ends were rounded to where a weighting exists."""
    return low / max(low.sum(), 1.0), np.minimum(high / min(high.sum(), 1.0), 1.0)


def _swing(points: Floats, n_draws: int, seed: int, margin: float) -> Floats:
    """Draw the points meant around those given, as far above as below, the greatest among them.

    The greatest swing is read as 100 whatever its number, so that 50 and 40 say what 100 and 80
    do. Its own points are drawn too: two swings given nearly the same points may be meant in
    either order, and two given the same are not known to weigh exactly the same.
    """
    told = points * (MOST_POINTS / points.max())
    spread = np.minimum(margin, told)  # a swing that has no point has no weight
    around = 2 * generator(seed, "points").random((n_draws, len(points))) - 1
    meant = told + around * spread
    return np.asarray(meant / meant.sum(axis=1, keepdims=True), dtype=np.float64)


def _ordered(weighting: Weighting, criteria: list[str], n_draws: int, seed: int) -> Floats:
    """Draw orders that agree with all statements, then weightings with each order."""
    classes = _classes(weighting, criteria)
    above = _above(weighting, criteria, classes)
    chances = generator(seed, "order").random((n_draws, len(above))).tolist()
    orders = [_extension(above, row) for row in chances]
    weights = np.empty((n_draws, len(criteria)))
    where: dict[tuple[int, ...], list[int]] = {}
    for row, order in enumerate(orders):
        where.setdefault(order, []).append(row)
    for order, rows in sorted(where.items()):
        ranks = np.array([order.index(class_) + 1 for class_ in classes])
        mine = seed_of(seed, "order", *map(str, order))
        weights[rows] = kernels.ranked(ranks, len(rows), seed=mine)
    return weights


def _classes(weighting: Weighting, criteria: list[str]) -> list[int]:
    """Give each criterion the number of its class: those said to be equal share one."""
    class_of = {id_: k for k, id_ in enumerate(criteria)}
    for one, relation, other in weighting.order:
        if relation == "=":
            kept, gone = class_of[one], class_of[other]
            class_of = {id_: kept if k == gone else k for id_, k in class_of.items()}
    dense = {k: n for n, k in enumerate(sorted(set(class_of.values())))}
    return [dense[class_of[id_]] for id_ in criteria]


def _above(weighting: Weighting, criteria: list[str], classes: list[int]) -> tuple[int, ...]:
    """Return, for each class, the set of classes said to be above it, as bits."""
    above = [0] * (max(classes) + 1)
    for one, relation, other in weighting.order:
        if relation == ">":
            above[classes[criteria.index(other)]] |= 1 << classes[criteria.index(one)]
    return tuple(above)


@cache
def _n_extensions(above: tuple[int, ...], placed: int) -> int:
    """Count the orders of what is not placed yet that agree with all statements."""
    if placed == (1 << len(above)) - 1:
        return 1
    return sum(_n_extensions(above, placed | 1 << k) for k in _free(above, placed))


def _free(above: tuple[int, ...], placed: int) -> list[int]:
    return [k for k, over in enumerate(above) if not placed >> k & 1 and over & placed == over]


@cache
def _choices(above: tuple[int, ...], placed: int) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Return what may come next, and the cumulated chances that make all orders as likely."""
    free = tuple(_free(above, placed))
    counts = [_n_extensions(above, placed | 1 << k) for k in free]
    total = sum(counts)
    return free, tuple(until / total for until in accumulate(counts))


def _extension(above: tuple[int, ...], chances: list[float]) -> tuple[int, ...]:
    """Draw an order that agrees with all statements, each of them being as likely."""
    order: list[int] = []
    placed = 0
    for chance in chances:
        free, until = _choices(above, placed)
        picked = free[min(bisect(until, chance), len(free) - 1)]
        order.append(picked)
        placed |= 1 << picked
    return tuple(order)
