"""The tables of a town, filled from an OpenStreetMap file: one row for each object with the tag."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely
from shapely import Geometry

from beffroi.formats.osm import tags as osm_tags
from beffroi.formats.osm.outlines import (
    Course,
    Geometries,
    Outline,
    course,
    lines,
    member_lines,
    middle,
    outlines,
)
from beffroi.formats.osm.survey import Key, Survey
from beffroi.formats.osm.tags import Tags
from beffroi.territory.table import GEOMETRY, Table
from beffroi.territory.tables import (
    AMENITIES,
    BICYCLE_PARKINGS,
    BUILDINGS,
    CAR_PARKS,
    GREENS,
    OUTLETS,
    PARKING_SPACES,
    PLACES,
    ROUTE_RELATIONS,
    SHOPS,
    STREET_POINTS,
    STREETS,
    WATER,
)

_EARTH = pyproj.Geod(ellps="WGS84")
_NUMBERS: dict[str, Callable[[str], float | None]] = {
    "building:levels": osm_tags.number,
    "height": osm_tags.number,
    "capacity": osm_tags.whole,
    "capacity:disabled": osm_tags.whole,
    "capacity:charging": osm_tags.whole,
    "population": osm_tags.whole,
    "maxheight": osm_tags.number,
}
_SAID_IN_WORDS: dict[tuple[str, str], float | None] = {
    ("capacity:disabled", "yes"): None,
    ("capacity:disabled", "no"): 0.0,
    ("capacity:charging", "yes"): None,
    ("capacity:charging", "no"): 0.0,
    ("maxheight", "default"): None,
    ("maxheight", "below_default"): None,
    ("maxheight", "no_indications"): None,
    ("maxheight", "none"): None,
}
"""Words that OpenStreetMap allows in the place of a number."""
_PLATFORMS = ("platform", "stop")

Columns = dict[str, object]


@dataclass
class Tally:
    """What had to be mended, left out or taken as unknown on the way.

    Attributes
    ----------
    counts
        Number of cases, by key of `remarks.SENTENCES`.
    unparsable
        Values that are not plain numbers, by tag.
    """

    counts: Counter[str] = field(default_factory=Counter)
    unparsable: dict[str, Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Drawn:
    """What the file holds, and the outline of every object that is a point or an area."""

    survey: Survey
    outlines: dict[Key, Outline]
    tally: Tally


Objects = dict[Key, Tags]


def filled(survey: Survey) -> tuple[dict[str, gpd.GeoDataFrame], Tally]:
    """Fill the tables that an OpenStreetMap file can fill.

    Returns
    -------
    Tables by name, in WGS 84, rows by type and number of the object, and the tally of repairs.
    """
    selected = {name: _selected(survey.tagged, of) for name, of in _SELECTIONS.items()}
    outlined: Objects = {}
    for objects in selected.values():
        outlined |= objects
    drawn = Drawn(survey, outlines(survey, outlined), Tally())
    _tally_outlines(drawn)
    tables = {
        STREETS.name: _streets(drawn),
        BUILDINGS.name: _areas(BUILDINGS, drawn, selected[BUILDINGS.name]),
        WATER.name: _water(drawn, selected[WATER.name]),
        GREENS.name: _greens(drawn, selected[GREENS.name]),
        SHOPS.name: _shops(drawn, selected[SHOPS.name]),
        OUTLETS.name: _outlets(drawn, selected[OUTLETS.name]),
        AMENITIES.name: _spots(AMENITIES, drawn, selected[AMENITIES.name]),
        CAR_PARKS.name: _car_parks(drawn, selected[CAR_PARKS.name]),
        PARKING_SPACES.name: _parking_spaces(drawn, selected[PARKING_SPACES.name]),
        BICYCLE_PARKINGS.name: _spots(BICYCLE_PARKINGS, drawn, selected[BICYCLE_PARKINGS.name]),
        PLACES.name: _spots(PLACES, drawn, selected[PLACES.name]),
        ROUTE_RELATIONS.name: _route_relations(drawn),
        STREET_POINTS.name: _street_points(survey),
    }
    return tables, drawn.tally


_SELECTIONS: dict[str, Callable[[str, Tags], bool]] = {
    BUILDINGS.name: lambda _, tags: osm_tags.has(tags, "building"),
    WATER.name: lambda kind, tags: (
        kind != "n" and osm_tags.water_kind(tags) is not None and osm_tags.is_water_area(tags)
    ),
    GREENS.name: lambda kind, tags: kind != "n" and osm_tags.green_kind(tags) is not None,
    SHOPS.name: lambda _, tags: bool(osm_tags.shop_state(tags)),
    OUTLETS.name: lambda _, tags: bool(osm_tags.outlet_state(tags)),
    AMENITIES.name: lambda _, tags: osm_tags.has(tags, "amenity"),
    CAR_PARKS.name: lambda _, tags: tags.get("amenity") == "parking",
    PARKING_SPACES.name: lambda _, tags: tags.get("amenity") == "parking_space",
    BICYCLE_PARKINGS.name: lambda _, tags: tags.get("amenity") == "bicycle_parking",
    PLACES.name: lambda _, tags: osm_tags.has(tags, "place") and "name" in tags,
}
"""Which objects, by type and tags, are drawn as points or areas in which table."""


def _selected(tagged: Objects, is_of: Callable[[str, Tags], bool]) -> Objects:
    return {key: tags for key, tags in tagged.items() if is_of(key[0], tags)}


def _tally_outlines(drawn: Drawn) -> None:
    for outline in drawn.outlines.values():
        is_nowhere = bool(shapely.is_empty(outline.geometry))
        drawn.tally.counts["nowhere"] += is_nowhere
        drawn.tally.counts["incomplete"] += not outline.is_whole and not is_nowhere
        drawn.tally.counts["mended"] += outline.was_mended


def _framed(table: Table, objects: Objects, drawn: Drawn, columns: Columns) -> gpd.GeoDataFrame:
    """Fill the columns that are read from tags, and join those that were computed."""
    read: Columns = {table.key: [f"{kind}{number}" for kind, number in objects]}
    present = set().union(*objects.values())
    for column, tag in osm_tags.sources(table).items() if table in _TAGGED else ():
        if tag not in present:
            continue
        values = [tags.get(tag) for tags in objects.values()]
        is_number = table.columns[column].dtype in {"Int64", "Float64"}
        read[column] = _numbers(tag, values, drawn.tally) if is_number else _texts(values)
    return gpd.GeoDataFrame(table.framed(read | columns))


_TAGGED = (
    STREETS, BUILDINGS, SHOPS, OUTLETS, AMENITIES, CAR_PARKS, PARKING_SPACES, BICYCLE_PARKINGS,
    PLACES, ROUTE_RELATIONS, STREET_POINTS,
)  # fmt: skip


def _texts(values: list[str | None]) -> pd.Series:
    return pd.Series(values, dtype="string")


def _numbers(tag: str, values: list[str | None], tally: Tally) -> pd.Series:
    read = [None if value is None else _number(tag, value, tally) for value in values]
    return pd.Series(read, dtype="Float64")


def _number(tag: str, value: str, tally: Tally) -> float | None:
    if (tag, value) in _SAID_IN_WORDS:
        return _SAID_IN_WORDS[tag, value]
    read = _NUMBERS[tag](value)
    if read is None:
        tally.unparsable.setdefault(tag, Counter())[value] += 1
    return read


def _areas(table: Table, drawn: Drawn, objects: Objects) -> gpd.GeoDataFrame:
    return _framed(table, objects, drawn, {GEOMETRY: _geometries(drawn, objects)})


def _spots(table: Table, drawn: Drawn, objects: Objects) -> gpd.GeoDataFrame:
    return _framed(table, objects, drawn, {GEOMETRY: _inside(_geometries(drawn, objects))})


def _geometries(drawn: Drawn, objects: Iterable[Key]) -> Geometries:
    return _as_array([drawn.outlines[key].geometry for key in objects])


def _as_array(geometries: list[Geometry]) -> Geometries:
    array = np.empty(len(geometries), dtype=object)
    array[:] = geometries
    return array


def _inside(geometries: Geometries) -> Geometries:
    """Return a point inside each area; points stay as they are."""
    inside: Geometries = np.where(
        shapely.get_dimensions(geometries) > 0, shapely.point_on_surface(geometries), geometries
    )
    return inside


def _streets(drawn: Drawn) -> gpd.GeoDataFrame:
    objects = _selected(drawn.survey.tagged, lambda kind, tags: kind == "w" and "highway" in tags)
    ways = _courses(drawn.survey, objects)
    n_undrawn = sum(len(way.nodes) < 2 for way in ways)
    n_cut = sum(not way.is_complete for way in ways)
    drawn.tally.counts.update(
        {"no street": not ways, "streets undrawn": n_undrawn, "streets cut": n_cut - n_undrawn}
    )
    nodes = np.empty(len(ways), dtype=object)
    nodes[:] = [way.nodes for way in ways]
    columns: Columns = {
        "nodes": nodes,
        "parking": _texts([osm_tags.parking(tags) for tags in objects.values()]),
        GEOMETRY: lines(drawn.survey.nodes, ways),
    }
    return _framed(STREETS, objects, drawn, columns)


def _courses(survey: Survey, objects: Objects) -> list[Course]:
    return [course(survey.ways, number) for _, number in objects]


def _water(drawn: Drawn, areas: Objects) -> gpd.GeoDataFrame:
    along = _selected(drawn.survey.tagged, _is_watercourse)
    ways = _courses(drawn.survey, along)
    drawn.tally.counts["water undrawn"] += sum(len(way.nodes) < 2 for way in ways)
    geometries = dict(zip(along, lines(drawn.survey.nodes, ways), strict=True))
    geometries |= {key: _shore(drawn, key) for key in areas}
    kept = {key: drawn.survey.tagged[key] for key in geometries}
    return _framed(WATER, kept, drawn, {
        "kind": _texts([osm_tags.water_kind(tags) for tags in kept.values()]),
        "name": _texts([tags.get("name") for tags in kept.values()]),
        GEOMETRY: _as_array(list(geometries.values())),
    })  # fmt: skip


def _is_watercourse(kind: str, tags: Tags) -> bool:
    return (
        kind == "w" and osm_tags.water_kind(tags) is not None and not osm_tags.is_water_area(tags)
    )


def _shore(drawn: Drawn, key: Key) -> Geometry:
    """Return the area of a lake, or the part of its shore present where the file cuts it."""
    outline = drawn.outlines[key]
    if shapely.get_dimensions(outline.geometry) > 0:
        return outline.geometry
    members = [("w", key[1], "")] if key[0] == "w" else drawn.survey.relations[key[1]]
    shore = member_lines(drawn.survey, members)
    return shapely.multilinestrings(shore) if shore else outline.geometry


def _greens(drawn: Drawn, objects: Objects) -> gpd.GeoDataFrame:
    return _framed(GREENS, objects, drawn, {
        "kind": _texts([osm_tags.green_kind(tags) for tags in objects.values()]),
        "name": _texts([tags.get("name") for tags in objects.values()]),
        GEOMETRY: _geometries(drawn, objects),
    })  # fmt: skip


def _shops(drawn: Drawn, objects: Objects) -> gpd.GeoDataFrame:
    return _framed(SHOPS, objects, drawn, {
        "state": _texts([osm_tags.shop_state(tags) for tags in objects.values()]),
        "kind": _texts([osm_tags.shop_kind(tags) for tags in objects.values()]),
        GEOMETRY: _inside(_geometries(drawn, objects)),
    })  # fmt: skip


def _outlets(drawn: Drawn, objects: Objects) -> gpd.GeoDataFrame:
    found = [osm_tags.outlet(tags) or (None, None) for tags in objects.values()]
    return _framed(OUTLETS, objects, drawn, {
        "state": _texts([osm_tags.outlet_state(tags) for tags in objects.values()]),
        "key": _texts([key for key, _ in found]),
        "kind": _texts([value for _, value in found]),
        "last_kind": _texts([osm_tags.last_outlet(tags) for tags in objects.values()]),
        "area": pd.Series([_area(drawn.outlines[key]) for key in objects], dtype="Float64"),
        GEOMETRY: _inside(_geometries(drawn, objects)),
    })  # fmt: skip


def _car_parks(drawn: Drawn, objects: Objects) -> gpd.GeoDataFrame:
    found = [drawn.outlines[key] for key in objects]
    return _framed(CAR_PARKS, objects, drawn, {
        "levels": pd.Series([osm_tags.levels(t) for t in objects.values()], dtype="Float64"),
        "rules": _texts([osm_tags.rules(tags) for tags in objects.values()]),
        "area": pd.Series([_area(outline) for outline in found], dtype="Float64"),
        GEOMETRY: _geometries(drawn, objects),
    })  # fmt: skip


def _parking_spaces(drawn: Drawn, objects: Objects) -> gpd.GeoDataFrame:
    return _framed(PARKING_SPACES, objects, drawn, {
        "rules": _texts([osm_tags.rules(tags) for tags in objects.values()]),
        "area": pd.Series([_area(drawn.outlines[key]) for key in objects], dtype="Float64"),
        GEOMETRY: _geometries(drawn, objects),
    })  # fmt: skip


def _area(outline: Outline) -> float | None:
    """Return the area on the ellipsoid [m²]; unknown for a point or a part of an outline."""
    if not outline.is_whole or shapely.get_dimensions(outline.geometry) < 2:
        return None
    return abs(float(_EARTH.geometry_area_perimeter(shapely.orient_polygons(outline.geometry))[0]))


def _street_points(survey: Survey) -> gpd.GeoDataFrame:
    """List the nodes with a `highway` tag that have a place."""
    objects = _selected(survey.tagged, lambda kind, tags: kind == "n" and "highway" in tags)
    places = survey.nodes.places(np.array([number for _, number in objects], dtype=np.int64))
    there = zip(objects.items(), places >= 0, strict=True)
    placed = {key: tags for (key, tags), is_there in there if is_there}
    at = places[places >= 0]
    points = shapely.points(survey.nodes.lon[at], survey.nodes.lat[at])
    return _framed(STREET_POINTS, placed, Drawn(survey, {}, Tally()), {GEOMETRY: points})


def _route_relations(drawn: Drawn) -> gpd.GeoDataFrame:
    objects = _selected(
        drawn.survey.tagged,
        lambda kind, tags: kind == "r" and tags.get("type") == "route" and "route" in tags,
    )
    members = [drawn.survey.relations[number] for _, number in objects]
    return _framed(ROUTE_RELATIONS, objects, drawn, {
        "n_members": pd.Series([len(of_route) for of_route in members], dtype="Int64"),
        GEOMETRY: _as_array([_route(drawn.survey, number) for _, number in objects]),
    })  # fmt: skip


def _route(survey: Survey, number: int) -> Geometry:
    """Draw the ways of a route; where none is present, the middle of its stops."""
    members = survey.relations[number]
    drawn = member_lines(survey, [m for m in members if not m[2].startswith(_PLATFORMS)])
    return shapely.multilinestrings(drawn) if drawn else middle(survey, members)


def street_nodes(survey: Survey, streets: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the nodes of the streets, each once, by increasing number.

    Returns
    -------
    Columns `node_id` (int64), `lon` and `lat` [°].
    """
    nodes = survey.nodes
    used = np.concatenate([np.empty(0, dtype=np.int64), *streets["nodes"]])
    is_of_street = np.zeros(len(nodes.ids), dtype=bool)
    is_of_street[nodes.places(used)] = True
    return pd.DataFrame(
        {
            "node_id": nodes.ids[is_of_street],
            "lon": nodes.lon[is_of_street],
            "lat": nodes.lat[is_of_street],
        }
    )
