"""Ranks run from the top down, and both directions of travel share them."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.kernels.graph import build
from beffroi.kernels.hierarchy import contract
from tests.kernels.graph.drawing import Drawn, drawn_towns
from tests.kernels.hierarchy.grids import uneven_grid


@given(drawn_towns(), st.floats(0, 6))
@settings(max_examples=30, deadline=None)
def test_arcs_lead_to_smaller_ranks_below_the_core(town: Drawn, densest: float) -> None:
    hierarchy = contract(town.graph(), densest=densest)

    for arcs in (hierarchy.outward.up, hierarchy.outward.down):
        ranks = np.repeat(np.arange(len(arcs.indptr) - 1), np.diff(arcs.indptr))
        below = ranks >= hierarchy.n_core
        assert (arcs.upper[below] < ranks[below]).all()
        assert (arcs.upper[~below] < hierarchy.n_core).all()


@given(drawn_towns())
@settings(max_examples=20, deadline=None)
def test_towards_climbs_what_outward_comes_down_by(town: Drawn) -> None:
    hierarchy = contract(town.graph())

    assert hierarchy.inward.up is hierarchy.outward.down
    assert hierarchy.inward.down is hierarchy.outward.up


def test_every_junction_is_its_own_end_at_no_cost() -> None:
    graph = uneven_grid(5)

    hierarchy = contract(graph)

    junctions = graph.node[: graph.n_junctions]
    assert sorted(hierarchy.ends.first[junctions].tolist()) == list(range(graph.n_junctions))
    assert (hierarchy.outward.approach.from_first[junctions] == 0).all()
    assert (hierarchy.inward.approach.to_first[junctions] == 0).all()


def test_a_town_of_one_place_has_a_hierarchy() -> None:
    hierarchy = contract(build([], [], [], [], x=[0.0], y=[0.0]))

    assert (hierarchy.n_core, hierarchy.n_arcs, hierarchy.graph.n_nodes) == (0, 0, 1)


def test_a_grid_without_main_streets_has_a_core() -> None:
    assert contract(uneven_grid(40), densest=8.0).n_core > 0
