"""What lies within so many minutes: searches from, or towards, many places at once."""

import math
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numba
import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.graph.chains import NEVER, TICKS, Ints
from beffroi.kernels.graph.gathering import (
    Costs,
    Counting,
    Floats,
    Reached,
    Rows,
    Task,
    gather_costs,
    gather_nodes,
    gather_sums,
    put_nodes,
)
from beffroi.kernels.graph.search import desk_for, enter_chains, spread
from beffroi.kernels.graph.streets import Graph, Way

BLOCK = 256
"""Sources that a thread takes at a time."""

ROOM = 1 << 18
"""Nodes that a thread gathers, at least, before it puts them aside."""

Block = TypeVar("Block")
Given = TypeVar("Given")


def reached(
    graph: Graph, sources: npt.ArrayLike, limit: float, *, towards: bool = False
) -> Reached:
    """List all nodes within a limit of each source, with their costs.

    Parameters
    ----------
    graph
        Made by `build`.
    sources : (n_sources,)
        Nodes to start from.
    limit
        Highest cost that counts as in reach, >= 0. [unit of the graph's costs]
    towards
        Search for the nodes from which each source is in reach.

    Returns
    -------
    The nodes, each source's own included, and costs >= 0, exact to a thousandth up to
    16,777 (four and a half hours in seconds) and to seven digits beyond.

    Raises
    ------
    ShapeError
        If a source is not a node of the graph, or the limit is negative or missing.

    Examples
    --------
    >>> from beffroi.kernels.graph.streets import build
    >>> street = build([0, 1], [1, 2], [60, 30], [60, 30], x=[0, 80, 120], y=[0, 0, 0])
    >>> near = reached(street, [2], 60.0)
    >>> sorted(zip(near.nodes.tolist(), near.costs.tolist()))
    [(1, 30.0), (2, 0.0)]
    """
    way, ticks = _way(graph, towards=towards), _limit(limit)
    positions, order = _sorted(graph, sources)
    blocks = _blocks(
        len(positions),
        lambda block: _gathered(graph, way, Task(positions[block], order[block], ticks)),
    )
    counts = np.zeros(len(positions) + 1, np.int64)
    for rows, found in blocks:
        counts[rows + 1] = np.diff(found.indptr)
    indptr = np.cumsum(counts)
    result = Reached(indptr, np.empty(indptr[-1], np.int32), np.empty(indptr[-1], np.float32))
    _threaded(lambda block: put_nodes(*block, result), blocks)
    return result


def costs_between(
    graph: Graph,
    sources: npt.ArrayLike,
    targets: npt.ArrayLike,
    limit: float = np.inf,
    *,
    towards: bool = False,
) -> Costs:
    """Measure the cost from every source to every target.

    Parameters
    ----------
    graph
        Made by `build`.
    sources : (n_sources,)
        Nodes to start from. Each costs a search, so that fewer sources than targets are
        quicker: swap them, with `towards`, where they are many.
    targets : (n_targets,)
        Nodes to go to.
    limit
        Highest cost that is looked for, >= 0. [unit of the graph's costs]
    towards
        Measure the costs from the targets to the sources.

    Returns
    -------
    (n_sources, n_targets)
        Costs >= 0, infinite beyond the limit or where no way leads. [unit of the graph's costs]

    Raises
    ------
    ShapeError
        If a source or a target is not a node of the graph, or the limit is negative or missing.

    Examples
    --------
    >>> from beffroi.kernels.graph.streets import build
    >>> one_way = build([0, 1], [1, 2], [60, 30], [np.inf, 30], x=[0, 80, 120], y=[0, 0, 0])
    >>> costs_between(one_way, [0, 1], [0, 2])
    array([[ 0., 90.],
           [inf, 30.]], dtype=float32)
    """
    way, ticks = _way(graph, towards=towards), _limit(limit)
    positions, order = _sorted(graph, sources)
    ends = positions_of(graph, targets)
    costs = np.empty((len(positions), len(ends)), np.float32)

    def search(block: slice) -> None:
        task = Task(positions[block], order[block], ticks)
        gather_costs(way, desk_for(way, ticks), task, ends, costs)

    _blocks(len(positions), search)
    return costs


