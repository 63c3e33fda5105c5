"""Crossings taken out of a town one by one, the least important first, without losing a way."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.graph.chains import NEVER, Ints
from beffroi.kernels.hierarchy.queue import LOW, Keys, enter, leave

SETTLED = 40
"""Junctions that a search for a way round settles at most: more finds hardly more."""

WAITING = 2048
"""Junctions that may wait in a search for a way round; those beyond are not looked at."""

MOST_NEIGHBOURS = 200
"""A junction with more neighbours than this is never taken out."""

FINE = 1000
"""Fineness of the importance of a junction, which is a whole number."""

LAST = 1 << 30
"""Importance of a junction that is never taken out."""

UNWEIGHED = -1
"""Importance of a junction that was not weighed yet."""


class Streets(NamedTuple):
    """The streets between the junctions that are left, in lists that may grow.

    Those of junction `j` are rows `start[j]` to `start[j] + size[j]` of a pool: the neighbour,
    the cost of going there and that of coming back; there is room for `room[j]`. Its level is
    how long a series of junctions taken out stands below it.
    """

    start: Keys
    size: Ints
    room: Ints
    level: Ints


class Search(NamedTuple):
    """What a search for ways round writes on.

    Costs, the junctions labelled, those waiting, and the shortcuts found: tail, head, cost.
    """

    cost: Ints
    labelled: Ints
    heap: Keys
    found: Ints


class Contracted(NamedTuple):
    """What contraction leaves: levels, -1 in the core, and the streets of each junction.

    The streets of a junction that was taken out lead to those that were still there then;
    those of a junction of the core lead to all its neighbours in the core.
    """

    level: Ints
    start: Keys
    size: Ints
    pool: Ints


def contracted(
    indptr: Ints, neighbours: Ints, outward: Ints, inward: Ints, densest: float
) -> Contracted:
    """Take junctions out of a graph, and put in the shortcuts that keep every cost.

    The next one is that of least importance: its level (how long a series of taken junctions
    stands below it) and the shortcuts that it asks for, for each street that it spares.
    Importance is measured again when a junction comes up.

    Parameters
    ----------
    indptr, neighbours, outward, inward
        Neighbours of each junction as compressed rows, each edge in the rows of both its
        ends, and the costs of going there and coming back, NEVER where forbidden. [ticks]
    densest
        Stop where the junctions that are left have more neighbours than this on average.

    Returns
    -------
    Levels, and the streets of each junction.

    References
    ----------
    R. Geisberger, P. Sanders, D. Schultes, C. Vetter, "Exact Routing in Large Road Networks
    Using Contraction Hierarchies", Transportation Science 46 (3), 2012, pp. 388-404,
    doi:10.1287/trsc.1110.0401.
    """
    streets, pool = _laid(indptr, np.column_stack([neighbours, outward, inward]))
    taken, pool = _contract(streets, pool, _search(len(indptr) - 1), float(densest))
    level = np.where(taken, streets.level, -1).astype(np.int32)
    return Contracted(level, streets.start, streets.size, pool)


def _laid(indptr: Ints, rows: Ints) -> tuple[Streets, Ints]:
    """Lay the streets out with some room behind those of each junction."""
    size = np.diff(indptr)
    room = size + 2
    # Behind the last junction begins what is free for lists that move.
    start = np.concatenate([[0], np.cumsum(room, dtype=np.int64)])
    pool = np.empty((2 * int(start[-1]) + 64, 3), np.int32)
    pool[np.arange(len(rows)) + np.repeat(start[:-1] - indptr[:-1], size)] = rows
    return Streets(start, size, room, np.zeros(len(size), np.int32)), pool


def _search(n: int) -> Search:
    """Make what searches for ways round write on."""
    return Search(
        np.full(n, NEVER, np.int32),
        np.empty(n, np.int32),
        np.empty(WAITING, np.int64),
        np.empty((MOST_NEIGHBOURS**2, 3), np.int32),
    )


@kernel
def _contract(
    streets: Streets, pool: Ints, search: Search, densest: float
) -> tuple[npt.NDArray[np.bool_], Ints]:
    """Take junctions out as long as it helps; say which, and hand back the pool.

    A junction that comes up is weighed again, and taken if it still weighs the least.
    """
    level, n = streets.level, streets.size.size
    taken, heap, waiting = np.zeros(n, np.bool_), np.empty(n, np.int64), 0
    left, n_arcs = n, np.int64(0)
    for junction in range(n):
        n_arcs += streets.size[junction]
        waiting = enter(heap, waiting, (UNWEIGHED << 32) | junction)
    while waiting > 0 and n_arcs <= densest * left:
        key = heap[0]
        waiting = leave(heap, waiting)
        junction, known = key & LOW, key >> 32
        weight, n_found = _importance(streets, pool, search, junction)
        if known == UNWEIGHED or (waiting > 0 and weight > (heap[0] >> 32)):
            waiting = enter(heap, waiting, (weight << 32) | junction)
            continue
        if weight >= LAST:
            break
        taken[junction] = True
        left -= 1
        added, pool = _take(streets, pool, search, junction, n_found)
        start, size = streets.start[junction], streets.size[junction]
        n_arcs += 2 * (added - size)
        for row in range(start, start + size):
            neighbour = pool[row, 0]
            level[neighbour] = max(level[neighbour], level[junction] + 1)
    return taken, pool


@part
def _take(
    streets: Streets, pool: Ints, search: Search, junction: int, n_found: int
) -> tuple[int, Ints]:
    """Take a junction out of its neighbours' lists, and put the shortcuts found in."""
    found, n_added = search.found, 0
    for row in range(streets.start[junction], streets.start[junction] + streets.size[junction]):
        _forget(streets, pool, pool[row, 0], junction)
    for shortcut in range(n_found):
        tail, head, cost = found[shortcut, 0], found[shortcut, 1], found[shortcut, 2]
        added, pool = _put(streets, pool, tail, head, (cost, NEVER))
        _, pool = _put(streets, pool, head, tail, (NEVER, cost))
        n_added += added
    return n_added, pool


