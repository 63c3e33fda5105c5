"""Halts of rides along their lines."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.halts.events import between_terminals, events
from tests.engines.informal.halts.drawn import STREET, laid


def test_stays_come_first_then_marks_each_in_order_along_the_line() -> None:
    drawn = laid((STREET,), [(0, {1000.0: 10.0, 2000.0: 20.0})], noise=0.5)
    lon, lat = drawn.traces.plane.degrees(np.array([[2000.0, 0.0], [500.0, 5.0], [9000.0, 0.0]]))
    marks = pd.DataFrame({"ride_id": "r0", "lon": lon, "lat": lat, "boardings": [3, 1, 1]})

    seen = events(drawn, marks)

    assert seen.is_mark.tolist() == [False, False, True, True]
    assert np.allclose(seen.along, [1000, 2000, 500, 2000], atol=5)
    assert np.allclose(seen.seconds[:2], [10, 20], atol=4)
    # The mark at 9 km is on no line of the ride; the others keep their passengers.
    assert seen.boardings[2:].tolist() == [1, 3]


def test_a_mark_is_where_the_ride_was_when_it_was_made() -> None:
    loop = np.array([[0.0, 0.0], [1000.0, 0.0], [1000.0, 500.0], [0.0, 500.0], [0.0, 5.0],
                     [1000.0, 5.0]])  # fmt: skip
    drawn = laid((loop,), [(0, {})], noise=0.1)
    lon, lat = drawn.traces.plane.degrees(np.array([[500.0, 2.0]]))
    late = drawn.traces.time[-1] - 500 / 8
    marks = pd.DataFrame({"ride_id": ["r0"], "lon": lon, "lat": lat, "time": [late]})

    seen = events(drawn, marks)

    assert np.allclose(seen.along, [3495], atol=10)


def test_halts_near_the_ends_are_for_the_terminals() -> None:
    seen = events(laid((STREET,), [(0, {20.0: 30.0, 1000.0: 10.0, 2980.0: 30.0})], noise=0.1))

    inner = between_terminals(seen, (STREET,))

    assert len(seen.along) == 3
    assert np.allclose(inner.along, [1000], atol=5)