def within(
    graph: Graph,
    sources: npt.ArrayLike,
    limits: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    towards: bool = False,
) -> Floats:
    """Sum up what lies within each limit of each source: inhabitants, shops, bays.

    Parameters
    ----------
    graph
        Made by `build`.
    sources : (n_sources,)
        Nodes to start from.
    limits : (n_limits,)
        Highest costs that count as in reach, >= 0, rising. [unit of the graph's costs]
    weights : (n_nodes, n_kinds) or (n_nodes,)
        What there is at each node, finite. [any]
    towards
        Sum up what lies at the nodes from which each source is in reach.

    Returns
    -------
    (n_sources, n_limits, n_kinds) or (n_sources, n_limits)
        Sums of the weights of all nodes in reach. [as weights]

    Raises
    ------
    ShapeError
        If a source is not a node of the graph, limits are negative, missing or do not rise,
        or weights are not one finite row for each node.

    Examples
    --------
    >>> from beffroi.kernels.graph.streets import build
    >>> street = build([0, 1], [1, 2], [60, 30], [60, 30], x=[0, 80, 120], y=[0, 0, 0])
    >>> within(street, [0], [60.0, 120.0], [5.0, 2.0, 1.0])
    array([[7., 8.]])
    """
    way, ticks = _way(graph, towards=towards), ticks_of(limits)
    table = weights_of(weights, graph.n_nodes)
    counting = _counting(graph, table, ticks)
    positions, order = _sorted(graph, sources)
    sums = np.zeros((len(positions), len(ticks), counting.weights.shape[1]))

    def search(block: slice) -> None:
        task = Task(positions[block], order[block], int(ticks[-1]))
        gather_sums(way, desk_for(way, task.limit), task, counting, sums)

    _blocks(len(positions), search)
    return sums.reshape(sums.shape[:2] + table.shape[1:])


def nearest_of(
    graph: Graph, targets: npt.ArrayLike, limit: float = np.inf, *, towards: bool = True
) -> Costs:
    """Measure the cost from every node to the nearest of the targets.

    Parameters
    ----------
    graph
        Made by `build`.
    targets : (n_targets,)
        Nodes to go to, such as the stops or the car parks of a town.
    limit
        Highest cost that is looked for, >= 0. [unit of the graph's costs]
    towards
        False to measure from the nearest target to every node instead.

    Returns
    -------
    (n_nodes,)
        Costs >= 0, infinite beyond the limit, where no way leads or without any target.
        [unit of the graph's costs]

    Raises
    ------
    ShapeError
        If a target is not a node of the graph, or the limit is negative or missing.

    Examples
    --------
    >>> from beffroi.kernels.graph.streets import build
    >>> street = build([0, 1], [1, 2], [60, 30], [60, 30], x=[0, 80, 120], y=[0, 0, 0])
    >>> nearest_of(street, [0, 2])
    array([ 0., 30.,  0.], dtype=float32)
    """
    way, ticks = _way(graph, towards=towards), _limit(limit)
    desk = desk_for(way, ticks)
    spread(way, desk, positions_of(graph, targets), ticks)
    enter_chains(way, desk, ticks)
    nearest = np.empty(graph.n_nodes, np.float32)
    nearest[graph.node] = np.where(desk.cost < NEVER, desk.cost / TICKS, np.inf)
    return nearest


def _gathered(graph: Graph, way: Way, task: Task) -> tuple[Rows, Reached]:
    """Gather what is in reach of a block of sources, one bufferful after the other."""
    desk, room, done = desk_for(way, task.limit), max(graph.n_nodes, ROOM), 0
    nodes, costs = np.empty(room, np.int32), np.empty(room, np.float32)
    counts = [np.zeros(1, np.int64)]
    parts = [(nodes[:0], costs[:0])]
    while done < len(task.sources):
        indptr = np.zeros(len(task.sources) - done + 1, np.int64)
        rest = Task(task.sources[done:], task.rows[done:], task.limit)
        ready = gather_nodes(way, desk, rest, graph.node, Reached(indptr, nodes, costs))
        counts.append(np.diff(indptr[: ready + 1]))
        parts.append((nodes[: indptr[ready]].copy(), costs[: indptr[ready]].copy()))
        done += ready
    found = (np.concatenate(lists) for lists in zip(*parts, strict=True))
    return task.rows, Reached(np.cumsum(np.concatenate(counts)), *found)


