"""Random street graphs, and the same costs by SciPy and by plain Python."""

import heapq
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from beffroi.kernels.graph import Graph, build

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Drawn:
    """Edges of a random town: some one-way, forbidden, parallel, looped or free of cost."""

    tails: list[int]
    heads: list[int]
    forward: list[float]
    backward: list[float]
    n_nodes: int

    def graph(self) -> Graph:
        """Build the graph under test, its nodes strewn by their number."""
        x = [float(node * 7919 % 101) for node in range(self.n_nodes)]
        y = [float(node * 104729 % 97) for node in range(self.n_nodes)]
        return build(
            np.array(self.tails, dtype=np.int64),
            np.array(self.heads, dtype=np.int64),
            self.forward,
            self.backward,
            x=x,
            y=y,
        )

    def costs(self) -> Floats:
        """Measure the costs between all nodes by plain Dijkstra in whole thousandths."""
        arcs: list[list[tuple[int, int]]] = [[] for _ in range(self.n_nodes)]
        edges = zip(self.tails, self.heads, self.forward, self.backward, strict=True)
        for tail, head, forward, backward in edges:
            if np.isfinite(forward):
                arcs[tail].append((head, round(forward * 1000)))
            if np.isfinite(backward):
                arcs[head].append((tail, round(backward * 1000)))
        return np.array([_from(arcs, node) for node in range(self.n_nodes)]) / 1000


def _from(arcs: list[list[tuple[int, int]]], source: int) -> list[float]:
    best = [np.inf] * len(arcs)
    best[source] = 0
    waiting = [(0, source)]
    while waiting:
        cost, node = heapq.heappop(waiting)
        for head, step in arcs[node]:
            if cost + step < best[head]:
                best[head] = cost + step
                heapq.heappush(waiting, (cost + step, head))
    return best


def scipy_costs(drawn: Drawn, limit: float) -> Floats:
    """Measure the costs between all nodes by SciPy, which knows no arc that costs nothing."""
    cheapest = np.full((drawn.n_nodes, drawn.n_nodes), np.inf)
    edges = zip(drawn.tails, drawn.heads, drawn.forward, drawn.backward, strict=True)
    for tail, head, forward, backward in edges:
        cheapest[tail, head] = min(cheapest[tail, head], forward)
        cheapest[head, tail] = min(cheapest[head, tail], backward)
    tails, heads = np.nonzero(np.isfinite(cheapest))
    matrix = coo_array((cheapest[tails, heads], (tails, heads)), shape=cheapest.shape).tocsr()
    return np.asarray(dijkstra(matrix, limit=limit))


def drawn_towns(*, least_cost: int = 0) -> st.SearchStrategy[Drawn]:
    """Draw towns of streets: chains strung between few crossings, rings and dead ends."""
    cost = st.integers(least_cost, 300_000).map(lambda ticks: ticks / 1000)
    either = st.one_of(cost, cost, cost, st.just(np.inf))
    street = st.tuples(
        st.integers(0, 7),
        st.integers(0, 7),
        st.lists(st.tuples(either, either), min_size=1, max_size=6),
        st.booleans(),
    )
    return st.tuples(st.lists(street, max_size=14), st.integers(0, 2), cost).map(_laid_out)


def _laid_out(
    drawn: tuple[list[tuple[int, int, list[tuple[float, float]], bool]], int, float],
) -> Drawn:
    streets, n_alone, ring_cost = drawn
    tails, heads, forward, backward, n_nodes = [], [], [], [], 8 + n_alone
    for start, end, links, is_dead_end in streets:
        node = start
        for number, (there, back) in enumerate(links):
            ends_here = number == len(links) - 1 and not is_dead_end
            following = end if ends_here else n_nodes
            n_nodes += not ends_here
            tails.append(node)
            heads.append(following)
            forward.append(there)
            backward.append(back)
            node = following
    ring = [n_nodes, n_nodes + 1, n_nodes + 2]
    tails += ring
    heads += [*ring[1:], ring[0]]
    forward += [ring_cost] * 3
    backward += [np.inf] * 3
    return Drawn(tails, heads, forward, backward, n_nodes + 3)
