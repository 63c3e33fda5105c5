"""Ground steps: read the registers and the map, place the town, its centre and its people."""

import math
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.formats import bnlc, bnls, census, communes, osm, perimeters, programmes
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import LANGUAGES, Words
from beffroi.foundation.numbers import grouped
from beffroi.store.manifest import Entry
from beffroi.study.settings import Settings
from beffroi.study.workshop import Made, Step, Workshop
from beffroi.territory.centre import centre as gathering_point
from beffroi.territory.centre import main_street
from beffroi.territory.communes import joined, known_towns, town
from beffroi.territory.perimeter import WGS84, Perimeter, clipped
from beffroi.territory.population import is_whole, spread
from beffroi.territory.projection import legal_epsg
from beffroi.territory.tables import PROGRAMMES
from beffroi.territory.town import Town

MAP_TABLES = (
    "streets", "buildings", "water", "greens", "shops", "outlets", "amenities", "car_parks",
    "parking_spaces", "bicycle_parkings", "places", "route_relations", "street_points",
)  # fmt: skip
JOINED = {"epci": "epci", "population": "populations", "contours": "contours"}
"""Kinds of source that complete the table of communes, by the part that they bring."""
REGISTERS = ("communes", *JOINED.values(), "programmes", "ort")
NEEDED = dict.fromkeys((*JOINED.values(), "programmes"), "communes") | {"ort": "programmes"}
"""Registers that only complete another one."""
UNREAD = Words(
    fr="Le fichier « {file} » ({kind}) n'a pas été lu : il complète la source {needed}, que "
    "l'étude n'a pas.",
    en='The file "{file}" ({kind}) was not read: it completes the source {needed}, which the '
    "study lacks.",
)
LEAST_COVERED = 0.95
"""Share of the perimeter under which it is worth saying that the map leaves some of it out. [1]"""
PARTIAL = Words(
    fr="La carte ne couvre que {share} % du périmètre : les chiffres ignorent le reste.",
    en="The map covers {share}% of the perimeter only: the figures leave the rest out.",
)
FARTHEST = 0.5
"""Gap between the town's point and the map from which the map is of another place. [°]"""
HOMES = {"residential", "living_street"}
"""Classes of the streets along which people live."""
WHOLE_MAP = Words(fr="toute la carte", en="the whole map")
GRID_METHOD = Words(
    fr="Population des carreaux de 200 m de l'INSEE, placée au milieu de chaque carreau.",
    en="Population of INSEE's 200 m squares, placed in the middle of each square.",
)


def steps(settings: Settings) -> tuple[Step, ...]:
    """List the steps that prepare the ground, for the sources that a study has."""
    has = settings.sources
    registers = tuple(k for k in REGISTERS if k in has)
    optional = tuple(kind for kind in ("perimeter", "grid") if kind in has)
    named = {"commune": settings.commune, "name": settings.name}
    chosen = {"main_street": settings.main_street, "centre": settings.centre}
    read = (
        Step("bnlc", Words("Covoiturage (BNLC)", "Carpool places (BNLC)"), read_bnlc,
             after=("registers",), inputs=("bnlc",)),
        Step("bnls", Words("Stationnement (BNLS)", "Car parks (BNLS)"), read_bnls,
             after=("registers",), inputs=("bnls",)),
    )  # fmt: skip
    return (
        Step("registers", Words("Registres nationaux", "National registers"), read_registers,
             inputs=registers, options=named),
        Step("map", Words("Lecture de la carte", "Reading the map"), read_map,
             after=("registers",), inputs=("osm",)),
        Step("place", Words("Périmètre, centre, habitants", "Perimeter, centre, people"), place,
             after=("registers", "map"), inputs=optional, options=chosen),
        *(step for step in read if step.name in has),
    )  # fmt: skip


def read_registers(shop: Workshop) -> Made:
    """Find the town in the registers given, or in the table shipped with Beffroi."""
    settings, warnings = shop.settings, list(_unread(shop))
    if not settings.commune or "communes" not in shop.entries:
        abroad = Town(code="", name=settings.name)
        found = town(settings.commune, known_towns()) if settings.commune else abroad
        said = [words.as_json() for words in warnings]
        return {"commune.json": {"town": asdict(found), "read": [], "warnings": said}}
    joined_files = {part: shop.path(kind) for part, kind in JOINED.items() if kind in shop.entries}
    reading = communes.read(shop.path("communes"), **joined_files)
    warnings += reading.warnings
    given = asdict(town(settings.commune, joined(reading.table, _programmes(shop, warnings))))
    read = [name for name, value in given.items() if value is not None]
    return {
        "commune.json": {
            "town": _shipped(given["code"]) | {name: given[name] for name in read},
            "read": read,
            "warnings": [words.as_json() for words in warnings],
        }
    }


def _unread(shop: Workshop) -> Iterator[Words]:
    """Name the registers given that only complete one that the study lacks."""
    for kind, needed in NEEDED.items():
        if kind in shop.entries and needed not in shop.entries:
            yield UNREAD.filled(file=shop.entries[kind].origin, kind=kind, needed=needed)