def _counting(graph: Graph, table: Floats, limits: Rows) -> Counting:
    """Put the weights in the inner order, and sum them up for each chain."""
    columns = table.reshape(len(table), math.prod(table.shape[1:]))
    weights = np.ascontiguousarray(columns[graph.node])
    starts = graph.outward.chains.indptr[:-1]
    totals = np.zeros((len(starts), weights.shape[1]))
    if len(starts):
        totals = np.add.reduceat(weights[graph.n_junctions :], starts, axis=0)
    return Counting(limits, weights, totals)


def _blocks(n_sources: int, search: Callable[[slice], Block]) -> list[Block]:
    """Search block after block of sources on all threads, and list the results in order."""
    return _threaded(search, [slice(begin, begin + BLOCK) for begin in range(0, n_sources, BLOCK)])


def _threaded(work: Callable[[Given], Block], given: Iterable[Given]) -> list[Block]:
    """Do a piece of work for each thing given on all threads; the results in order."""
    with ThreadPoolExecutor(numba.config.NUMBA_NUM_THREADS) as threads:
        return list(threads.map(work, given))


def _way(graph: Graph, *, towards: bool) -> Way:
    return graph.inward if towards else graph.outward


def positions_of(graph: Graph, nodes: npt.ArrayLike) -> Ints:
    """Translate nodes into the inner order of a graph.

    Parameters
    ----------
    graph
        Made by `build`.
    nodes : (n,)
        Nodes of the graph.

    Returns
    -------
    (n,)
        Their positions.

    Raises
    ------
    ShapeError
        If one is not a node of the graph.
    """
    numbers = np.asarray(nodes)
    if numbers.ndim != 1 or (numbers.size and not np.issubdtype(numbers.dtype, np.integer)):
        raise ShapeError(
            "Nodes to search from or to are of shape {shape} and type {type}: give one list "
            "of whole numbers.",
            shape=numbers.shape,
            type=numbers.dtype,
        )
    if numbers.size and (numbers.min() < 0 or numbers.max() >= graph.n_nodes):
        raise ShapeError(
            "Nodes to search from or to go from {least} to {most} where the graph has {n_nodes}: "
            "give numbers from 0 to one less than that.",
            least=numbers.min(),
            most=numbers.max(),
            n_nodes=graph.n_nodes,
        )
    return graph.position[numbers.astype(np.int64)]


def _sorted(graph: Graph, sources: npt.ArrayLike) -> tuple[Ints, npt.NDArray[np.int64]]:
    """Put sources in the inner order, in which one search finds the next one's streets at hand."""
    positions = positions_of(graph, sources)
    order = np.argsort(positions, kind="stable")
    return positions[order], order


def _limit(limit: float) -> int:
    return int(ticks_of([limit])[0])


def ticks_of(limits: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Round limits to whole ticks, the highest ones to just below NEVER.

    Parameters
    ----------
    limits : (n_limits,)
        Highest costs, >= 0, rising. [unit of the graph's costs]

    Returns
    -------
    (n_limits,)
        The limits. [ticks]

    Raises
    ------
    ShapeError
        If limits are negative, missing or do not rise.
    """
    values = np.asarray(limits, dtype=np.float64)
    if (
        values.ndim != 1
        or not len(values)
        or not (values >= 0).all()
        or (np.diff(values) < 0).any()
    ):
        raise ShapeError(
            "Limits of a search are {found}: give one list of rising numbers >= 0.",
            found=values.tolist(),
        )
    return np.minimum(np.rint(np.minimum(values * TICKS, NEVER)), NEVER - 1).astype(np.int64)


def weights_of(weights: npt.ArrayLike, n_nodes: int) -> Floats:
    """Check that there is one row of known weights for each node.

    Parameters
    ----------
    weights : (n_nodes, n_kinds) or (n_nodes,)
        What there is at each node. [any]
    n_nodes
        How many nodes there are.

    Returns
    -------
    The weights in double precision.

    Raises
    ------
    ShapeError
        If weights are not one finite row for each node.
    """
    table = np.asarray(weights, dtype=np.float64)
    if table.ndim not in (1, 2) or len(table) != n_nodes:
        raise ShapeError(
            "Weights are of shape {shape} for {n_nodes} nodes: give one row for each node.",
            shape=table.shape,
            n_nodes=n_nodes,
        )
    if not np.isfinite(table).all():
        raise ShapeError(
            "{n_bad} weights are missing or infinite: leave out what is not known, and say so.",
            n_bad=int((~np.isfinite(table)).sum()),
        )
    return table
