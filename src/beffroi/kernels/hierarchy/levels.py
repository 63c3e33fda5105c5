"""A hierarchy of crossings: from quiet streets up to the few that every long trip passes."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.graph.chains import NEVER, Ints, pointers
from beffroi.kernels.graph.streets import Graph, Way
from beffroi.kernels.hierarchy.contraction import Contracted, contracted

DENSEST = 20.0
"""Neighbours that the junctions left over may have on average before contraction stops."""


class Arcs(NamedTuple):
    """Arcs between ranks as compressed rows, each row held by its lower end.

    The row of rank `r` is `indptr[r]` to `indptr[r + 1]`; `upper` is the other end of each arc,
    which stands higher, so that its rank is smaller. In the core, where nobody stands higher,
    the rows hold all neighbours.
    """

    indptr: Ints
    upper: Ints
    costs: Ints


class Ends(NamedTuple):
    """The junctions at both ends of every node's chain, by rank; a junction is its own end."""

    first: Ints
    last: Ints


class Approach(NamedTuple):
    """Costs between a node and the two ends of its chain: from them to it, and back to them."""

    from_first: Ints
    from_last: Ints
    to_first: Ints
    to_last: Ints


class Travel(NamedTuple):
    """One direction of travel: arcs to climb, arcs to come down by, and the way off and on."""

    up: Arcs
    down: Arcs
    approach: Approach
    way: Way


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """A street graph whose junctions are ranked, the most important first, by `contract`.

    Parameters
    ----------
    graph
        The graph that was contracted.
    n_core
        How many junctions were left in the core: ranks 0 to `n_core`. 0 where the town has
        a hierarchy of streets.
    ends
        Of every node of the graph, under the numbers given to `build`.
    outward, inward
        Travel from the sources, and towards them.
    """

    graph: Graph
    n_core: int
    ends: Ends
    outward: Travel
    inward: Travel

    @property
    def n_arcs(self) -> int:
        """Number of arcs, shortcuts among them, that travel from the sources may take."""
        return len(self.outward.up.upper) + len(self.outward.down.upper)


def contract(graph: Graph, *, densest: float = DENSEST) -> Hierarchy:
    """Rank the junctions of a street graph, and add the shortcuts that searches need.

    Building takes seconds, and pays where one asks for whole rows of far places: by car, over
    a whole living area. For 15 minutes on foot the graph itself is quicker.

    Where streets have no hierarchy (a grid of equal streets with uneven costs), each junction
    taken out asks for more shortcuts than it spares streets. Contraction stops there, and the
    junctions left form a core which is searched as a plain graph: costs stay exact, building
    ends in time, and searches slow down with the size of the core.

    Parameters
    ----------
    graph
        Made by `kernels.graph.build`.
    densest
        Neighbours that the junctions not yet taken out may have on average. [1]

    Returns
    -------
    The hierarchy, ready to be searched.

    References
    ----------
    R. Geisberger, P. Sanders, D. Schultes, C. Vetter, "Exact Routing in Large Road Networks
    Using Contraction Hierarchies", Transportation Science 46 (3), 2012, pp. 388-404,
    doi:10.1287/trsc.1110.0401. H. Bast, S. Funke, D. Matijevic, "Ultrafast Shortest-Path
    Queries via Transit Nodes", 2006, keep a core in the same way.

    Examples
    --------
    Four streets that meet at a square: the hierarchy keeps one junction, the square.

    >>> from beffroi.kernels.graph import build
    >>> costs = [60.0, 30.0, 20.0, 10.0]
    >>> square = build([0] * 4, [1, 2, 3, 4], costs, costs, x=range(5), y=[0] * 5)
    >>> hierarchy = contract(square)
    >>> hierarchy.n_core, hierarchy.n_arcs
    (0, 0)
    """
    out, back = graph.outward, graph.inward
    found = contracted(out.indptr, out.targets, out.costs, back.costs, densest)
    order = np.lexsort((np.arange(graph.n_junctions), -found.level, found.level >= 0))
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    up, down = _arcs(found, order, rank, 1), _arcs(found, order, rank, 2)
    ends = _ends(graph, rank)
    there, here = _costs_from_ends(graph, out), _costs_from_ends(graph, back)
    return Hierarchy(
        graph=graph,
        n_core=int((found.level < 0).sum()),
        ends=ends,
        outward=Travel(up, down, Approach(*there, *here), out),
        inward=Travel(down, up, Approach(*here, *there), back),
    )


def _arcs(found: Contracted, order: npt.NDArray[np.int64], rank: Ints, column: int) -> Arcs:
    """Put the streets of all junctions in the order of their ranks, as far as they may be used."""
    sizes = found.size[order].astype(np.int64)
    lower = np.repeat(np.arange(len(order)), sizes)
    within = np.arange(len(lower)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    rows = found.start[:-1][order][lower] + within
    upper, costs = rank[found.pool[rows, 0]], found.pool[rows, column]
    passable = costs < NEVER
    counts = np.bincount(lower[passable], minlength=len(order))
    return Arcs(pointers(counts), upper[passable], costs[passable])


def _ends(graph: Graph, rank: Ints) -> Ends:
    """Look up the ranks of both ends of every node's chain."""
    chains, inner = graph.outward.chains, graph.outward.chains.of
    junctions = np.arange(graph.n_junctions)
    first, last = (
        rank[np.concatenate([junctions, ends[inner]])][graph.position]
        for ends in (chains.first, chains.last)
    )
    return Ends(first, last)


def _costs_from_ends(graph: Graph, way: Way) -> tuple[Ints, Ints]:
    """Give every node its costs from both ends of its chain: a junction is its own first end."""
    here, elsewhere = (np.full(graph.n_junctions, cost, np.int32) for cost in (0, NEVER))
    return (
        np.concatenate([here, way.from_first])[graph.position],
        np.concatenate([elsewhere, way.from_last])[graph.position],
    )
