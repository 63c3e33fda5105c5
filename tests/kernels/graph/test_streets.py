"""Graphs are built from edges that make sense, and the others are refused."""

import numpy as np
import pytest
from hypothesis import given, settings

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.graph import build
from tests.kernels.graph.drawing import Drawn, drawn_towns


@given(drawn_towns())
@settings(max_examples=25, deadline=None)
def test_every_node_has_its_own_place_in_the_inner_order(town: Drawn) -> None:
    graph = town.graph()

    assert graph.n_nodes == town.n_nodes
    assert np.array_equal(graph.node[graph.position], np.arange(town.n_nodes))


def test_nodes_between_crossings_are_not_passed_one_by_one() -> None:
    tails, heads = [0, 1, 2, 3, 0, 3, 0], [1, 2, 3, 4, 3, 5, 6]

    graph = build(tails, heads, [60.0] * 7, [60.0] * 7, x=np.arange(7), y=np.zeros(7))

    assert graph.n_junctions == 2
    assert graph.outward.costs.tolist() == [60_000, 60_000]


def test_a_cost_of_more_than_twelve_days_is_a_way_that_cannot_be_taken() -> None:
    graph = build([0, 1], [1, 0], [2e6, np.inf], [2e6, np.inf], x=[0, 1], y=[0, 0])

    assert graph.n_junctions == 2
    assert len(graph.outward.targets) == 0


@pytest.mark.parametrize(
    ("tails", "heads"), [([0, 1], [1]), ([0], [2]), ([-1], [0]), ([0.5], [1.0])]
)
def test_edges_between_nodes_that_are_not_there_are_refused(
    tails: list[float], heads: list[float]
) -> None:
    with pytest.raises(ShapeError):
        build(tails, heads, [1.0], [1.0], x=[0, 1], y=[0, 0])


@pytest.mark.parametrize("cost", [-1.0, np.nan])
def test_costs_that_are_negative_or_missing_are_refused(cost: float) -> None:
    with pytest.raises(ShapeError, match="1 costs are negative or missing"):
        build([0], [1], [1.0], [cost], x=[0, 1], y=[0, 0])


def test_costs_that_are_not_one_pair_for_each_edge_are_refused() -> None:
    with pytest.raises(ShapeError, match="one cost forward"):
        build([0], [1], [1.0, 2.0], [1.0, 2.0], x=[0, 1], y=[0, 0])
