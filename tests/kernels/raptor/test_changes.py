"""Changes left out are of no use, and to know the others beforehand changes no result."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.kernels.raptor import Lines, Walks, lines, walks
from beffroi.kernels.raptor.boarding import worthwhile
from beffroi.kernels.raptor.changes import Changes, changes, pays, unlisted
from beffroi.kernels.raptor.rounds import desk_for, spread
from beffroi.kernels.raptor.windows import window_for
from tests.kernels.raptor.drawing import LATE, Drawn, drawn_timetables


def found(day: Lines, between: Walks, limit: int = 5000) -> list[tuple[int, int, int]]:
    """List changes as (row alighted by, stop boarded at, trip)."""
    window = window_for(day, np.array([0], np.int32), limit)
    listed = changes(day, worthwhile(day, *between[:3]), window)
    rows = np.repeat(np.arange(len(day.arrivals)), np.diff(listed.indptr))
    stops = day.stops[listed.boards[:, 0]]
    first = day.trip_begin[day.pattern[listed.boards[:, 0]]]
    trips = day.trips[first + listed.boards[:, 1]]
    return list(zip(rows.tolist(), stops.tolist(), trips.tolist(), strict=True))


def two_buses(stops: list[int], times: list[int]) -> Lines:
    """Draw bus 1 from stop 0 to 1, 2 and 3 within 3 minutes, and bus 2."""
    rows = [1] * 4 + [2] * len(stops)
    clock = [0, 60, 120, 180, *times]
    return lines(rows, [0, 1, 2, 3, *stops], clock, clock, n_stops=6)


def test_one_changes_once_between_buses_that_go_together() -> None:
    together = two_buses([1, 2, 4], [160, 220, 280])

    assert found(together, walks([], [], [], n_stops=6)) == [(2, 2, 2)]


def test_nobody_changes_to_where_the_same_bus_goes_sooner() -> None:
    slower = two_buses([1, 2, 3], [160, 220, 280])

    assert found(slower, walks([], [], [], n_stops=6)) == []


def test_the_walk_to_a_change_takes_its_time() -> None:
    elsewhere = two_buses([5, 4], [160, 220])

    assert found(elsewhere, walks([1], [5], [100], n_stops=6)) == [(1, 5, 2)]
    assert found(elsewhere, walks([1], [5], [101], n_stops=6)) == []


def test_whoever_would_come_too_late_does_not_change() -> None:
    together = two_buses([1, 2, 4], [160, 220, 280])

    assert found(together, walks([], [], [], n_stops=6), limit=279) == []


def test_a_list_is_made_for_many_searches_alone() -> None:
    day = two_buses([1, 2, 4], [160, 220, 280])
    window = window_for(day, np.array([0], np.int32), 5000)

    assert not pays(day, window, 6)
    assert pays(day, window, 7)


@given(drawn_timetables(), st.integers(1, 4), st.sampled_from([300, 900, 5000]))
@settings(max_examples=25, deadline=None)
def test_a_list_of_changes_alters_no_time(drawn: Drawn, most_rides: int, limit: int) -> None:
    network = drawn.network()
    day = network.lines
    window = window_for(day, (LATE + np.arange(-120, 1200, 120)).astype(np.int32), limit)
    around, access = (worthwhile(day, *on_foot[:3]) for on_foot in (network.walks, network.access))

    def searched(known: Changes, home: int) -> tuple[np.ndarray, list[list[int]]]:
        desk = desk_for(day, len(window.departures), most_rides, listed=known.indptr.size > 0)
        one = access._replace(indptr=access.indptr[home : home + 2])
        spread(day, one, known, window, desk)
        notes = [desk.notes[s, : 2 * n].tolist() for s, n in enumerate(desk.n_notes)]
        return desk.alighted, notes

    for home in range(drawn.n_homes):
        plain, listed = (
            searched(known, home) for known in (unlisted(around), changes(day, around, window))
        )
        assert np.array_equal(plain[0], listed[0])
        assert plain[1] == listed[1]
