"""Small hand-made tables of commerce."""

from typing import Any

import geopandas as gpd
import shapely

from beffroi.territory.tables import ESTABLISHMENTS, OUTLETS, STREETS

LAMBERT = "EPSG:2154"


def outlets(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    """Draw outlets 10 m apart, trading shops of shoes unless said."""
    known: dict[str, list[Any]] = {name: [] for name in OUTLETS.columns}
    for i, row in enumerate(rows):
        whole = {
            "outlet_id": f"n{i}", "state": "trading", "key": "shop", "kind": "shoes",
            "geometry": shapely.Point(10.0 * i, 0.0), **row,
        }  # fmt: skip
        for name, values in known.items():
            values.append(whole.get(name))
    return gpd.GeoDataFrame(OUTLETS.framed(dict(known), crs=LAMBERT))


def one_street(name: str = "Grande Rue", *, y: float = 5.0) -> gpd.GeoDataFrame:
    """Draw one street along the outlets."""
    return gpd.GeoDataFrame(
        STREETS.framed(
            {
                "street_id": ["w1"],
                "highway": ["residential"],
                "name": [name],
                "nodes": [[1, 2]],
                "geometry": [shapely.LineString([(-100, y), (1000, y)])],
            },
            crs=LAMBERT,
        )
    )


def establishments(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    """Draw establishments, active shoe shops at the origin unless said."""
    columns = [*ESTABLISHMENTS.columns, "geometry"]
    known: dict[str, list[Any]] = {name: [] for name in columns}
    for i, row in enumerate(rows):
        whole = {
            "siret": f"{i:014d}", "state": "active", "activity": "47.72A",
            "nomenclature": "NAFRev2", "commune": "35236", "geometry": shapely.Point(0.0, 0.0),
            **row,
        }  # fmt: skip
        for name, values in known.items():
            values.append(whole.get(name))
    shapes = known.pop("geometry")
    return gpd.GeoDataFrame(ESTABLISHMENTS.framed(dict(known)), geometry=shapes, crs=LAMBERT)
