"""Sixteen lanes climb, cross the core and come down as one search each would."""

import numpy as np
import pytest

from beffroi.kernels.graph import costs_between
from beffroi.kernels.graph.chains import NEVER, TICKS
from beffroi.kernels.hierarchy import contract
from beffroi.kernels.hierarchy.sweep import LANES, climb, cross, desk_for, sweep
from tests.kernels.hierarchy.grids import uneven_grid


@pytest.mark.parametrize("densest", [0.0, 6.0, np.inf])
def test_labels_of_all_lanes_are_the_costs_from_their_starts(densest: float) -> None:
    graph = uneven_grid(12)
    hierarchy = contract(graph, densest=densest)
    travel, n = hierarchy.outward, graph.n_junctions
    nodes = np.random.default_rng(3).choice(graph.node[:n], LANES)
    desk = desk_for(n, hierarchy.n_core)
    ranks = np.column_stack([hierarchy.ends.first[nodes]] * 2)
    costs = np.column_stack([np.zeros(LANES, np.int32), np.full(LANES, NEVER, np.int32)])

    for _ in range(2):  # the second time on what the first one leaves
        n_listed = climb(travel.up, desk, ranks, costs)
        cross(travel.up, desk)
        sweep(travel.down, np.arange(hierarchy.n_core, n, dtype=np.int32), desk, n_listed)

    found = desk.cost[hierarchy.ends.first[graph.node[:n]]].T
    expected = costs_between(graph, nodes, graph.node[:n])
    assert np.array_equal((found / TICKS).astype(np.float32), expected)
    assert not desk.climbed.any()
