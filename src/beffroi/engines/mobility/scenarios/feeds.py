"""Feeds: the trips of one line found in its timetable, taken off some dates, and others put in."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from beffroi.engines.mobility.frequencies import starts
from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.scenarios.changes import Hours, LineRef
from beffroi.engines.mobility.service.calendars import ADDED, service_days
from beffroi.engines.mobility.service.schedule import Schedule, schedule

Tables = dict[str, pd.DataFrame]
REST = "~rest"
"""What the service of trips taken off some dates is called, after the former one."""


def of_line(feed: Timetable, route_id: str) -> Timetable:
    """Keep one line of a feed."""
    tables = dict(feed.tables)
    tables["routes"] = tables["routes"][tables["routes"]["route_id"].eq(route_id)]
    tables["trips"] = tables["trips"][tables["trips"]["route_id"].eq(route_id)]
    for name in ("stop_times", "frequencies"):
        kept = tables[name]["trip_id"].isin(tables["trips"]["trip_id"])
        tables[name] = tables[name][kept]
    return replace(feed, tables=tables)


def scheduled(feed: Timetable) -> Schedule:
    """Set a feed out, as the service of stops does."""
    places = pd.DataFrame({"stop_id": feed.stops["stop_id"], "x": feed.stops.geometry.x,
                           "y": feed.stops.geometry.y})  # fmt: skip
    return schedule(feed.tables, places)


def expanded(feed: Timetable, route_id: str) -> Timetable:
    """Write the trips of a line that run by headway as trips of their own."""
    tables = dict(feed.tables)
    mine = tables["trips"].loc[tables["trips"]["route_id"].eq(route_id), "trip_id"]
    repeated = tables["frequencies"]["trip_id"].isin(mine)
    if not repeated.any():
        return feed
    made = starts(tables["frequencies"][repeated])
    made["new"] = [f"{trip}@{start:.0f}" for trip, start in
                   zip(made["trip_id"], made["start"], strict=True)]  # fmt: skip
    old = tables["frequencies"].loc[repeated, "trip_id"].unique()
    times = tables["stop_times"]
    ordered = times.sort_values("stop_sequence", kind="stable")
    first = ordered.drop_duplicates("trip_id").set_index("trip_id")["departure_time"]
    made["shift"] = made["start"] - first.reindex(made["trip_id"]).to_numpy(float)
    trips = made.merge(tables["trips"], on="trip_id")
    copies = made[["trip_id", "new", "shift"]].merge(times, on="trip_id")
    for name in ("arrival_time", "departure_time"):
        copies[name] = copies[name] + copies["shift"]
    tables["trips"] = _joined(tables["trips"][~tables["trips"]["trip_id"].isin(old)],
                              _renamed(trips, "start", "shift"))  # fmt: skip
    tables["stop_times"] = _joined(times[~times["trip_id"].isin(old)], _renamed(copies, "shift"))
    tables["frequencies"] = tables["frequencies"][~repeated]
    return replace(feed, tables=tables)


def _renamed(table: pd.DataFrame, *dropped: str) -> pd.DataFrame:
    kept = table.drop(columns=["trip_id", *dropped])
    return kept.rename(columns={"new": "trip_id"})


def _joined(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Put rows under others, in the columns of the former."""
    if one.empty:
        return other.reindex(columns=one.columns).reset_index(drop=True)
    return pd.concat([one, other.reindex(columns=one.columns)], ignore_index=True)


