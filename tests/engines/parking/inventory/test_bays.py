"""Spaces drawn one by one: in a car park, along a street, apart; none of them twice."""

import pandas as pd
import shapely

from beffroi.engines.parking.inventory.bays import bays, beside_counted, refined
from beffroi.engines.parking.inventory.kerb import kerb
from beffroi.engines.parking.inventory.off_street import off_street
from beffroi.territory.parking import PARKING_PLACES
from tests.engines.parking.inventory.drawn import car_parks, parking_spaces, points, streets

LEFT = {"highway": "residential", "name": "Rue Haute", "parking": '{"parking:left": "lane"}'}
NODES = [(1, 0.0, 0.0), (2, 100.0, 0.0)]
STREET = streets((LEFT, NODES))
PARK = {"car_park_id": "w1", "geometry": shapely.box(0, 100, 50, 140), "area": 1_900.0,
        "kind": "surface"}  # fmt: skip


def bay(x: float, y: float, width: float = 2.5, **told: object) -> dict[str, object]:
    shape = shapely.box(x, y, x + width, y + 5)
    return {"geometry": shape, "area": shape.area} | told


def park(*drawn: dict[str, object], **told: object) -> pd.Series:
    parks = car_parks(PARK | told)
    own = bays(parking_spaces(*drawn), parks, STREET)
    assert own.groups.empty
    return refined(off_street(parks, STREET), own.inside).iloc[0]


def test_bays_drawn_in_a_car_park_are_its_count() -> None:
    drawn = [bay(2.5 * k, 100.0) for k in range(20)] + [bay(0.0, 130.0, 45.0)]

    told = park(*drawn, bay(47.0, 130.0, kind="disabled"))

    assert (told["spaces"], told["spaces_method"], told["spaces_disabled"]) == (39, "drawn", 1)
    assert (told["spaces_low"], told["spaces_high"]) == (32, 76)


def test_few_bays_leave_the_estimate_and_a_count_stands() -> None:
    disabled = [{"geometry": shapely.Point(5, 105 + 5 * k), "kind": "disabled"} for k in range(3)]

    told = park(*disabled)
    assert (told["spaces"], told["spaces_method"], told["spaces_disabled"]) == (76, "area", 3)
    assert park(*disabled, capacity=50)["spaces"] == 50
    assert park(*disabled, capacity=50)["spaces_disabled"] == 3


def test_bays_along_a_street_are_a_kerb_and_take_its_place() -> None:
    drawn = [bay(20 + 2.5 * k, 3.0, fee="yes") for k in range(8)]
    own = bays(parking_spaces(*drawn, bay(70.0, -8.0, kind="disabled")), car_parks(), STREET)

    left, right = own.groups.sort_values("side").to_dict("records")
    assert (left["kind"], left["side"], left["street"]) == ("kerb", "left", "Rue Haute")
    assert (left["spaces"], left["regulation"], right["regulation"]) == (8, "paid", "disabled")
    assert (right["side"], right["spaces_disabled"]) == ("right", 1)
    around = kerb(STREET, points(), own.groups)
    assert around["spaces"].tolist() == [20 // 5.2 + 60 // 5.2]
    counted = streets((LEFT | {"parking": '{"parking:left": "lane", '
                               '"parking:left:capacity": "12"}'}, NODES))  # fmt: skip
    kept = beside_counted(own.groups, kerb(counted, points(), own.groups))
    assert kept["side"].tolist() == ["right"]


def test_bays_far_from_any_street_are_a_car_park() -> None:
    own = bays(parking_spaces(bay(0, 200), bay(8, 200), bay(40, 200)), car_parks(), STREET)

    assert own.groups["kind"].tolist() == ["off_street"] * 2
    assert own.groups["spaces"].tolist() == [2, 1]


def test_without_bays_there_is_nothing() -> None:
    own = bays(parking_spaces(), car_parks(PARK), STREET)

    assert own.inside.empty
    PARKING_PLACES.check(own.groups)
