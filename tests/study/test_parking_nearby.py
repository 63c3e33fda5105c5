import geopandas as gpd
import numpy as np
import pytest

from beffroi.study.parking_nearby import near

ROWS = {
    "walk_min": [2.0, 7.0, 3.0, 4.0, np.nan], "spaces": [10.0, 20.0, 30.0, np.nan, 40.0],
    "occupancy": [0.5, 0.8, 0.9, 0.5, 0.1], "is_free": [True, True, False, False, True],
}  # fmt: skip


def test_only_places_under_the_rule_and_within_the_walk_are_counted() -> None:
    five, ten = near(gpd.GeoDataFrame(ROWS))

    assert (five.places, five.free, five.unknown) == (1, pytest.approx(5.0), 1)
    assert (ten.places, ten.free) == (2, pytest.approx(9.0))
    assert ten.low < ten.free < ten.high
