"""Footfall over the band of what it supposes."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from beffroi.study.commerce_footfall_band import band, described, hundredth


def test_one_street_that_all_take_does_not_make_the_others_vanish() -> None:
    demand, length = np.array([9e6, 50.0, 40.0, 10.0, 0.0]), np.array([1.0, 30.0, 30.0, 60.0, 1e9])

    assert hundredth(demand, length) == 50.0
    assert hundredth(np.zeros(3), np.ones(3)) == 0.0


def test_a_street_that_is_busiest_by_what_is_supposed_alone_is_not_named() -> None:
    flows = {"inhabitants": np.array([10.0, 40.0, 1.0]), "car_parks": np.array([50.0, 0.0, 1.0])}
    found = band(flows, np.ones(3), ["Quai", "Rue", "Quai"])

    assert (found.top, found.tops) == (0, (0, 1))
    assert set(found.sways) == {"inhabitants", "car_parks"}
    assert found.index[0] == 100
    assert found.index[1] == pytest.approx(100 * 40 / 60)
    assert found.low[1] < found.index[1] < found.high[1] == 100


def test_a_street_that_stays_first_over_the_band_is_sure() -> None:
    flows = {"inhabitants": np.array([90.0, 10.0]), "car_parks": np.array([0.0, 10.0])}

    found = band(flows, np.ones(2), ["Quai", "Rue"])

    assert (found.tops, found.sways) == ((0,), ())


def test_one_kind_of_origin_leaves_the_index_as_it_is() -> None:
    found = band({"inhabitants": np.array([9.0, 3.0])}, np.ones(2), ["Quai", "Rue"])

    assert np.allclose(found.low, found.high)


def test_a_way_without_a_name_is_told_by_the_streets_at_its_ends() -> None:
    lines = [((0, 0), (0, 9)), ((0, 10), (50, 10)), ((52, 10), (52, 90))]
    streets = gpd.GeoDataFrame({"street": ["Quai", None, "Rue"]}, crs=2154,
                               geometry=[shapely.LineString(one) for one in lines])  # fmt: skip

    assert described(streets.iloc[1:2], streets)[0].en == (
        "a way without a name between Quai and Rue"
    )
    assert described(streets.iloc[1:2], streets.iloc[[0, 1]])[0].en.endswith("near Quai")
    assert described(streets.iloc[1:2], streets.iloc[1:2])[0].en == "a way without a name"
