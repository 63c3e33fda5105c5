"""Matching: of all streets near the fixes of a ride, those that together are most likely."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.trajectory.cleaning import check_rides
from beffroi.kernels.trajectory.matching.candidates import candidates, place_of
from beffroi.kernels.trajectory.matching.roads import Floats, Ints, Roads
from beffroi.kernels.trajectory.matching.travelled import Told, travelled
from beffroi.kernels.trajectory.matching.verdicts import (
    FAR,
    INTERPOLATED,
    MATCHED,
    NO_STREET,
    NO_WAY,
)
from beffroi.kernels.trajectory.matching.ways import desk_for, search

__all__ = [
    "FAR", "INTERPOLATED", "MATCHED", "NO_STREET", "NO_WAY", "Matched", "Model", "matched",
]  # fmt: skip
Codes = npt.NDArray[np.int8]


class Model(NamedTuple):
    """What is taken for likely.

    Attributes
    ----------
    beta
        Scale of the difference between the way from fix to fix and their distance, > 0. [m]
    radius
        How far from its street a fix may be, > 0. [m]
    most
        Streets looked at around a fix, the nearest ones; 1 to 16.
    close
        Fixes nearer than so many standard errors to the last one used are laid along the way
        between those used, not searched for, >= 0. [1]
    factor, slack
        A way is not longer than the distance times `factor`, and `slack`. [1], [m]
    farthest
        Fixes farther apart than this are not joined, > 0. [m]
    leap
        Nor are those farther apart than this with a fix far from all streets between. [m]
    beam
        Streets so much less likely than the likeliest are given up, in logarithms. [1]
    """

    beta: float
    radius: float
    most: int
    close: float
    factor: float
    slack: float
    farthest: float
    leap: float
    beam: float


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """Rides on streets.

    Attributes
    ----------
    edge : (n,)
        Street of each fix, -1 where it is on none.
    along, off : (n,)
        Distance from the tail of the street, and from the fix; NaN where it is on none. [m]
    verdict : (n,)
        `MATCHED`; `INTERPOLATED` for one laid along the way between others; `NO_STREET`.
    indptr : (n_rides + 1,)
        Where the steps of each ride begin.
    steps : (n_steps,)
        Street of each step, -1 for a stretch that is not on any.
    begin, end : (n_steps,)
        Distances from its tail where a step begins and ends on its street: it is driven from tail
        to head where they rise. NaN off streets. [m]
    first : (n_steps,)
        The fix from which a step is driven: the last one used before.
    why : (n_steps,)
        0 on a street; else why the ride is on none: `NO_STREET` near by, `NO_WAY` between two
        fixes, too `FAR` apart.
    """

    edge: Ints
    along: Floats
    off: Floats
    verdict: Codes
    indptr: Ints
    steps: Ints
    begin: Floats
    end: Floats
    first: Ints
    why: Codes


def matched(
    roads: Roads, indptr: Ints, points: Floats, sigma: Floats, model: Model, *, workers: int = 2
) -> Matched:
    r"""Find the streets that rides were driven along.

    Of all choices of one place near each fix, the one that costs least (Viterbi):

    .. math:: \sum_k \frac{d_k^2}{2 \sigma_k^2} + \sum_k \frac{\lvert l_k - c_k \rvert}{\beta}

    with the distances :math:`d` of fixes from their places, the shortest ways :math:`l` from
    place to place, and :math:`c` the distance from fix to fix. As errors of a device that stands
    go back and forth, a one-way street may be driven against for twice the distance below which
    fixes are `close`, and what is driven into a side street and back within it is not told.

    Parameters
    ----------
    roads
        The streets.
    indptr : (n_rides + 1,)
        Where the fixes of each ride begin.
    points : (n, 2)
        Fixes, in the plane of the streets. [m]
    sigma : (n,)
        Standard error of each, > 0. [m]
    model
        What is taken for likely.
    workers
        Rides matched at the same time.

    Raises
    ------
    ShapeError
        If the arrays do not fit together, an error or a scale is not above 0, or the radius is
        larger than the reach of the streets.

    References
    ----------
    P. Newson, J. Krumm, "Hidden Markov map matching through noise and sparseness", ACM SIGSPATIAL
    GIS 2009, pp. 336-343, doi:10.1145/1653771.1653818.

    Examples
    --------
    A street of 100 m, and a ride beside it:

    >>> from beffroi.kernels.trajectory.matching.roads import roads
    >>> street = roads(np.array([[0.0, 0.0], [100.0, 0.0]]), np.array([[0, 1]]),
    ...                np.array([[True, True]]), np.array([0, 2]),
    ...                np.array([[0.0, 0.0], [100.0, 0.0]]), reach=50)
    >>> model = Model(3, 50, 6, 2, 3, 300, 2000, 100, 60)
    >>> fixes = np.array([[10.0, 2.0], [90.0, -1.0]])
    >>> made = matched(street, np.array([0, 2]), fixes, np.full(2, 5.0), model)
    >>> made.along.tolist(), made.begin.tolist(), made.end.tolist()
    ([10.0, 90.0], [10.0], [90.0])
    """
    ends = np.ascontiguousarray(indptr, np.int64)
    places, errors = (np.ascontiguousarray(values, np.float64) for values in (points, sigma))
    check_rides(ends, len(errors))
    _check(roads, places, errors, model)
    n = len(errors)
    told = Told(np.full(n, -1), np.full(n, np.nan), np.full(n, np.nan),
                np.full(n, NO_STREET, np.int8), np.zeros(n, np.int8))  # fmt: skip
    exact, counts = _exact(model), np.zeros(len(ends) - 1, np.int64)

    def part(span: tuple[int, int]) -> Floats:
        desk = desk_for(roads, exact.most)
        _choose(roads, desk, ends, places, errors, exact, span, told)
        made: Floats = travelled(roads, desk, ends, places, errors, exact, span, told, counts)
        return made

    with ThreadPoolExecutor(workers) as pool:
        rows = np.concatenate([np.empty((0, 5)), *pool.map(part, _spans(ends, workers))])
    return Matched(
        told.edge, told.along, told.off, told.verdict, np.concatenate([[0], np.cumsum(counts)]),
        rows[:, 0].astype(np.int64), rows[:, 1].copy(), rows[:, 2].copy(),
        rows[:, 3].astype(np.int64), rows[:, 4].astype(np.int8),
    )  # fmt: skip


def _exact(model: Model) -> Model:
    """Give each number of a model its type: the loops are compiled once."""
    values = {name: float(value) for name, value in model._asdict().items()}
    return Model(**values | {"most": int(model.most)})  # type: ignore[arg-type]


def _check(roads: Roads, points: Floats, sigma: Floats, model: Model) -> None:
    if points.shape != (len(sigma), 2) or not np.isfinite(points).all():
        raise ShapeError("Give a place and an error for each fix; places are finite.")
    scales = (model.beta, model.radius, model.farthest, model.factor, model.beam)
    if not (sigma > 0).all() or not all(scale > 0 for scale in scales):
        raise ShapeError("Errors of fixes and scales of matching must be above 0.")
    if model.radius > roads.reach or not 1 <= model.most <= 16:
        raise ShapeError("Look for 1 to 16 streets a fix, not farther than the streets' reach.")


def _spans(indptr: Ints, workers: int) -> list[tuple[int, int]]:
    """Part rides in runs of about as many fixes."""
    n = int(indptr[-1])
    parts = 4 * workers if n > 10_000 else workers
    cuts = np.searchsorted(indptr, np.linspace(0, n, parts + 1))
    cuts[0], cuts[-1] = 0, len(indptr) - 1
    return [(int(a), int(b)) for a, b in pairwise(np.maximum.accumulate(cuts)) if b > a]


class States(NamedTuple):
    """Of each fix of a ride and place it may have been at: the place, and the best way there."""

    held: Ints
    edges: Ints
    where: Floats
    aside: Floats
    spots: Floats
    cost: Floats
    came: Ints


TRUE, FALSE = np.True_, np.False_


@part
def _states(longest, most):  # type: ignore[no-untyped-def]
    return States(
        np.zeros(longest, np.int64), np.empty((longest, most), np.int64),
        np.empty((longest, most)), np.empty((longest, most)), np.empty((longest, most, 2)),
        np.empty((longest, most)), np.empty((longest, most), np.int64),
    )  # fmt: skip


@kernel
def _choose(roads, desk, indptr, points, sigma, model, span, told):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Choose the places of the fixes of some rides, and say where these part."""
    longest = np.int64(0)
    for ride in range(span[0], span[1]):
        longest = max(longest, indptr[ride + 1] - indptr[ride])
    states, used = _states(longest, model.most), np.empty(longest, np.int64)
    for ride in range(span[0], span[1]):
        first, m, hidden = indptr[ride], np.int64(0), np.int64(0)
        for k in range(first, indptr[ride + 1]):
            last, chord = first, 0.0
            if m:
                last = first + used[m - 1]
                chord = np.hypot(points[k, 0] - points[last, 0], points[k, 1] - points[last, 1])
                if chord < model.close * sigma[k] and k < indptr[ride + 1] - 1:
                    told.verdict[k] = INTERPOLATED
                    continue
            if _look(roads, (points[k, 0], points[k, 1], sigma[k]), model, states, k - first) == 0:
                hidden = np.int64(1)
                continue
            why = NO_STREET if hidden else 0
            if m:
                terms = (chord, hidden, 2 * model.close * sigma[k])
                why = _joined(roads, desk, model, states, last - first, k - first, terms)
            if why:
                _settle(states, used[:m], told, first)
                told.cut[k], m = why, np.int64(0)
            told.verdict[k] = MATCHED
            used[m], m, hidden = k - first, m + 1, np.int64(0)
        _settle(states, used[:m], told, first)


