"""Calls that a bus reaches anyway are not worth a walk."""

import numpy as np
from hypothesis import given, settings

from beffroi.kernels.raptor import lines
from beffroi.kernels.raptor.boarding import longest_rides, worthwhile
from tests.kernels.raptor.drawing import Drawn, drawn_timetables


def a_bus() -> object:
    """Draw a bus that needs two minutes from stop to stop, three on its slower trip."""
    stops, fast, slow = [0, 1, 2], [0, 120, 240], [600, 780, 900]
    return lines([1] * 3 + [2] * 3, stops * 2, fast + slow, fast + slow, n_stops=3)


def around(*walks: tuple[int, int]) -> list[tuple[int, int]]:
    """List the worthwhile calls of one place, and the walks to them."""
    stops, seconds = np.array(walks).T
    found = worthwhile(a_bus(), np.array([0, len(walks)]), stops, seconds)
    return list(zip(found.calls.tolist(), found.seconds.tolist(), strict=True))


def test_the_slowest_trip_tells_how_far_a_call_lies() -> None:
    assert longest_rides(a_bus()).tolist() == [0, 180, 300]


def test_nobody_walks_past_a_stop_to_board_the_same_bus() -> None:
    assert around((0, 60), (1, 240)) == [(0, 60)]
    assert around((0, 60), (1, 239)) == [(0, 60), (1, 239)]


def test_nobody_boards_where_a_bus_ends() -> None:
    assert around((2, 0)) == []


@given(drawn_timetables())
@settings(max_examples=25, deadline=None)
def test_a_call_left_out_lies_behind_one_that_is_kept(drawn: Drawn) -> None:
    day, access = drawn.lines(), drawn.access()
    away = longest_rides(day)
    found = worthwhile(day, *access)

    for place in range(drawn.n_homes):
        kept = slice(found.indptr[place], found.indptr[place + 1])
        walk = dict(zip(found.calls[kept].tolist(), found.seconds[kept].tolist(), strict=True))
        for link in range(access.indptr[place], access.indptr[place + 1]):
            stop, seconds = access.stops[link], access.seconds[link]
            for call in day.boarding[day.indptr[stop] : day.indptr[stop + 1]].tolist():
                before = [
                    other
                    for other in walk
                    if day.pattern[other] == day.pattern[call] and other <= call
                ]
                assert any(walk[o] + away[call] - away[o] <= seconds for o in before)
