"""Basins: the streets, timetables and places of files, or of a study, as the access engine asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.engines.mobility.access import Basin, Points
from beffroi.engines.mobility.access.inputs import NOWHERE
from beffroi.engines.mobility.access.opportunities import families, opportunities
from beffroi.engines.mobility.inputs import Timetable
from beffroi.formats import gtfs, osm, points
from beffroi.foundation.errors import InputError
from beffroi.foundation.figures import Source
from beffroi.foundation.files import sha256
from beffroi.foundation.language import Words
from beffroi.store import manifest, results
from beffroi.study import settings
from beffroi.study.ground import located
from beffroi.study.timetables import COLUMNS, NEEDED, is_held, timetable
from beffroi.study.workshop import RESULTS, Workshop
from beffroi.territory.perimeter import WGS84
from beffroi.territory.projection import legal_epsg

WORDS = ("squares", "centre", *families())
"""Places that are named by a word: those of the map, and, of a study, its people and centre."""
PARK_RIDE = {"yes", "bus", "train", "tram", "metro", "hov"}
"""Values of OpenStreetMap's `park_ride` that say that one changes to a vehicle there."""


@dataclass(frozen=True)
class Given:
    """A basin and what its files hold besides.

    Attributes
    ----------
    basin
        Streets, timetables, park and rides.
    shops, amenities
        Tables of the map, projected.
    squares, centre
        People and centre of a study; None without one.
    hashes
        SHA-256 of each file read, by name.
    warnings
        What the readers said.
    """

    basin: Basin
    shops: gpd.GeoDataFrame
    amenities: gpd.GeoDataFrame
    squares: Points | None
    centre: Points | None
    hashes: dict[str, str]
    warnings: tuple[Words, ...]


def of_files(osm_path: Path, feeds: Sequence[Path]) -> Given:
    """Read a basin from its files.

    Parameters
    ----------
    osm_path
        Map.
    feeds
        Timetables (GTFS).

    Raises
    ------
    UnreadableFileError, FaultyFileError, HostileFileError
        If a file cannot be used.
    InputError
        If the map has no street.
    """
    extract = osm.read(osm_path)
    nodes = extract.street_nodes
    if nodes.empty:
        raise InputError(
            "The map {file} has no street: give an OpenStreetMap extract that has.",
            file=str(osm_path),
        )
    epsg = legal_epsg("", float(nodes["lon"].median()), float(nodes["lat"].median()))
    tables = {name: extract.tables[name].to_crs(epsg)
              for name in ("streets", "shops", "amenities", "car_parks")}  # fmt: skip
    keys = feed_keys(feeds)
    read = {key: gtfs.read(path) for key, path in keys.items()}
    timetables = tuple(_timetable(key, keys[key], feed, epsg) for key, feed in read.items())
    told = [_of_file(osm_path, words) for words in extract.warnings]
    told += [_of_file(keys[key], words) for key, feed in read.items() for words in feed.warnings]
    basin = Basin(tables["streets"], nodes, epsg, timetables, park_rides(tables["car_parks"]))
    hashes = {str(n): sha256(path) if path.is_file() else str(path.resolve())
              for n, path in enumerate([osm_path, *feeds])}  # fmt: skip
    return Given(basin, tables["shops"], tables["amenities"], None, None, hashes, tuple(told))


def of_study(study: Path) -> Given:
    """Take a basin from the results of a study that was run.

    Raises
    ------
    InputError
        If it is no study, was not run, or was run by another version.
    """
    shop = Workshop(
        study, settings.read(study), manifest.read(study), results.Results(study / RESULTS)
    )
    index = shop.results.index()
    if "place" not in index:
        raise InputError(
            "Study {study} has no results yet. Run it first: beffroi study run {study}",
            study=str(study),
        )
    epsg = int(shop.document("map")["epsg"])
    feeds = [entry for entry in shop.of_kind("gtfs") if entry.id in index]
    if not all(is_held(shop, entry.id) for entry in feeds):
        raise InputError(
            "The results of the study {study} were made by another version, and lack tables of its "
            "timetables. Run it again: beffroi study run {study}",
            study=str(study),
        )
    timetables = tuple(timetable(shop, entry.id, entry.as_source()) for entry in feeds)
    basin = Basin(
        located(shop, "streets"), shop.table("street_nodes"), epsg, timetables,
        park_rides(located(shop, "car_parks")),
    )  # fmt: skip
    cells = located(shop, "population_cells")
    centre = shop.document("place")["centre"]
    hashes = {name: str(step["key"]) for name, step in index.items()}
    return Given(
        basin, located(shop, "shops"), located(shop, "amenities"),
        points_of(cells, cells["cell_id"], cells["population"]) if len(cells) else None,
        None if not centre else Points(np.array(["centre"], object), np.array([float(centre[0])]),
                                       np.array([float(centre[1])]), np.ones(1)),
        hashes, (),
    )  # fmt: skip


