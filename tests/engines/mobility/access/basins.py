"""A small basin drawn by hand: a street of 4 km with a bus along it, and a field without a street.

Nodes every 100 m along y = 0; the bus stops every 1,000 m and rides at 10 m/s; everything in
Lambert-93 near Redon.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.mobility.access import Basin, Points
from beffroi.engines.mobility.access.inputs import NOWHERE
from beffroi.engines.mobility.inputs import Timetable
from beffroi.foundation.figures import Source
from tests.engines.mobility.drawn import streets

X, Y = 300_000.0, 6_700_000.0
DATE = "2026-09-15"
HEADWAY = 600


def points(*places: tuple[float, float], weight: float = 1.0) -> Points:
    """Place points, in metres from the corner, named after their number."""
    xy = np.array(places, float).reshape(-1, 2)
    ids = np.array([f"p{n}" for n in range(len(xy))], object)
    return Points(ids, X + xy[:, 0], Y + xy[:, 1], np.full(len(xy), weight))


def mapped(
    *ways: tuple[dict[str, str], list[tuple[float, float]]],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw ways with their tags; points that are equal are one node."""
    places = list(dict.fromkeys(point for _, way in ways for point in way))
    number = {place: n for n, place in enumerate(places)}
    moved = [[(X + x, Y + y) for x, y in way] for _, way in ways]
    table = streets(*(tags for tags, _ in ways),
                    lines=[shapely.LineString(way) for way in moved])  # fmt: skip
    table = table.assign(nodes=[[number[point] for point in way] for _, way in ways])
    xy = np.array(places, float) + np.array([X, Y])
    wgs = gpd.GeoSeries.from_xy(xy[:, 0], xy[:, 1], crs=2154).to_crs(4326)
    return table, pd.DataFrame({"node_id": range(len(places)), "lon": wgs.x, "lat": wgs.y})


def feed(
    key: str, stops: list[tuple[float, float]], trips: list[list[tuple[int, int]]], *,
    route_type: int = 3, frequencies: pd.DataFrame | None = None, file: str = "",
) -> Timetable:  # fmt: skip
    """Make a feed of weekdays of September 2026: its trips are lists of (stop, seconds)."""
    ids = [f"s{n}" for n in range(len(stops))]
    rows = [(f"t{n}", f"s{stop}", at, rank)
            for n, trip in enumerate(trips) for rank, (stop, at) in enumerate(trip)]  # fmt: skip
    times = pd.DataFrame(rows, columns=["trip_id", "stop_id", "arrival_time", "stop_sequence"])
    days = {day: [1] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
    tables = {
        "routes": pd.DataFrame({"route_id": ["r"], "route_type": [route_type]}),
        "trips": pd.DataFrame({"trip_id": [f"t{n}" for n in range(len(trips))],
                               "route_id": "r", "service_id": "w"}),
        "stop_times": times.assign(departure_time=times["arrival_time"]),
        "calendar": pd.DataFrame({"service_id": ["w"], **days, "saturday": [0], "sunday": [0],
                                  "start_date": ["2026-09-01"], "end_date": ["2026-09-30"]}),
        "calendar_dates": pd.DataFrame(columns=["service_id", "date", "exception_type"]),
        "frequencies": pd.DataFrame(columns=["trip_id", "start_time", "end_time", "headway_secs"])
        if frequencies is None else frequencies,
    }  # fmt: skip
    xy = np.array(stops, float) + np.array([X, Y])
    placed = gpd.GeoDataFrame(
        {"stop_id": ids, "name": ids, "location_type": 0, "parent_station": None},
        geometry=gpd.points_from_xy(xy[:, 0], xy[:, 1]),
        crs=2154,
    )
    return Timetable(key, Source(key, key, "", "2026", "", file=file), placed, tables)


def bus(key: str = "bus", *, back: bool = True) -> Timetable:
    """Make a bus along the street, every ten minutes from 6:00 to 10:00, there and back."""
    stops = [(1000.0 * n, 0.0) for n in range(5)]
    trips = []
    for start in range(6 * 3600, 10 * 3600, HEADWAY):
        trips.append([(n, start + 100 * n) for n in range(5)])
        if back:
            trips.append([(4 - n, start + 100 * n) for n in range(5)])
    return feed(key, stops, trips)


def street(**tags: str) -> tuple[dict[str, str], list[tuple[float, float]]]:
    """Draw the street of 4 km."""
    return {"highway": "residential", **tags}, [(100.0 * n, 0.0) for n in range(41)]


def basin(*feeds: Timetable, park_rides: Points = NOWHERE, **tags: str) -> Basin:
    """Make the basin, with its street and some feeds."""
    table, nodes = mapped(street(**tags))
    return Basin(table, nodes, 2154, feeds, park_rides)