@part
def _importance(streets: Streets, pool: Ints, search: Search, junction: int) -> tuple[int, int]:
    """Weigh a junction, and list the shortcuts that taking it out asks for; how many."""
    size, level = np.int64(streets.size[junction]), np.int64(streets.level[junction])
    if size > MOST_NEIGHBOURS:
        return LAST, 0
    n_found = _shortcuts(streets, pool, search, junction)
    return FINE * level + FINE * n_found // max(2 * size, 1), n_found


@part
def _shortcuts(streets: Streets, pool: Ints, search: Search, junction: int) -> int:
    """List the ways over a junction, from neighbour to neighbour, that have no other as short."""
    start, stop = streets.start[junction], streets.start[junction] + streets.size[junction]
    cost, found, n_found = search.cost, search.found, 0
    dearest, second = np.int32(-1), np.int32(-1)
    for row in range(start, stop):
        onward = pool[row, 1]
        if onward < NEVER:
            dearest, second = max(dearest, onward), max(second, min(dearest, onward))
    cost[junction] = -1
    for row in range(start, stop):
        tail, there = np.int64(pool[row, 0]), np.int64(pool[row, 2])
        bound = second if pool[row, 1] == dearest else dearest
        if there >= NEVER or bound < 0:
            continue
        n_labelled = _ways_round(streets, pool, search, tail, min(there + bound, NEVER - 1))
        for other in range(start, stop):
            over = there + pool[other, 1]
            if other != row and over < NEVER and cost[pool[other, 0]] > over:
                found[n_found, 0], found[n_found, 1] = tail, pool[other, 0]
                found[n_found, 2] = over
                n_found += 1
        for place in range(n_labelled):
            cost[search.labelled[place]] = NEVER
    cost[junction] = NEVER
    return n_found


@part
def _ways_round(streets: Streets, pool: Ints, search: Search, source: int, limit: int) -> int:
    """Search from a junction, as far as is worth it; say how many junctions it labels."""
    cost, labelled, heap = search.cost, search.labelled, search.heap
    starts, sizes = streets.start, streets.size
    cost[source], labelled[0] = 0, source
    n_labelled, n_settled, waiting = 1, 0, enter(heap, 0, source)
    while waiting > 0 and n_settled < SETTLED:
        key = heap[0]
        waiting = leave(heap, waiting)
        junction, spent = key & LOW, key >> 32
        if spent > cost[junction]:
            continue
        n_settled += 1
        for row in range(starts[junction], starts[junction] + sizes[junction]):
            neighbour, total = np.int64(pool[row, 0]), spent + pool[row, 1]
            known = cost[neighbour]
            if total > limit or total >= known:
                continue
            if known == NEVER:
                labelled[n_labelled] = neighbour
                n_labelled += 1
            cost[neighbour] = total
            if waiting < heap.size:
                waiting = enter(heap, waiting, (total << 32) | neighbour)
    return n_labelled


@part
def _forget(streets: Streets, pool: Ints, junction: int, neighbour: int) -> None:
    """Take a neighbour out of the list of a junction."""
    start, last = streets.start[junction], streets.start[junction] + streets.size[junction] - 1
    for row in range(start, last + 1):
        if pool[row, 0] == neighbour:
            pool[row, 0], pool[row, 1], pool[row, 2] = pool[last, 0], pool[last, 1], pool[last, 2]
            streets.size[junction] -= 1
            return


@part
def _put(
    streets: Streets, pool: Ints, junction: int, neighbour: int, costs: tuple[int, int]
) -> tuple[int, Ints]:
    """Write a street in the list of a junction, or make one cheaper; say how many are new."""
    there, back = costs
    start, size = streets.start[junction], streets.size[junction]
    for row in range(start, start + size):
        if pool[row, 0] == neighbour:
            pool[row, 1], pool[row, 2] = min(pool[row, 1], there), min(pool[row, 2], back)
            return 0, pool
    if size == streets.room[junction]:
        pool = _move(streets, pool, junction)
        start = streets.start[junction]
    pool[start + size, 0], pool[start + size, 1], pool[start + size, 2] = neighbour, there, back
    streets.size[junction] += 1
    return 1, pool


@part
def _move(streets: Streets, pool: Ints, junction: int) -> Ints:
    """Move the list of a junction behind all others, with twice the room."""
    start, size, free = streets.start[junction], streets.size[junction], streets.start[-1]
    room = 2 * np.int64(size) + 2
    if free + room > pool.shape[0]:
        larger = np.empty((2 * pool.shape[0] + room, 3), np.int32)
        _copy(pool, 0, larger, 0, free)
        pool = larger
    _copy(pool, start, pool, free, size)
    streets.start[junction], streets.start[-1] = free, free + room
    streets.room[junction] = room
    return pool


@part
def _copy(pool: Ints, start: int, to_pool: Ints, to_start: int, n_rows: int) -> None:
    """Copy some rows of a pool behind others, or to another one."""
    for row in range(n_rows):
        for column in range(3):
            to_pool[to_start + row, column] = pool[start + row, column]
