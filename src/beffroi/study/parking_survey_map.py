"""Sections of a parking survey on the map: streets and car parks that bear their names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.parking.surveys.sections import bare, nearest_names
from beffroi.formats import osm, survey_places
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both
from beffroi.store import manifest, results
from beffroi.study import settings
from beffroi.study.ground import located as in_study
from beffroi.study.workshop import RESULTS, Workshop
from beffroi.territory.projection import legal_epsg
from beffroi.territory.table import GEOMETRY

WGS84 = 4326
GROUND = ("streets", "water", "waters", "buildings", "greens")
"""Layers of the map under the sections."""
WRITTEN = {
    "bd": "boulevard", "bld": "boulevard", "boul": "boulevard", "av": "avenue", "ave": "avenue",
    "pl": "place", "r": "rue", "imp": "impasse", "all": "allee", "che": "chemin", "ch": "chemin",
    "rte": "route", "sq": "square", "fg": "faubourg", "fbg": "faubourg", "st": "saint",
    "ste": "sainte", "gal": "general", "dr": "docteur", "cdt": "commandant", "mal": "marechal",
}  # fmt: skip
"""Words of the names of French streets, as sheets shorten them."""
APART = 150.0
"""Streets of one name that lie farther apart than this are two streets. [m]"""
ASIDE = 9.0
"""Between sections that a survey tells apart on one street. [m]"""


@dataclass(frozen=True, slots=True, eq=False)
class Where:
    """Where the sections of a survey are.

    Attributes
    ----------
    shapes
        `place_id` (the section), `name`, `geometry` (WGS 84); empty where none is on a map.
    ground
        Layers of the map under them; empty without a map.
    warnings
        Sections that are on no map, and names that two streets bear.
    """

    shapes: gpd.GeoDataFrame
    ground: dict[str, gpd.GeoDataFrame] = field(default_factory=dict)
    warnings: tuple[Words, ...] = ()


def located(sections: Iterable[str], places: pd.DataFrame, map_: Path | None) -> Where:
    """Find where sections are.

    Parameters
    ----------
    sections
        Names of the sections of a survey.
    places
        As `formats.survey_places.read` gives them: their shapes, where they have some, come first;
        else their streets' names are looked for on the map.
    map_
        OpenStreetMap extract, or the folder of a study that was run; None if there is none.

    Raises
    ------
    UnreadableFileError, HostileFileError, FaultyFileError, InputError
        If the map cannot be used.
    """
    names = tuple(dict.fromkeys(map(str, sections)))
    shapes = _of_places(places)
    if map_ is None:
        return Where(shapes)
    tables = _study(map_) if map_.is_dir() else osm.read(map_).tables
    ground = {name: tables[name] for name in GROUND if name in tables}
    lost = [name for name in names if name not in set(shapes["place_id"])]
    if not lost:
        return Where(shapes, ground)
    found, said = on_streets(_asked(lost, places), tables["streets"], tables["car_parks"])
    whole = gpd.GeoDataFrame(pd.concat([shapes, found], ignore_index=True), crs=4326)
    return Where(whole, ground, said)


def _study(folder: Path) -> dict[str, gpd.GeoDataFrame]:
    """Take the layers of the map of a study, in WGS 84."""
    shop = Workshop(folder, settings.read(folder), manifest.read(folder),
                    results.Results(folder / RESULTS))  # fmt: skip
    if "map" not in shop.results.index():
        raise InputError(
            "Study {study} has no results yet. Run it first: beffroi study run {study}",
            study=str(folder),
        )
    return {name: in_study(shop, name).to_crs(WGS84) for name in (*GROUND, "car_parks")
            if shop.results.path(f"{name}.parquet").is_file()}  # fmt: skip


def _of_places(places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Place sections on the map by each of the keys that a survey may use."""
    if GEOMETRY not in places:
        return gpd.GeoDataFrame({"place_id": [], "name": []}, geometry=[], crs=4326)
    known = [places[[key, GEOMETRY]].set_axis(["place_id", GEOMETRY], axis=1)
             for key in survey_places.KEYS if key in places]  # fmt: skip
    rows = pd.concat(known, ignore_index=True).dropna()
    whole = gpd.GeoDataFrame(rows, geometry=GEOMETRY, crs=4326).dissolve("place_id").reset_index()
    return whole.assign(name=whole["place_id"])


def _asked(names: Iterable[str], places: pd.DataFrame) -> dict[str, str]:
    """Give the name to look for of each section: that of its street, where its place tells it."""
    known: dict[str, str] = {}
    if "street" in places:
        for key in survey_places.KEYS:
            if key in places and key != "street":
                rows = places[[key, "street"]].dropna()
                known |= dict(zip(rows[key].astype(str), rows["street"].astype(str), strict=True))
    return {name: known.get(name, name) for name in names}


def spelt(name: str) -> str:
    """Write a name as `bare` does, with the words that sheets shorten in full.

    Examples
    --------
    >>> spelt("Bd. St-Michel (pair)")
    'boulevard saint michel pair'
    """
    return " ".join(WRITTEN.get(word, word) for word in bare(name).split())


