"""Remarks: each oddity is named, counted and shown."""

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.service.basin import basin
from beffroi.engines.mobility.service.remarks import Remark, is_nowhere, remarks
from tests.engines.mobility.service.drawn import (
    HOUR,
    LAMBERT,
    ORIGIN,
    calendar,
    feed,
    stops,
    tables,
)

MAP = (ORIGIN[0] - 100, ORIGIN[1] - 100, ORIGIN[0] + 1000, ORIGIN[1] + 100)
WEEK = [calendar("w", "1111100", "2026-09-01", "2026-09-30")]
BUS = {"t": {"stops": "abc", "hours": (8, 8.5, 9)}}


def told(*feeds: Timetable) -> dict[str, Remark]:
    return {one.code: one for one in remarks(feeds, basin(feeds), MAP)}


def test_stops_at_zero_are_not_stops_outside_the_map() -> None:
    zero = gpd.GeoSeries([shapely.Point(0, 0)], crs=4326).to_crs(LAMBERT).iloc[0]
    placed = stops("abc")
    far = shapely.Point(ORIGIN[0] + 5000, ORIGIN[1])
    placed = placed.set_geometry([placed.geometry.iloc[0], zero, far])

    found = told(feed(tables(BUS, WEEK), placed))

    assert is_nowhere(placed).tolist() == [False, True, False]
    assert found["stops_at_zero"].examples == ("b",)
    assert found["stops_outside"].examples == ("c",)


def test_served_stops_without_a_place_are_named() -> None:
    found = told(feed(tables(BUS, WEEK), stops("ab")))

    assert found["stops_without_place"].examples == ("c",)


def test_odd_trips_are_counted() -> None:
    runs = BUS | {
        "alone": {"stops": "a", "hours": (8,)},
        "idle": {"stops": "ab", "hours": (8, 9), "service": "never"},
    }
    periods = pd.DataFrame(
        {
            "trip_id": ["t", "t"], "start_time": [6 * HOUR, 8 * HOUR],
            "end_time": [9 * HOUR, 10 * HOUR], "headway_secs": [600, 600],
        }
    )  # fmt: skip

    found = told(feed(tables(runs, WEEK, frequencies=periods)))

    assert (found["single_calls"].count, found["single_calls"].examples) == (1, ("alone",))
    assert found["never_running"].examples == ("idle",)
    assert found["overlapping_frequencies"].examples == ("t",)


def test_a_day_without_service_is_said_with_dates_that_have_some() -> None:
    found = told(feed(tables(BUS, WEEK)))

    assert found["without_sunday"].examples == ("2026-09-01", "2026-09-16", "2026-09-30")
    assert "dimanche" in found["without_sunday"].words.fr
    assert "without_school_weekday" not in found


def test_a_feed_that_never_runs_is_said_once() -> None:
    found = told(feed(tables(BUS)))

    assert {"no_service", "never_running"} == set(found)


def test_holidays_that_cannot_be_told_are_said() -> None:
    assert "holidays_none" in told(feed(tables(BUS, WEEK)))


def test_feeds_without_a_common_date_are_told_of_it() -> None:
    old = [calendar("w", "1111100", "2019-09-02", "2019-09-27")]

    found = told(feed(tables(BUS, WEEK)), feed(tables(BUS, old), key="gtfs-2"))

    assert found["own_school_weekday"].feed == "gtfs-2"
    assert found["own_school_weekday"].examples == ("2019-09-03",)
    assert found["same_stops_gtfs-1"].count == 3


def test_nothing_is_said_of_a_sound_feed() -> None:
    whole = [calendar("w", "1111111", "2026-09-01", "2026-09-30")]

    assert set(told(feed(tables(BUS, whole)))) == {"holidays_none"}