@part
def _settle(states, used, told, first):  # type: ignore[no-untyped-def]
    """Follow the cheapest places from the last fix of a piece to its first."""
    if len(used) == 0:
        return
    b = _cheapest(states, used[-1], np.int64(0))[0]
    for rank in range(len(used) - 1, -1, -1):
        k = used[rank]
        told.edge[first + k] = states.edges[k, b]
        told.along[first + k], told.off[first + k] = states.where[k, b], states.aside[k, b]
        b = states.came[k, b]


@part
def _cheapest(states, k, done):  # type: ignore[no-untyped-def]
    """Find the cheapest place of a fix, of those not done: its number, and its cost."""
    best, number = np.inf, np.int64(0)
    for b in range(states.held[k]):
        if not done & (1 << b) and states.cost[k, b] < best:
            best, number = states.cost[k, b], np.int64(b)
    return number, best


@part
def _look(roads, fix, model, states, k):  # type: ignore[no-untyped-def]
    """Find the places a fix may have been at, as if it were the first."""
    edges, where, aside = states.edges[k], states.where[k], states.aside[k]
    x, y, sigma = fix
    held = candidates(roads, x, y, model.radius, edges, where, aside)
    states.held[k] = held
    for b in range(held):
        states.cost[k, b] = aside[b] ** 2 / (2 * sigma**2)
        states.came[k, b] = -1
        x, y = place_of(roads, edges[b], where[b])
        states.spots[k, b, 0], states.spots[k, b, 1] = x, y
    return held


