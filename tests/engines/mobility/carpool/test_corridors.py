"""Corridors: which journeys lie along which."""

import numpy as np
import pytest

from beffroi.engines.mobility.carpool.corridors import (
    along,
    crow_distances,
    distances,
    passes_by,
    roads,
)
from beffroi.kernels.graph import build, costs_between
from tests.engines.mobility.test_network import nodes
from tests.engines.mobility.test_network import ways as streets

LINE = np.array([0.0, 10.0, 20.0, 30.0])


def test_the_way_back_is_not_on_the_way() -> None:
    found = along(crow_distances(LINE, LINE * 0), np.array([0, 3]), np.array([3, 0]), 0.2)

    assert found.tolist() == [[True, False], [False, True]]


def test_a_place_aside_is_a_detour() -> None:
    x, y = np.array([0.0, 10.0, 5.0]), np.array([0.0, 0.0, 4.0])

    few, many = (
        along(crow_distances(x, y), np.array([0, 2]), np.array([1, 1]), d)[0, 1] for d in (0.2, 0.3)
    )

    assert (few, many) == (False, True)


def test_distances_follow_the_roads_that_reach_every_commune() -> None:
    x, y = np.array([0.0, 3000.0, 0.0]), np.array([0.0, 0.0, 4000.0])
    roads = build([0, 1], [1, 2], [3000.0, 5000.0], [3000.0, 5000.0], x=x, y=y)

    found, by_road = distances(x, y, roads)

    assert by_road
    assert found[0].tolist() == [0, 3000, 8000]


@pytest.mark.parametrize("far", [0.0, 90_000.0])
def test_distances_are_straight_where_roads_do_not_lead(far: float) -> None:
    x, y = np.array([0.0, 3000.0, far]), np.array([0.0, 0.0, 4000.0])
    roads = build([0], [1], [3000.0], [3000.0], x=[0.0, 3000.0], y=[0.0, 0.0])

    found, by_road = distances(x, y, roads)

    assert not by_road
    assert found[0, 2] == np.hypot(far, 4000)


def test_roads_are_the_streets_open_to_cars() -> None:
    table = streets(
        ([1, 2], {"highway": "secondary"}), ([2, 3], {"highway": "footway"}),
        ([3, 1], {"highway": "residential", "oneway": "yes"}),
    )  # fmt: skip

    graph = roads(table, nodes((0, 0), (3000, 0), (0, 4000)), epsg=2154)

    assert graph.n_nodes == 3
    costs = costs_between(graph, [0, 1, 2], [0, 1, 2])
    assert np.isfinite(costs).tolist() == [[True, True, False], [True, True, False], [True] * 3]


def test_a_point_aside_is_not_passed() -> None:
    gaps = np.array([[5.0], [9.0]])

    assert passes_by(gaps, gaps, np.array([10.0]), 0.2).tolist() == [[True], [False]]
