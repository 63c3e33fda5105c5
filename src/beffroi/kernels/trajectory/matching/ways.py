"""Ways: how far it is along streets from a place to several others, and what it passes."""

from typing import NamedTuple

import numba
import numpy as np

from beffroi.kernels.trajectory.matching.candidates import crossing
from beffroi.kernels.trajectory.matching.roads import Floats, Ints, Roads

ROOM = 4
"""How many times all arcs may wait at once: more than any search was seen to need."""
BESIDE = np.int64(-1)
"""Stands for no arc: the way begins at this crossing, or does not leave its street."""


class Goals(NamedTuple):
    """Places to find ways to, up to some at a time.

    `edges` and `where` say where they are, `spots` at which points; `added` is the cost of each
    in itself, `total` with that of the way. A way longer than `most` does not count. Ways are
    written in `found`, infinite where there is none; `by` says by which end of its street each is
    reached, -1 if along it.
    """

    edges: Ints
    where: Floats
    spots: Floats
    added: Floats
    total: Floats
    most: Floats
    found: Floats
    by: Ints


class Desk(NamedTuple):
    """What a search writes on; the number of the search says what is of an older one.

    `cost` of each crossing that `seen` marks with the number of the search (`tally[0]`), and the
    arc by which it was reached; those that wait to be passed, `tally[1]` of them, in a heap.
    """

    cost: Floats
    seen: Ints
    came: Ints
    keys: Floats
    costs: Floats
    nodes: Ints
    tally: Ints
    goals: Goals


def desk_for(roads: Roads, most: int) -> Desk:
    """Make an empty desk for searches among some streets, to `most` goals at a time."""
    n, room = len(roads.nodes), ROOM * len(roads.arc) + 3
    goals = Goals(
        np.empty(most, np.int64), np.empty(most), np.empty((most, 2)), np.empty(most),
        np.empty(most), np.empty(most), np.empty(most), np.empty(most, np.int64),
    )  # fmt: skip
    return Desk(
        np.empty(n), np.zeros(n, np.int64), np.empty(n, np.int64), np.empty(room), np.empty(room),
        np.empty(room, np.int64), np.zeros(2, np.int64), goals,
    )  # fmt: skip


@numba.njit(cache=True, nogil=True)
def search(roads, desk, start, n, terms):  # type: ignore[no-untyped-def]
    """Find the shortest ways from a place to others (A*), those that can matter.

    Parameters
    ----------
    roads, desk
        The streets, and what to write on, with the goals.
    start
        Street, and distance from its tail. [m]
    n
        How many goals there are.
    terms
        Straight distance from fix to fix, scale of the difference to it, and how much dearer than
        the cheapest goal another may be: ways to dearer ones are not looked for. [m], [m], [1]
    """
    edge, where, back = start
    goals = desk.goals
    for b in range(n):
        goals.found[b], goals.by[b] = np.inf, -1
        if goals.edges[b] == edge:
            step = goals.where[b] - where
            if roads.opens[edge, 0 if step >= 0 else 1] or abs(step) <= back:
                goals.found[b] = abs(step)
    desk.tally[0] += 1
    desk.tally[1] = 0
    if roads.opens[edge, 1] or where <= 0.0:
        _reach(roads, desk, n, roads.ends[edge, 0], where, BESIDE)
    if roads.opens[edge, 0] or where >= roads.length[edge]:
        _reach(roads, desk, n, roads.ends[edge, 1], roads.length[edge] - where, BESIDE)
    settled = np.int64(0)
    while desk.tally[1] > 0:
        key, cost, node = desk.keys[0], desk.costs[0], desk.nodes[0]
        if key > _farthest(goals, n):
            break
        _pop(desk)
        if cost > desk.cost[node]:
            continue
        settled = _tighten(goals, n, key, terms, settled)
        _arrive(roads, goals, n, node, cost)
        for rank in range(roads.arcs[node], roads.arcs[node + 1]):
            arc = roads.arc[rank]
            edge, against = arc // 2, arc % 2
            _reach(roads, desk, n, roads.ends[edge, 1 - against],
                   cost + roads.length[edge], arc)  # fmt: skip


@numba.njit(cache=True, nogil=True)
def _farthest(goals, n):  # type: ignore[no-untyped-def]
    """Return the length from which no way is of interest any more."""
    most = -1.0
    for b in range(n):
        most = max(most, min(goals.most[b], goals.found[b]))
    return most


@numba.njit(cache=True, nogil=True)
def _tighten(goals, n, key, terms, settled):  # type: ignore[no-untyped-def]
    """Once the way to a goal is known for sure, bound those to goals that are much dearer."""
    chord, beta, beam = terms
    for b in range(n):
        if settled & (1 << b) or goals.found[b] > key:
            continue
        settled |= 1 << b
        total = goals.added[b] + abs(goals.found[b] - chord) / beta + beam
        for other in range(n):
            longest = chord + beta * (total - goals.added[other])
            goals.most[other] = min(goals.most[other], longest)
    return settled