def _shipped(code: str) -> dict[str, Any]:
    """Return what the table shipped with Beffroi says of a commune, if it is in it."""
    known = known_towns()
    rows = known[known["commune"] == code]
    return {} if rows.empty else asdict(Town.from_row(rows.iloc[0].to_dict()))


def _programmes(shop: Workshop, warnings: list[Words]) -> pd.DataFrame:
    if "programmes" not in shop.entries:
        return PROGRAMMES.empty()
    ort = shop.path("ort") if "ort" in shop.entries else None
    reading = programmes.read(shop.path("programmes"), ort=ort)
    warnings += reading.warnings
    return reading.table


def town_of(shop: Workshop) -> Town:
    """Return the town that the registers step found."""
    return Town(**shop.document("commune")["town"])


def read_map(shop: Workshop) -> Made:
    """Read the OpenStreetMap extract; tables come out in the legal projection."""
    extract = osm.read(shop.path("osm"))
    bounds = _bounds(extract)
    _refuse_nothing(shop, bounds)
    found = town_of(shop)
    _refuse_elsewhere(shop, found, bounds)
    west, south, east, north = bounds
    epsg = legal_epsg(found.code, (west + east) / 2, (south + north) / 2)
    tables = {name: extract.tables[name].to_crs(epsg) for name in MAP_TABLES}
    boxes = np.array([table.total_bounds for table in tables.values()])
    made: dict[str, pd.DataFrame | object] = {f"{n}.parquet": t for n, t in tables.items()}
    made["street_nodes.parquet"] = extract.street_nodes
    made["map.json"] = {
        "date": extract.date,
        "extent": [*np.nanmin(boxes[:, :2], axis=0), *np.nanmax(boxes[:, 2:], axis=0)],
        "epsg": epsg,
        "bounds": list(bounds),
        "warnings": [words.as_json() for words in extract.warnings],
    }
    return made


