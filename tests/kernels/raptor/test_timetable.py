"""Trips are gathered in patterns without overtaking, and none of their times is lost."""

import numpy as np
import pytest
from hypothesis import given, settings

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor import Lines, lines
from tests.kernels.raptor.drawing import Drawn, drawn_timetables


def unfolded(day: Lines) -> dict[int, list[tuple[int, int, int]]]:
    """Write each trip as its stops, arrivals and departures."""
    trips = {}
    for pattern, base in enumerate(day.base.tolist()):
        begin, end = day.begin[pattern : pattern + 2]
        n = int(day.n_trips[pattern])
        block = slice(base, base + (end - begin) * n)
        arrivals = day.arrivals[block].reshape(n, -1)
        departures = day.departures[block].reshape(n, -1)
        assert (np.diff(arrivals, axis=0) >= 0).all()
        assert (np.diff(departures, axis=0) >= 0).all()
        for place in range(n):
            name = int(day.trips[day.trip_begin[pattern] + place])
            columns = (day.stops[begin:end], arrivals[place], departures[place])
            trips[name] = list(zip(*(column.tolist() for column in columns), strict=True))
    return trips


def rights(day: Lines) -> set[tuple[int, int]]:
    """List the calls with boarding (stop, call) as each stop does."""
    stops = np.repeat(np.arange(day.n_stops), np.diff(day.indptr))
    return set(zip(stops.tolist(), day.boarding.tolist(), strict=True))


@given(drawn_timetables())
@settings(max_examples=30, deadline=None)
def test_no_trip_is_lost_and_none_overtakes_in_its_pattern(drawn: Drawn) -> None:
    day = drawn.lines()

    expected = {
        number: [(row.stop, row.arrival, row.departure) for row in trip]
        for number, trip in enumerate(drawn.trips)
        if len(trip) > 1
    }
    assert unfolded(day) == expected
    assert all(day.stops[call] == stop for stop, call in rights(day))


def test_trips_of_one_stop_carry_nobody() -> None:
    day = lines([1, 2, 2], [0, 0, 1], [10, 20, 30], [10, 20, 30], n_stops=2)

    assert day.trips.tolist() == [2]


def test_an_empty_timetable_is_one_too() -> None:
    day = lines([], [], [], [], n_stops=3)

    assert (day.n_stops, day.n_calls) == (3, 0)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (([1, 1], [0, 1], [100, 90], [100, 90]), "trip 1"),
        (([1, 1], [0, 1], [100, 200], [90, 200]), "back in time"),
        (([1, 1], [0, 5], [100, 200], [100, 200]), "stops"),
        (([1, 1], [0, 1], [100.0, np.nan], [100, 200]), "blank"),
        (([1, 1], [0, 1], [100, 2**40], [100, 2**40]), "1099511627776"),
        (([1, 1], [0, 1], [100], [100, 200]), "one length"),
    ],
)
def test_rows_that_cannot_be_are_refused(rows: tuple[list[float], ...], said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        lines(*rows, n_stops=2)
