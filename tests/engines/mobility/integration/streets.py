"""A street drawn by hand along the two small networks, in the way OpenStreetMap would have it."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.mobility.integration.inputs import Streets
from tests.engines.mobility.drawn import streets

LAMBERT = "EPSG:2154"


def along(*ways: list[tuple[float, float]]) -> Streets:
    """Draw ways through points in metres; points that are equal are one node."""
    places = list(dict.fromkeys(point for way in ways for point in way))
    number = {place: n for n, place in enumerate(places)}
    table = streets(
        *({"highway": "residential"} for _ in ways),
        lines=[shapely.LineString(way) for way in ways],
    ).assign(nodes=[[number[point] for point in way] for way in ways])
    points = gpd.GeoSeries.from_xy(*np.array(places).T, crs=LAMBERT).to_crs(4326)
    nodes = pd.DataFrame({"node_id": np.arange(len(places)), "lon": points.x, "lat": points.y})
    return Streets(table, nodes)