def _bounds(extract: osm.OsmExtract) -> tuple[float, float, float, float]:
    """Return the box in degrees of the street nodes, or of all objects where there is none.

    NaN where nothing has a place.
    """
    nodes = extract.street_nodes
    if len(nodes):
        lon, lat = nodes["lon"], nodes["lat"]
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())
    boxes = np.array([extract.tables[name].total_bounds for name in MAP_TABLES])
    if np.isnan(boxes).all():
        return (math.nan,) * 4
    low, high = np.nanmin(boxes[:, :2], axis=0), np.nanmax(boxes[:, 2:], axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _refuse_nothing(shop: Workshop, bounds: tuple[float, float, float, float]) -> None:
    west, south, east, north = bounds
    if not (west < east and south < north):
        raise InputError(
            "The map {file} holds nothing that a study can use: its streets, buildings and shops "
            "cover no area. Give an OpenStreetMap extract that covers the town.",
            file=shop.entries["osm"].origin,
        )


def _refuse_elsewhere(
    shop: Workshop, found: Town, bounds: tuple[float, float, float, float]
) -> None:
    if found.lon is None or found.lat is None:
        return
    west, south, east, north = bounds
    inside = west - FARTHEST <= found.lon <= east + FARTHEST
    if not (inside and south - FARTHEST <= found.lat <= north + FARTHEST):
        raise InputError(
            "The map {file} is elsewhere: it covers longitudes {west:.2f} to {east:.2f} and "
            "latitudes {south:.2f} to {north:.2f}, {town} is at {lon:.2f}, {lat:.2f}. "
            "Give the extract of that town, or mend the commune in study.toml.",
            file=shop.entries["osm"].origin,
            west=west, south=south, east=east, north=north,
            town=found.name, lon=found.lon, lat=found.lat,
        )  # fmt: skip


def place(shop: Workshop) -> Made:
    """Draw the perimeter, find the main street and the centre, and place the people."""
    drawn = shop.document("map")
    epsg = drawn["epsg"]
    box = shapely.box(*drawn["bounds"])
    perimeter, warnings = _perimeter(shop, box)
    streets, shops = located(shop, "streets"), located(shop, "shops")
    inside = clipped(perimeter, shops) if "perimeter" in shop.entries else shops
    named = shop.settings.main_street or main_street(streets, inside)
    if shop.settings.main_street and not streets["name"].eq(named).any():
        raise InputError(
            "The map has no street called {street!r}. Write [options] main_street in study.toml "
            "as the map writes it, or leave it out.",
            street=named,
        )
    centre = _centre(shop, streets, inside, epsg)
    cells, people = _people(shop, perimeter, box)
    return {
        "population_cells.parquet": cells,
        "place.json": {
            "perimeter": {
                "name": perimeter.name.as_json(),
                "wkt": shapely.to_wkt(perimeter.polygon, rounding_precision=7),
                "origin": perimeter.origin.as_json(),
                "given": "perimeter" in shop.entries,
            },
            "main_street": named,
            "centre": None if centre is None else [centre.x, centre.y],
            "population": people,
            "warnings": [words.as_json() for words in warnings],
        },
    }


def located(shop: Workshop, name: str) -> gpd.GeoDataFrame:
    """Read a spatial table that an earlier step made."""
    return gpd.GeoDataFrame(shop.table(name))


def _perimeter(shop: Workshop, box: shapely.Polygon) -> tuple[Perimeter, tuple[Words, ...]]:
    if "perimeter" in shop.entries:
        entry = shop.entries["perimeter"]
        middle = box.centroid
        reading = perimeters.read(
            shop.path("perimeter"),
            near=(middle.x, middle.y),
            name=Words(fr=entry.origin, en=entry.origin),
        )
        return reading.perimeter, (*reading.warnings, *_left_out(reading.perimeter, box, entry))
    origin = Words(
        fr="Aucun périmètre n'est donné : l'étude porte sur tous les objets de la carte.",
        en="No perimeter is given: the study covers every object of the map.",
    )
    return Perimeter(WHOLE_MAP, box, origin), ()


def _left_out(perimeter: Perimeter, box: shapely.Polygon, entry: Entry) -> tuple[Words, ...]:
    """Say how much of a perimeter the map leaves out.

    Raises
    ------
    InputError
        If it leaves out all of it.
    """
    share = perimeter.polygon.intersection(box).area / perimeter.polygon.area
    if not share:
        raise InputError(
            "The perimeter {file} lies outside the map: nothing can be said of it. "
            "Give a perimeter of this town, or a map that covers it.",
            file=entry.origin,
        )
    if share >= LEAST_COVERED:
        return ()
    percent = Words(*(grouped(100 * share, 0 if share >= 0.01 else 2, lang) for lang in LANGUAGES))
    return (PARTIAL.filled(share=percent),)


def _centre(
    shop: Workshop, streets: gpd.GeoDataFrame, shops: gpd.GeoDataFrame, epsg: int
) -> shapely.Point | None:
    if shop.settings.centre is None:
        return gathering_point(streets, shops)
    point = gpd.GeoSeries([shapely.Point(shop.settings.centre)], crs=WGS84).to_crs(epsg)
    return shapely.Point(point.iloc[0])


def _people(
    shop: Workshop, perimeter: Perimeter, box: shapely.Polygon
) -> tuple[gpd.GeoDataFrame, dict[str, Any]]:
    """Place the people from the grid if there is one, else from the buildings."""
    if "grid" in shop.entries:
        return _grid(shop, box)
    buildings, commune = located(shop, "buildings"), town_of(shop)
    shares = [
        None if not commune.area else outline.area / commune.area
        for outline in gpd.GeoSeries([perimeter.polygon, box], crs=WGS84).to_crs(buildings.crs)
    ]
    n_streets = int(located(shop, "streets")["highway"].isin(HOMES).sum())
    if "perimeter" in shop.entries and shares[0] is not None and is_whole(shares[0]):
        dwellings = gpd.GeoDataFrame(clipped(perimeter, buildings))
        placed = spread(dwellings, commune.population, shares[0], n_streets=n_streets)
    else:
        placed = spread(buildings, commune.population, shares[1], n_streets=n_streets)
    people = {
        "total": placed.total,
        "interval": placed.interval,
        "method": placed.method.as_json(),
        "sources": ["osm"] if commune.population is None else ["osm", "town"],
    }
    return placed.cells, people


def _grid(shop: Workshop, box: shapely.Polygon) -> tuple[gpd.GeoDataFrame, dict[str, Any]]:
    reading = census.read_grid(shop.path("grid"), bounds=box.bounds)
    epsg = shop.document("map")["epsg"]
    cells = gpd.GeoDataFrame(reading.table).to_crs(epsg)
    total = float(cells["population"].sum()) if len(cells) else None
    method = GRID_METHOD.as_json()
    people = {"total": total, "interval": None, "method": method, "sources": ["grid"]}
    return cells, people


def read_bnlc(shop: Workshop) -> Made:
    """Read the carpool places: those of the commune, and the whole register."""
    reading = bnlc.read(shop.path("bnlc"))
    code = town_of(shop).code
    mine = reading.table[reading.table["commune"].eq(code).fillna(value=False)]
    said = [words.as_json() for words in reading.warnings]
    told = {"date": reading.date, "rows": reading.rows, "warnings": said}
    return {
        "carpool_places.parquet": mine,
        "carpool_register.parquet": reading.table,
        "bnlc.json": told,
    }


def read_bnls(shop: Workshop) -> Made:
    """Read the car parks of the commune."""
    reading = bnls.read(shop.path("bnls"))
    mine = reading.table[reading.table["car_park_id"].str.startswith(f"{town_of(shop).code}-")]
    said = [words.as_json() for words in reading.warnings]
    told = {"date": reading.date, "rows": reading.rows, "warnings": said}
    whole = bnls.read_register(shop.path("bnls")).table
    register = whole[whole["commune"].eq(town_of(shop).code).fillna(value=False)]
    return {
        "registered_car_parks.parquet": mine,
        "car_park_register.parquet": register,
        "bnls.json": told,
    }
