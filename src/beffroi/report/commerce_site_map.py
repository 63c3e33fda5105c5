"""The map of a public site: streets and houses folded, MapLibre from our copy, no tile server."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import shapely

from beffroi.report.drawn import Drawn
from beffroi.report.layers import drawn_layers
from beffroi.report.map import library, packed
from beffroi.report.page import asset
from beffroi.study.commerce_directory import Directory

AROUND = 0.004
"""Margin of the ground around the shops. [°]"""
OPENING = 0.9
"""Share of the shops that the map opens on, far ones left out. [1]"""
GROUND = ("streets", "water", "waters", "buildings", "greens")


def map_files(made: Directory) -> dict[str, str]:
    """Write the files that the map runs on, by name; nothing where no shop is placed.

    Returns
    -------
    Scripts and a style sheet that no page loads before the map is asked for.
    """
    places = np.array([(s.lon, s.lat) for s in made.shops if s.lon is not None], dtype=float)
    if not len(places):
        return {}
    reach = shapely.box(*places.min(axis=0) - AROUND, *places.max(axis=0) + AROUND)
    low, high = np.quantile(places, ((1 - OPENING) / 2, (1 + OPENING) / 2), axis=0)
    view = shapely.box(*(low - AROUND / 4), *(high + AROUND / 4))
    script, style = library()
    data = packed(_ground(made.ground, reach), reach, {}, view)
    return {
        "maplibre.js": script,
        "maplibre.css": style,
        "glyphs.js": asset("glyphs.js"),
        "map-data.js": f'const siteMapData = "{data}";\n',
        "map.js": asset("site/map.js"),
    }


def _ground(ground: Mapping[str, gpd.GeoDataFrame], reach: shapely.Geometry) -> tuple[Drawn, ...]:
    near = {
        key: gpd.GeoDataFrame(table[table.intersects(reach)])
        for key, table in ground.items()
        if key in GROUND and len(table)
    }
    return drawn_layers({key: table for key, table in near.items() if len(table)})
