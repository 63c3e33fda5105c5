"""Inputs of active modes: two quiet streets parted by a busy one, in the tables of a study."""

import geopandas as gpd
import shapely

from beffroi.engines.mobility.active.inputs import Inputs
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.territory.population import SpreadPopulation
from beffroi.territory.tables import POPULATION_CELLS
from tests.engines.mobility.drawn import LAMBERT
from tests.engines.mobility.test_network import ORIGIN, nodes, ways

OSM = (Source("osm", "OpenStreetMap", "OSM contributors", "2019", "ODbL 1.0"),)
FLOWS = (Source("flows", "Flux", "INSEE", "2021", "Licence Ouverte 2.0"),)
SAID = Words(fr="Estimée.", en="Estimated.")


def points(*places: tuple[float, float]) -> list[shapely.Point]:
    return [shapely.Point(ORIGIN[0] + x, ORIGIN[1] + y) for x, y in places]


def table(*places: tuple[float, float]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=points(*places), crs=LAMBERT)


def inputs(people: float | None = 40.0, **changes: object) -> Inputs:
    """Draw homes at 0 m, a busy avenue from 200 to 300 m, a shop at 500 m."""
    line = ((0, 0), (200, 0), (300, 0), (500, 0))
    cells = {"cell_id": ["a"], "population": [40.0], "geometry": points((0, 5))}
    streets = ways(
        ([1, 2], {"highway": "residential", "name": "Rue Basse"}),
        ([2, 3], {"highway": "primary", "name": "Avenue"}),
        ([3, 4], {"highway": "residential", "name": "Rue Haute"}),
    )
    given = {
        "streets": streets,
        "street_nodes": nodes(*line),
        "epsg": 2154,
        "population": SpreadPopulation(
            POPULATION_CELLS.framed(cells, crs=LAMBERT), people, None, SAID
        ),
        "shops": table((500, 5)),
        "workplaces": table((500, 5), (10, 5)),
        "commuters": None,
        "price": None,
        "sources": {"osm": OSM, "population": OSM, "flows": FLOWS},
    }
    return Inputs(**(given | changes))
