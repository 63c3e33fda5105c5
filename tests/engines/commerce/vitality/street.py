"""A street drawn by hand: premises every ten metres on both sides of a straight line."""

import geopandas as gpd
import pandas as pd
from shapely import LineString, Point

from beffroi.territory.commerce import PREMISES, TRADING, VACANT

LAMBERT = "EPSG:2154"
LETTERS = {"t": TRADING, "v": VACANT, "?": "unknown"}


def streets(length: float = 500.0) -> gpd.GeoDataFrame:
    """Draw Rue Haute, in two ways drawn towards each other, and Rue Basse beside it."""
    half = length / 2
    lines = [LineString([(0, 0), (half, 0)]), LineString([(length, 0), (half, 0)]),
             LineString([(0, -300), (length, -300)])]  # fmt: skip
    return gpd.GeoDataFrame(
        {"name": ["Rue Haute", "Rue Haute", "Rue Basse"], "highway": "pedestrian"},
        geometry=lines, crs=LAMBERT,
    )  # fmt: skip


def premises(north: str, south: str = "", **columns: object) -> gpd.GeoDataFrame:
    """Set premises along Rue Haute, one letter each: t trading, v vacant, ? unknown, space none."""
    rows = [
        (LETTERS[letter], 10.0 * k, y)
        for text, y in ((north, 6.0), (south, -6.0))
        for k, letter in enumerate(text)
        if letter != " "
    ]
    frame = pd.DataFrame({
        "premises_id": [f"osm:n{k}" for k in range(len(rows))], "state": [row[0] for row in rows],
        "street": "Rue Haute", "sources": "osm", "geometry": [Point(*row[1:]) for row in rows],
        **columns,
    })  # fmt: skip
    return gpd.GeoDataFrame(PREMISES.typed(frame, crs=LAMBERT))