@part
def _aim(states, goals, k):  # type: ignore[no-untyped-def]
    """Make the places of a fix the goals of a search."""
    for b in range(states.held[k]):
        goals.edges[b], goals.where[b] = states.edges[k, b], states.where[k, b]
        goals.spots[b, 0], goals.spots[b, 1] = states.spots[k, b, 0], states.spots[k, b, 1]
        goals.added[b], goals.total[b] = states.cost[k, b], np.inf


@part
def _joined(roads, desk, model, states, last, k, terms):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Find the best way to each place of a fix; say why not where there is none at all."""
    chord, hidden, back = terms
    if chord > model.farthest:
        return FAR
    if hidden and chord > model.leap:
        return NO_STREET
    goals, n = desk.goals, states.held[k]
    _aim(states, goals, k)
    best, limit = np.inf, model.factor * chord + model.slack
    done = np.int64(0)
    while True:
        a, own = _cheapest(states, last, done)
        if not own < best + model.beam:
            break
        done |= 1 << a
        for b in range(n):
            room = min(goals.total[b], best + model.beam) - goals.added[b] - own
            goals.most[b] = min(limit, chord + model.beta * room) if room >= 0 else -1.0
        start = (states.edges[last, a], states.where[last, a], back)
        search(roads, desk, start, n, (chord, model.beta, model.beam))
        for b in range(n):
            cost = own + abs(goals.found[b] - chord) / model.beta + goals.added[b]
            if goals.found[b] <= goals.most[b] and cost < goals.total[b]:
                goals.total[b], states.came[k, b] = cost, a
                best = min(best, cost)
    if best == np.inf:
        return NO_WAY
    for b in range(n):
        states.cost[k, b] = goals.total[b] if goals.total[b] <= best + model.beam else np.inf
    return 0
