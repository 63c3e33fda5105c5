"""A timetable set out for its rules: stops, trips and calls joined, whatever is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Tables = Mapping[str, pd.DataFrame]
Integers = npt.NDArray[np.int64]

NEAR_ZERO = 0.01
"""Degrees around (0, 0) within which a stop is nowhere, as the validator says already."""


@dataclass(frozen=True, eq=False)
class Network:
    """Stops, trips and calls.

    Attributes
    ----------
    stops
        One row for each identifier: `row` (in its file), `stop_id`, `stop_name`, `stop_code`,
        `zone_id`, `parent_station`, `platform_code`, `location_type`, `lat`, `lon` (NaN where
        nowhere).
    trips
        One row for each identifier: `row`, `trip_id`, `route_id`, `service_id`, `block_id`,
        `shape_id`, `agency_id` (missing where it cannot be told), `route_type`.
    calls
        Stop times of known trips at known stops in the order of travel: `row`, `trip` and `stop`
        (places in the two other tables), `arrival`, `departure` (s, NaN where unknown).
    serving
        Every pair of a `stop` (place in `stops`) and of an `agency_id` that serves it.
    """

    stops: pd.DataFrame
    trips: pd.DataFrame
    calls: pd.DataFrame
    serving: pd.DataFrame


def network(tables: Tables) -> Network:
    """Set a timetable out for its rules.

    Parameters
    ----------
    tables
        Tables of GTFS by name, rows numbered as in their files; nothing is asked of them.
    """
    stops, trips = _stops(tables), _trips(tables)
    calls = _calls(tables, stops, trips)
    agencies = trips["agency_id"].take(calls["trip"].to_numpy()).reset_index(drop=True)
    pairs = pd.DataFrame({"stop": calls["stop"], "agency_id": agencies})
    return Network(stops, trips, calls, pairs.dropna().drop_duplicates(ignore_index=True))


def columns(tables: Tables, table: str, *names: str) -> pd.DataFrame:
    """Return columns of a table, missing where the feed lacks them, under the numbers of rows."""
    held = tables.get(table, pd.DataFrame())
    unknown = pd.Series(pd.NA, index=held.index, dtype="string")
    return pd.DataFrame({name: held.get(name, unknown) for name in names})


def floats(column: pd.Series) -> npt.NDArray[np.float64]:
    """Return numbers, NaN where they are missing."""
    return np.asarray(pd.to_numeric(column, errors="coerce").astype("Float64").to_numpy(
        dtype=float, na_value=np.nan))  # fmt: skip


def _keyed(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    """Keep the first row of each identifier, and note the number of its row in the file."""
    kept = frame[frame[key].notna()].drop_duplicates(key)
    return kept.assign(row=kept.index).reset_index(drop=True)


def _stops(tables: Tables) -> pd.DataFrame:
    texts = (
        "stop_id", "stop_name", "stop_code", "zone_id", "parent_station", "platform_code",
    )  # fmt: skip
    stops = _keyed(
        columns(tables, "stops", *texts, "location_type", "stop_lat", "stop_lon"), "stop_id"
    )
    lat, lon = floats(stops.pop("stop_lat")), floats(stops.pop("stop_lon"))
    nowhere = (np.abs(lat) < NEAR_ZERO) & (np.abs(lon) < NEAR_ZERO)
    nowhere |= np.isnan(lat) | np.isnan(lon)
    kind = np.nan_to_num(floats(stops["location_type"]), nan=0).astype(np.int64)
    return stops.assign(
        location_type=kind, lat=np.where(nowhere, np.nan, lat), lon=np.where(nowhere, np.nan, lon)
    )


def _trips(tables: Tables) -> pd.DataFrame:
    names = ("trip_id", "route_id", "service_id", "block_id", "shape_id")
    trips = _keyed(columns(tables, "trips", *names), "trip_id")
    routes = _keyed(columns(tables, "routes", "route_id", "agency_id", "route_type"), "route_id")
    agencies = columns(tables, "agency", "agency_id", "agency_name")
    if len(agencies) == 1:
        only = agencies["agency_id"].fillna(agencies["agency_name"]).iloc[0]
        routes["agency_id"] = routes["agency_id"].astype("string").fillna(only)
    return trips.merge(routes.drop(columns="row"), on="route_id", how="left")


def _calls(tables: Tables, stops: pd.DataFrame, trips: pd.DataFrame) -> pd.DataFrame:
    times = columns(
        tables, "stop_times", "trip_id", "stop_id", "stop_sequence", "arrival_time",
        "departure_time",
    )  # fmt: skip
    trip = _places(times["trip_id"], trips["trip_id"])
    stop = _places(times["stop_id"], stops["stop_id"])
    arrival, departure = floats(times["arrival_time"]), floats(times["departure_time"])
    calls = pd.DataFrame(
        {
            "row": times.index.to_numpy(dtype=np.int64),
            "trip": trip,
            "stop": stop,
            "rank": floats(times["stop_sequence"]),
            "arrival": np.where(np.isnan(arrival), departure, arrival),
            "departure": np.where(np.isnan(departure), arrival, departure),
        }
    )
    known = calls[(trip >= 0) & (stop >= 0) & calls["rank"].notna()]
    return known.sort_values(["trip", "rank"], kind="stable", ignore_index=True)


def _places(names: pd.Series, known: pd.Series) -> Integers:
    """Find each name among those known; -1 where it is not."""
    codes, distinct = pd.factorize(names)
    found = pd.Index(known.astype("string")).get_indexer(pd.Index(distinct).astype("string"))
    return np.append(found, -1)[codes].astype(np.int64)
