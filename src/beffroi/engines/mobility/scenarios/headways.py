"""Headways: a line that runs more or less often, on its usual trip."""

import numpy as np
import pandas as pd

from beffroi.engines.mobility.access.inputs import Basin
from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.scenarios.changes import Headway
from beffroi.engines.mobility.scenarios.days import Days
from beffroi.engines.mobility.scenarios.feeds import (
    calendar_dates,
    dates_of,
    expanded,
    trips_of,
    with_trips,
    without,
)
from beffroi.engines.mobility.scenarios.lines import feed_of, nothing_runs, with_feed
from beffroi.engines.mobility.scenarios.ranges import At


def changed(basin: Basin, change: Headway, days: Days, at: At, key: str) -> Basin:
    """Run the usual trip of a line at a headway, in place of the trips of its hours.

    In each direction the first vehicle leaves when it did, and the others follow at the headway
    until the hours end (without hours: until the last one left). The usual trip is that of the
    commonest list of stops and, among these, of the middle running time. The trips taken off are
    those of the dates of the day types on which the line runs.

    Parameters
    ----------
    basin
        Streets and timetables.
    change
        The headway.
    days
        Dates of the day types.
    at
        How intervals are taken.
    key
        What the new trips are called, unlike others.

    Raises
    ------
    InputError
        If no trip of the line leaves within the hours.
    """
    place = feed_of(basin, change.line)
    feed = expanded(basin.timetables[place], change.line.route_id)
    trips = trips_of(feed, change.line, change.direction, change.hours)
    dates = dates_of(feed, trips["service_id"]).intersection(days.of(change.days))
    running = {service for service in trips["service_id"].unique()
               if len(dates_of(feed, pd.Series([service])).intersection(dates))}  # fmt: skip
    trips = trips[trips["service_id"].isin(running)]
    if trips.empty:
        raise nothing_runs(change.line)
    made = feed
    for direction, mine in trips.groupby("direction"):
        last = mine["departure"].max() + 1 if change.hours is None else change.hours.end
        starts = np.arange(mine["departure"].min(), last, change.headway.at(at))
        made = with_trips(made, _copies(feed, usual(mine), np.rint(starts), f"{key}-{direction}"))
    service = calendar_dates(f"{key}-days", pd.DatetimeIndex(dates))
    return with_feed(basin, place,
                     with_trips(without(made, trips, pd.DatetimeIndex(dates)),
                                {"calendar_dates": service}))  # fmt: skip


def usual(trips: pd.DataFrame) -> str:
    """Return the usual trip of some: of the commonest pattern, and of the middle duration."""
    commonest = trips["pattern"].value_counts().sort_index().idxmax()
    alike = trips[trips["pattern"] == commonest].sort_values(["duration", "departure"])
    return str(alike["trip_id"].iloc[(len(alike) - 1) // 2])


def _copies(feed: Timetable, trip: str, starts: np.ndarray, key: str) -> dict[str, pd.DataFrame]:
    """Repeat a trip at other times, on the days of the service ``<key of the change>-days``."""
    row = feed.tables["trips"][feed.tables["trips"]["trip_id"].eq(trip)]
    times = feed.tables["stop_times"][feed.tables["stop_times"]["trip_id"].eq(trip)]
    times = times.sort_values("stop_sequence", kind="stable")
    first = float(times["departure_time"].iloc[0])
    trips, calls = [], []
    for n, start in enumerate(starts):
        trips.append(row.assign(trip_id=f"{key}-{n}", service_id=f"{key.rsplit('-', 1)[0]}-days"))
        shift = start - first
        calls.append(times.assign(trip_id=f"{key}-{n}", arrival_time=times["arrival_time"] + shift,
                                  departure_time=times["departure_time"] + shift))  # fmt: skip
    return {"trips": pd.concat(trips), "stop_times": pd.concat(calls)}
