"""The zones of services on demand, which a timetable draws in `locations.geojson`."""

import json

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.reference import LOCATIONS
from beffroi.foundation import documents
from beffroi.foundation.files import decoded
from beffroi.foundation.language import Words

UNUSABLE = Words(fr="zone sans identifiant ou sans surface", en="zone without identifier or area")
WGS84 = "EPSG:4326"


def locations(raw: bytes, ledger: Ledger) -> gpd.GeoDataFrame | None:
    """Read the zones.

    Returns
    -------
    One row for each zone: `id`, its other properties as text, `geometry` in WGS 84; None if the
    file is no GeoJSON.
    """
    features = _features(raw)
    if features is None:
        ledger.fault(
            f"{LOCATIONS}.geojson n'est pas une FeatureCollection GeoJSON",
            f"{LOCATIONS}.geojson is not a GeoJSON FeatureCollection",
        )
        return None
    ledger.finders[LOCATIONS] = lambda rows: [row + 1 for row in rows]
    frame = pd.DataFrame([_properties(feature) for feature in features])
    frame = frame.reindex(columns=list(dict.fromkeys(["id", *frame.columns]))).astype("string")
    shapes = gpd.GeoSeries([_shape(feature) for feature in features], crs=WGS84)
    zones = gpd.GeoDataFrame(frame, geometry=shapes)
    unusable = zones["id"].isna() | zones.geometry.isna() | zones.geometry.is_empty
    return ledger.without(zones, LOCATIONS, unusable, UNUSABLE)


def as_geojson(zones: gpd.GeoDataFrame) -> bytes:
    """Write zones as a GeoJSON FeatureCollection, in UTF-8."""
    features = [
        {
            "id": row["id"],
            "type": "Feature",
            "properties": {
                name: row[name]
                for name in zones.columns
                if name not in {"id", "geometry"} and pd.notna(row[name])
            },
            "geometry": json.loads(shapely.to_geojson(row["geometry"])),
        }
        for _, row in zones.iterrows()
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False).encode("utf-8")


def _features(raw: bytes) -> list[object] | None:
    text, _ = decoded(raw)
    try:
        read = documents.parsed(text)
    except ValueError:
        return None
    features = read.get("features") if isinstance(read, dict) else None
    return features if isinstance(features, list) else None


def _properties(feature: object) -> dict[str, str]:
    if not isinstance(feature, dict):
        return {}
    properties = feature.get("properties")
    held = properties if isinstance(properties, dict) else {}
    named = {"id": feature.get("id"), **{k: v for k, v in held.items() if k != "geometry"}}
    return {name: str(value) for name, value in named.items() if value is not None}


def _shape(feature: object) -> shapely.Geometry | None:
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    try:
        return shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.GEOSException, RecursionError):
        return None
