"""Perimeters: the outline of a study, drawn by the town in its own mapping tool.

Formats: GeoJSON (RFC 7946, or older files that declare a reference system), GeoPackage, and
Shapefile in a ZIP archive.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyproj
import shapely
from pyproj.exceptions import CRSError, ProjError

from beffroi.carriers import documents, layers
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.files import bounded
from beffroi.foundation.language import Words, both
from beffroi.territory.perimeter import Perimeter

MOST_BYTES = 32 * 1024**2
"""Largest file taken: the outline of a centre weighs some kilobytes."""
FARTHEST = 50_000.0
"""How far from its town a perimeter may lie: beyond, it is another town's. [m]"""
MOST_DEGREES = 5.0
"""Widest perimeter, some 500 km: a bound on harm, far above any commune. [°]"""
LEAST_AREA = 100.0
"""Smallest perimeter, the ground of a house: nothing can be counted in less. [m²]"""
WGS84 = pyproj.CRS.from_epsg(4326)
AREAS = ("Polygon", "MultiPolygon")
LAMBERT93 = (0.0, 6_000_000.0, 1_300_000.0, 7_200_000.0)
"""West, south, east, north of the mainland in Lambert-93. [m]"""
MERCATOR = 20_037_509.0
_FORMAT = "outline of a perimeter"

_REPAIRED = Words(
    fr="{name} : le contour se croise lui-même ; il a été réparé, vérifiez-le sur la carte.",
    en="{name}: the outline crosses itself; it was repaired, check it on the map.",
)
_UNITED = Words(
    fr="{name} : {n} polygones, réunis en un seul périmètre.",
    en="{name}: {n} polygons, united into one perimeter.",
)
_TURNED = Words(
    fr="{name} : coordonnées en {crs}, converties en WGS 84.",
    en="{name}: coordinates in {crs}, turned into WGS 84.",
)


