"""Calls: every stop of every vehicle on one day, whose line it is, and where one may change."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.frequencies import starts
from beffroi.engines.mobility.integration.calendars import ADDED, WEEKDAYS
from beffroi.engines.mobility.integration.inputs import parameter
from beffroi.engines.mobility.integration.poles import POLE
from beffroi.engines.mobility.integration.scopes import SPECIAL, cells
from beffroi.foundation.errors import ShapeError

FORBIDDEN = 1
"""`pickup_type` or `drop_off_type` where one may not board, or alight."""
IMPOSSIBLE = 3
"""`transfer_type` of a transfer that cannot be made."""
CHANGES = ("from_stop_id", "to_stop_id", "seconds")


def running(tables: Mapping[str, pd.DataFrame], day: str) -> pd.Index:
    """Return the services that run on a day.

    Parameters
    ----------
    tables
        GTFS tables `calendar` and `calendar_dates`; either may be absent.
    day
        ISO 8601.
    """
    found: pd.Index = pd.Index([], dtype="string")
    weekly = tables.get("calendar")
    if weekly is not None and len(weekly):
        weekday = WEEKDAYS[pd.Timestamp(day).day_of_week]
        runs = weekly["start_date"].le(day) & weekly["end_date"].ge(day) & weekly[weekday].eq(1)
        found = pd.Index(weekly.loc[runs.fillna(value=False).astype(bool), "service_id"])
    dates = tables.get("calendar_dates")
    if dates is not None and len(dates):
        today = dates[dates["date"].eq(day)]
        is_added = today["exception_type"].eq(ADDED)
        found = found.difference(pd.Index(today.loc[~is_added, "service_id"]))
        found = found.union(pd.Index(today.loc[is_added, "service_id"]))
    return found


def calls(tables: Mapping[str, pd.DataFrame], day: str) -> pd.DataFrame:
    """List the calls of all vehicles that run on a day.

    Parameters
    ----------
    tables
        GTFS tables of a merged feed: `trips`, `stop_times` whose times are all known, calendars,
        and `frequencies` if there are some.
    day
        ISO 8601.

    Returns
    -------
    One row a call, by run, in the order of travel: `run` (number of the vehicle's run), `trip_id`,
    `route_id`, `direction` (text), `headsign` (may be missing), `stop_id`, `arrival`, `departure`
    [s since noon minus 12 h], `boards`, `alights`: whether one may, and has where to go or came
    from somewhere. Trips run by headway are repeated at every headway, never twice where periods
    overlap (`frequencies`). Calls without a time or a
    stop are left out.
    """
    trips = tables["trips"]
    today = trips[trips["service_id"].isin(running(tables, day))].drop_duplicates("trip_id")
    times = tables["stop_times"]
    columns = ["trip_id", "stop_sequence", "stop_id", "arrival_time", "departure_time"]
    if not set(columns) <= set(times):
        raise ShapeError("Calls need times and stops: give `stop_times` with all its columns.")
    held = times[times["trip_id"].isin(today["trip_id"])].dropna(subset=columns)
    held = held.sort_values(["trip_id", "stop_sequence"], kind="stable", ignore_index=True)
    first, last = _ends(held["trip_id"])
    made = pd.DataFrame({
        "trip_id": held["trip_id"], "stop_id": held["stop_id"],
        "arrival": held["arrival_time"].astype(float),
        "departure": held["departure_time"].astype(float),
        "boards": ~last & ~_is(held, "pickup_type", FORBIDDEN),
        "alights": ~first & ~_is(held, "drop_off_type", FORBIDDEN),
    })  # fmt: skip
    repeated = _repeated(made, first, tables.get("frequencies"))
    lines = pd.DataFrame({
        "trip_id": today["trip_id"], "route_id": today["route_id"],
        "direction": cells(today, "direction_id", "Int64").astype("string").fillna(""),
        "headsign": cells(today, "trip_headsign"),
    })  # fmt: skip
    return repeated.merge(lines, on="trip_id", how="left")


def _ends(trip: pd.Series) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Say which rows are the first and the last of their trip."""
    codes, _ = pd.factorize(trip)
    return np.diff(codes, prepend=-1) != 0, np.diff(codes, append=-1) != 0


def _is(frame: pd.DataFrame, column: str, code: int) -> npt.NDArray[np.bool_]:
    given = cells(frame, column, "Int64").eq(code)
    return np.asarray(given.to_numpy(dtype=bool, na_value=False), dtype=bool)


def _repeated(
    made: pd.DataFrame, first: npt.NDArray[np.bool_], frequencies: pd.DataFrame | None
) -> pd.DataFrame:
    """Give each run a number; repeat those that go by headway."""
    start = made["departure"].where(first).ffill()
    if frequencies is None or frequencies.empty:
        return made.assign(run=np.cumsum(first) - 1)
    by_headway = made["trip_id"].isin(frequencies["trip_id"]).to_numpy(dtype=bool)
    plain = made[~by_headway].assign(run=(np.cumsum(first) - 1)[~by_headway])
    begun = starts(frequencies).rename(columns={"start": "begins"})
    begun["run"] = np.arange(len(begun)) + int(first.sum())
    rows = made[by_headway].assign(start=start[by_headway], rank=np.arange(by_headway.sum()))
    repeated = rows.merge(begun, on="trip_id").sort_values(["run", "rank"])
    shift = repeated["begins"] - repeated["start"]
    moved = repeated.assign(
        arrival=repeated["arrival"] + shift, departure=repeated["departure"] + shift
    )
    return pd.concat([plain, moved[plain.columns]], ignore_index=True)


def changes(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """List the stops between which one may change vehicle, and how long to allow.

    Parameters
    ----------
    tables
        GTFS tables of a merged feed: `stops`, `stop_times`, and `transfers` if there are some.

    Returns
    -------
    Columns `from_stop_id`, `to_stop_id`, `seconds`: one row a pair, the shortest; each stop with
    itself too. A transfer without a least time, and one at the same stop, takes the parameter
    `transfer_buffer`; transfers named by station hold for its stops.
    """
    buffer = parameter("transfer_buffer")
    stops = cells(tables["stop_times"], "stop_id").dropna().drop_duplicates()
    own = pd.DataFrame({"from_stop_id": stops, "to_stop_id": stops, "seconds": buffer})
    given = tables.get("transfers")
    if given is None or given.empty:
        return own.reset_index(drop=True)
    plain = pd.concat([cells(given, name).isna() for name in SPECIAL], axis=1).all(axis=1)
    kept = given[plain & cells(given, "transfer_type", "Int64").fillna(0).lt(IMPOSSIBLE)]
    kept = kept.assign(
        seconds=cells(kept, "min_transfer_time", "Int64").astype("Float64").fillna(buffer)
    )[list(CHANGES)].dropna()
    for end in CHANGES[:2]:
        kept = _of_stops(kept, end, tables["stops"])
    listed = pd.concat([own, kept.astype({"seconds": float})], ignore_index=True)
    shortest = listed.sort_values("seconds", kind="stable")
    return shortest.drop_duplicates(list(CHANGES[:2])).sort_index().reset_index(drop=True)


def _of_stops(kept: pd.DataFrame, end: str, stops: pd.DataFrame) -> pd.DataFrame:
    """Put the stops of a station in the place of the station."""
    kind = cells(stops, "location_type", "Int64").fillna(POLE)
    hung = pd.DataFrame({"named": cells(stops, "parent_station"), "member": stops["stop_id"]})
    hung = hung[kind.eq(POLE) & hung["named"].notna()]
    spread = kept.merge(hung, left_on=end, right_on="named")
    spread[end] = spread["member"]
    return pd.concat([kept, spread[list(kept.columns)]], ignore_index=True)


def lines(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Name the lines: `operator` and `line` by `route_id`, for people to read."""
    routes = tables["routes"].drop_duplicates("route_id").set_index("route_id")
    agency = tables["agency"].drop_duplicates("agency_id").set_index("agency_id")
    names = cells(agency, "agency_name").fillna(pd.Series(agency.index, index=agency.index))
    short, long = cells(routes, "route_short_name"), cells(routes, "route_long_name")
    own = pd.Series(routes.index, index=routes.index).astype("string")
    return pd.DataFrame({
        "operator": cells(routes, "agency_id").map(names).astype("string"),
        "line": short.fillna(long).fillna(own).astype("string"),
    })  # fmt: skip


def places(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Name the place of each stop: `place` (its station, or itself) and `name` by `stop_id`."""
    stops = tables["stops"].drop_duplicates("stop_id").set_index("stop_id")
    own = pd.Series(stops.index, index=stops.index)
    place = cells(stops, "parent_station").fillna(own)
    names = cells(stops, "stop_name")
    name = place.map(names).fillna(names).fillna(own)
    return pd.DataFrame({"place": place.astype("string"), "name": name.astype("string")})
