"""Where stations, vehicles and zones of a system are, and whether they can be there."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from beffroi.formats.gbfs.documents import Feed, finite
from beffroi.formats.gbfs.fields import Fault, items, place
from beffroi.formats.gbfs.reference import reference
from beffroi.kernels.sphere import great_circle
from beffroi.territory.notice import Value

NEAR_ZERO = 0.01
"""Degrees around (0, 0) where a position means that it is unknown."""
FARTHEST = 100_000.0
"""Distance from the middle of a system beyond which a position is doubtful: no system of one town
or region of France is wider. [m]"""
PLACED = ("station_information", "free_bike_status", "vehicle_status")


def place_faults(feed: Feed) -> Iterator[Fault]:
    """Check positions and zones.

    Returns
    -------
    Code and place of each fault.
    """
    for kind in PLACED:
        yield from _position_faults(feed, kind)
    for item in items(feed, "station_information"):
        area = item.get("station_area")
        if area is not None and not is_polygon(area):
            told = {"station_id": str(item.get("station_id"))[:60], "field": "station_area"}
            yield "bad_polygon", place(feed, "station_information", told)
    for index, zone in enumerate(zones(feed)):
        if not is_polygon(zone.get("geometry") if isinstance(zone, dict) else None):
            yield "bad_polygon", place(feed, "geofencing_zones", {"index": index})


def zones(feed: Feed) -> list[Any]:
    """Return the features of the geofence; none if it is no collection."""
    data = feed.files.get("geofencing_zones", {}).get("data")
    collection = data.get("geofencing_zones") if isinstance(data, dict) else None
    features = collection.get("features") if isinstance(collection, dict) else None
    return features if isinstance(features, list) else []


def is_polygon(geometry: Any) -> bool:
    """Say whether a GeoJSON object is a valid polygon of some area.

    Examples
    --------
    >>> is_polygon({"type": "Point", "coordinates": [2, 48]})
    False
    """
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return False
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.GEOSException, ValueError, TypeError, RecursionError):
        return False
    return bool(shape is not None and shape.is_valid and shape.area > 0)


def _position_faults(feed: Feed, kind: str) -> Iterator[Fault]:
    key = reference().files[kind]["key"]
    placed: list[tuple[dict[str, Value], float, float]] = []
    for index, item in enumerate(items(feed, kind)):
        lat, lon = finite(item.get("lat")), finite(item.get("lon"))
        told: dict[str, Value] = {"index": index, key: str(item.get(key))[:60]}
        if lat is None or lon is None:
            if kind != "station_information" and not item.get("station_id"):
                yield "nowhere", place(feed, kind, told)
        elif abs(lat) < NEAR_ZERO and abs(lon) < NEAR_ZERO:
            yield "at_zero", place(feed, kind, told)
        elif abs(lat) <= 90 and abs(lon) <= 180:
            placed.append((told | {"lat": lat, "lon": lon}, lat, lon))
    yield from _far(feed, kind, placed)


def _far(
    feed: Feed, kind: str, placed: list[tuple[dict[str, Value], float, float]]
) -> Iterator[Fault]:
    if len(placed) < 3:
        return
    lat, lon = (np.array([one[i] for one in placed]) for i in (1, 2))
    middle = np.full_like(lat, np.median(lat)), np.full_like(lon, np.median(lon))
    away = great_circle(lat, lon, *middle)
    for i in np.flatnonzero(away > FARTHEST):
        yield "far_away", place(feed, kind, placed[i][0])