@dataclass(frozen=True, slots=True)
class PerimeterReading:
    """A perimeter read from a file, with every repair.

    Attributes
    ----------
    perimeter
        The outline, in WGS 84.
    warnings
        What was repaired, French first.
    """

    perimeter: Perimeter
    warnings: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The polygons of a file, the reference system that they are in, and what was said of them."""

    polygons: list[shapely.Geometry]
    crs: pyproj.CRS
    warnings: tuple[Words, ...] = ()


def read(
    path: Path, *, near: tuple[float, float] | None = None, name: Words | None = None
) -> PerimeterReading:
    """Read the perimeter of a study.

    Parameters
    ----------
    path
        GeoJSON, GeoPackage, or Shapefile in a ZIP archive.
    near
        Longitude and latitude of the town; a perimeter more than 50 km away is refused. None does
        not compare. [°]
    name
        What the perimeter is called; the name of the file by default.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, too large or of no known format.
    FaultyFileError
        If it holds no polygon, a ring that does not close, coordinates that are not degrees, or a
        place far from the town: every fault is listed.
    HostileFileError
        If it is nested too deep, or is an archive that could harm the machine.
    """
    drawn = _from_geojson(path) if documents.is_json(path) else _from_layers(path)
    warnings = list(drawn.warnings)
    polygons = [shapely.force_2d(polygon) for polygon in drawn.polygons]
    if not all(polygon.is_valid for polygon in polygons):
        warnings.append(_REPAIRED.filled(name=path.name))
    if len(polygons) > 1:
        warnings.append(_UNITED.filled(name=path.name, n=str(len(polygons))))
    if not (drawn.crs.is_geographic or drawn.crs.is_projected):
        fault = both("its reference system {name!r} is no system of the Earth", name=drawn.crs.name)
        raise _faulty(path, fault)
    outline = _united(path, polygons)
    if drawn.crs != WGS84:
        outline = _turned(path, outline, drawn.crs)
        warnings.append(_TURNED.filled(name=path.name, crs=drawn.crs.name))
    _refuse_off_the_globe(path, outline)
    _refuse_size(path, outline)
    _refuse_elsewhere(path, outline, near)
    origin = Words(fr=f"fichier {path.name}", en=f"file {path.name}")
    own = name or Words(fr=path.stem, en=path.stem)
    return PerimeterReading(Perimeter(own, outline, origin), tuple(warnings))


def _faulty(path: Path, *faults: Words) -> FaultyFileError:
    return FaultyFileError(path, format_name=_FORMAT, faults=faults)


def _empty(path: Path) -> FaultyFileError:
    return _faulty(path, both("it holds no geometry: draw a polygon around the area of study"))


def _no_area(kind: object) -> Words:
    return both("it holds a {kind}, not a polygon: close the line into an area", kind=kind)


def _from_geojson(path: Path) -> _Drawn:
    document = documents.parsed(path, format_name=_FORMAT, most=MOST_BYTES)
    shapes = list(_geometries(document))
    if not shapes:
        raise _empty(path)
    faults = [fault for shape in shapes for fault in _shape_faults(shape)]
    if faults:
        raise _faulty(path, *faults)
    polygons = [polygon for shape in shapes for polygon in _polygons(shape)]
    crs = _declared(path, document)
    if crs is None:
        _refuse_metres(path, polygons)
    return _Drawn(polygons, crs or WGS84)


def _geometries(document: object) -> Iterator[dict[str, object]]:
    """Walk a GeoJSON object down to its geometries; null geometries are passed over."""
    if not isinstance(document, dict):
        return
    for key in ("features", "geometries"):
        members = document.get(key)
        for member in members if isinstance(members, list) else []:
            yield from _geometries(member)
    if isinstance(document.get("geometry"), dict):
        yield from _geometries(document["geometry"])
    if "coordinates" in document:
        yield document


def _shape_faults(shape: dict[str, object]) -> list[Words]:
    kind = shape.get("type")
    if kind not in AREAS:
        return [_no_area(kind)]
    rings = list(_rings(shape))
    if not rings:
        return [both("a {kind} is empty", kind=kind)]
    return [fault for rank, ring in enumerate(rings, 1) for fault in _ring_faults(rank, ring)]


def _rings(shape: dict[str, object]) -> Iterator[object]:
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for part in parts if isinstance(parts, list) else [None]:
        yield from part if isinstance(part, list) else [None]


def _ring_faults(number: int, ring: object) -> Iterator[Words]:
    if not isinstance(ring, list) or not all(_is_position(point) for point in ring):
        yield both("ring {number} is not a list of positions [longitude, latitude]", number=number)
    elif len(ring) < 4:
        yield both(
            "ring {number} has {n} positions: it needs 4, the last equal to the first",
            number=number,
            n=len(ring),
        )
    elif ring[0][:2] != ring[-1][:2]:
        yield both(
            "ring {number} does not close: it starts at {start} and ends at {end}; "
            "repeat the first position at the end",
            number=number,
            start=_shown(ring[0]),
            end=_shown(ring[-1]),
        )


def _is_position(point: object) -> bool:
    return (
        isinstance(point, list)
        and len(point) >= 2
        and all(_is_number(coordinate) for coordinate in point)
    )


def _is_number(value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return abs(value) < 1e12 and math.isfinite(value)


def _shown(point: list[float]) -> str:
    return f"({_plain(point[0])}, {_plain(point[1])})"


def _plain(number: float) -> str:
    """Write a number without an exponent, to the metre or to a few centimetres in degrees.

    Examples
    --------
    >>> _plain(6740000.0), _plain(-2.0835), _plain(1e-9)
    ('6740000', '-2.0835', '0')
    """
    return f"{number:.0f}" if abs(number) >= 1000 else f"{number:.6f}".rstrip("0").rstrip(".")


def _polygons(shape: dict[str, object]) -> list[shapely.Geometry]:
    area = shapely.from_geojson(_bare(shape))
    return list(area.geoms) if area.geom_type == "MultiPolygon" else [area]


def _bare(shape: dict[str, object]) -> str:
    return json.dumps({"type": shape["type"], "coordinates": _flat(shape["coordinates"])})


def _flat(coordinates: Any) -> Any:
    """Keep the longitude and the latitude of every position."""
    if _is_position(coordinates):
        return coordinates[:2]
    return [_flat(inner) for inner in coordinates]


def _declared(path: Path, document: object) -> pyproj.CRS | None:
    """Return the reference system of a GeoJSON from before RFC 7946; None if it declares none."""
    member = document.get("crs") if isinstance(document, dict) else None
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        return None
    if name.endswith("CRS84"):
        return WGS84
    try:
        return pyproj.CRS(name)
    except CRSError as error:
        fault = both("its reference system {name!r} is not known", name=name[:60])
        raise _faulty(path, fault) from error


def _refuse_metres(path: Path, polygons: list[shapely.Geometry]) -> None:
    west, south, east, north = shapely.total_bounds(np.array(polygons, dtype=object))
    if max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 90:
        return
    fault = both(
        "its coordinates are not degrees (x from {west} to {east}, y from {south} to "
        "{north}): {kind}, and the file declares no reference system; "
        "export it in WGS 84 (EPSG:4326)",
        west=_plain(west), south=_plain(south), east=_plain(east), north=_plain(north),
        kind=_kind_of_metres(west, south, east, north),
    )  # fmt: skip
    raise _faulty(path, fault)


def _kind_of_metres(west: float, south: float, east: float, north: float) -> Words:
    if (
        LAMBERT93[0] <= west <= east <= LAMBERT93[2]
        and LAMBERT93[1] <= south <= north <= LAMBERT93[3]
    ):
        return both("they look like metres in Lambert-93 (EPSG:2154)")
    if max(abs(west), abs(east), abs(south), abs(north)) <= MERCATOR:
        return both("they look like metres")
    return both("they are on no map")


def _from_layers(path: Path) -> _Drawn:
    bounded(path, MOST_BYTES)
    layer = layers.read(path)
    if not isinstance(layer.frame, gpd.GeoDataFrame):
        raise _empty(path)
    return _drawn_layer(path, layer.frame, layer.warnings)


def _drawn_layer(path: Path, layer: gpd.GeoDataFrame, said: tuple[Words, ...]) -> _Drawn:
    shapes = layer.geometry[layer.geometry.notna() & ~layer.geometry.is_empty]
    if shapes.empty:
        raise _empty(path)
    strange = sorted(set(shapes.geom_type) - set(AREAS))
    if strange:
        raise _faulty(path, _no_area(strange[0]))
    if not np.isfinite(shapes.total_bounds).all():
        raise _faulty(path, both("a coordinate is not a number"))
    polygons = list(shapes.explode(ignore_index=True))
    if layer.crs is None:
        _refuse_metres(path, polygons)
    return _Drawn(polygons, pyproj.CRS(layer.crs or WGS84), said)


def _united(path: Path, polygons: list[shapely.Geometry]) -> shapely.Polygon | shapely.MultiPolygon:
    whole = shapely.union_all([shapely.make_valid(polygon) for polygon in polygons])
    parts = shapely.get_parts(shapely.get_parts(whole))
    areas = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    if not areas:
        raise _faulty(path, both("its outline encloses no area"))
    return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)


def _turned(
    path: Path, outline: shapely.Polygon | shapely.MultiPolygon, crs: pyproj.CRS
) -> shapely.Polygon | shapely.MultiPolygon:
    try:
        turned = gpd.GeoSeries([outline], crs=crs).to_crs(WGS84).iloc[0]
    except ProjError as error:
        fault = both("its reference system {name!r} cannot be turned into WGS 84", name=crs.name)
        raise _faulty(path, fault) from error
    if not np.isfinite(turned.bounds).all():
        fault = both("its coordinates lie outside its reference system, {crs}", crs=crs.name)
        raise _faulty(path, fault)
    return turned


def _refuse_off_the_globe(path: Path, outline: shapely.Geometry) -> None:
    west, south, east, north = outline.bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        fault = both(
            "it leaves the globe ({west}, {south}, {east}, {north})",
            west=_plain(west), south=_plain(south), east=_plain(east), north=_plain(north),
        )  # fmt: skip
        raise _faulty(path, fault)


def _refuse_size(path: Path, outline: shapely.Geometry) -> None:
    west, south, east, north = outline.bounds
    widest = max(east - west, north - south)
    if widest > MOST_DEGREES:
        fault = both(
            "it is {widest:.0f}° wide, and a town at most {most:.0f}°",
            widest=widest,
            most=MOST_DEGREES,
        )
        raise _faulty(path, fault)
    area = abs(pyproj.Geod(ellps="WGS84").geometry_area_perimeter(outline)[0])
    if not area >= LEAST_AREA:
        fault = both(
            "it covers {area:.0f} m², less than a house ({least:.0f} m²)",
            area=area,
            least=LEAST_AREA,
        )
        raise _faulty(path, fault)


def _refuse_elsewhere(
    path: Path, outline: shapely.Geometry, near: tuple[float, float] | None
) -> None:
    if near is None:
        return
    inside = outline.representative_point()
    here = (float(inside.x), float(inside.y))
    away = 0.0 if outline.intersects(shapely.Point(near)) else _metres(here, near)
    if away <= FARTHEST:
        return
    fault = both(
        "it lies {away:.0f} km from the town, at longitude {lon:.4f}, latitude {lat:.4f}",
        away=away / 1000,
        lon=here[0],
        lat=here[1],
    )
    if abs(here[0]) <= 90 and _metres((here[1], here[0]), near) <= FARTHEST:
        fault = both(
            "{fault}; its longitudes and latitudes look swapped: GeoJSON writes longitude first",
            fault=fault,
        )
    raise _faulty(path, fault)


def _metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(pyproj.Geod(ellps="WGS84").inv(*one, *other)[2])
