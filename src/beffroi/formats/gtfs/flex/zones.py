"""The zones of a service on demand: valid polygons, each with its own id, none over another."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.formats.gtfs.flex.cells import KEY, Cells
from beffroi.foundation import documents
from beffroi.foundation.documents import NestedError
from beffroi.foundation.errors import HostileFileError
from beffroi.foundation.files import bounded, decoded
from beffroi.foundation.language import Words, both

MOST_BYTES = 32 * 1024**2
"""Largest file of zones taken. [byte]"""
WGS84 = "EPSG:4326"
TOUCH = 1e-9
"""Area that two zones may share by roundings of their border. [square degree]"""


def zones(path: Path, cells: Cells) -> gpd.GeoDataFrame | None:
    """Read the zones.

    Parameters
    ----------
    path
        GeoJSON: a FeatureCollection of polygons in WGS 84, each with an `id`, and a `name`.
    cells
        Where faults are noted.

    Returns
    -------
    `id`, `name` and `geometry`; None if the file is no collection.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or too large.
    HostileFileError
        If it is nested too deep.
    """
    features = _features(path)
    if features is None:
        cells.fault(both("{file} is no GeoJSON FeatureCollection", file=path.name))
        return None
    rows = []
    for number, feature in enumerate(features, start=1):
        id_, name = _named(feature)
        if not KEY.fullmatch(id_):
            cells.fault(
                both(
                    "zone {n}: the id {id!r} must be of plain letters, figures, - and _",
                    n=number,
                    id=id_,
                )
            )
            continue
        fault, shape = _shape(feature)
        if fault:
            cells.fault(both("zone {id!r}: {fault}", id=id_, fault=fault))
            continue
        rows.append({"id": id_, "name": name or id_, "geometry": shape})
    frame = pd.DataFrame(rows, columns=["id", "name", "geometry"])
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(frame["geometry"], crs=WGS84))


def _features(path: Path) -> list[Any] | None:
    text, _ = decoded(bounded(path, MOST_BYTES))
    try:
        read = documents.parsed(text)
    except NestedError as error:
        raise HostileFileError(path, found="its brackets are nested too deep") from error
    except ValueError:
        return None
    features = read.get("features") if isinstance(read, dict) else None
    return features if isinstance(features, list) else None


def _named(feature: object) -> tuple[str, str]:
    if not isinstance(feature, dict):
        return "", ""
    properties = feature.get("properties")
    held = properties if isinstance(properties, dict) else {}
    id_ = feature.get("id", held.get("id", ""))
    name = held.get("name", held.get("nom", ""))
    return str(id_ if id_ is not None else "")[:200], name if isinstance(name, str) else ""


def _shape(feature: dict[str, Any]) -> tuple[Words | None, shapely.Geometry | None]:
    """Return what is wrong with the polygon of a feature, and the polygon."""
    try:
        shape = shapely.from_geojson(json.dumps(feature.get("geometry")))
    except (shapely.errors.GEOSException, RecursionError):
        return both("it is no polygon"), None
    if shape is None or shape.geom_type not in {"Polygon", "MultiPolygon"} or shape.is_empty:
        return both("it is no polygon"), None
    west, south, east, north = shape.bounds
    if not (west >= -180 and south >= -90 and east <= 180 and north <= 90):
        return both("its coordinates are not degrees"), None
    if not shape.is_valid or shape.area == 0:
        return both("it crosses itself or has no area"), None
    return None, shapely.force_2d(shape)


def zone_faults(drawn: gpd.GeoDataFrame, rides: Iterable[tuple[str, str, str]]) -> list[Words]:
    """Find rides between two zones that overlap: which one a place is in could not be told.

    Parameters
    ----------
    drawn
        The zones.
    rides
        Id, origin and destination of each.
    """
    shapes = dict(zip(drawn["id"], drawn.geometry, strict=True))
    faults = []
    for id_, origin, destination in rides:
        if origin == destination or origin not in shapes or destination not in shapes:
            continue
        if shapes[origin].intersection(shapes[destination]).area > TOUCH:
            faults.append(
                both(
                    "ride {ride!r}: zones {one!r} and {other!r} overlap: cut one out of the other",
                    ride=id_,
                    one=origin,
                    other=destination,
                )
            )
    return faults
