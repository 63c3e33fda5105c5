"""Streets for the tests of mobility: a grid drawn by hand, in Lambert-93."""

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.territory.tables import STREETS

LAMBERT = "EPSG:2154"


def streets(
    *tags: dict[str, str], lines: list[shapely.LineString] | None = None
) -> gpd.GeoDataFrame:
    """Make a table of streets, one for each set of tags."""
    drawn = lines or [shapely.LineString([(0, n), (100, n)]) for n in range(len(tags))]
    columns = {key for given in tags for key in given}
    return STREETS.framed(
        {
            "street_id": [f"w{n}" for n in range(len(tags))],
            "nodes": [[] for _ in tags],
            "geometry": drawn,
        }
        | {key: pd.array([given.get(key) for given in tags], dtype="string") for key in columns},
        crs=LAMBERT,
    )
