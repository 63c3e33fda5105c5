"""Timetables of a study: each GTFS feed read once, then handed to the mobility engine."""

from functools import partial

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.inputs import Timetable
from beffroi.formats import gtfs
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.study.workshop import Made, Step, Workshop

NEEDED = ("routes", "trips", "stop_times", "calendar", "calendar_dates", "frequencies")
COLUMNS = {
    "routes": ("route_id", "route_short_name", "route_long_name", "route_type"),
    "trips": ("trip_id", "route_id", "service_id", "direction_id", "trip_headsign"),
    "stop_times": ("trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time"),
    "calendar": (
        "service_id", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "start_date", "end_date",
    ),
    "calendar_dates": ("service_id", "date", "exception_type"),
    "frequencies": ("trip_id", "start_time", "end_time", "headway_secs"),
}  # fmt: skip


def step(feed: str) -> Step:
    """Make the step that reads a feed."""
    words = Words("Horaires", "Timetables")
    return Step(feed, words, partial(read_feed, feed=feed), after=("map",), inputs=(feed,))


def read_feed(shop: Workshop, *, feed: str) -> Made:
    """Read a feed; stops come out in the legal projection, blank times filled."""
    read = gtfs.read(shop.path(feed))
    made: dict[str, pd.DataFrame | object] = {
        f"{feed}_{name}.parquet": _columns(read.tables.get(name), name) for name in NEEDED
    }
    times = gtfs.interpolated(read.tables["stop_times"])
    made[f"{feed}_stop_times.parquet"] = _columns(times, "stop_times")
    stops = gtfs.stops(read, feed)
    made[f"{feed}_stops.parquet"] = stops.to_crs(shop.document("map")["epsg"])
    elsewhere = (_elsewhere(shop, feed),) if _is_elsewhere(shop, stops) else ()
    made[f"{feed}.json"] = {
        "date": read.begin,
        "publisher": gtfs.publisher(read),
        "end": read.end,
        "rows": read.n_rows,
        "warnings": [words.as_json() for words in (*elsewhere, *read.warnings)],
    }
    return made


def _is_elsewhere(shop: Workshop, stops: pd.DataFrame) -> bool:
    """Say whether no stop of a feed lies in the box of the map."""
    west, south, east, north = shop.document("map")["bounds"]
    return bool(gpd.GeoDataFrame(stops).cx[west:east, south:north].empty)


def _elsewhere(shop: Workshop, feed: str) -> Words:
    return Words(
        fr="{file} : aucun de ses arrêts n'est dans la carte ; est-ce le réseau de cette ville ?",
        en="{file}: none of its stops is on the map; is it the network of this town?",
    ).filled(file=shop.entries[feed].origin)


def _columns(table: pd.DataFrame | None, name: str) -> pd.DataFrame:
    if table is None:
        return pd.DataFrame({column: pd.Series(dtype="object") for column in COLUMNS[name]})
    return table[[column for column in COLUMNS[name] if column in table]]


def timetable(shop: Workshop, feed: str, source: Source) -> Timetable:
    """Hand a feed to the mobility engine."""
    stops = gpd.GeoDataFrame(shop.table(f"{feed}_stops"))
    own = stops["stop_id"].str.removeprefix(f"{feed}:")
    tables = {name: shop.table(f"{feed}_{name}") for name in NEEDED}
    return Timetable(feed, source, stops.assign(stop_id=own), tables)
