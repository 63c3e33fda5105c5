"""How long it takes from many places to everywhere, or to many others, however far."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import numba
import numpy as np
import numpy.typing as npt

from beffroi.kernels.graph.gathering import Costs
from beffroi.kernels.graph.reach import positions_of
from beffroi.kernels.hierarchy.levels import Hierarchy, Travel
from beffroi.kernels.hierarchy.reports import Starts, report
from beffroi.kernels.hierarchy.selection import Selection, everything, selection
from beffroi.kernels.hierarchy.sweep import LANES, desk_for

BLOCK = 16 * LANES
"""Sources that a thread takes at a time."""


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
    starts = _starts(hierarchy, travel, sources)
    costs = np.empty((len(starts.row), hierarchy.graph.n_nodes), np.float32)
    _fill(hierarchy, travel, starts, everything(hierarchy, travel), costs)
    return costs


def blocks_from(
    hierarchy: Hierarchy, sources: npt.ArrayLike, *, towards: bool = False, size: int = 2 * BLOCK
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
    The rows of a block, and their costs as `times_from` gives them, in an array of their own.

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
    nodes = np.asarray(sources)
    positions_of(hierarchy.graph, nodes)
    for begin in range(0, len(nodes), size):
        rows = slice(begin, min(begin + size, len(nodes)))
        yield rows, times_from(hierarchy, nodes[rows], towards=towards)


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
    starts = _starts(hierarchy, travel, sources)
    ends = hierarchy.graph.node[positions_of(hierarchy.graph, targets)].astype(np.int64)
    costs = np.empty((len(starts.row), len(ends)), np.float32)
    _fill(hierarchy, travel, starts, selection(hierarchy, travel, ends), costs)
    return costs


def _travel(hierarchy: Hierarchy, *, towards: bool) -> Travel:
    return hierarchy.inward if towards else hierarchy.outward


def _starts(hierarchy: Hierarchy, travel: Travel, sources: npt.ArrayLike) -> Starts:
    """Put sources along the streets, where those searched together climb the same ways."""
    positions = positions_of(hierarchy.graph, sources)
    row = np.argsort(positions, kind="stable")
    nodes = hierarchy.graph.node[positions[row]]
    ends, approach = hierarchy.ends, travel.approach
    return Starts(
        row,
        positions[row],
        np.column_stack([ends.first[nodes], ends.last[nodes]]),
        np.column_stack([approach.to_first[nodes], approach.to_last[nodes]]),
    )


def _fill(
    hierarchy: Hierarchy, travel: Travel, starts: Starts, selected: Selection, costs: Costs
) -> None:
    """Fill the rows of all sources, on all threads."""

    def search(block: slice) -> None:
        desk = desk_for(hierarchy.graph.n_junctions, hierarchy.n_core)
        batch = Starts(
            starts.row[block], starts.position[block], starts.ranks[block], starts.costs[block]
        )
        report(travel, desk, batch, selected, costs)

    _threaded(search, len(starts.row))


def _threaded(search: Callable[[slice], None], n_sources: int) -> None:
    """Search block after block of sources on all threads."""
    blocks = [slice(begin, begin + BLOCK) for begin in range(0, n_sources, BLOCK)]
    with ThreadPoolExecutor(numba.config.NUMBA_NUM_THREADS) as threads:
        list(threads.map(search, blocks))
