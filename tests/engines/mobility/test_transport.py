"""Public transport: what leaves from the perimeter, and who lives near a served stop."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from beffroi.engines.mobility.inputs import Inputs, Timetable
from beffroi.engines.mobility.transport import day_departures, transport_exhibits, within_perimeter
from beffroi.foundation.figures import Source
from tests.engines.mobility.drawn import LAMBERT
from tests.engines.mobility.test_timetable import NO_DATES, NO_FREQUENCIES, calendar, stop_times

BUS = Source("gtfs-1", "Horaires", "Réseau", "2026-09-01", "ODbL 1.0")


def feed(key: str = "gtfs-1") -> Timetable:
    """Make a bus of three stops, 100 m apart, at 8 and at 25 hours."""
    stops = gpd.GeoDataFrame(
        {"stop_id": ["s0", "s1", "s2"], "location_type": [0, None, 0]},
        geometry=[shapely.Point(100 * n, 0) for n in range(3)],
        crs=LAMBERT,
    )
    times = pd.concat([stop_times("t0", 8, 8.1, 8.2), stop_times("t1", 25, 25.1, 25.2)])
    tables = {
        "routes": pd.DataFrame({"route_id": ["r"], "route_short_name": [None]}),
        "trips": pd.DataFrame(
            {"trip_id": ["t0", "t1"], "route_id": ["r", "r"], "service_id": ["w", "w"]}
        ),
        "stop_times": times,
        "calendar": calendar("w", "1111100", "2026-09-01", "2026-09-30"),
        "calendar_dates": NO_DATES,
        "frequencies": NO_FREQUENCIES,
    }
    return Timetable(key, BUS, stops, tables)


@pytest.fixture
def inputs() -> Inputs:
    """Make the inputs that transport reads; the perimeter holds the first stop alone."""
    left_out = dict.fromkeys(
        ("streets", "street_nodes", "bounds", "centre", "main_street", "shops", "car_parks",
         "population", "carpool_places")
    )  # fmt: skip
    return Inputs(
        **left_out,
        epsg=2154,
        perimeter=shapely.box(-50, -50, 50, 50),
        timetables=(feed(), feed("gtfs-2")),
        sources={},
    )


def test_departures_of_every_feed_are_listed_with_the_day(inputs: Inputs) -> None:
    left, day = day_departures(inputs)

    assert len(left) == 2 * 2 * 2
    assert day.en == "2026-09-01"


def test_only_departures_of_the_perimeter_are_kept(inputs: Inputs) -> None:
    left, _ = day_departures(inputs)

    inside = within_perimeter(inputs, left)

    assert set(inside["stop_id"]) == {"s0"}
    assert len(inside) == 4


def test_a_departure_past_midnight_is_shown_at_its_hour_of_the_clock(inputs: Inputs) -> None:
    left, day = day_departures(inputs)

    by_hour, _ = transport_exhibits(inputs, left, day)

    counts = {hour.en: n for hour, n in by_hour.rows}
    assert counts["1:00"] == 4
    assert counts["8:00"] == 4
    assert counts["5:00"] == 0


def test_a_line_without_a_name_is_called_by_its_id(inputs: Inputs) -> None:
    left, day = day_departures(inputs)

    _, lines = transport_exhibits(inputs, left, day)

    assert [(row[0], row[2], row[3]) for row in lines.rows] == [("r", "08:00", "25:06")] * 2