def trips_of(feed: Timetable, line: LineRef, direction: int | None, hours: Hours | None
             ) -> pd.DataFrame:  # fmt: skip
    """List the trips of a line, in a direction, that leave within hours.

    Parameters
    ----------
    feed
        The feed; trips by headway of the line already `expanded`.
    line, direction, hours
        Which; None for all.

    Returns
    -------
    Columns `trip_id`, `service_id`, `direction`, `departure` from the first stop [s], `duration`
    [s], `pattern` (number of the trips of the same stops).
    """
    found = scheduled(of_line(feed, line.route_id))
    calls = found.calls
    ends = calls.groupby("trip").agg(
        departure=("departure", "first"), arrival=("arrival", "last"),
        stops=("stop_id", lambda ids: "\0".join(map(str, ids))),
    )  # fmt: skip
    made = found.trips[["trip_id", "service_id", "direction"]].join(ends)
    made["pattern"] = pd.factorize(made["stops"])[0]
    made["duration"] = made["arrival"] - made["departure"]
    kept = np.ones(len(made), bool)
    if direction is not None:
        kept &= made["direction"].eq(direction).to_numpy(bool)
    if hours is not None:
        kept &= made["departure"].between(hours.begin, hours.end, inclusive="left").to_numpy(bool)
    columns = ["trip_id", "service_id", "direction", "departure", "duration", "pattern"]
    chosen: pd.DataFrame = made.loc[kept, columns].reset_index(drop=True)
    return chosen


def dates_of(feed: Timetable, services: pd.Series) -> pd.DatetimeIndex:
    """List the dates on which some services run."""
    listed = service_days(feed.tables["calendar"], feed.tables["calendar_dates"])
    dates = listed.loc[listed["service_id"].isin(services), "date"]
    return pd.DatetimeIndex(dates.drop_duplicates().sort_values())


def without(feed: Timetable, trips: pd.DataFrame, dates: pd.DatetimeIndex | None) -> Timetable:
    """Take trips off some dates.

    Parameters
    ----------
    feed
        The feed.
    trips
        Columns `trip_id`, `service_id`.
    dates
        The dates; None for all.
    """
    tables: Tables = dict(feed.tables)
    gone, moved = list(trips["trip_id"]), dict[str, str]()
    added = list[pd.DataFrame]()
    if dates is not None:
        listed = service_days(tables["calendar"], tables["calendar_dates"])
        for service, mine in trips.groupby("service_id"):
            own = pd.DatetimeIndex(listed.loc[listed["service_id"].eq(service), "date"])
            left = own.difference(dates)
            if len(left):
                moved |= dict.fromkeys(mine["trip_id"], f"{service}{REST}")
                added.append(calendar_dates(f"{service}{REST}", left))
        gone = [trip for trip in gone if trip not in moved]
    held = tables["trips"][~tables["trips"]["trip_id"].isin(gone)]
    services = [moved.get(trip, service) for trip, service in
                zip(held["trip_id"], held["service_id"], strict=True)]  # fmt: skip
    kind = held["service_id"].dtype
    tables["trips"] = held.assign(service_id=pd.Series(services, index=held.index, dtype=kind))
    for name in ("stop_times", "frequencies"):
        tables[name] = tables[name][~tables[name]["trip_id"].isin(gone)]
    tables["calendar_dates"] = _with_dates(tables["calendar_dates"], added)
    return replace(feed, tables=tables)


def with_trips(feed: Timetable, added: Mapping[str, pd.DataFrame]) -> Timetable:
    """Put rows into the tables of a feed, by name."""
    tables = {name: _joined(table, added[name]) if name in added else table
              for name, table in feed.tables.items()}  # fmt: skip
    if "calendar_dates" in added:
        tables["calendar_dates"] = _with_dates(feed.tables["calendar_dates"],
                                               [added["calendar_dates"]])  # fmt: skip
    return replace(feed, tables=tables)


def calendar_dates(service: str, dates: pd.DatetimeIndex) -> pd.DataFrame:
    """Write the dates of a service as GTFS does."""
    return pd.DataFrame({
        "service_id": service, "date": dates.strftime("%Y-%m-%d"), "exception_type": ADDED,
    })  # fmt: skip


def _with_dates(held: pd.DataFrame, added: list[pd.DataFrame]) -> pd.DataFrame:
    """Add dates; a service keeps the last that was said of it."""
    if not added:
        return held
    new = pd.concat(added, ignore_index=True)
    kept = held[~held["service_id"].isin(new["service_id"])]
    columns = ["service_id", "date", "exception_type"]
    return pd.concat([kept[columns], new], ignore_index=True) if len(kept) else new
