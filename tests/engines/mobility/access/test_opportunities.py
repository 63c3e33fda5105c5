"""The places that people go to, by family."""

import geopandas as gpd
import pytest
import shapely

from beffroi.engines.mobility.access.opportunities import families, family_words, opportunities
from tests.engines.mobility.access.basins import bus, feed

SHOPS = gpd.GeoDataFrame(
    {"shop_id": ["a", "b", "c"], "state": ["trading", "trading", "vacant"],
     "kind": ["bakery", "books", "bakery"]},
    geometry=[shapely.Point(n, 0) for n in range(3)], crs=2154,
)  # fmt: skip
AMENITIES = gpd.GeoDataFrame(
    {"amenity_id": ["n1", "n2"], "amenity": ["pharmacy", "bench"]},
    geometry=[shapely.Point(0, 0), shapely.Point(5, 5).buffer(1)], crs=2154,
)  # fmt: skip


@pytest.mark.parametrize(
    ("family", "ids"), [("food", ["a"]), ("shops", ["a", "b"]), ("health", ["n1"])]
)
def test_a_family_holds_what_trades_in_it(family: str, ids: list[str]) -> None:
    found = opportunities(family, SHOPS, AMENITIES)

    assert found.ids.tolist() == ids
    assert found.weight.tolist() == [1] * len(ids)


def test_what_the_map_does_not_know_is_unknown() -> None:
    assert opportunities("schools", SHOPS, AMENITIES) is None
    assert opportunities("health", SHOPS, None) is None


def test_stations_are_where_trains_call() -> None:
    train = feed("sncf", [(0, 0), (9, 9)], [[(0, 27_000), (1, 27_300)]], route_type=2)

    found = opportunities("stations", SHOPS, AMENITIES, (bus(), train))

    assert found.ids.tolist() == ["sncf:s0", "sncf:s1"]


def test_every_family_has_a_name_in_two_languages() -> None:
    assert all(family_words(family).fr and family_words(family).en for family in families())
