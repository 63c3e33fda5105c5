"""The map of a catchment."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import shapely

from beffroi.report.commerce_catchment_map import first_layer, share_layer, zone_layer

SQUARES = gpd.GeoDataFrame(
    {"weight": [10.0, 20.0, 30.0], "centre_share": [0.9, 0.1, np.nan],
     "zone": ["primary", "tertiary", "beyond"], "first_shop": ["Fournil", "Géant", None]},
    geometry=[shapely.box(n, 0, n + 1, 1) for n in range(3)], crs=4326,
)  # fmt: skip
SITES = gpd.GeoDataFrame(
    {"shop_id": ["a", "b"], "name": ["Fournil", "Géant"], "is_centre": [True, False]},
    geometry=[shapely.Point(0, 0), shapely.Point(1, 0)], crs=4326,
)  # fmt: skip


def test_a_place_is_coloured_by_the_share_of_the_centre_and_unknown_is_grey() -> None:
    assert share_layer(SQUARES).classes == ("class-1", "class-5", "class-none")
    assert zone_layer(SQUARES).classes == ("class-1", "class-3", "class-none")
    assert first_layer(SQUARES, SITES).classes == ("class-1", "class-5", "class-none")


def test_what_is_unknown_is_told_by_no_fact() -> None:
    facts = share_layer(SQUARES).facts

    assert facts["share"][2] is None
    assert facts["first"][2] is None
    assert replace(share_layer(SQUARES), is_off=True).is_off
