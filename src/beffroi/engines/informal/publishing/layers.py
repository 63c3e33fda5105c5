"""Layers of a network for a map: what its rows say, in the places where they say it."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import ops

from beffroi.territory.informal import WORN, InformalNetwork, worn

WGS84 = "EPSG:4326"


def layers(network: InformalNetwork) -> dict[str, gpd.GeoDataFrame]:
    """Make the layers of a network, provisional lines and doubtful stops among them.

    Returns
    -------
    By name, in WGS 84: ``variants`` (lines, with their
    number and colours, and the name and mode of their line, its number and colours), ``stops``
    (points), ``calls`` (points, one for each variant and stop), ``sections`` (stretches of
    variants, with the share of boardings away from stops). A table without rows gives a layer
    without rows.
    """
    routes = network.routes[["route_id", "name", "mode", *WORN]]
    routes = routes.rename(columns={name: f"line_{name}" for name in WORN})
    shown = network.variants.assign(**worn(network.variants, network.routes))
    variants = shown.merge(routes, on="route_id", how="left", validate="m:1")
    places = network.stops[["stop_id", "name", "geometry"]]
    calls = network.calls.merge(places, on="stop_id", how="left", validate="m:1")
    return {
        "variants": _located(variants, variants["geometry"]),
        "stops": _located(network.stops, network.stops["geometry"]),
        "calls": _located(calls, calls["geometry"]),
        "sections": _located(network.sections, _stretches(network)),
    }


def _located(frame: pd.DataFrame, places: object) -> gpd.GeoDataFrame:
    plain = pd.DataFrame(frame.drop(columns="geometry", errors="ignore"))
    return gpd.GeoDataFrame(plain, geometry=np.asarray(places, dtype=object), crs=WGS84)


def _stretches(network: InformalNetwork) -> list[shapely.Geometry | None]:
    lines = dict(zip(network.variants["variant_id"], network.variants.geometry, strict=True))
    lengths = dict(zip(network.variants["variant_id"], network.variants["length_m"], strict=True))
    rows = network.sections
    own = zip(rows["variant_id"], rows["begins_m"], rows["ends_m"], strict=True)
    return [
        _stretch(lines.get(variant), float(begins), float(ends), lengths.get(variant))
        for variant, begins, ends in own
    ]


def _stretch(
    line: shapely.LineString | None, begins: float, ends: float, length: float | None
) -> shapely.Geometry | None:
    if line is None or not length:
        return None
    share = [min(max(one / length, 0.0), 1.0) for one in (begins, ends)]
    return ops.substring(line, *share, normalized=True)
