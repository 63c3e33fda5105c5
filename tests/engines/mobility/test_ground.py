"""Places tied to the nearest point of a street that a profile can use."""

import numpy as np
import pytest

from beffroi.engines.mobility.ground import near, tied
from beffroi.engines.mobility.network import network
from tests.engines.mobility.access.basins import X, Y, mapped, street


def ground(*ways: object, at: list[tuple[float, float]], profile: str = "walk") -> object:
    table, nodes = mapped(*ways)
    x, y = np.array(at, float).T
    return tied(table, network(table, nodes, epsg=2154), X + x, Y + y, profile)


def test_a_place_is_tied_to_the_nearest_point_not_to_the_nearest_node() -> None:
    made = ground(street(), at=[(150, 30)])

    assert made.off.tolist() == pytest.approx([30], abs=0.01)
    assert made.graph.x[made.node[0]] == pytest.approx(X + 150, abs=0.01)
    assert made.graph.y[made.node[0]] == pytest.approx(Y, abs=0.01)


def test_two_places_at_one_point_are_no_time_apart_along_the_street() -> None:
    made = ground(street(), at=[(150, 0), (150, 0), (450, 0)])

    pairs = list(near(made, np.arange(3), np.arange(3), 600.0))
    seconds = {(int(a), int(b)): s for found in pairs for a, b, s in zip(*found, strict=True)}

    assert seconds[0, 1] == pytest.approx(0, abs=0.01)
    assert seconds[0, 2] == pytest.approx(240, abs=0.1)


def test_one_does_not_drive_against_a_one_way_street() -> None:
    made = ground(street(oneway="yes"), at=[(0, 0)], profile="car")

    assert np.isfinite(made.there).all()
    assert np.isinf(made.back).all()


def test_an_island_of_streets_ties_nobody() -> None:
    island = ({"highway": "residential"}, [(0.0, 500.0), (100.0, 500.0)])
    long = ({"highway": "residential"}, [(20.0 * n, 0.0) for n in range(60)])

    made = ground(long, island, at=[(50, 490), (50, 10)])

    assert made.node[0] == -1
    assert np.isinf(made.off[0])
    assert made.node[1] >= 0


def test_places_that_are_nowhere_are_tied_to_nothing() -> None:
    assert ground(street(), at=[(np.nan, np.nan), (np.inf, 0)]).node.tolist() == [-1, -1]


def test_a_map_without_a_street_for_a_profile_has_no_ground() -> None:
    assert ground(({"highway": "motorway"}, [(0.0, 0.0), (100.0, 0.0)]), at=[(0, 0)]) is None
