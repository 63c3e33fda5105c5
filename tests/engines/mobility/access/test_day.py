"""One day of several timetables, and the days on which nothing runs."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.mobility.access.day import day_of
from beffroi.foundation.errors import InputError
from tests.engines.mobility.access.basins import DATE, bus, feed

MORNING = (7 * 3600.0, 9 * 3600.0)


def test_stops_of_two_feeds_with_equal_ids_are_two() -> None:
    day = day_of([bus("a"), bus("b")], DATE, MORNING)

    assert len(day.stops) == 10
    assert len(day.lines.trips) == 2 * day_of([bus("a")], DATE, MORNING).lines.trips.size


def test_only_what_runs_in_the_window_is_kept() -> None:
    day = day_of([bus(back=False)], DATE, (7 * 3600.0, 7 * 3600.0))

    assert len(day.lines.trips) == 1


def test_a_day_without_service_is_refused_with_the_days_that_have_some() -> None:
    with pytest.raises(InputError, match="from 2026-09-01 to 2026-09-30, the nearest is") as caught:
        day_of([feed("k", [(0, 0)], [], file="car.zip"), bus()], "2026-12-25", MORNING)

    assert "car.zip: none at all" in str(caught.value)


def test_a_feed_that_rests_on_the_day_is_named() -> None:
    resting = bus("old")
    resting.tables["calendar"].loc[0, ["start_date", "end_date"]] = ["2019-01-01", "2019-12-31"]

    day = day_of([bus(), resting], DATE, MORNING)

    assert "from 2019-01-01 to 2019-12-31" in day.remarks[0].en


def test_trips_by_headway_run_at_each_headway() -> None:
    every = pd.DataFrame({"trip_id": ["t0"], "start_time": [7 * 3600], "end_time": [8 * 3600],
                          "headway_secs": [600]})  # fmt: skip
    shuttle = feed("k", [(0, 0), (1000, 0)], [[(0, 0), (1, 300)]], frequencies=every)

    day = day_of([shuttle], DATE, MORNING)

    assert np.unique(day.lines.departures).tolist()[:2] == [7 * 3600, 7 * 3600 + 300]
    assert len(day.lines.trips) == 6


def test_a_trip_of_the_day_before_runs_on_after_midnight() -> None:
    night = feed("k", [(0, 0), (1000, 0)], [[(0, 24 * 3600 + 600), (1, 24 * 3600 + 900)]])

    day = day_of([night], DATE, (0.0, 3600.0))

    assert day.lines.departures.tolist() == [600, 900]


def test_a_trip_that_runs_back_in_time_is_left_out_and_told() -> None:
    wrong = feed("k", [(0, 0), (1000, 0)], [[(0, 27_000), (1, 26_000)], [(0, 27_000), (1, 27_300)]])

    day = day_of([wrong], DATE, MORNING)

    assert len(day.lines.trips) == 1
    assert day.remarks[-1].en == "1 trip runs back in time: left out."


def test_stops_of_trains_are_known() -> None:
    train = feed("sncf", [(0, 0), (1000, 0)], [[(0, 27_000), (1, 27_300)]], route_type=2)

    day = day_of([bus(), train], DATE, MORNING)

    assert {stop for stop, is_train in zip(day.stops, day.trains, strict=True) if is_train} == {
        "sncf:s0", "sncf:s1",
    }  # fmt: skip
