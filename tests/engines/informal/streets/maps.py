"""A map drawn for tests: two streets that cross, a bridge, a footpath, a service way."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.territory.tables import STREETS
from tests.engines.informal.drives import HERE

Way = tuple[str, str, list[tuple[float, float]], str]
WAYS: list[Way] = [
    ("residential", "Rue Longue", [(0, 0), (500, 0), (1_000, 0)], ""),
    ("secondary", "Avenue", [(500, -400), (500, 0), (500, 400)], ""),
    ("residential", "Pont", [(250, -300), (250, 300)], ""),
    ("footway", "Sente", [(0, 0), (0, 400)], ""),
    ("service", "", [(750, 0), (750, 100)], ""),
    ("residential", "Rue Longue", [(1_000, 0), (1_000, 500)], "yes"),
]


def streets(ways: list[Way] | None = None) -> gpd.GeoDataFrame:
    """Draw streets, in metres around the place of the drives of tests."""
    drawn = WAYS if ways is None else ways
    lines = [shapely.LineString(np.column_stack(HERE.degrees(np.array(way[2], dtype=float))))
             for way in drawn]  # fmt: skip
    n = len(drawn)
    table = pd.DataFrame({name: pd.Series([pd.NA] * n, dtype="string") for name in STREETS.columns})
    table = table.assign(
        street_id=[f"way/{k}" for k in range(n)], highway=[way[0] for way in drawn],
        name=[way[1] or None for way in drawn], oneway=[way[3] or None for way in drawn],
    )  # fmt: skip
    return gpd.GeoDataFrame(table.drop(columns="geometry"), geometry=lines, crs=4326)
