"""How far one gets from a place within a limit: the innermost loops of all searches."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.graph.chains import NEVER, Ints
from beffroi.kernels.graph.streets import Way

APART = np.int32(-1)
"""Stands for the neighbours of a junction that waits in no list."""


class Desk(NamedTuple):
    """What a search writes on; `clear` makes it ready for the next.

    `cost` of each position, NEVER where not reached; `reached`, the positions reached, in no
    order, and in `tally[0]` how many. Junctions that wait to be passed (`tally[1]` of them)
    stand in a ring of buckets, one list of nearly equal costs each. Lists are closed rings
    too: each junction has one `after` and one `before` it, and so has the gate of each list,
    numbered behind the junctions.
    """

    cost: Ints
    reached: Ints
    after: Ints
    before: Ints
    open: Ints
    tally: npt.NDArray[np.int64]


def desk_for(way: Way, limit: int) -> Desk:
    """Make an empty desk for searches up to a limit in ticks."""
    n_junctions, n_inner = len(way.indptr) - 1, len(way.chains.of)
    n_buckets = 1 << ((min(limit, way.span) >> way.pace) + 1).bit_length()
    before = np.arange(n_junctions + n_buckets, dtype=np.int32)
    before[:n_junctions] = APART
    return Desk(
        cost=np.full(n_junctions + n_inner, NEVER, np.int32),
        reached=np.empty(n_junctions + n_inner + 1, np.int32),
        after=np.arange(n_junctions + n_buckets, dtype=np.int32),
        before=before,
        open=np.empty(len(way.chains.first) + 1, np.int32),
        tally=np.zeros(2, np.int64),
    )


@kernel
def clear(desk: Desk) -> None:
    """Wipe the costs of what was reached, and only those."""
    cost, reached = desk.cost, desk.reached
    for place in range(desk.tally[0]):
        cost[reached[place]] = NEVER
    desk.tally[0] = 0


@kernel
def spread(way: Way, desk: Desk, sources: Ints, limit: int) -> None:
    """Find all junctions within the limit of any of the sources, and what lies next to these.

    Junctions are passed by buckets of rising cost, first in first out in each, and again
    if they become cheaper, so that costs are exact whatever the width of the buckets.

    Parameters
    ----------
    way
        The graph, in the direction of travel.
    desk
        Cleared; gets the costs of junctions, and of inner nodes as far as they are reached
        from a source on their own chain without passing a junction.
    sources : (n_sources,)
        Positions to start from.
    limit
        Highest cost that counts as reached. [ticks]

    References
    ----------
    U. Meyer, P. Sanders, "Delta-stepping: a parallelizable shortest path algorithm",
    Journal of Algorithms 49 (1), 2003, pp. 114-152, doi:10.1016/S0196-6774(03)00076-2.
    """
    lowest = _start(way, desk, sources, limit)
    _pass_junctions(way, desk, lowest >> way.pace, limit)


@part
def _start(way: Way, desk: Desk, sources: Ints, limit: int) -> int:
    """Set the sources to zero, let their junctions wait, and find the lowest cost of these."""
    n_junctions, chains, lowest = way.indptr.size - 1, way.chains, limit
    for number in range(sources.size):
        source = np.int64(sources[number])
        if source < n_junctions:
            lowest = min(lowest, _wait(way, desk, source, 0, limit))
            continue
        inner = source - n_junctions
        chain = chains.of[inner]
        _label(desk, source, 0, limit)
        length = chains.indptr[chain + 1] - inner
        cost = _walk(way.onward, desk, inner, length, limit)
        lowest = min(lowest, _wait(way, desk, np.int64(chains.last[chain]), cost, limit))
        length = chains.indptr[chain] - 1 - inner
        cost = _walk(way.backward, desk, inner, length, limit)
        lowest = min(lowest, _wait(way, desk, np.int64(chains.first[chain]), cost, limit))
    return lowest


@part
def _walk(steps: Ints, desk: Desk, inner: int, length: int, limit: int) -> int:
    """Walk along a chain from an inner node; the cost of its end, NEVER if not worth it."""
    n_junctions, direction = desk.cost.size - steps.size, 1 if length > 0 else -1
    cost = 0
    for place in range(inner, inner + length - direction, direction):
        cost += steps[place]
        if not _label(desk, n_junctions + place + direction, cost, limit):
            return int(NEVER)
    return cost + int(steps[inner + length - direction])


@part
def _label(desk: Desk, position: int, cost: int, limit: int) -> bool:
    """Write the cost of a position if it is within the limit and cheaper than before."""
    known = desk.cost[position]
    if cost > limit or cost >= known:
        return False
    desk.cost[position] = cost
    if known == NEVER:
        desk.reached[desk.tally[0]] = position
        desk.tally[0] += 1
    return True


@part
def _wait(way: Way, desk: Desk, junction: int, cost: int, limit: int) -> int:
    """Let a junction wait at the end of its list if the cost is worth it; return the cost."""
    if not _label(desk, junction, cost, limit):
        return limit
    gates = way.indptr.size - 1
    before, after = desk.before[junction], desk.after[junction]
    if before == APART:
        desk.tally[1] += 1
    else:
        desk.after[before], desk.before[after] = after, before
    door = gates + ((cost >> way.pace) & (desk.after.size - gates - 1))
    tail = desk.before[door]
    desk.after[tail], desk.before[junction] = junction, tail
    desk.after[junction], desk.before[door] = door, junction
    return cost


@part
def _pass_junctions(way: Way, desk: Desk, bucket: int, limit: int) -> None:
    """Settle the junctions that wait, and those that they lead to, by rising cost."""
    indptr, targets, costs, pace = way.indptr, way.targets, way.costs, way.pace
    label, reached, after, before = desk.cost, desk.reached, desk.after, desk.before
    n_reached, waiting = desk.tally[0], desk.tally[1]
    gates = indptr.size - 1
    ring = after.size - gates - 1
    while waiting > 0:
        gate = gates + (bucket & ring)
        junction = after[gate]
        if junction == gate:
            bucket += 1
            continue
        waiting -= 1
        follower = after[junction]
        after[gate], before[follower], before[junction] = follower, gate, APART
        spent = label[junction]
        for arc in range(indptr[junction], indptr[junction + 1]):
            target, cost = targets[arc], spent + costs[arc]
            known, previous = label[target], before[target]
            if cost > limit or cost >= known:
                continue
            label[target] = cost
            if known == NEVER:
                reached[n_reached] = target
                n_reached += 1
            if previous == APART:
                waiting += 1
            else:
                follower = after[target]
                after[previous], before[follower] = follower, previous
            door = gates + ((cost >> pace) & ring)
            tail = before[door]
            after[tail], before[target] = target, tail
            after[target], before[door] = door, target
    desk.tally[0], desk.tally[1] = n_reached, waiting


@part
def open_chains(way: Way, desk: Desk) -> int:
    """List every chain of which an end is reached, once, in `desk.open`; say how many."""
    label, reached, found, n_junctions = desk.cost, desk.reached, desk.open, way.indptr.size - 1
    chains = way.chains
    first, begin, end, ending = chains.first, chains.begin, chains.end, chains.ending
    n_open = 0
    for place in range(desk.tally[0]):
        junction = reached[place]
        if junction >= n_junctions:
            continue
        for chain in range(begin[junction], begin[junction + 1]):
            found[n_open] = chain
            n_open += 1
        for number in range(end[junction], end[junction + 1]):
            found[n_open] = ending[number]
            n_open += label[first[ending[number]]] == NEVER
    return n_open


@kernel
def enter_chains(way: Way, desk: Desk, limit: int) -> None:
    """Label the inner nodes of all chains of which an end is reached by the cheaper end."""
    n_open = open_chains(way, desk)
    label, reached, n_junctions = desk.cost, desk.reached, way.indptr.size - 1
    from_first, from_last, n_reached = way.from_first, way.from_last, desk.tally[0]
    chains, listed = way.chains, desk.open
    first, last, indptr = chains.first, chains.last, chains.indptr
    for place in range(n_open):
        chain = listed[place]
        there, back = label[first[chain]], label[last[chain]]
        for inner in range(indptr[chain], indptr[chain + 1]):
            cost = min(there + from_first[inner], back + from_last[inner])
            known = label[n_junctions + inner]
            if cost <= limit and cost < known:
                label[n_junctions + inner] = cost
                reached[n_reached] = n_junctions + inner
                n_reached += known == NEVER
    desk.tally[0] = n_reached
