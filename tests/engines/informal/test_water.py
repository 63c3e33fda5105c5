"""Landing stages, and lines by boat parted from those by road."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.water import landed
from beffroi.territory.informal import INFORMAL_CALLS, INFORMAL_STOPS

PLANE = Plane(-54.03, 5.5)


def river() -> gpd.GeoSeries:
    """Draw a river 1 km wide, from south to north."""
    lon, lat = PLANE.degrees(np.array([[0.0, -5e3], [1e3, -5e3], [1e3, 5e3], [0.0, 5e3]]))
    return gpd.GeoSeries([shapely.Polygon(np.column_stack([lon, lat]))], crs=4326)


def test_no_boat_calls_in_the_middle_of_the_river() -> None:
    lon, lat = PLANE.degrees(np.array([[0.0, 0.0], [500.0, 0.0], [990.0, 800.0], [1e3, 2e3]]))
    stops = gpd.GeoDataFrame(INFORMAL_STOPS.typed(pd.DataFrame({
        "stop_id": list("abcd"), "name": list("ABCD"), "name_source": "number",
        "is_station": False, "source": "inferred", "geometry": shapely.points(lon, lat),
    })))  # fmt: skip
    calls = INFORMAL_CALLS.typed(pd.DataFrame({
        "call_id": [f"v:{k}" for k in range(4)], "variant_id": "v", "rank": range(4),
        "stop_id": list("abcd"), "along_m": [0.0, 500.0, 1_400.0, 2_600.0],
    }))  # fmt: skip

    there, kept = landed(stops, calls, {"v"}, PLANE, river())

    assert kept["stop_id"].tolist() == ["a", "c", "d"]
    assert kept["rank"].tolist() == [0, 1, 2]
    assert there["source"].eq("landing").all()
    assert there["name"].tolist() == ["Débarcadère 1", "Débarcadère 2", "Débarcadère 3"]
    assert len(there) == 3


def test_a_landing_stage_that_has_a_name_keeps_it_and_a_station_has_that_of_its_stages() -> None:
    lon, lat = PLANE.degrees(np.array([[0.0, 0.0], [1e3, 0.0], [1e3, 30.0], [1e3, 15.0]]))
    stops = gpd.GeoDataFrame(INFORMAL_STOPS.typed(pd.DataFrame({
        "stop_id": list("abcp"), "name": ["Marché", "Arrêt 2", "Arrêt 3", "Arrêt 2"],
        "name_source": ["given", "number", "number", "number"],
        "is_station": [False, False, False, True], "station": [None, "p", "p", None],
        "source": "terminal", "geometry": shapely.points(lon, lat),
    })))  # fmt: skip
    calls = INFORMAL_CALLS.typed(pd.DataFrame({
        "call_id": ["v:0", "v:1", "w:0", "w:1"], "variant_id": list("vvww"), "rank": [0, 1, 0, 1],
        "stop_id": list("abca"), "along_m": [0.0, 1e3, 0.0, 1e3],
    }))  # fmt: skip

    there, _ = landed(stops, calls, {"v", "w"}, PLANE, river())

    assert there["name"].tolist() == ["Marché", "Débarcadère 1", "Débarcadère 2", "Débarcadère 1"]
