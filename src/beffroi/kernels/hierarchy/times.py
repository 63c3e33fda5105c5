"""How long it takes from many places to everywhere, or to many others, however far."""

import math
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numba
import numpy as np
import numpy.typing as npt

from beffroi.kernels.graph.gathering import Costs, Floats
from beffroi.kernels.graph.reach import positions_of, ticks_of, weights_of
from beffroi.kernels.hierarchy.levels import Hierarchy, Travel
from beffroi.kernels.hierarchy.reports import Starts, report
from beffroi.kernels.hierarchy.selection import Selection, everything, selection
from beffroi.kernels.hierarchy.sums import Sums, add_up
from beffroi.kernels.hierarchy.sweep import LANES, Desk, desk_for

BLOCK = 16 * LANES
"""Sources that a thread takes at a time, at most."""

SHARES = 2
"""Into how many parts each thread's work is cut at least, so that none waits for another."""


def times_from(hierarchy: Hierarchy, sources: npt.ArrayLike, *, towards: bool = False) -> Costs:
    """Measure the cost from every source to every node of the graph.

    Parameters
    ----------
    hierarchy
        Made by `contract`.
    sources : (n_sources,)
        Nodes to start from.
    towards
        Measure the costs from every node to the sources instead.

    Returns
    -------
    (n_sources, n_nodes)
        Costs >= 0, infinite where no way leads, equal to those of `kernels.graph`. It takes
        4 bytes a pair: see `blocks_from` where that is too much. [unit of the graph's costs]

    Raises
    ------
    ShapeError
        If a source is not a node of the graph.

    Examples
    --------
    >>> from beffroi.kernels.graph import build
    >>> from beffroi.kernels.hierarchy.levels import contract
    >>> street = build([0, 1], [1, 2], [60, 30], [60, np.inf], x=[0, 80, 120], y=[0, 0, 0])
    >>> times_from(contract(street), [0, 2])
    array([[ 0., 60., 90.],
           [inf, inf,  0.]], dtype=float32)
    """
    travel = _travel(hierarchy, towards=towards)
    return _costs(hierarchy, travel, sources, everything(hierarchy, travel))


def blocks_from(
    hierarchy: Hierarchy, sources: npt.ArrayLike, *, towards: bool = False, size: int = BLOCK
) -> Iterator[tuple[slice, Costs]]:
    """Measure the cost from every source to every node, a block of sources at a time.

    Parameters
    ----------
    hierarchy
        Made by `contract`.
    sources : (n_sources,)
        Nodes to start from. Those of one block are searched together: quicker where they are
        neighbours.
    towards
        Measure the costs from every node to the sources instead.
    size
        Sources in a block, >= 1.

    Yields
    ------
    The rows of a block, and their costs as `times_from` gives them. The next block is written over
    them: copy what you keep.

    Raises
    ------
    ShapeError
        If a source is not a node of the graph.

    Examples
    --------
    >>> from beffroi.kernels.graph import build
    >>> from beffroi.kernels.hierarchy.levels import contract
    >>> street = build([0, 1], [1, 2], [60, 30], [60, np.inf], x=[0, 80, 120], y=[0, 0, 0])
    >>> for rows, costs in blocks_from(contract(street), [0, 1, 2], size=2):
    ...     print(rows, costs.max(axis=1))
    slice(0, 2, None) [90. 60.]
    slice(2, 3, None) [inf]
    """
    travel, nodes = _travel(hierarchy, towards=towards), np.asarray(sources)
    positions_of(hierarchy.graph, nodes)
    selected, desks = everything(hierarchy, travel), _desks(hierarchy)
    room = np.empty((min(size, len(nodes)), hierarchy.graph.n_nodes), np.float32)
    for begin in range(0, len(nodes), size):
        rows = slice(begin, min(begin + size, len(nodes)))
        costs = room[: rows.stop - begin]
        starts = _starts(hierarchy, travel, nodes[rows], selected)
        _measure(desks, travel, starts, selected, costs)
        yield rows, costs


def times_between(hierarchy: Hierarchy, sources: npt.ArrayLike, targets: npt.ArrayLike) -> Costs:
    """Measure the cost from every source to every target.

    Only what stands above the targets is swept, so that few targets are quick.

    Parameters
    ----------
    hierarchy
        Made by `contract`.
    sources : (n_sources,)
        Nodes to start from.
    targets : (n_targets,)
        Nodes to go to.

    Returns
    -------
    (n_sources, n_targets)
        Costs >= 0, infinite where no way leads, equal to those of `kernels.graph`.
        [unit of the graph's costs]

    Raises
    ------
    ShapeError
        If a source or a target is not a node of the graph.

    References
    ----------
    D. Delling, A. V. Goldberg, R. F. Werneck, "Faster Batched Shortest Paths in Road Networks",
    ATMOS 2011, pp. 52-63, doi:10.4230/OASIcs.ATMOS.2011.52.

    Examples
    --------
    >>> from beffroi.kernels.graph import build
    >>> from beffroi.kernels.hierarchy.levels import contract
    >>> one_way = build([0, 1], [1, 2], [60, 30], [np.inf, 30], x=[0, 80, 120], y=[0, 0, 0])
    >>> times_between(contract(one_way), [0, 1], [0, 2])
    array([[ 0., 90.],
           [inf, 30.]], dtype=float32)
    """
    travel = hierarchy.outward
    ends = hierarchy.graph.node[positions_of(hierarchy.graph, targets)].astype(np.int64)
    return _costs(hierarchy, travel, sources, selection(hierarchy, travel, ends))


