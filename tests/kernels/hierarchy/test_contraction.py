"""Taking crossings out of a town loses no way and stops where it would not help."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from beffroi.kernels.graph.chains import NEVER
from beffroi.kernels.hierarchy.contraction import Contracted, contracted
from tests.kernels.graph.drawing import Drawn, drawn_towns
from tests.kernels.hierarchy.grids import uneven_grid


def taken_apart(town: Drawn, densest: float) -> Contracted:
    out, back = town.graph().outward, town.graph().inward
    return contracted(out.indptr, out.targets, out.costs, back.costs, densest)


def streets(found: Contracted) -> tuple[np.ndarray, np.ndarray]:
    """List the rows of the pool that are in use, and the junction that each belongs to."""
    n = len(found.level)
    junctions = np.repeat(np.arange(n), found.size)
    rows = [np.arange(s, s + k) for s, k in zip(found.start[:n], found.size, strict=True)]
    return junctions, found.pool[np.concatenate([np.empty(0, int), *rows])]


@given(drawn_towns(), st.floats(0, 6))
@settings(max_examples=30, deadline=None)
def test_streets_lead_up_or_stay_in_the_core(town: Drawn, densest: float) -> None:
    found = taken_apart(town, densest)

    junctions, rows = streets(found)

    here, there = found.level[junctions], found.level[rows[:, 0]]
    assert ((there == -1) | ((here != -1) & (there > here))).all()


@given(drawn_towns(least_cost=1), st.floats(0, 6))
@settings(max_examples=30, deadline=None)
def test_shortcuts_are_no_shorter_than_the_ways_they_stand_for(town: Drawn, densest: float) -> None:
    graph = town.graph()
    out, n = graph.outward, graph.n_junctions
    tails = np.repeat(np.arange(n), np.diff(out.indptr))
    passable = out.costs < NEVER
    arcs = (out.costs[passable].astype(float), (tails[passable], out.targets[passable]))
    costs = dijkstra(coo_array(arcs, shape=(n, n)).tocsr())

    junctions, rows = streets(taken_apart(town, densest))

    for column, ways in ((1, costs), (2, costs.T)):
        usable = rows[:, column] < NEVER
        shortest = ways[junctions[usable], rows[usable, 0]]
        assert (rows[usable, column] >= shortest).all()


def test_a_grid_without_main_streets_keeps_a_core_that_is_not_too_dense() -> None:
    graph = uneven_grid(40)
    out, back = graph.outward, graph.inward

    sparse = contracted(out.indptr, out.targets, out.costs, back.costs, 8.0)
    whole = contracted(out.indptr, out.targets, out.costs, back.costs, np.inf)

    core = sparse.level == -1
    assert 0 < core.sum() < graph.n_junctions / 4
    assert sparse.size[core].mean() < 10
    assert (whole.level >= 0).all()
