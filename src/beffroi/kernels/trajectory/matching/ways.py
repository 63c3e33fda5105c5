"""Ways: how far it is along streets from a place to several others, and what it passes."""

from typing import NamedTuple

import numpy as np

from beffroi.kernels.compiling import kernel, part
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
    arc by which it was reached; those that wait to be passed in a heap.
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
        np.empty(room, np.int64), np.zeros(1, np.int64), goals,
    )  # fmt: skip


@part
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
    edge, where, _ = start
    goals = desk.goals
    most, found, spots = goals.most, goals.found, goals.spots
    _along(roads, goals, n, start)
    # Parts of tuples are taken out of the loops: each reading of one counts its references.
    heap, seen, reached, came = (desk.keys, desk.costs, desk.nodes), desk.seen, desk.cost, desk.came
    nodes, ends, length, arcs, arc = roads.nodes, roads.ends, roads.length, roads.arcs, roads.arc
    desk.tally[0] += 1
    search_, waiting, settled = desk.tally[0], np.int64(0), np.int64(0)
    for side in range(2):
        if not (roads.opens[edge, 1 - side] or where == side * length[edge]):
            continue
        node, cost = ends[edge, side], abs(where - side * length[edge])
        key = _key(spots, most, found, n, nodes[node, 0], nodes[node, 1], cost)
        if key < np.inf and not (seen[node] == search_ and reached[node] <= cost):
            seen[node], reached[node], came[node] = search_, cost, BESIDE
            waiting = _push(heap, waiting, key, cost, node)
    while waiting > 0:
        key, cost, node = heap[0][0], heap[1][0], heap[2][0]
        if key > _farthest(most, found, n):
            break
        waiting = _pop(heap, waiting)
        if cost > reached[node]:
            continue
        settled = _tighten(goals, n, key, terms, settled)
        _arrive(roads, goals, n, node, cost)
        for rank in range(arcs[node], arcs[node + 1]):
            one = arc[rank]
            other, there = ends[one // 2, 1 - one % 2], cost + length[one // 2]
            if seen[other] == search_ and reached[other] <= there:
                continue
            key = _key(spots, most, found, n, nodes[other, 0], nodes[other, 1], there)
            if key < np.inf:
                seen[other], reached[other], came[other] = search_, there, one
                waiting = _push(heap, waiting, key, there, other)


@part
def _along(roads, goals, n, start):  # type: ignore[no-untyped-def]
    """Note the ways to the goals that do not leave their street."""
    edge, where, back = start
    for b in range(n):
        goals.found[b], goals.by[b] = np.inf, -1
        if goals.edges[b] == edge:
            step = goals.where[b] - where
            if roads.opens[edge, 0 if step >= 0 else 1] or abs(step) <= back:
                goals.found[b] = abs(step)


@part
def _farthest(longest, found, n):  # type: ignore[no-untyped-def]
    """Return the length from which no way is of interest any more."""
    most = -1.0
    for b in range(n):
        most = max(most, min(longest[b], found[b]))
    return most


@part
def _tighten(goals, n, key, terms, settled):  # type: ignore[no-untyped-def]
    """Once the way to a goal is known for sure, bound those to goals that are much dearer."""
    chord, beta, beam = terms
    found, most, added = goals.found, goals.most, goals.added
    for b in range(n):
        if settled & (1 << b) or found[b] > key:
            continue
        settled |= 1 << b
        total = added[b] + abs(found[b] - chord) / beta + beam
        for other in range(n):
            most[other] = min(most[other], chord + beta * (total - added[other]))
    return settled


@part
def _arrive(roads, goals, n, node, cost):  # type: ignore[no-untyped-def]
    """Note the ways to the goals on streets that end at a crossing."""
    ends, opens, found, by = roads.ends, roads.opens, goals.found, goals.by
    edges, places, lengths = goals.edges, goals.where, roads.length
    for b in range(n):
        edge, where = edges[b], places[b]
        length = lengths[edge]
        by_tail = ends[edge, 0] == node and (opens[edge, 0] or where <= 0.0)
        by_head = ends[edge, 1] == node and (opens[edge, 1] or where >= length)
        if by_tail and cost + where < found[b]:
            found[b], by[b] = cost + where, 0
        if by_head and cost + (length - where) < found[b]:
            found[b], by[b] = cost + (length - where), 1


@part
def _key(spots, most, found, n, x, y, cost):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Bound the way to the nearest goal by a place from below; infinite if none matters."""
    key = np.inf
    for b in range(n):
        dx, dy = spots[b, 0] - x, spots[b, 1] - y
        # A hair's breadth is granted to the rounding of lengths.
        left, square = min(most[b], found[b]) - cost + 1e-6, dx * dx + dy * dy
        if left >= 0 and square <= left * left:
            key = min(key, cost + max(np.sqrt(square) - 1e-6, 0.0))
    return key


@part
def _push(heap, n, key, cost, node):  # type: ignore[no-untyped-def]
    """Let a crossing wait; return how many do."""
    keys, costs, nodes = heap
    if n == len(keys):
        return n
    k = n
    while k > 0:
        up = (k - 1) // 2
        if keys[up] <= key:
            break
        keys[k], costs[k], nodes[k] = keys[up], costs[up], nodes[up]
        k = up
    keys[k], costs[k], nodes[k] = key, cost, node
    return n + 1


@part
def _pop(heap, n):  # type: ignore[no-untyped-def]
    """Let the first crossing wait no more; return how many do."""
    keys, costs, nodes = heap
    n -= 1
    key, cost, node = keys[n], costs[n], nodes[n]
    k = 0
    while True:
        down = 2 * k + 1
        if down >= n:
            break
        if down + 1 < n and keys[down + 1] < keys[down]:
            down += 1
        if keys[down] >= key:
            break
        keys[k], costs[k], nodes[k] = keys[down], costs[down], nodes[down]
        k = down
    keys[k], costs[k], nodes[k] = key, cost, node
    return n


@kernel
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


@part
def _leaves(roads, edge, where, node, cost):  # type: ignore[no-untyped-def]
    """Return the end of its street at which a way leaves it."""
    if crossing(roads, edge, where) == node and cost == 0.0:
        return where
    if roads.ends[edge, 0] == node and cost == where:
        return 0.0
    return roads.length[edge]


@part
def _write(steps, n, edge, begin, end):  # type: ignore[no-untyped-def]
    steps[n, 0], steps[n, 1], steps[n, 2] = edge, begin, end
