"""Access: minutes from the centre, approach included, on a street of 1,000 m."""

import numpy as np
import pytest

from beffroi.engines.mobility.snapped import FARTHEST, reaches_edge, snapped, times
from beffroi.kernels.graph import Graph, build

BOUNDS = (0.0, -500.0, 1000.0, 500.0)


@pytest.fixture
def street() -> Graph:
    """Eleven nodes every 100 m, walked at 1.25 m/s eastwards and twice as slowly westwards."""
    x = np.arange(11) * 100.0
    seconds = np.full(10, 80.0)
    return build(np.arange(10), np.arange(1, 11), seconds, 2 * seconds, x=x, y=np.zeros(11))


def test_the_approach_to_the_street_is_walked_at_both_ends(street: Graph) -> None:
    origin = snapped(street, np.array([0.0]), np.array([25.0]))
    place = snapped(street, np.array([300.0]), np.array([-50.0]))

    seconds = times(street, origin, place, limit=900.0)

    assert seconds.tolist() == [20 + 240 + 40]


def test_coming_takes_longer_than_going_on_a_slope(street: Graph) -> None:
    origin = snapped(street, np.array([0.0]), np.array([0.0]))
    place = snapped(street, np.array([300.0]), np.array([0.0]))

    assert times(street, origin, place, limit=900.0).tolist() == [240]
    assert times(street, origin, place, limit=900.0, towards=True).tolist() == [480]


def test_the_nearest_of_several_origins_counts(street: Graph) -> None:
    origins = snapped(street, np.array([0.0, 800.0]), np.array([0.0, 0.0]))
    place = snapped(street, np.array([900.0]), np.array([0.0]))

    assert times(street, origins, place, limit=900.0).tolist() == [80]


def test_beyond_the_limit_is_out_of_reach(street: Graph) -> None:
    origin = snapped(street, np.array([0.0]), np.array([0.0]))
    place = snapped(street, np.array([300.0]), np.array([0.0]))

    assert np.isinf(times(street, origin, place, limit=239.0)).all()


def test_a_place_far_from_any_street_is_out_of_reach(street: Graph) -> None:
    far = snapped(street, np.array([300.0]), np.array([FARTHEST + 1]))

    assert np.isinf(far.delay).all()


def test_an_origin_far_from_any_street_reaches_nothing(street: Graph) -> None:
    far = snapped(street, np.array([300.0]), np.array([FARTHEST + 1]))
    place = snapped(street, np.array([300.0]), np.array([0.0]))

    assert np.isinf(times(street, far, place, limit=900.0)).all()


def test_no_place_has_no_time(street: Graph) -> None:
    origin = snapped(street, np.array([0.0]), np.array([0.0]))
    none = snapped(street, np.empty(0), np.empty(0))

    assert times(street, origin, none, limit=900.0).shape == (0,)


def test_what_is_reached_at_the_edge_of_the_map_is_a_minimum() -> None:
    x, y = np.array([500.0, 950.0]), np.zeros(2)

    assert reaches_edge(x, y, np.array([0.0, 600.0]), bounds=BOUNDS)
    assert not reaches_edge(x, y, np.array([0.0, np.inf]), bounds=BOUNDS)