def sums_within(
    hierarchy: Hierarchy,
    sources: npt.ArrayLike,
    limits: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    towards: bool = False,
) -> Floats:
    """Sum up what lies within each limit of each source, without holding the costs.

    Parameters
    ----------
    hierarchy
        Made by `contract`.
    sources : (n_sources,)
        Nodes to start from.
    limits : (n_limits,)
        Highest costs that count as in reach, >= 0, rising. [unit of the graph's costs]
    weights : (n_nodes, n_kinds) or (n_nodes,)
        What there is at each node, finite. Nodes where there is nothing cost nothing. [any]
    towards
        Sum up what lies at the nodes from which each source is in reach.

    Returns
    -------
    (n_sources, n_limits, n_kinds) or (n_sources, n_limits)
        Sums of the weights of all nodes in reach, as `kernels.graph.within` gives them.
        [as weights]

    Raises
    ------
    ShapeError
        If a source is not a node of the graph, limits are negative, missing or do not rise,
        or weights are not one finite row for each node.

    Examples
    --------
    >>> from beffroi.kernels.graph import build
    >>> from beffroi.kernels.hierarchy.levels import contract
    >>> street = build([0, 1], [1, 2], [60, 30], [60, 30], x=[0, 80, 120], y=[0, 0, 0])
    >>> sums_within(contract(street), [0], [60.0, 120.0], [5.0, 2.0, 1.0])
    array([[7., 8.]])
    """
    travel, ticks = _travel(hierarchy, towards=towards), ticks_of(limits).astype(np.int32)
    table = weights_of(weights, hierarchy.graph.n_nodes)
    columns = table.reshape(len(table), math.prod(table.shape[1:]))
    # Along the chains: the labels of their ends then stay at hand.
    some = hierarchy.graph.node[(columns[hierarchy.graph.node] != 0).any(axis=1)].astype(np.int64)
    selected = selection(hierarchy, travel, some)
    starts = _starts(hierarchy, travel, sources, selected)
    sums = np.zeros((len(starts.row), len(ticks), columns.shape[1]))
    what = Sums(ticks, np.ascontiguousarray(columns[some]), sums)
    _each_block(
        _desks(hierarchy), starts, lambda desk, batch: add_up(travel, desk, batch, selected, what)
    )
    return sums.reshape(sums.shape[:2] + table.shape[1:])


def _travel(hierarchy: Hierarchy, *, towards: bool) -> Travel:
    return hierarchy.inward if towards else hierarchy.outward


def _costs(
    hierarchy: Hierarchy, travel: Travel, sources: npt.ArrayLike, selected: Selection
) -> Costs:
    """Measure the costs from all sources to the targets selected."""
    n_sources = len(positions_of(hierarchy.graph, sources))
    costs = np.empty((n_sources, len(selected.first)), np.float32)
    starts = _starts(hierarchy, travel, sources, selected)
    _measure(_desks(hierarchy), travel, starts, selected, costs)
    return costs


def _measure(
    desks: list[Desk], travel: Travel, starts: Starts, selected: Selection, costs: Costs
) -> None:
    """Write the costs from all sources to the targets selected, on all threads."""
    _each_block(desks, starts, lambda desk, batch: report(travel, desk, batch, selected, costs))


def _starts(
    hierarchy: Hierarchy, travel: Travel, sources: npt.ArrayLike, selected: Selection
) -> Starts:
    """Put sources along the streets, where those searched together climb the same ways."""
    positions = positions_of(hierarchy.graph, sources)
    row = np.argsort(positions, kind="stable")
    positions = positions[row]
    nodes = hierarchy.graph.node[positions]
    ends, approach = hierarchy.ends, travel.approach
    return Starts(
        row=row,
        ranks=np.column_stack([ends.first[nodes], ends.last[nodes]]),
        costs=np.column_stack([approach.to_first[nodes], approach.to_last[nodes]]),
        inner=np.maximum(positions.astype(np.int64) - hierarchy.graph.n_junctions, -1),
        place=np.searchsorted(selected.position, positions),
    )


def _desks(hierarchy: Hierarchy) -> list[Desk]:
    """Make a desk for each thread."""
    n_threads = numba.config.NUMBA_NUM_THREADS
    return [desk_for(hierarchy.graph.n_junctions, hierarchy.n_core) for _ in range(n_threads)]


def _each_block(desks: list[Desk], starts: Starts, search: Callable[[Desk, Starts], None]) -> None:
    """Search from block after block of sources on all threads."""
    n_sources, n_threads = len(starts.row), len(desks)
    share = -(-n_sources // (SHARES * n_threads * LANES)) * LANES
    size = min(max(share, LANES), BLOCK)

    def searched(begin: int) -> None:
        desk = desks.pop()
        block = slice(begin, begin + size)
        search(
            desk,
            Starts(
                starts.row[block],
                starts.ranks[block],
                starts.costs[block],
                starts.inner[block],
                starts.place[block],
            ),
        )
        desks.append(desk)

    with ThreadPoolExecutor(n_threads) as threads:
        list(threads.map(searched, range(0, n_sources, size)))
