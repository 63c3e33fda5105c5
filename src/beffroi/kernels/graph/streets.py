"""The streets of a town as a graph: crossings, and chains of nodes between them."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel
from beffroi.kernels.graph.chains import (
    NEVER,
    TICKS,
    Ints,
    Neighbours,
    Traced,
    junctions_of,
    neighbours_of,
    pointers,
    traced,
)
from beffroi.kernels.graph.ordering import hilbert_order
from beffroi.kernels.graph.pairs import pair

MOST_BUCKETS_LOG2 = 16
"""A search keeps at most twice 2^16 lists of places waiting, whatever the costs."""


class Chains(NamedTuple):
    """Where the inner nodes of streets lie, and which chains begin and end at a junction.

    Inner node `i` (counted from 0 behind the junctions) lies on chain `of[i]`; the inner
    nodes of chain `c` are `indptr[c]` to `indptr[c + 1]`. Chains from `begin[j]` to
    `begin[j + 1]` start at junction `j`; those listed in `ending` from `end[j]` to
    `end[j + 1]` end there.
    """

    first: Ints
    last: Ints
    indptr: Ints
    of: Ints
    begin: Ints
    end: Ints
    ending: Ints


class Way(NamedTuple):
    """Costs in one direction of travel, from the sources or towards them, in ticks.

    Arcs between junctions as compressed sparse rows, and for every inner node the costs
    along its chain: from the first and the last junction to it (`from_first`, `from_last`),
    and from it to the next and the previous node (`onward`, `backward`).

    `pace` is the power of two of ticks that searches advance by, about half the typical
    cost of an arc; `span` is the highest finite cost of all. `chains` is the same both ways.
    """

    indptr: Ints
    targets: Ints
    costs: Ints
    from_first: Ints
    from_last: Ints
    onward: Ints
    backward: Ints
    pace: int
    span: int
    chains: Chains


class Along(NamedTuple):
    """The parts of a `Way` that follow the chains, and the cost of each whole chain."""

    from_first: Ints
    from_last: Ints
    onward: Ints
    backward: Ints
    total: Ints


@dataclass(frozen=True, slots=True)
class Graph:
    """A street graph for one profile (on foot, by bike, by car), made by `build`.

    Nodes are those given to `build`, under the same numbers. Inside, junctions come first,
    along Hilbert's curve, then the nodes between junctions, chain after chain.

    Parameters
    ----------
    x, y : (n_nodes,)
        Coordinates as given. [m]
    position : (n_nodes,)
        Place of each node in the inner order.
    node : (n_nodes,)
        Node at each place of the inner order.
    outward, inward
        Costs of leaving a place, and of coming to it.
    """

    x: npt.NDArray[np.float64]
    y: npt.NDArray[np.float64]
    position: Ints
    node: Ints
    outward: Way
    inward: Way

    @property
    def n_nodes(self) -> int:
        """Number of nodes given to `build`."""
        return len(self.node)

    @property
    def n_junctions(self) -> int:
        """Number of nodes that searches pass through; the others lie between two of them."""
        return len(self.outward.indptr) - 1


def build(
    tails: npt.ArrayLike,
    heads: npt.ArrayLike,
    costs_forward: npt.ArrayLike,
    costs_backward: npt.ArrayLike,
    *,
    x: npt.ArrayLike,
    y: npt.ArrayLike,
) -> Graph:
    """Build the street graph of one profile from its edges.

    Nodes with one or two neighbours are put aside in chains between junctions, which
    changes no cost between any two nodes. Costs are rounded to whole thousandths of their unit
    (milliseconds, millimetres): sums are then exact in whatever order, so that a place at
    exactly 15 minutes is in reach by every way of counting.

    Parameters
    ----------
    tails, heads : (n_edges,)
        Nodes that each edge joins, in [0, n_nodes). Of parallel edges the cheapest counts, in
        each direction; an edge from a node to itself does not.
    costs_forward, costs_backward : (n_edges,)
        Cost from tail to head and from head to tail, >= 0; infinite where it is forbidden.
        From 1,073,741 on (twelve days in seconds) a cost counts as infinite. [s, or any]
    x, y : (n_nodes,)
        Coordinates of the nodes in any one plane, finite. [m]

    Returns
    -------
    The graph, ready to be searched.

    Raises
    ------
    ShapeError
        If arrays do not fit together, an edge names a node that is not there, a cost is
        negative or missing, or a coordinate is not finite.

    Examples
    --------
    A street of three nodes is one chain behind its end:

    >>> costs = [60.0, 30.0]
    >>> street = build([0, 1], [1, 2], costs, costs, x=[0, 80, 120], y=[0, 0, 0])
    >>> street.n_nodes, street.n_junctions
    (3, 1)
    """
    order = hilbert_order(x, y)
    n_nodes = len(order)
    ends = _checked_ends(tails, heads, n_nodes)
    costs = _ticks(np.array(pair(costs_forward, costs_backward, "costs"), np.float64), ends.shape)
    rank = np.empty(n_nodes, np.int64)
    rank[order] = np.arange(n_nodes)
    neighbours = neighbours_of(n_nodes, rank[ends[0]], rank[ends[1]], costs)
    junction = junctions_of(neighbours)
    trace = traced(neighbours, junction)
    node = order[np.concatenate([np.flatnonzero(junction), trace.inner])].astype(np.int32)
    position = np.empty(n_nodes, np.int32)
    position[node] = np.arange(n_nodes, dtype=np.int32)
    xs, ys = np.array([x, y], dtype=np.float64)
    return Graph(xs, ys, position, node, *_streets(trace, junction))


def _checked_ends(
    tails: npt.ArrayLike, heads: npt.ArrayLike, n_nodes: int
) -> npt.NDArray[np.int64]:
    """Put tails and heads in two rows of existing nodes."""
    ends = np.array(pair(tails, heads, "tails and heads"))
    if ends.size and not np.issubdtype(ends.dtype, np.integer):
        raise ShapeError(
            "The ends of the edges are of type {type}: give whole numbers.", type=ends.dtype
        )
    if ends.size and (ends.min() < 0 or ends.max() >= n_nodes):
        raise ShapeError(
            "Edges name the nodes {least} to {most} where there are {n_nodes} nodes: give "
            "numbers from 0 to one less than that.",
            least=ends.min(),
            most=ends.max(),
            n_nodes=n_nodes,
        )
    return ends.astype(np.int64)


def _ticks(costs: npt.NDArray[np.float64], shape: tuple[int, ...]) -> Ints:
    """Round costs to whole ticks, NEVER where they are infinite or longer than twelve days."""
    if costs.shape != shape:
        raise ShapeError(
            "Costs are of shape {found} for edges of shape {expected}: give one cost forward "
            "and one backward for each edge.",
            found=costs.shape,
            expected=shape,
        )
    if not (costs >= 0).all():
        raise ShapeError(
            "{n_bad} costs are negative or missing: give costs >= 0, infinite where an edge "
            "cannot be passed.",
            n_bad=int((~(costs >= 0)).sum()),
        )
    return np.minimum(np.rint(costs * TICKS), NEVER).astype(np.int32)


def _streets(trace: Traced, junction: npt.NDArray[np.bool_]) -> tuple[Way, Way]:
    """Give numbers to the junctions, and say how to move between them and along the chains."""
    number = np.cumsum(junction) - 1
    first, last = number[trace.first], number[trace.last]
    out = _along(trace.indptr, trace.forward, trace.backward)
    back = _along(trace.indptr, trace.backward, trace.forward)
    n_junctions = int(junction.sum())
    arcs = neighbours_of(n_junctions, first, last, np.array([out.total, back.total]))
    chains = _chains(trace.indptr, first, last, n_junctions)
    return (
        _way(arcs, arcs.outward, out, back, chains),
        _way(arcs, arcs.inward, back, out, chains),
    )


def _way(arcs: Neighbours, costs: Ints, along: Along, opposite: Along, chains: Chains) -> Way:
    """Join what belongs to one direction of travel."""
    pace, span = _stride(costs, opposite)
    return Way(
        indptr=arcs.indptr,
        targets=arcs.nodes,
        costs=costs,
        from_first=along.from_first,
        from_last=along.from_last,
        onward=along.onward,
        backward=along.backward,
        pace=pace,
        span=span,
        chains=chains,
    )


def _stride(arcs: Ints, opposite: Along) -> tuple[int, int]:
    """Choose the pace of searches, and measure the longest step that they can take.

    A step is an arc, or leads from an inner node to an end of its chain: as much as
    coming from there in the opposite direction.
    """
    passable = arcs[arcs < NEVER]
    half = int(np.median(passable)) // 2 if len(passable) else 0
    taken = (arcs, opposite.from_first, opposite.from_last)
    span = max(int(steps[steps < NEVER].max(initial=0)) for steps in taken)
    widest = span.bit_length() - MOST_BUCKETS_LOG2
    return max(half.bit_length() - 1, widest, 0), span


def _chains(
    indptr: Ints, first: npt.NDArray[np.int64], last: npt.NDArray[np.int64], n_junctions: int
) -> Chains:
    """Keep the chains that have inner nodes, and list them by their junctions."""
    length = np.diff(indptr)
    first, last, length = first[length > 0], last[length > 0], length[length > 0]
    return Chains(
        first.astype(np.int32),
        last.astype(np.int32),
        pointers(length),
        np.repeat(np.arange(len(length), dtype=np.int32), length),
        pointers(np.bincount(first, minlength=n_junctions)),
        pointers(np.bincount(last, minlength=n_junctions)),
        np.argsort(last, kind="stable").astype(np.int32),
    )


@kernel
def _along(indptr: Ints, forward: Ints, backward: Ints) -> Along:
    """Sum the costs along each chain from both ends."""
    n_inner, n_chains = indptr[-1], indptr.size - 1
    from_first, from_last = np.empty(n_inner, np.int32), np.empty(n_inner, np.int32)
    onward, previous = np.empty(n_inner, np.int32), np.empty(n_inner, np.int32)
    total = np.empty(n_chains, np.int32)
    for chain in range(n_chains):
        start, stop, cost = indptr[chain], indptr[chain + 1], 0
        for inner in range(start, stop):
            cost = min(cost + forward[inner + chain], NEVER)
            from_first[inner] = cost
            onward[inner] = forward[inner + chain + 1]
        total[chain] = min(cost + forward[stop + chain], NEVER)
        cost = 0
        for inner in range(stop - 1, start - 1, -1):
            cost = min(cost + backward[inner + chain + 1], NEVER)
            from_last[inner] = cost
            previous[inner] = backward[inner + chain]
    return Along(from_first, from_last, onward, previous, total)
