"""Lines: one added, as a feed of its own, or one cut, wholly or in part."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.access.inputs import Basin
from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.scenarios.changes import AddLine, CutLine, LineRef, Place
from beffroi.engines.mobility.scenarios.days import Days
from beffroi.engines.mobility.scenarios.driving import driven
from beffroi.engines.mobility.scenarios.feeds import calendar_dates, expanded, trips_of, without
from beffroi.engines.mobility.scenarios.parameters import parameter
from beffroi.engines.mobility.scenarios.ranges import At
from beffroi.foundation.errors import InputError
from beffroi.foundation.figures import Source

Floats = npt.NDArray[np.float64]
BUS = 3
ROUTE, SERVICE = "line", "days"


def added(basin: Basin, change: AddLine, days: Days, at: At, key: str) -> tuple[Basin, LineRef]:
    """Add a line.

    Vehicles leave the first stop at the beginning of the hours, then at each headway, and so they
    do from the last stop where the line runs both ways. From stop to stop they take the quickest
    way of cars, in the time of the declared speed or, failing one, in that of a car slowed down by
    `bus_over_car`, and stand at each stop on the way (`stop_dwell`).

    Parameters
    ----------
    basin
        Streets and timetables.
    change
        The line.
    days
        Dates of the day types.
    at
        How intervals are taken.
    key
        Name of its feed, unlike those of the basin.

    Returns
    -------
    The basin with one more feed, and the line in it.

    Raises
    ------
    InputError
        If its stops are not joined by streets for cars.
    """
    ways = (change.stops, change.stops[::-1]) if change.both_ways else (change.stops,)
    trips = []
    for direction, stops in enumerate(ways):
        offsets, along = _run(basin, change, stops, at)
        order = range(len(stops)) if direction == 0 else range(len(stops) - 1, -1, -1)
        trips.append((direction, list(order), offsets, along))
    headway = change.headway.at(at)
    starts = np.arange(change.hours.begin, change.hours.end, headway)
    feed = Timetable(
        key, Source(key, change.name, "", "", ""), _stops(basin, change.stops),
        _tables(change.name, trips, starts) | {
            "calendar_dates": calendar_dates(SERVICE, days.of(change.days)),
        },
    )  # fmt: skip
    made = replace(basin, timetables=(*basin.timetables, feed))
    return made, LineRef(key, ROUTE, change.name)


def _run(basin: Basin, change: AddLine, stops: tuple[Place, ...], at: At) -> tuple[Floats, Floats]:
    """Give the time since the departure and the way at each stop, `(n_stops,)`. [s], [m]."""
    seconds, metres = driven(basin, stops)
    along = np.concatenate([[0.0], np.cumsum(metres)])
    if change.speed is not None:
        return along / change.speed.at(at, less_is_better=False), along
    slowed = seconds * parameter("bus_over_car")
    dwell = np.full(len(slowed), parameter("stop_dwell"))
    dwell[-1] = 0.0
    return np.concatenate([[0.0], np.cumsum(slowed + dwell)]), along


def _stops(basin: Basin, places: tuple[Place, ...]) -> gpd.GeoDataFrame:
    x, y = ([getattr(place, axis) for place in places] for axis in "xy")
    return gpd.GeoDataFrame(
        {
            "stop_id": [f"s{n}" for n in range(len(places))],
            "name": [place.name or f"n° {n + 1}" for n, place in enumerate(places)],
            "location_type": 0,
            "parent_station": None,
        },
        geometry=gpd.points_from_xy(x, y),
        crs=basin.epsg,
    )


def _tables(
    name: str, trips: list[tuple[int, list[int], Floats, Floats]], starts: Floats
) -> dict[str, pd.DataFrame]:
    """Write the trips of a line as GTFS tables."""
    rows, listed = [], []
    for direction, order, offsets, along in trips:
        for n, start in enumerate(starts):
            trip = f"{direction}-{n}"
            listed.append((trip, ROUTE, SERVICE, direction))
            rows.append(pd.DataFrame({
                "trip_id": trip, "stop_id": [f"s{stop}" for stop in order],
                "stop_sequence": range(len(order)), "arrival_time": np.rint(start + offsets),
                "departure_time": np.rint(start + offsets), "shape_dist_traveled": along,
            }))  # fmt: skip
    return {
        "agency": pd.DataFrame({"agency_id": [ROUTE], "agency_name": [name],
                                "agency_timezone": ["Europe/Paris"]}),
        "routes": pd.DataFrame({"route_id": [ROUTE], "agency_id": [ROUTE],
                                "route_short_name": [name], "route_long_name": [name],
                                "route_type": [BUS]}),
        "trips": pd.DataFrame(listed, columns=["trip_id", "route_id", "service_id",
                                               "direction_id"]),
        "stop_times": pd.concat(rows, ignore_index=True),
        "calendar": pd.DataFrame(columns=["service_id", "start_date", "end_date"]),
        "frequencies": pd.DataFrame(columns=["trip_id", "start_time", "end_time",
                                             "headway_secs"]),
    }  # fmt: skip


def feed_of(basin: Basin, line: LineRef) -> int:
    """Return the position of the feed of a line among those of the basin.

    Raises
    ------
    InputError
        If there is no such feed, or it has no such line.
    """
    for n, feed in enumerate(basin.timetables):
        if feed.key == line.feed and feed.tables["routes"]["route_id"].eq(line.route_id).any():
            return n
    raise InputError("No feed has the line {line}.", line=line.name or line.route_id)


def cut(basin: Basin, change: CutLine, days: Days) -> Basin:
    """Cut a line: its trips that leave within the hours no longer run on the days.

    Raises
    ------
    InputError
        If no trip does.
    """
    at = feed_of(basin, change.line)
    feed = expanded(basin.timetables[at], change.line.route_id)
    trips = trips_of(feed, change.line, change.direction, change.hours)
    if trips.empty:
        raise nothing_runs(change.line)
    dates = days.of(change.days) if change.days else None
    return with_feed(basin, at, without(feed, trips, dates))


def nothing_runs(line: LineRef) -> InputError:
    """Say that a line has no trip to be changed."""
    return InputError(
        "No trip of the line {line} leaves within these hours in this direction: give others.",
        line=line.name or line.route_id,
    )


def with_feed(basin: Basin, at: int, feed: Timetable) -> Basin:
    """Put a feed in the place of another one."""
    feeds = list(basin.timetables)
    feeds[at] = feed
    return replace(basin, timetables=tuple(feeds))
