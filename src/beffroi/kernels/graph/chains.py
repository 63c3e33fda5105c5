"""Streets cut at their crossings: what lies between two crossings becomes one link."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.kernels.compiling import kernel, part

Ints = npt.NDArray[np.int32]

TICKS = 1000
"""Costs are kept in whole thousandths, so that sums are exact in whatever order."""

NEVER = np.int32(2**30 - 1)
"""Cost of what cannot be passed: the sum of two of them still fits in 32 bits."""


class Neighbours(NamedTuple):
    """Each node's neighbours, both ways, without loops or parallels; NEVER where forbidden."""

    indptr: Ints
    nodes: Ints
    outward: Ints
    inward: Ints


class Traced(NamedTuple):
    """Chains of nodes between junctions, one after the other.

    Chain `c` goes from junction `first[c]` over the nodes `inner[indptr[c]:indptr[c + 1]]`
    to junction `last[c]`. Link `indptr[c] + c + i` leads to its i-th inner node, and the one
    behind the last inner node to `last[c]`. A dead end comes back to its first junction
    by a link that cannot be passed.
    """

    first: Ints
    last: Ints
    indptr: Ints
    inner: Ints
    forward: Ints
    backward: Ints


def neighbours_of(
    n_nodes: int, tails: npt.NDArray[np.int64], heads: npt.NDArray[np.int64], costs: Ints
) -> Neighbours:
    """Gather the neighbours of every node, the cheapest of parallel edges in each direction.

    Parameters
    ----------
    n_nodes
        How many nodes there are.
    tails, heads : (n_edges,)
        Nodes that each edge joins, in [0, n_nodes).
    costs : (2, n_edges)
        Costs from tail to head and back, NEVER where forbidden. [ticks]

    Returns
    -------
    The neighbours, in increasing order for each node.
    """
    useful = (tails != heads) & (costs.min(axis=0, initial=NEVER) < NEVER)
    tails, heads, costs = tails[useful], heads[useful], costs[:, useful]
    keys = np.concatenate([tails * n_nodes + heads, heads * n_nodes + tails])
    order = np.argsort(keys, kind="stable")
    pairs, starts = np.unique(keys[order], return_index=True)
    outward, inward = (
        np.minimum.reduceat(np.concatenate(both)[order], starts) if len(starts) else both[0]
        for both in (costs, costs[::-1])
    )
    counts = np.bincount(pairs // max(n_nodes, 1), minlength=n_nodes)
    return Neighbours(pointers(counts), (pairs % max(n_nodes, 1)).astype(np.int32), outward, inward)


def pointers(counts: npt.NDArray[np.int64]) -> Ints:
    """Say where each list begins in the row of all lists, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)


def junctions_of(neighbours: Neighbours) -> npt.NDArray[np.bool_]:
    """Pick the nodes to be kept: crossings, and one node of every part that has none.

    Returns
    -------
    (n_nodes,)
        True for nodes of three neighbours or more; in a part without any, for an end of the
        street or, if it is a ring, for one of its nodes.
    """
    degree = np.diff(neighbours.indptr)
    n_nodes = len(degree)
    tails = np.repeat(np.arange(n_nodes), degree)
    links = coo_array((np.ones(len(tails)), (tails, neighbours.nodes)), shape=(n_nodes, n_nodes))
    n_parts, part = connected_components(links.tocsr(), directed=False)
    kept: npt.NDArray[np.bool_] = degree >= 3
    by_degree = np.argsort(degree, kind="stable")
    anchors = by_degree[np.unique(part[by_degree], return_index=True)[1]]
    lacking = np.bincount(part, weights=kept, minlength=n_parts) == 0
    kept[anchors[lacking]] = True
    return kept


@kernel
def traced(neighbours: Neighbours, junction: npt.NDArray[np.bool_]) -> Traced:
    """Walk every street once from junction to junction, in increasing order of junctions.

    Parameters
    ----------
    neighbours
        Of every node.
    junction : (n_nodes,)
        Which nodes are kept; every part of the graph has one, and all others have one
        neighbour or two.

    Returns
    -------
    The chains in the order of their first junctions.
    """
    n_nodes, n_links = junction.size, neighbours.nodes.size
    first, last = np.empty(n_links, np.int32), np.empty(n_links, np.int32)
    indptr = np.zeros(n_links + 1, np.int32)
    inner = np.empty(n_nodes, np.int32)
    forward, backward = np.empty(n_nodes + n_links, np.int32), np.empty(n_nodes + n_links, np.int32)
    passed = np.zeros(n_nodes, np.bool_)
    chains, n_inner = 0, 0
    for start in range(n_nodes):
        if not junction[start]:
            continue
        for begin in range(neighbours.indptr[start], neighbours.indptr[start + 1]):
            link, node, before = begin, neighbours.nodes[begin], start
            if passed[node] or (junction[node] and node < start):
                continue
            while True:
                forward[n_inner + chains] = neighbours.outward[link]
                backward[n_inner + chains] = neighbours.inward[link]
                if junction[node]:
                    break
                passed[node] = True
                inner[n_inner] = node
                n_inner += 1
                link, node, before = _next(neighbours, node, before)
                if link < 0:
                    node = start
                    forward[n_inner + chains], backward[n_inner + chains] = NEVER, NEVER
                    break
            first[chains], last[chains] = start, node
            chains += 1
            indptr[chains] = n_inner
    return Traced(
        first[:chains].copy(),
        last[:chains].copy(),
        indptr[: chains + 1].copy(),
        inner[:n_inner].copy(),
        forward[: n_inner + chains].copy(),
        backward[: n_inner + chains].copy(),
    )


@part
def _next(neighbours: Neighbours, node: int, before: int) -> tuple[int, int, int]:
    """Find the link that leads on from a node of the street, -1 at a dead end."""
    for link in range(neighbours.indptr[node], neighbours.indptr[node + 1]):
        if neighbours.nodes[link] != before:
            return link, neighbours.nodes[link], node
    return -1, node, before
