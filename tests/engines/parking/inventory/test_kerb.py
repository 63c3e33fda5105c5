"""Places along the kerb, counted by hand."""

import json

import geopandas as gpd
import pytest
import shapely

from beffroi.engines.parking.inventory.kerb import apart, kerb
from beffroi.territory.parking import PARKING_PLACES
from tests.engines.parking.inventory.drawn import car_parks, points, streets

ALONG = [(1, 0.0, 0.0), (3, 100.0, 0.0)]


def street(**tags: str) -> gpd.GeoDataFrame:
    told = {key.replace("__", ":"): value for key, value in tags.items()}
    own = {"highway": "residential", "name": "Rue Basse", "parking": json.dumps(told)}
    return streets((own, ALONG))


@pytest.mark.parametrize(
    ("layout", "spaces"), [("parallel", 19), ("diagonal", 32), ("perpendicular", 40)]
)
def test_a_hundred_metres_hold_what_their_layout_takes(layout: str, spaces: int) -> None:
    told = street(parking__left="lane", parking__left__orientation=layout)

    (place,) = kerb(told, points(), car_parks()).itertuples()

    assert (place.spaces, place.spaces_method, place.side) == (spaces, "length", "left")
    assert place.spaces_low < spaces < place.spaces_high


def test_a_count_stands_before_a_length() -> None:
    told = street(parking__both="lane", parking__both__capacity="7", parking__both__fee="no")

    places = kerb(told, points(), car_parks())

    assert places["spaces"].tolist() == [7, 7]
    assert places["spaces_low"].tolist() == places["spaces_high"].tolist() == [7, 7]
    assert set(places["spaces_method"]) == {"tagged"}
    PARKING_PLACES.check(places)


def test_a_forbidden_side_holds_nothing_and_a_separate_one_is_left_to_its_bays() -> None:
    told = street(parking__left="no", parking__right="separate")

    (place,) = kerb(told, points(), car_parks()).itertuples()

    assert (place.side, place.spaces, place.regulation) == ("left", 0, "forbidden")
    assert apart(told) == [(0, "right")]


def test_bays_drawn_along_a_street_are_not_counted_again() -> None:
    told = street(parking__right="street_side", parking__right__orientation="parallel")
    bay = {"kind": "street_side", "geometry": shapely.box(20.0, -5.0, 80.0, -3.0)}

    (place,) = kerb(told, points(), car_parks(bay)).itertuples()

    assert place.length == pytest.approx(40.0)
    assert place.spaces == 6


def test_a_capacity_of_zero_is_zero() -> None:
    told = street(parking__left="lane", parking__left__capacity="0")

    assert kerb(told, points(), car_parks())["spaces"].tolist() == [0]


def test_streets_of_which_nothing_is_told_have_no_place() -> None:
    assert kerb(streets(({"highway": "residential"}, ALONG)), points(), car_parks()).empty
