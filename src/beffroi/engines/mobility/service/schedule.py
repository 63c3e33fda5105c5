"""A timetable set out for measuring: its trips, their calls, their runs and their days."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.frequencies import starts
from beffroi.engines.mobility.service.calendars import service_days
from beffroi.engines.mobility.service.directions import directions

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
NOT_ALLOWED = 1
"""`pickup_type` or `drop_off_type` of a call where nobody may board, or alight."""


@dataclass(frozen=True, eq=False)
class Schedule:
    """One feed.

    Attributes
    ----------
    trips
        One row for each trip of two calls or more: `trip_id`, `route_id`, `service_id`,
        `direction` (0 or 1), `shape_id`, `n_runs` (a day), `content` (a hash of what the trip
        does: two trips of the same route, stops and times have the same).
    calls
        Their calls in the order of travel: `trip` (row of `trips`), `stop_id`, `arrival`,
        `departure` [s], `boards`, `alights`, `is_first`, `is_last`, `along` (`shape_dist_traveled`,
        NaN where unknown).
    runs
        `trip` and `start`, the departure from the first stop of each run of a day. [s]
    days
        `service_id` and `date`, of services that some trip of the table uses.
    n_single
        Trips of one call, or of none, left out.
    timezone
        IANA name; empty if the feed has none.
    """

    trips: pd.DataFrame
    calls: pd.DataFrame
    runs: pd.DataFrame
    days: pd.DataFrame
    n_single: int
    timezone: str


def schedule(tables: Mapping[str, pd.DataFrame], places: pd.DataFrame | None = None) -> Schedule:
    """Set a feed out.

    Parameters
    ----------
    tables
        GTFS tables by name, times filled: routes, trips, stop_times, calendar, calendar_dates,
        frequencies, and agency if known.
    places
        Columns `stop_id`, `x`, `y`: where stops are, to tell the two ways of a line whose feed does
        not. [m]
    """
    calls, n_single = _calls(tables)
    trips = _trips(tables, calls, places)
    number = pd.Series(np.arange(len(trips)), index=trips["trip_id"])
    calls = calls.assign(trip=calls["trip_id"].map(number).to_numpy(dtype=np.int64))
    runs = _runs(tables["frequencies"], calls, number)
    calls = calls.drop(columns="trip_id")
    trips["n_runs"] = np.bincount(runs["trip"], minlength=len(trips)).astype(float)
    trips["content"] = _contents(trips, calls, runs)
    days = service_days(tables["calendar"], tables["calendar_dates"])
    running = trips.loc[trips["n_runs"] > 0, "service_id"]
    days = days[days["service_id"].isin(running)].reset_index(drop=True)
    return Schedule(trips, calls, runs, days, n_single, _timezone(tables))


def _timezone(tables: Mapping[str, pd.DataFrame]) -> str:
    agency = tables.get("agency")
    if agency is None or "agency_timezone" not in agency:
        return ""
    zones = agency["agency_timezone"].dropna()
    return str(zones.iloc[0]).strip() if len(zones) else ""


def _numbers(table: pd.DataFrame, column: str) -> Floats:
    if column not in table:
        return np.full(len(table), np.nan)
    return np.asarray(pd.to_numeric(table[column]).astype("Float64").to_numpy(
        dtype=float, na_value=np.nan))  # fmt: skip


def _calls(tables: Mapping[str, pd.DataFrame]) -> tuple[pd.DataFrame, int]:
    """Order the calls that have a time, and leave out trips of fewer than two."""
    times = tables["stop_times"]
    arrival, departure = (_numbers(times, f"{name}_time") for name in ("arrival", "departure"))
    calls = pd.DataFrame(
        {
            "trip_id": times["trip_id"].astype(object).to_numpy(),
            "stop_id": times["stop_id"].astype(object).to_numpy(),
            "rank": _numbers(times, "stop_sequence"),
            "arrival": np.where(np.isnan(arrival), departure, arrival),
            "departure": np.where(np.isnan(departure), arrival, departure),
            "boards": _numbers(times, "pickup_type") != NOT_ALLOWED,
            "alights": _numbers(times, "drop_off_type") != NOT_ALLOWED,
            "along": _numbers(times, "shape_dist_traveled"),
        }
    )
    known = tables["trips"]["trip_id"].astype(object)
    timed = calls[calls["arrival"].notna() & calls["stop_id"].notna()]
    timed = timed[timed["trip_id"].isin(known)]
    size = timed.groupby("trip_id")["stop_id"].transform("size")
    kept = timed[size > 1].sort_values(["trip_id", "rank"], kind="stable", ignore_index=True)
    kept["is_first"] = kept["trip_id"].ne(kept["trip_id"].shift())
    kept["is_last"] = kept["trip_id"].ne(kept["trip_id"].shift(-1))
    n_single = int(known.nunique() - kept["trip_id"].nunique())
    return kept.drop(columns="rank"), n_single


def _trips(
    tables: Mapping[str, pd.DataFrame], calls: pd.DataFrame, places: pd.DataFrame | None
) -> pd.DataFrame:
    given = tables["trips"].drop_duplicates("trip_id")
    columns = {
        name: given[name].astype(object).to_numpy() if name in given else None
        for name in ("trip_id", "route_id", "service_id", "shape_id")
    }
    trips = pd.DataFrame(columns, index=given.index)
    trips["given"] = _numbers(given, "direction_id")
    trips = trips[trips["trip_id"].isin(calls["trip_id"])]
    trips = trips.sort_values("trip_id", ignore_index=True)
    trips["direction"] = directions(trips, calls, places)
    return trips.drop(columns="given")


def _runs(frequencies: pd.DataFrame, calls: pd.DataFrame, number: pd.Series) -> pd.DataFrame:
    first = calls.loc[calls["is_first"], ["trip_id", "departure"]]
    plain = first[~first["trip_id"].isin(frequencies["trip_id"])]
    plain = plain.rename(columns={"departure": "start"})
    runs = plain
    if len(frequencies):
        made = starts(frequencies)
        runs = pd.concat([plain, made[made["trip_id"].isin(number.index)]], ignore_index=True)
    trip = runs["trip_id"].map(number).to_numpy(dtype=np.int64)
    start = runs["start"].to_numpy(dtype=float)
    return pd.DataFrame({"trip": trip, "start": start})


def _contents(
    trips: pd.DataFrame, calls: pd.DataFrame, runs: pd.DataFrame
) -> npt.NDArray[np.uint64]:
    """Hash what each trip does, whatever its identifier."""
    origin = calls.groupby("trip")["departure"].transform("first")
    done = pd.DataFrame(
        {
            "stop_id": calls["stop_id"].astype(str),
            "arrival": calls["arrival"] - origin,
            "departure": calls["departure"] - origin,
        }
    )
    total: npt.NDArray[np.uint64] = np.zeros(len(trips), dtype=np.uint64)
    np.add.at(total, calls["trip"].to_numpy(), _hashed(done))
    np.add.at(total, runs["trip"].to_numpy(), _hashed(runs[["start"]]))
    return np.add(total, _hashed(trips[["route_id", "direction"]].astype(str)))


def _hashed(table: pd.DataFrame) -> npt.NDArray[np.uint64]:
    return np.asarray(pd.util.hash_pandas_object(table, index=False), dtype=np.uint64)


def passages(found: Schedule, date: pd.Timestamp) -> pd.DataFrame:
    """List every call of a day.

    Parameters
    ----------
    found
        The feed.
    date
        The service day.

    Returns
    -------
    Columns `run` (number of the run on that day), `trip` (row of `Schedule.trips`), `route_id`,
    `direction`, `stop_id`, `arrival`, `departure` [s, past 86,400 after midnight], `boards`,
    `alights` (False at the last stop, at the first).
    """
    services = found.days.loc[found.days["date"] == date, "service_id"]
    running = found.trips["service_id"].isin(services).to_numpy()
    runs = found.runs[running[found.runs["trip"].to_numpy()]].reset_index(drop=True)
    runs = runs.rename_axis("run").reset_index()
    calls = found.calls[running[found.calls["trip"].to_numpy()]]
    origin = calls.loc[calls["is_first"], ["trip", "departure"]]
    runs["shift"] = runs["start"] - runs["trip"].map(origin.set_index("trip")["departure"])
    made = runs[["run", "trip", "shift"]].merge(calls, on="trip")
    trips = found.trips.loc[made["trip"], ["route_id", "direction"]]
    return pd.DataFrame(
        {
            "run": made["run"],
            "trip": made["trip"],
            "route_id": trips["route_id"].to_numpy(),
            "direction": trips["direction"].to_numpy(),
            "stop_id": made["stop_id"],
            "arrival": made["arrival"] + made["shift"],
            "departure": made["departure"] + made["shift"],
            "boards": made["boards"] & ~made["is_last"],
            "alights": made["alights"] & ~made["is_first"],
        }
    )