def on_streets(
    asked: dict[str, str], streets: gpd.GeoDataFrame, car_parks: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, tuple[Words, ...]]:
    """Find sections on the streets, squares and car parks of a map, by their names.

    Parameters
    ----------
    asked
        For each section the name to look for: that of a street, or one that begins with it.
    streets, car_parks
        Tables `STREETS` and `CAR_PARKS`.

    Returns
    -------
    `place_id`, `name` and `geometry` (WGS 84) of the sections found, and what to say of the others.
    Of two streets of one name, the one nearest to the other sections is taken. Sections that share
    a street are drawn side by side.
    """
    named = pd.concat([table[["name", GEOMETRY]].dropna() for table in (streets, car_parks)])
    if named.empty:
        return _of_places(pd.DataFrame()), _absent(asked, {})
    west, south, east, north = streets.total_bounds
    epsg = legal_epsg("", (west + east) / 2, (south + north) / 2)
    rows = gpd.GeoDataFrame(named, geometry=GEOMETRY, crs=4326).to_crs(epsg)
    by_name = rows.groupby(rows["name"].map(spelt))
    shown = {str(key): str(own["name"].iloc[0]) for key, own in by_name}
    found = {name: key for name, text in asked.items() if (key := _key(spelt(text), shown))}
    pieces = {key: _pieces(by_name.get_group(key)) for key in dict.fromkeys(found.values())}
    kept = _nearest_piece(pieces)
    shapes = [_beside(kept[key], list(_sharing(found, key)).index(name), len(_sharing(found, key)))
              for name, key in found.items()]  # fmt: skip
    table = gpd.GeoDataFrame({"place_id": list(found), "name": list(found)}, geometry=shapes,
                             crs=epsg).to_crs(4326)  # fmt: skip
    twice = tuple(both("The map has more than one {street}: the nearest to the other sections is "
                       "shown.", street=shown[key])
                  for key, own in pieces.items() if len(own) > 1)  # fmt: skip
    lost = {name: text for name, text in asked.items() if name not in found}
    return table, (*_absent(lost, shown), *twice)


def _key(name: str, shown: dict[str, str]) -> str:
    """Choose the street of a name: the same, or the longest with which it begins."""
    if name in shown:
        return name
    return max((key for key in shown if name.startswith(f"{key} ")), key=len, default="")


def _sharing(found: dict[str, str], key: str) -> tuple[str, ...]:
    return tuple(name for name, own in found.items() if own == key)


def _pieces(rows: gpd.GeoDataFrame) -> list[shapely.Geometry]:
    """Part the shapes of one name where they lie far apart."""
    shapes = np.asarray(rows.geometry.array, dtype=object)
    around = shapely.get_parts(shapely.union_all(shapely.buffer(shapes, APART / 2)))
    return [_whole(shapes[shapely.intersects(shapes, one)]) for one in around]


def _whole(shapes: np.ndarray) -> shapely.Geometry:
    """Join the shapes of a street; areas (a square, a car park) count before lines."""
    areas = shapes[shapely.get_dimensions(shapes) == 2]
    whole = shapely.union_all(areas if len(areas) else shapes)
    return whole if len(areas) else shapely.line_merge(whole)


def _nearest_piece(pieces: dict[str, list[shapely.Geometry]]) -> dict[str, shapely.Geometry]:
    sure = [own[0] for own in pieces.values() if len(own) == 1] or [
        one for own in pieces.values() for one in own
    ]
    middle = shapely.centroid(shapely.multipoints(shapely.centroid(np.array(sure, dtype=object))))
    return {key: min(own, key=lambda one: shapely.distance(one, middle))
            for key, own in pieces.items()}  # fmt: skip


def _beside(shape: shapely.Geometry, rank: int, n: int) -> shapely.Geometry:
    """Move a line aside, so that those that share a street are told apart."""
    away = ASIDE * (rank - (n - 1) / 2)
    if not away or shapely.get_dimensions(shape) != 1:
        return shape
    moved = shapely.union_all(shapely.offset_curve(shapely.get_parts(shape), away))
    return shape if moved.is_empty else moved


def _absent(lost: dict[str, str], shown: dict[str, str]) -> tuple[Words, ...]:
    return tuple(_lost(name, text, shown) for name, text in lost.items())


def _lost(name: str, text: str, shown: dict[str, str]) -> Words:
    nearest = nearest_names(spelt(text), shown)
    if nearest:
        return both("The map has no {name!r}: it is in the tables alone. The nearest: {nearest}.",
                    name=name, nearest=", ".join(nearest))  # fmt: skip
    return both("The map has no {name!r}, nor anything like it: it is in the tables alone.",
                name=name)  # fmt: skip


def sections_of(hours: pd.DataFrame, long: pd.DataFrame) -> Iterator[str]:
    """Name the sections that a survey shows on a map."""
    for table in (hours, long):
        if len(table):
            yield from table["section"].dropna().astype(str)
