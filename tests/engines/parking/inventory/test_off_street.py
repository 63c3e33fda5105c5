"""Car parks, counted by hand."""

import json

import pandas as pd
import shapely

from beffroi.engines.parking.inventory.off_street import off_street
from beffroi.territory.parking import PARKING_PLACES
from tests.engines.parking.inventory.drawn import car_parks, streets

STREET = ({"highway": "residential", "name": "Rue Haute"}, [(1, 0.0, 0.0), (2, 100.0, 0.0)])
GROUND = shapely.box(0.0, 20.0, 50.0, 40.0)


def place(**told: object) -> pd.Series:
    park = {"geometry": GROUND, "area": GROUND.area, "kind": "surface"} | told
    return off_street(car_parks(park), streets(STREET)).iloc[0]


def test_a_count_stands_before_the_ground() -> None:
    told = place(capacity=12)

    assert (told["spaces"], told["spaces_low"], told["spaces_method"]) == (12, 12, "tagged")


def test_a_thousand_square_metres_hold_forty_cars() -> None:
    told = place()

    assert (told["spaces"], told["spaces_low"], told["spaces_high"]) == (40, 20, 80)
    assert told["spaces_method"] == "area"


def test_levels_multiply_the_ground_and_without_them_nothing_is_known() -> None:
    assert place(kind="multi-storey", levels=3.0)["spaces"] == 120
    assert pd.isna(place(kind="underground")["spaces"])


def test_ground_too_narrow_for_an_aisle_holds_bays_alone() -> None:
    narrow = shapely.box(0.0, 20.0, 24.0, 25.0)

    assert place(geometry=narrow, area=narrow.area)["spaces"] == 10


def test_a_point_without_a_count_holds_an_unknown_number() -> None:
    told = place(geometry=shapely.Point(5.0, 5.0), area=None)

    assert pd.isna(told["spaces"])
    assert pd.isna(told["spaces_method"])


def test_bays_along_a_street_are_a_kerb_of_that_street() -> None:
    told = place(
        kind="street_side",
        geometry=shapely.box(10.0, 3.0, 34.0, 8.0),
        area=120.0,
        rules=json.dumps({"orientation": "perpendicular", "authentication:disc": "yes"}),
    )

    assert (told["kind"], told["street"], told["layout"]) == ("kerb", "Rue Haute", "perpendicular")
    assert (told["regulation"], told["spaces"]) == ("blue_zone", 10)


def test_the_table_is_kept_even_without_a_car_park() -> None:
    PARKING_PLACES.check(off_street(car_parks(), streets(STREET)))
