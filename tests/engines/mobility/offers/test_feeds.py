"""Offers told by timetables."""

from dataclasses import replace

import pandas as pd

from beffroi.engines.mobility.offers import Verdict
from beffroi.engines.mobility.offers.feeds import feed_offers, operators, shares
from tests.engines.mobility.offers import basin


def test_a_feed_tells_of_each_kind_of_line() -> None:
    feed = basin.timetable()

    offers = list(feed_offers(feed, basin.FEED, Verdict()))

    assert [offer.row["kind"] for offer in offers] == ["regular_line", "school_line", "on_demand"]
    assert offers[0].row["n_places"] == 2
    assert offers[0].row["accessible"] is True


def test_hours_are_shares_of_days() -> None:
    feed = basin.timetable()
    trips = feed.tables["trips"]

    found = shares(feed.tables, trips[trips["route_id"] == "L"])

    assert found is not None
    assert found["weekday", "morning"] == found["weekday", "evening"] == 1.0
    assert found["weekday", "daytime"] == found["weekday", "night"] == 0.0
    assert found["saturday", "morning"] == 0.0


def test_a_service_of_one_day_is_a_share() -> None:
    feed = basin.timetable()
    once = pd.DataFrame({"service_id": ["w"], "date": ["2026-09-27"], "exception_type": [1]})

    found = shares({**feed.tables, "calendar_dates": once}, feed.tables["trips"])

    assert found is not None
    assert found["sunday", "morning"] == 1 / 3


def test_trips_by_headway_and_after_midnight_run_at_night() -> None:
    feed = basin.timetable()
    bands = pd.DataFrame(
        {"trip_id": ["a"], "start_time": [82_800], "end_time": [90_000], "headway_secs": [600]}
    )

    found = shares({**feed.tables, "frequencies": bands}, feed.tables["trips"].iloc[:1])

    assert found is not None
    assert found["weekday", "night"] == 1.0
    assert found["weekday", "morning"] == 0.0


def test_a_feed_without_days_or_times_says_nothing() -> None:
    feed = basin.timetable()
    none = feed.tables["calendar"].iloc[:0]

    assert shares({**feed.tables, "calendar": none}, feed.tables["trips"]) is None
    assert shares(feed.tables, feed.tables["trips"].iloc[:0]) is None


def test_a_feed_that_does_not_name_its_operator_is_nobody_s() -> None:
    feed = basin.timetable()
    routes = feed.tables["routes"]

    assert operators(routes, None).tolist() == [""] * 3
    assert operators(routes.drop(columns="agency_id"), feed.tables["agency"]).unique() == ["Réseau"]
    nameless = replace(feed, tables={**feed.tables, "agency": None})  # type: ignore[dict-item]
    assert next(feed_offers(nameless, basin.FEED, Verdict())).row["operator"] is None
