"""Timetables: times that go forward, days that fit the calendar, stops near their courses."""

import datetime as dt

import numpy as np
import pytest
import shapely

from beffroi.drawing import DrawnTown

METRES = np.array([111_320 * np.cos(np.radians(46.93)), 111_130])
FEEDS = ("urbain", "cars")


@pytest.mark.parametrize("feed", FEEDS)
def test_times_go_forward_along_a_trip(town: DrawnTown, feed: str) -> None:
    times = town.feeds[feed]["stop_times"].sort_values(["trip_id", "stop_sequence"])

    steps = times.groupby("trip_id")["arrival_time"].diff().dropna()

    assert (steps > 0).all()
    assert (times["departure_time"] >= times["arrival_time"]).all()


@pytest.mark.parametrize("feed", FEEDS)
def test_stops_stand_within_a_hundred_metres_of_the_course(town: DrawnTown, feed: str) -> None:
    tables = town.feeds[feed]
    stops = tables["stops"].set_index("stop_id")[["stop_lon", "stop_lat"]] * METRES
    courses = {
        key: shapely.LineString(points[["shape_pt_lon", "shape_pt_lat"]].to_numpy() * METRES)
        for key, points in tables["shapes"].groupby("shape_id")
    }
    served = tables["stop_times"].merge(tables["trips"], on="trip_id")
    pairs = served[["shape_id", "stop_id"]].drop_duplicates()

    distance = [
        courses[shape].distance(shapely.Point(stops.loc[stop]))
        for shape, stop in pairs.itertuples(index=False)
    ]

    assert max(distance) < 100


@pytest.mark.parametrize("feed", FEEDS)
def test_every_key_leads_somewhere(town: DrawnTown, feed: str) -> None:
    tables = town.feeds[feed]

    assert set(tables["trips"]["route_id"]) == set(tables["routes"]["route_id"])
    assert set(tables["trips"]["service_id"]) == set(tables["calendar"]["service_id"])
    assert set(tables["stop_times"]["trip_id"]) == set(tables["trips"]["trip_id"])
    assert set(tables["stop_times"]["stop_id"]) <= set(tables["stops"]["stop_id"])
    assert tables["trips"]["trip_id"].is_unique


def test_some_trips_run_past_midnight(town: DrawnTown) -> None:
    assert town.feeds["urbain"]["stop_times"]["arrival_time"].max() > 24 * 3600


def test_nothing_runs_on_the_first_of_may_and_holidays_are_sundays(town: DrawnTown) -> None:
    dates = town.feeds["urbain"]["calendar_dates"]

    may = dates[dates["date"] == "2027-05-01"]
    armistice = dates[dates["date"] == "2026-11-11"]

    assert set(may["exception_type"]) == {2}
    assert ("dimanche", 1) in set(
        zip(armistice["service_id"], armistice["exception_type"], strict=True)
    )


def test_school_days_and_holidays_never_run_together(town: DrawnTown) -> None:
    dates = town.feeds["urbain"]["calendar_dates"]
    added = set(dates.loc[dates["service_id"] == "vacances", "date"])
    removed = set(dates.loc[(dates["service_id"] == "scolaire"), "date"])

    assert added <= removed
    assert all(dt.date.fromisoformat(day).weekday() < 5 for day in added)


def test_both_operators_stop_at_the_same_place(town: DrawnTown) -> None:
    places = [
        set(map(tuple, town.feeds[feed]["stops"][["stop_lon", "stop_lat"]].to_numpy()))
        for feed in FEEDS
    ]

    assert len(places[0] & places[1]) >= 3
