"""The centre: the main street, and the point where the shops gather."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from beffroi.territory.centre import centre, main_street, shop_streets
from beffroi.territory.tables import SHOPS, STREETS

LAMBERT = "EPSG:2154"


def streets(*named: tuple[str | None, list[tuple[float, float]]]) -> gpd.GeoDataFrame:
    return STREETS.framed(
        {
            "street_id": [f"w{n}" for n in range(len(named))],
            "highway": ["residential"] * len(named),
            "name": [name for name, _ in named],
            "geometry": [shapely.LineString(line) for _, line in named],
        },
        crs=LAMBERT,
    )


def shops(*places: tuple[float, float], street: list[str | None] | None = None) -> gpd.GeoDataFrame:
    return SHOPS.framed(
        {
            "shop_id": [f"n{n}" for n in range(len(places))],
            "state": ["trading"] * len(places),
            "addr_street": street or [None] * len(places),
            "geometry": [shapely.Point(place) for place in places],
        },
        crs=LAMBERT,
    )


GRANDE_RUE = ("Grande Rue", [(0.0, 0.0), (200.0, 0.0)])
QUAI = ("Quai", [(0.0, 100.0), (200.0, 100.0)])


def test_a_shop_stands_on_the_nearest_named_street() -> None:
    found = shop_streets(streets(GRANDE_RUE, QUAI), shops((50, 10), (50, 90)))

    assert found.tolist() == ["Grande Rue", "Quai"]


def test_an_address_counts_before_the_nearest_street() -> None:
    found = shop_streets(streets(GRANDE_RUE, QUAI), shops((50, 10), street=["Quai"]))

    assert found.tolist() == ["Quai"]


def test_a_shop_far_from_any_named_street_stands_on_none() -> None:
    found = shop_streets(streets(GRANDE_RUE), shops((50, 50)))

    assert pd.isna(found.iloc[0])


def test_the_main_street_has_the_most_shops() -> None:
    found = main_street(streets(GRANDE_RUE, QUAI), shops((50, 90), (60, 95), (50, 5)))

    assert found == "Quai"


def test_without_a_named_street_there_is_no_main_street() -> None:
    assert main_street(streets((None, [(0.0, 0.0), (1.0, 0.0)])), shops((0, 0))) is None


def test_the_centre_is_where_most_shops_gather_not_their_mean() -> None:
    point = centre(streets(GRANDE_RUE), shops((0, 0), (0, 0), (0, 0), (900, 0)))

    assert point is not None
    assert point.x == pytest.approx(0, abs=1)


def test_a_town_without_shops_has_the_middle_of_its_streets_for_centre() -> None:
    point = centre(streets(GRANDE_RUE, QUAI), shops())

    assert (point.x, point.y) == (100, 50)


def test_nothing_has_no_centre() -> None:
    assert centre(streets(), shops()) is None


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=1, max_size=12))
def test_no_other_shop_is_a_better_centre(places: list[tuple[float, float]]) -> None:
    point = centre(streets(GRANDE_RUE), shops(*places))

    found = np.array(places)
    length = np.hypot(*(found - [point.x, point.y]).T).sum()
    best = min(np.hypot(*(found - place).T).sum() for place in found)
    assert length <= best * 1.02 + 1
