"""Places between which people travel."""

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.mobility.breaks.settlements import settlements

PLACES = gpd.GeoDataFrame(
    {
        "kind": ["hamlet", "town", "square", "village", "village"],
        "name": ["Bas", "Ville", "Marché", "Haut", None],
        "population": [None, 9000, None, 700, 50],
    },
    geometry=[shapely.Point(x, 0) for x in (0, 5000, 5100, 9000, 9900)], crs=2154,
)  # fmt: skip


def test_places_come_greatest_first_with_the_stops_within_a_walk() -> None:
    poles = pd.DataFrame({"stop_id": ["a", "b"], "x": [4300.0, 9000.0], "y": [0.0, 801.0]})

    found = settlements(PLACES, poles)

    assert found["place"].tolist() == ["Ville", "Haut", "Bas"]
    assert found["stop_id"].fillna("").tolist() == ["a", "", ""]


def test_without_any_stop_places_are_told_without() -> None:
    nothing = pd.DataFrame({"stop_id": [], "x": [], "y": []})

    assert settlements(PLACES, nothing)["stop_id"].isna().all()
