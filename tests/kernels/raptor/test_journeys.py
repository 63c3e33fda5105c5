"""The legs of a journey lead, one after the other, to the arrival that was found."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor import Leg, journey
from tests.kernels.raptor.drawing import LATE, Drawn, drawn_timetables, plain_durations


def check(drawn: Drawn, legs: list[Leg], departure: int) -> None:
    """Follow the legs in the timetable and on foot."""
    changes, time, stop = drawn.changes(), departure, -1
    for number, leg in enumerate(legs):
        assert (leg.start, leg.begins >= time) == (stop, True)
        if leg.trip >= 0:
            rows = drawn.trips[leg.trip]
            on = [
                i
                for i, row in enumerate(rows)
                if (row.stop, row.departure) == (leg.start, leg.begins) and row.boards
            ]
            off = [
                i
                for i, row in enumerate(rows)
                if (row.stop, row.arrival) == (leg.end, leg.ends) and row.alights
            ]
            assert min(on) < max(off)
        elif 0 < number < len(legs) - 1:
            assert leg.ends - leg.begins == changes[leg.start][leg.end]
        time, stop = leg.ends, leg.end


@given(drawn_timetables(), st.integers(LATE - 300, LATE + 1500), st.integers(0, 4))
@settings(max_examples=30, deadline=None)
def test_legs_lead_to_the_earliest_arrival(drawn: Drawn, departure: int, most_rides: int) -> None:
    limit, network = 5000, drawn.network()
    expected = plain_durations(drawn, departure, limit, most_rides)

    for home, shop in np.ndindex(expected.shape):
        task = {"departure": departure, "limit": limit, "most_rides": most_rides}
        legs = journey(network, ends=(home, shop), **task)

        if not legs:
            assert np.isinf(expected[home, shop])
            continue
        assert legs[-1].ends - departure == expected[home, shop]
        assert sum(leg.trip >= 0 for leg in legs) <= most_rides
        check(drawn, legs, departure)


def test_a_journey_from_nowhere_is_refused() -> None:
    network = Drawn(2, [], [], 0, [], []).network()

    with pytest.raises(ShapeError, match="place 9 of 3"):
        journey(network, ends=(0, 9), departure=LATE, limit=60, most_rides=1)
