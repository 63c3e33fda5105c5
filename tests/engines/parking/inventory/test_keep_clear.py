"""Stretches of kerb that are kept clear, measured by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.parking.inventory.keep_clear import LEFT, RIGHT, marks, runs
from tests.engines.parking.inventory.drawn import points, streets

ALONG = [(1, 0.0, 0.0), (2, 50.0, 0.0), (3, 100.0, 0.0)]
HOME = {"highway": "residential"}


def test_a_street_that_leaves_on_the_left_keeps_the_left_clear() -> None:
    town = streets((HOME, ALONG), (HOME, [(2, 50.0, 0.0), (9, 50.0, 80.0)]))

    (mark,) = marks(town, points(), np.array([0]))[0]

    assert (mark.along, mark.side) == (50.0, LEFT)
    assert (mark.before, mark.after) == (7.75, 7.75)


def test_a_driveway_keeps_four_metres_and_a_way_on_foot_nothing() -> None:
    drive = ({"highway": "service"}, [(2, 50.0, 0.0), (9, 50.0, -20.0)])
    steps = ({"highway": "footway"}, [(2, 50.0, 0.0), (8, 50.0, 20.0)])

    (mark,) = marks(streets((HOME, ALONG), drive, steps), points(), np.array([0]))[0]

    assert (mark.side, mark.before) == (RIGHT, 4.0)


def test_a_way_carried_on_by_another_keeps_nothing_clear_at_their_joint() -> None:
    town = streets((HOME, ALONG), (HOME, [(3, 100.0, 0.0), (4, 180.0, 0.0)]))

    assert marks(town, points(), np.array([0])) == {}


def test_a_street_that_ends_on_another_keeps_both_sides_clear() -> None:
    town = streets((HOME, ALONG), (HOME, [(8, 100.0, -50.0), (3, 100.0, 0.0), (9, 100.0, 50.0)]))

    told = marks(town, points(), np.array([0]))[0]

    assert {(mark.along, mark.side) for mark in told} == {(100.0, LEFT), (100.0, RIGHT)}


def test_the_five_metres_before_a_crossing_lie_upstream_on_each_side() -> None:
    zebra = points(("n2", 50.0, 0.0, {"highway": "crossing", "crossing": "zebra"}))

    told = marks(streets((HOME, ALONG)), zebra, np.array([0]))[0]

    assert {(mark.side, mark.before, mark.after) for mark in told} == {
        (RIGHT, 7.0, 4.5),
        (LEFT, 4.5, 7.0),
    }


@pytest.mark.parametrize("crossing", ["unmarked", "no"])
def test_a_crossing_without_marks_keeps_nothing_clear(crossing: str) -> None:
    told = points(("n2", 50.0, 0.0, {"highway": "crossing", "crossing": crossing}))

    assert marks(streets((HOME, ALONG)), told, np.array([0])) == {}


def test_a_bus_stop_beside_the_street_keeps_its_own_side_clear() -> None:
    stop = points(("n77", 40.0, -4.0, {"highway": "bus_stop"}))

    (mark,) = marks(streets((HOME, ALONG)), stop, np.array([0]))[0]

    assert (mark.along, mark.side, mark.before) == (40.0, RIGHT, 15.0)


@given(
    st.floats(0, 500),
    st.lists(st.tuples(st.floats(-50, 550), st.floats(0, 60)), max_size=8),
)
def test_what_is_left_of_a_kerb_is_what_no_stretch_covers(
    length: float, told: list[tuple[float, float]]
) -> None:
    kept = [(start, start + width) for start, width in told]
    middles = (np.arange(5000) + 0.5) * length / 5000
    free = ~np.any([(middles > a) & (middles < b) for a, b in kept] or [middles < 0], axis=0)

    assert sum(runs(length, kept)) == pytest.approx(free.mean() * length, abs=0.002 * length + 1e-9)
