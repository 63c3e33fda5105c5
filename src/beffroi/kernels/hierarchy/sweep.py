"""Sixteen searches at a time: up the hierarchy from their sources, then down in one sweep."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.graph.chains import NEVER, Ints
from beffroi.kernels.hierarchy.levels import Arcs
from beffroi.kernels.hierarchy.queue import LOW, Keys, enter, leave, roomier

LANES = 16
"""Sources searched at a time: their costs fill one line of a processor's cache.

Loops over lanes run to the length of a row, not to this number: a loop of known length is
unrolled, and then no longer done eight lanes at a time.
"""


class Desk(NamedTuple):
    """What sixteen searches write on.

    `cost` of each rank, lane by lane; `climbed`, where a rank has labels before the sweep
    comes; `listed`, those ranks; `heap`, what waits; `key` of each rank of the core, at which
    cost it waits.
    """

    cost: Ints
    climbed: npt.NDArray[np.bool_]
    listed: Ints
    heap: Keys
    key: Keys


def desk_for(n_ranks: int, n_core: int) -> Desk:
    """Make an empty desk."""
    return Desk(
        cost=np.empty((n_ranks, LANES), np.int32),
        climbed=np.zeros(n_ranks, np.bool_),
        listed=np.empty(n_ranks, np.int32),
        heap=np.empty(n_ranks + 1, np.int64),
        key=np.full(n_core, NEVER, np.int64),
    )


@kernel
def climb(up: Arcs, desk: Desk, ranks: Ints, costs: Ints) -> int:
    """Label what stands above the starts of all lanes, each rank once, the lowest first.

    Parameters
    ----------
    up
        Arcs to climb, as far as the core.
    desk
        Without anything climbed.
    ranks, costs : (n_lanes, n_starts)
        Where each lane starts, at which cost, NEVER for not at all. [ticks]

    Returns
    -------
    How many ranks are climbed: the first ones of `desk.listed`.
    """
    labels, climbed, heap = desk.cost, desk.climbed, desk.heap
    indptr, uppers, steps = up.indptr, up.upper, up.costs
    n_core, n_listed, waiting = desk.key.size, 0, 0
    for lane in range(ranks.shape[0]):
        for start in range(ranks.shape[1]):
            rank, cost = ranks[lane, start], costs[lane, start]
            if cost >= NEVER:
                continue
            if not climbed[rank]:
                n_listed = _list(desk, rank, n_listed)
                waiting = enter(heap, waiting, -np.int64(rank))
            labels[rank, lane] = min(labels[rank, lane], cost)
    while waiting > 0 and -heap[0] >= n_core:
        rank = -heap[0]
        waiting = leave(heap, waiting)
        for arc in range(indptr[rank], indptr[rank + 1]):
            upper = uppers[arc]
            if not climbed[upper]:
                n_listed = _list(desk, upper, n_listed)
                waiting = enter(heap, waiting, -np.int64(upper))
            _lower(labels[upper], labels[rank], steps[arc])
    return n_listed


@part
def _list(desk: Desk, rank: int, n_listed: int) -> int:
    """Note that a rank has labels, though none in any lane so far."""
    _fill(desk.cost[rank])
    desk.climbed[rank] = True
    desk.listed[n_listed] = rank
    return n_listed + 1


@part
def _fill(row: Ints) -> None:
    """Say that a rank is not reached in any lane."""
    for lane in range(row.size):
        row[lane] = NEVER


@part
def _lower(row: Ints, other: Ints, step: int) -> None:
    """Lower the labels of a rank to those over another one, where these are cheaper."""
    for lane in range(row.size):
        cost, known = np.int32(other[lane] + step), row[lane]
        row[lane] = min(known, cost)


@kernel
def cross(arcs: Arcs, desk: Desk) -> None:
    """Search the core from all ranks of it that were climbed, all lanes together.

    The rank with the cheapest new label is passed next, and again if it becomes cheaper in
    any lane.

    Parameters
    ----------
    arcs
        Arcs to climb, whose rows hold all neighbours in the core.
    desk
        After the climb; gets the labels of the whole core.
    """
    labels, keys, n_core, waiting = desk.cost, desk.key, desk.key.size, 0
    heap = np.empty(4 * n_core + 4, np.int64)
    indptr, uppers, steps = arcs.indptr, arcs.upper, arcs.costs
    for rank in range(n_core):
        if not desk.climbed[rank]:
            _fill(labels[rank])
            continue
        for lane in range(LANES):
            keys[rank] = min(keys[rank], labels[rank, lane])
        waiting = enter(heap, waiting, (keys[rank] << 32) | rank)
    while waiting > 0:
        rank, least = heap[0] & LOW, heap[0] >> 32
        waiting = leave(heap, waiting)
        if keys[rank] != least:
            continue
        keys[rank] = NEVER
        for arc in range(indptr[rank], indptr[rank + 1]):
            other, step = uppers[arc], steps[arc]
            cheapest = _cheapest(labels[other], labels[rank], step, keys[other])
            if cheapest < keys[other]:
                keys[other] = cheapest
                if waiting == heap.size:
                    heap = roomier(heap)
                waiting = enter(heap, waiting, (cheapest << 32) | other)


@part
def _cheapest(row: Ints, other: Ints, step: int, key: int) -> int:
    """Lower the labels of a rank of the core; the cheapest new one, or the key if that is less."""
    for lane in range(row.size):
        cost = np.int32(other[lane] + step)
        if cost < row[lane]:
            row[lane] = cost
            key = min(key, int(cost))
    return key


@kernel
def sweep(down: Arcs, ranks: Ints, desk: Desk, n_listed: int) -> None:
    """Bring the labels down to the ranks asked for, which stand in rising order.

    Parameters
    ----------
    down
        Arcs to come down by.
    ranks : (n_swept,)
        Ranks below the core, with all that stands above them, in rising order.
    desk
        After the climb, and the search of the core; gets the labels.
    n_listed
        How many ranks were climbed.

    References
    ----------
    D. Delling, A. V. Goldberg, A. Nowatzyk, R. F. Werneck, "PHAST: Hardware-accelerated
    shortest path trees", Journal of Parallel and Distributed Computing 73 (7), 2013,
    pp. 940-952, doi:10.1016/j.jpdc.2012.02.007.
    """
    labels, climbed = desk.cost, desk.climbed
    indptr, uppers, steps = down.indptr, down.upper, down.costs
    for place in range(ranks.size):
        rank = ranks[place]
        row = labels[rank]
        if not climbed[rank]:
            _fill(row)
        for arc in range(indptr[rank], indptr[rank + 1]):
            _lower(row, labels[uppers[arc]], steps[arc])
    for place in range(n_listed):
        climbed[desk.listed[place]] = False
