"""Timetables of a study: each GTFS feed read once, then handed to the mobility engine."""

from collections.abc import Iterator
from functools import partial

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.integration import Part
from beffroi.formats import gtfs
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.study.workshop import Made, Step, Workshop

NEEDED = (
    "agency", "routes", "trips", "stop_times", "calendar", "calendar_dates", "frequencies",
    "shapes", "transfers",
)  # fmt: skip
COLUMNS = {
    "agency": ("agency_id", "agency_name", "agency_timezone"),
    "routes": ("route_id", "agency_id", "route_short_name", "route_long_name", "route_type"),
    "trips": ("trip_id", "route_id", "service_id", "direction_id", "trip_headsign", "shape_id"),
    "stop_times": (
        "trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time", "pickup_type",
        "drop_off_type", "shape_dist_traveled",
    ),
    "calendar": (
        "service_id", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "start_date", "end_date",
    ),
    "calendar_dates": ("service_id", "date", "exception_type"),
    "frequencies": ("trip_id", "start_time", "end_time", "headway_secs"),
    "shapes": ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence"),
    "transfers": (
        "from_stop_id", "to_stop_id", "transfer_type", "min_transfer_time", "from_route_id",
        "to_route_id", "from_trip_id", "to_trip_id",
    ),
}  # fmt: skip
ENDLESS = Words(
    fr="{file} : son calendrier dure plus de trois ans, ce n'est pas une période de service ; "
    "seuls les jours proches du {day}, où le fichier est arrivé, sont comptés.",
    en="{file}: its calendar lasts more than three years, which is no period of service; only the "
    "days near {day}, when the file came in, are counted.",
)
OUT_OF_DATE = Words(
    fr="{file} : ses horaires vont du {begin} au {end}, loin du {day}, où le fichier est arrivé.",
    en="{file}: its timetable runs from {begin} to {end}, far from {day}, when the file came in.",
)


def step(feed: str, *, came: str) -> Step:
    """Make the step that reads a feed, which came in on a day (ISO 8601)."""
    words = Words("Horaires", "Timetables")
    make = partial(read_feed, feed=feed, came=came)
    return Step(feed, words, make, after=("map",), inputs=(feed,), options={"came": came})


def read_feed(shop: Workshop, *, feed: str, came: str) -> Made:
    """Read a feed; stops come out in the legal projection, blank times filled.

    Of a calendar too long to be one, the days around that on which the feed came in are kept.
    """
    read = gtfs.read(shop.path(feed))
    is_endless = gtfs.is_endless(read)
    if is_endless:
        read = gtfs.around(read, gtfs.nearest_day(read, came))
    made: dict[str, pd.DataFrame | object] = {
        f"{feed}_{name}.parquet": _columns(read.tables.get(name), name) for name in NEEDED
    }
    times = gtfs.interpolated(read.tables["stop_times"])
    made[f"{feed}_stop_times.parquet"] = _columns(times, "stop_times")
    stops = gtfs.stops(read, feed)
    made[f"{feed}_stops.parquet"] = stops.to_crs(shop.document("map")["epsg"])
    remarks = list(_calendar_remarks(shop.entries[feed].origin, read, came, is_endless=is_endless))
    if _is_elsewhere(shop, stops):
        remarks.append(_elsewhere(shop, feed))
    made[f"{feed}.json"] = {
        "date": "" if is_endless else read.begin,
        "publisher": gtfs.publisher(read),
        "end": read.end,
        "rows": read.n_rows,
        "set_aside": sum(map(len, read.set_aside.values())),
        "warnings": [words.as_json() for words in (*remarks, *_named(shop, feed, read.warnings))],
    }
    return made


def _named(shop: Workshop, feed: str, said: tuple[Words, ...]) -> Iterator[Words]:
    """Say of which feed its reader speaks."""
    for words in said:
        yield Words(fr="{file} : {words}", en="{file}: {words}").filled(
            file=shop.entries[feed].origin, words=words
        )


def _calendar_remarks(
    file: str, read: gtfs.Feed, came: str, *, is_endless: bool
) -> Iterator[Words]:
    """Say that a calendar is a mere form, or that it is not of the days when the feed came in."""
    if is_endless:
        yield ENDLESS.filled(file=file, day=came)
    nearest = gtfs.nearest_day(read, came)
    if nearest and gtfs.days_between(nearest, came) > gtfs.NEAR:
        yield OUT_OF_DATE.filled(file=file, begin=read.begin, end=read.end, day=came)


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


def is_held(shop: Workshop, feed: str) -> bool:
    """Say whether the results hold every table of a feed; those of other versions may not."""
    return all(shop.results.path(f"{feed}_{name}.parquet").is_file() for name in NEEDED)


def timetable(shop: Workshop, feed: str, source: Source) -> Timetable:
    """Hand a feed to the mobility engine."""
    stops = gpd.GeoDataFrame(shop.table(f"{feed}_stops"))
    own = stops["stop_id"].str.removeprefix(f"{feed}:")
    tables = {name: shop.table(f"{feed}_{name}") for name in NEEDED}
    return Timetable(feed, source, stops.assign(stop_id=own), tables)


def part(shop: Workshop, feed: str) -> Part:
    """Hand a feed to the mobility engine with every table that it holds, times filled."""
    read = gtfs.read(shop.path(feed))
    if gtfs.is_endless(read):
        read = gtfs.around(read, gtfs.nearest_day(read, shop.entries[feed].retrieved[:10]))
    times = gtfs.interpolated(read.tables["stop_times"])
    return Part(feed, read.tables | {"stop_times": times})