def feed_keys(feeds: Sequence[Path]) -> dict[str, Path]:
    """Name feeds after their files, each unlike the others.

    Examples
    --------
    >>> list(feed_keys([Path("a/bus.zip"), Path("b/bus.zip")]))
    ['bus', 'bus-2']
    """
    named: dict[str, Path] = {}
    for path in feeds:
        stem = path.name.removesuffix(".zip").removesuffix(".gtfs") or "gtfs"
        names = [stem, *(f"{stem}-{n}" for n in range(2, len(feeds) + 2))]
        named[next(name for name in names if name not in named)] = path
    return named


def _timetable(key: str, path: Path, feed: gtfs.Feed, epsg: int) -> Timetable:
    stops = gtfs.stops(feed, key).to_crs(epsg)
    own = stops["stop_id"].str.slice(len(key) + 1)
    tables = {name: feed.tables.get(name, pd.DataFrame()) for name in NEEDED}
    tables["stop_times"] = gtfs.interpolated(feed.tables["stop_times"])
    for name in ("calendar", "calendar_dates", "frequencies"):
        if tables[name].empty:
            columns = COLUMNS[name]
            tables[name] = pd.DataFrame({column: pd.Series(dtype="object") for column in columns})
    source = Source(key, path.name, gtfs.publisher(feed), feed.begin, "", file=path.name)
    return Timetable(key, source, stops.assign(stop_id=own), tables)


def _of_file(path: Path, words: Words) -> Words:
    return Words(fr="{file} : {words}", en="{file}: {words}").filled(file=path.name, words=words)


def park_rides(car_parks: gpd.GeoDataFrame) -> Points:
    """List the car parks that the map says to be park and rides."""
    known = car_parks[car_parks["park_ride"].isin(PARK_RIDE)]
    return points_of(known, known["car_park_id"], known["capacity"]) if len(known) else NOWHERE


def points_of(table: gpd.GeoDataFrame, ids: pd.Series, weight: pd.Series) -> Points:
    """Turn the rows of a projected table into points."""
    inside = table.geometry.representative_point()
    return Points(
        ids.astype(str).to_numpy(object), inside.x.to_numpy(float), inside.y.to_numpy(float),
        np.asarray(weight.astype("Float64").to_numpy(float, na_value=np.nan), float),
    )  # fmt: skip


def asked(word: str, given: Given) -> tuple[Points, tuple[Words, ...], str]:
    """Find the places that a person asks for: a word (`WORDS`), or a file of points.

    Returns
    -------
    The places, what their reader said, and what they rest on (a hash, or the word).

    Raises
    ------
    InputError
        If the word needs a study, or the map knows of no such place.
    UnreadableFileError, FaultyFileError
        If the file cannot be used.
    """
    if word not in WORDS:
        path = Path(word)
        read = points.read(path)
        located = gpd.GeoSeries.from_xy(read.table["lon"], read.table["lat"], crs=WGS84)
        table = gpd.GeoDataFrame(read.table, geometry=located.to_crs(given.basin.epsg).to_numpy())
        return points_of(table, table["id"], table["weight"]), read.warnings, sha256(path)
    if word in {"squares", "centre"}:
        found = given.squares if word == "squares" else given.centre
        if found is None:
            raise InputError(
                "{word!r} are places of a study: give a study that has some (--study DIR), or a "
                "file of points.",
                word=word,
            )
        return found, (), word
    place = opportunities(word, given.shops, given.amenities, given.basin.timetables)
    if place is None:
        raise InputError(
            "The map knows of no place of the kind {word!r}: give a file of points.", word=word
        )
    return place, (), word
