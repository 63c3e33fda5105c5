"""Timetables: the typical weekday, and what leaves on it."""

import pandas as pd
import pytest

from beffroi.engines.mobility.timetable import (
    departures,
    runs_by_trip,
    service_days,
    typical_weekday,
)

HOUR = 3600.0
NO_DATES = pd.DataFrame({"service_id": [], "date": [], "exception_type": []})
NO_CALENDAR = pd.DataFrame({"service_id": [], "start_date": [], "end_date": []})
NO_FREQUENCIES = pd.DataFrame({"trip_id": [], "start_time": [], "end_time": [], "headway_secs": []})


def calendar(service: str, days: str, start: str, end: str) -> pd.DataFrame:
    """Make a calendar row from seven digits, Monday first."""
    names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    runs = {name: [int(digit)] for name, digit in zip(names, days, strict=True)}
    return pd.DataFrame({"service_id": [service], "start_date": [start], "end_date": [end]} | runs)


def trips(*services: str) -> pd.DataFrame:
    return pd.DataFrame(
        {"trip_id": [f"t{n}" for n in range(len(services))], "service_id": list(services)}
    )


def stop_times(trip: str, *hours: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "trip_id": [trip] * len(hours),
            "stop_id": [f"s{n}" for n in range(len(hours))],
            "stop_sequence": range(len(hours)),
            "departure_time": [hour * HOUR for hour in hours],
        }
    )


def test_a_service_runs_on_its_weekdays_between_its_dates() -> None:
    days = service_days(calendar("s", "1000001", "2026-09-01", "2026-09-14"), NO_DATES)

    assert days["date"].dt.strftime("%d").tolist() == ["06", "07", "13", "14"]


def test_exceptions_add_and_remove_days() -> None:
    exceptions = pd.DataFrame(
        {
            "service_id": ["s", "s"],
            "date": ["2026-09-07", "2026-09-09"],
            "exception_type": [2, 1],
        }
    )

    days = service_days(calendar("s", "1000000", "2026-09-01", "2026-09-14"), exceptions)

    assert sorted(days["date"].dt.strftime("%d")) == ["09", "14"]


def test_a_feed_with_dates_alone_has_days() -> None:
    exceptions = pd.DataFrame({"service_id": ["s"], "date": ["2026-09-09"], "exception_type": [1]})

    days = service_days(NO_CALENDAR, exceptions)

    assert len(days) == 1


def test_the_typical_day_is_the_commonest_tuesday_or_thursday() -> None:
    school = calendar("school", "0101000", "2026-09-01", "2026-09-30")
    strike = pd.DataFrame({"service_id": ["school"], "date": ["2026-09-01"], "exception_type": [2]})
    every = calendar("every", "1111111", "2026-09-01", "2026-09-30")
    days = service_days(pd.concat([school, every]), strike)
    lines = trips("school", "every")

    day = typical_weekday(days, lines, runs_by_trip(lines, NO_FREQUENCIES))

    assert day == pd.Timestamp("2026-09-03")


def test_a_weekend_feed_has_a_typical_day_too() -> None:
    days = service_days(calendar("s", "0000010", "2026-09-01", "2026-09-14"), NO_DATES)

    day = typical_weekday(days, trips("s"), runs_by_trip(trips("s"), NO_FREQUENCIES))

    assert day == pd.Timestamp("2026-09-05")


def test_a_feed_that_never_runs_has_no_typical_day() -> None:
    days = service_days(NO_CALENDAR, NO_DATES)

    assert typical_weekday(days, trips("s"), runs_by_trip(trips("s"), NO_FREQUENCIES)) is None


def test_the_last_stop_of_a_trip_has_no_departure() -> None:
    left = departures(stop_times("t0", 8, 8.5, 9), NO_FREQUENCIES, pd.Index(["t0"]))

    assert left["stop_id"].tolist() == ["s0", "s1"]


def test_a_trip_run_by_headway_leaves_at_each_headway_until_the_end_excluded() -> None:
    every_half_hour = pd.DataFrame(
        {
            "trip_id": ["t0"],
            "start_time": [7 * HOUR],
            "end_time": [9 * HOUR],
            "headway_secs": [1800],
        }
    )

    left = departures(stop_times("t0", 0, 0.25, 0.5), every_half_hour, pd.Index(["t0"]))

    first = left.loc[left["stop_id"] == "s0", "departure"] / HOUR
    second = left.loc[left["stop_id"] == "s1", "departure"] / HOUR
    assert first.tolist() == [7, 7.5, 8, 8.5]
    assert second.tolist() == [7.25, 7.75, 8.25, 8.75]


def test_runs_of_a_trip_by_headway_are_counted() -> None:
    hourly = pd.DataFrame(
        {
            "trip_id": ["t0"],
            "start_time": [7 * HOUR],
            "end_time": [10 * HOUR],
            "headway_secs": [3600],
        }
    )

    runs = runs_by_trip(trips("a", "b"), hourly)

    assert runs.tolist() == [3, 1]


def test_a_trip_of_another_day_does_not_leave() -> None:
    left = departures(stop_times("t0", 8, 9), NO_FREQUENCIES, pd.Index(["t1"]))

    assert left.empty


def test_trips_past_midnight_keep_their_service_day() -> None:
    left = departures(stop_times("t0", 25, 26), NO_FREQUENCIES, pd.Index(["t0"]))

    assert left["departure"].tolist() == pytest.approx([25 * HOUR])
