"""Where along its line each ride stood."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.halts.events import between_terminals, events, placed
from tests.engines.informal.halts.drawn import BACK, STREET, laid


def test_a_halt_is_found_where_it_was_and_about_as_long() -> None:
    seen = events(laid((STREET,), [(0, {1000.0: 20.0}), (0, {})], noise=0.5))

    assert seen.trace.tolist() == [0]
    assert np.allclose(seen.along, 1000, atol=5)
    assert np.allclose(seen.seconds, 20, atol=3)


def test_halts_at_the_ends_are_for_terminals() -> None:
    seen = events(laid((STREET,), [(0, {20.0: 30.0, 1000.0: 20.0, 2980.0: 30.0})], noise=0.5))

    assert len(seen.along) == 3
    assert np.allclose(between_terminals(seen, (STREET,)).along, 1000, atol=5)


def test_a_mark_of_a_ride_without_times_lies_where_its_line_is_nearest() -> None:
    drawn = laid((STREET,), [(0, {})], has_time=False)
    lon, lat = drawn.traces.plane.degrees(np.array([[1200.0, 10.0], [1500.0, 900.0]]))
    marks = pd.DataFrame({"ride_id": "r0", "lon": lon, "lat": lat, "boardings": [3, 1]})

    seen = events(drawn, marks)

    assert np.allclose(seen.along, [1200], atol=2)
    assert seen.is_mark.all()
    assert seen.boardings.tolist() == [3.0]


def test_places_know_the_way_their_line_runs() -> None:
    made = placed((STREET, BACK), np.array([0, 1]), np.array([100.0, 100.0]))

    assert np.allclose(made.points, [[100, 0], [2900, 6]])
    assert np.allclose(made.units, [[1, 0], [-1, 0]])
