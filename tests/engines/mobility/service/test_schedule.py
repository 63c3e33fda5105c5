"""Schedules: trips, runs and calls, as they are and past midnight."""

import pandas as pd
import pytest

from beffroi.engines.mobility.service.schedule import passages, schedule
from tests.engines.mobility.service.drawn import HOUR, calendar, feed, tables

WEEKDAYS = [calendar("w", "1111100", "2026-09-01", "2026-09-30")]
DAY = pd.Timestamp("2026-09-01")


def test_a_departure_after_midnight_belongs_to_the_day_when_the_trip_runs() -> None:
    given = tables({"t": {"stops": "ab", "hours": (25.0, 25.5)}}, WEEKDAYS)

    called = passages(schedule(given), DAY)

    assert called["departure"].tolist() == [25 * HOUR, 25.5 * HOUR]


def test_the_first_stop_lets_nobody_off_and_the_last_takes_nobody() -> None:
    given = tables({"t": {"stops": "abc", "hours": (8, 8.5, 9)}}, WEEKDAYS)

    called = passages(schedule(given), DAY)

    assert called["boards"].tolist() == [True, True, False]
    assert called["alights"].tolist() == [False, True, True]


def test_a_stop_where_one_may_not_board_has_no_departure() -> None:
    given = tables({"t": {"stops": "abc", "hours": (8, 8.5, 9)}}, WEEKDAYS)
    given["stop_times"]["pickup_type"] = [0, 1, 0]

    called = passages(schedule(given), DAY)

    assert called["boards"].tolist() == [True, False, False]


def test_trips_of_one_stop_are_left_out_and_counted() -> None:
    runs = {"one": {"stops": "a", "hours": (8,)}, "two": {"stops": "ab", "hours": (8, 9)}}

    found = schedule(tables(runs, WEEKDAYS))

    assert found.n_single == 1
    assert found.trips["trip_id"].tolist() == ["two"]


def test_a_loop_is_a_trip_like_another() -> None:
    given = tables({"t": {"stops": "abca", "hours": (8, 8.2, 8.4, 8.6)}}, WEEKDAYS)

    called = passages(schedule(given), DAY)

    assert called["stop_id"].tolist() == list("abca")


def test_a_trip_run_by_headway_is_repeated_with_its_own_times() -> None:
    hourly = pd.DataFrame(
        {
            "trip_id": ["t"], "start_time": [7 * HOUR], "end_time": [9 * HOUR],
            "headway_secs": [3600],
        }
    )  # fmt: skip
    given = tables({"t": {"stops": "ab", "hours": (0, 0.25)}}, WEEKDAYS, frequencies=hourly)

    called = passages(schedule(given), DAY)

    at_b = called.loc[called["stop_id"] == "b", "arrival"] / HOUR
    assert sorted(at_b) == pytest.approx([7.25, 8.25])
    assert called["run"].nunique() == 2


def test_trips_that_do_the_same_have_the_same_content_whatever_they_are_called() -> None:
    course = {"stops": "ab", "hours": (8, 9)}
    runs = {"t": course, "copy": course, "later": {"stops": "ab", "hours": (8.1, 9.1)}}

    content = schedule(tables(runs, WEEKDAYS)).trips.set_index("trip_id")["content"]

    assert content["t"] == content["copy"]
    assert content["t"] != content["later"]


def test_calls_out_of_order_are_put_in_order() -> None:
    given = tables({"t": {"stops": "abc", "hours": (8, 8.5, 9)}}, WEEKDAYS)
    given["stop_times"] = given["stop_times"].iloc[::-1]

    called = passages(schedule(given), DAY)

    assert called["stop_id"].tolist() == list("abc")


def test_a_feed_keeps_its_time_zone() -> None:
    given = tables({"t": {"stops": "ab", "hours": (8, 9)}}, WEEKDAYS)

    assert schedule(given).timezone == "Europe/Paris"
    assert schedule({k: v for k, v in given.items() if k != "agency"}).timezone == ""


def test_stops_are_read_as_a_feed_hands_them() -> None:
    bus = feed(tables({"t": {"stops": "ab", "hours": (8, 9)}}, WEEKDAYS))

    assert bus.stops["stop_id"].tolist() == ["a", "b"]