@numba.njit(cache=True, nogil=True)
def _arrive(roads, goals, n, node, cost):  # type: ignore[no-untyped-def]
    """Note the ways to the goals on streets that end at a crossing."""
    for b in range(n):
        edge, where = goals.edges[b], goals.where[b]
        length = roads.length[edge]
        by_tail = roads.ends[edge, 0] == node and (roads.opens[edge, 0] or where <= 0.0)
        by_head = roads.ends[edge, 1] == node and (roads.opens[edge, 1] or where >= length)
        if by_tail and cost + where < goals.found[b]:
            goals.found[b], goals.by[b] = cost + where, 0
        if by_head and cost + (length - where) < goals.found[b]:
            goals.found[b], goals.by[b] = cost + (length - where), 1


@numba.njit(cache=True, nogil=True)
def _reach(roads, desk, n, node, cost, arc):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Let a crossing wait if it was not reached as soon, and a goal may be reached from it."""
    if desk.seen[node] == desk.tally[0] and desk.cost[node] <= cost:
        return
    goals = desk.goals
    key, x, y = np.inf, roads.nodes[node, 0], roads.nodes[node, 1]
    for b in range(n):
        dx, dy = goals.spots[b, 0] - x, goals.spots[b, 1] - y
        left = min(goals.most[b], goals.found[b]) - cost
        square = dx * dx + dy * dy
        # A hair's breadth is granted to the rounding of lengths.
        if left >= 0 and square <= (left + 1e-6) ** 2:
            key = min(key, cost + max(np.sqrt(square) - 1e-6, 0.0))
    if key == np.inf:
        return
    desk.seen[node], desk.cost[node], desk.came[node] = desk.tally[0], cost, arc
    _push(desk, key, cost, node)


@numba.njit(cache=True, nogil=True)
def _push(desk, key, cost, node):  # type: ignore[no-untyped-def]
    k = desk.tally[1]
    if k == len(desk.keys):
        return
    desk.tally[1] += 1
    while k > 0:
        up = (k - 1) // 2
        if desk.keys[up] <= key:
            break
        desk.keys[k], desk.costs[k], desk.nodes[k] = desk.keys[up], desk.costs[up], desk.nodes[up]
        k = up
    desk.keys[k], desk.costs[k], desk.nodes[k] = key, cost, node


@numba.njit(cache=True, nogil=True)
def _pop(desk):  # type: ignore[no-untyped-def]
    desk.tally[1] -= 1
    n = desk.tally[1]
    key, cost, node = desk.keys[n], desk.costs[n], desk.nodes[n]
    k = 0
    while True:
        down = 2 * k + 1
        if down >= n:
            break
        if down + 1 < n and desk.keys[down + 1] < desk.keys[down]:
            down += 1
        if desk.keys[down] >= key:
            break
        desk.keys[k], desk.costs[k] = desk.keys[down], desk.costs[down]
        desk.nodes[k] = desk.nodes[down]
        k = down
    desk.keys[k], desk.costs[k], desk.nodes[k] = key, cost, node


@numba.njit(cache=True, nogil=True)
def way(roads, desk, start, steps):  # type: ignore[no-untyped-def]
    """Write the way found to the first goal as steps: street, where it begins and ends on it.

    Returns how many there are, -1 where there is no room for them.
    """
    goals = desk.goals
    edge, where = goals.edges[0], goals.where[0]
    if goals.by[0] < 0:
        _write(steps, np.int64(0), edge, start[1], where)
        return np.int64(1)
    n, room = np.int64(0), len(steps)
    node = roads.ends[edge, goals.by[0]]
    begin = 0.0 if goals.by[0] == 0 else roads.length[edge]
    if begin != where:
        _write(steps, n, edge, begin, where)
        n += 1
    while desk.came[node] != BESIDE:
        if n + 1 >= room:
            return -1
        one, against = desk.came[node] // 2, desk.came[node] % 2
        length = roads.length[one]
        _write(steps, n, one, length if against else 0.0, 0.0 if against else length)
        node = roads.ends[one, against]
        n += 1
    first = start[0]
    leaves = _leaves(roads, first, start[1], node, desk.cost[node])
    if leaves != start[1]:
        _write(steps, n, first, start[1], leaves)
        n += 1
    for k in range(n // 2):
        for column in range(3):
            other = steps[n - 1 - k, column]
            steps[n - 1 - k, column], steps[k, column] = steps[k, column], other
    return n


@numba.njit(cache=True, nogil=True)
def _leaves(roads, edge, where, node, cost):  # type: ignore[no-untyped-def]
    """Return the end of its street at which a way leaves it."""
    if crossing(roads, edge, where) == node and cost == 0.0:
        return where
    if roads.ends[edge, 0] == node and cost == where:
        return 0.0
    return roads.length[edge]


@numba.njit(cache=True, nogil=True)
def _write(steps, n, edge, begin, end):  # type: ignore[no-untyped-def]
    steps[n, 0], steps[n, 1], steps[n, 2] = edge, begin, end
