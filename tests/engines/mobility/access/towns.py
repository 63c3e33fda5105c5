"""A town of two hamlets at the ends of the street of 4 km, its centre in the middle."""

from typing import Any

import geopandas as gpd
import shapely

from beffroi.engines.mobility.inputs import Inputs
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.territory.population import SpreadPopulation
from tests.engines.mobility.access.basins import X, Y, bus, mapped, street

OSM = Source("osm", "OpenStreetMap", "OSM", "2026", "ODbL")
GRID = Source("grid", "Filosofi", "INSEE", "2021", "LO 2.0")


def town(**changes: Any) -> Inputs:
    """Make the inputs: 300 people at 0 m, 100 at 3,900 m, a shop and a pharmacy at 2,000 m."""
    table, nodes = mapped(street())
    cells = gpd.GeoDataFrame(
        {"cell_id": ["west", "east"], "population": [300.0, 100.0], "households": [1.0, 1.0]},
        geometry=[shapely.Point(X + 10, Y + 10), shapely.Point(X + 3910, Y + 10)], crs=2154,
    )  # fmt: skip
    middle = shapely.Point(X + 2010, Y)
    shops = gpd.GeoDataFrame({"shop_id": ["a"], "state": ["trading"], "kind": ["bakery"]},
                             geometry=[middle], crs=2154)  # fmt: skip
    amenities = gpd.GeoDataFrame({"amenity_id": ["n1"], "amenity": ["pharmacy"]},
                                 geometry=[middle], crs=2154)  # fmt: skip
    given = {
        "streets": table, "street_nodes": nodes, "epsg": 2154,
        "bounds": (X, Y - 500, X + 4000, Y + 500),
        "perimeter": shapely.box(X, Y - 500, X + 4000, Y + 500), "centre": middle,
        "main_street": None, "shops": shops, "car_parks": shops[:0],
        "population": SpreadPopulation(cells, 400.0, None, Words("Carreaux.", "Squares.")),
        "timetables": (bus(),), "carpool_places": None,
        "sources": {"osm": (OSM,), "population": (GRID,)}, "amenities": amenities,
    }  # fmt: skip
    return Inputs(**(given | changes))
