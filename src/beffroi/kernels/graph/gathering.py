"""What searches bring home: lists of places, tables of costs, sums of inhabitants or shops."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.graph.chains import TICKS, Ints
from beffroi.kernels.graph.search import Desk, clear, enter_chains, open_chains, spread
from beffroi.kernels.graph.streets import Way

Floats = npt.NDArray[np.float64]
Costs = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


class Task(NamedTuple):
    """Positions to search from, their rows in the result, and the (highest) limit in ticks."""

    sources: Ints
    rows: Rows
    limit: int


class Reached(NamedTuple):
    """Nodes in reach of each source, one source after the other.

    Those of source `i` are `nodes[indptr[i]:indptr[i + 1]]`, in no order, with their `costs`
    in the unit of the graph.
    """

    indptr: Rows
    nodes: Ints
    costs: Costs


class Counting(NamedTuple):
    """What to sum up to which limits in ticks: weights by position, and by whole chain."""

    limits: Rows
    weights: Floats
    totals: Floats


@kernel
def gather_nodes(way: Way, desk: Desk, task: Task, node: Ints, found: Reached) -> int:
    """List what is in reach of the sources until the lists are full; say how many were done."""
    label, positions, nodes, costs = desk.cost, desk.reached, found.nodes, found.costs
    for row in range(task.sources.size):
        spread(way, desk, task.sources[row : row + 1], task.limit)
        enter_chains(way, desk, task.limit)
        start, count = found.indptr[row], desk.tally[0]
        if start + count > nodes.size:
            clear(desk)
            return row
        for place in range(count):
            nodes[start + place] = node[positions[place]]
            costs[start + place] = label[positions[place]] / TICKS
        found.indptr[row + 1] = start + count
        clear(desk)
    return task.sources.size


@kernel
def put_nodes(rows: Rows, found: Reached, result: Reached) -> None:
    """Put the nodes that were found for some rows where these stand in the result."""
    nodes, costs, all_nodes, all_costs = found.nodes, found.costs, result.nodes, result.costs
    for row in range(rows.size):
        start = result.indptr[rows[row]]
        for place in range(found.indptr[row], found.indptr[row + 1]):
            all_nodes[start] = nodes[place]
            all_costs[start] = costs[place]
            start += 1


@kernel
def gather_costs(way: Way, desk: Desk, task: Task, targets: Ints, costs: Costs) -> None:
    """Measure the costs from the sources to all targets, in the sources' rows of a table."""
    label, limit, n_junctions = desk.cost, task.limit, way.indptr.size - 1
    from_first, from_last = way.from_first, way.from_last
    of, first, last = way.chains.of, way.chains.first, way.chains.last
    for place in range(task.sources.size):
        spread(way, desk, task.sources[place : place + 1], limit)
        row = task.rows[place]
        for column in range(targets.size):
            cost = label[targets[column]]
            inner = targets[column] - n_junctions
            if inner >= 0:
                there = label[first[of[inner]]] + from_first[inner]
                back = label[last[of[inner]]] + from_last[inner]
                cost = min(cost, there, back)
            costs[row, column] = cost / TICKS if cost <= limit else np.inf
        clear(desk)


@kernel
def gather_sums(way: Way, desk: Desk, task: Task, counting: Counting, sums: Floats) -> None:
    """Sum the weights in reach of the sources, whole chains at once where they are."""
    n_junctions = way.indptr.size - 1
    for place in range(task.sources.size):
        spread(way, desk, task.sources[place : place + 1], task.limit)
        source, row = task.sources[place], sums[task.rows[place]]
        own = way.chains.of[source - n_junctions] if source >= n_junctions else -1
        _add_junctions(desk, n_junctions, counting, row)
        _add_chains(way, desk, own, counting, row)
        if own >= 0:
            _add_inner(way, desk, own, counting, row)
        clear(desk)


@part
def _add_junctions(desk: Desk, n_junctions: int, counting: Counting, sums: Floats) -> None:
    """Add the weights of the junctions in reach."""
    label, reached = desk.cost, desk.reached
    limits, weights = counting.limits, counting.weights
    for place in range(desk.tally[0]):
        junction = reached[place]
        if junction < n_junctions:
            for row in range(limits.size):
                if label[junction] <= limits[row]:
                    for kind in range(weights.shape[1]):
                        sums[row, kind] += weights[junction, kind]


@part
def _add_chains(way: Way, desk: Desk, own: int, counting: Counting, sums: Floats) -> None:
    """Add the weights of the inner nodes of all chains in reach save the source's own."""
    label, listed, totals = desk.cost, desk.open, counting.totals
    first, last, indptr = way.chains.first, way.chains.last, way.chains.indptr
    from_first, from_last, lowest = way.from_first, way.from_last, counting.limits[0]
    for place in range(open_chains(way, desk)):
        chain = listed[place]
        if chain == own:
            continue
        there = label[first[chain]] + from_first[indptr[chain + 1] - 1]
        back = label[last[chain]] + from_last[indptr[chain]]
        if min(there, back) > lowest:
            _add_inner(way, desk, chain, counting, sums)
            continue
        for row in range(counting.limits.size):
            for kind in range(totals.shape[1]):
                sums[row, kind] += totals[chain, kind]


@part
def _add_inner(way: Way, desk: Desk, chain: int, counting: Counting, sums: Floats) -> None:
    """Add the weights of the inner nodes of one chain, node by node."""
    label, n_junctions, chains = desk.cost, way.indptr.size - 1, way.chains
    limits, weights = counting.limits, counting.weights
    there, back = label[chains.first[chain]], label[chains.last[chain]]
    for inner in range(chains.indptr[chain], chains.indptr[chain + 1]):
        position = n_junctions + inner
        cost = min(there + way.from_first[inner], back + way.from_last[inner], label[position])
        for row in range(limits.size):
            if cost <= limits[row]:
                for kind in range(weights.shape[1]):
                    sums[row, kind] += weights[position, kind]
