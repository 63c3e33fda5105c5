"""What surveyors are asked."""

import json

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.parking.inventory.joined import joined, pairs
from beffroi.engines.parking.inventory.kerb import kerb
from beffroi.engines.parking.inventory.off_street import off_street
from beffroi.engines.parking.inventory.remarks import TELL, Surveyed, remarks
from beffroi.territory.parking import PARKING_REMARKS
from tests.engines.parking.inventory.drawn import car_parks, points, streets
from tests.engines.parking.inventory.test_joined import register


def surveyed(town: gpd.GeoDataFrame, parks: gpd.GeoDataFrame, told: gpd.GeoDataFrame) -> Surveyed:
    kerbs, lots = kerb(town, points(), parks.head(0)), off_street(parks, town)
    drawn = lots if kerbs.empty else kerbs if lots.empty else pd.concat([kerbs, lots])
    drawn = gpd.GeoDataFrame(drawn.reset_index(drop=True))
    same = pairs(drawn, told)
    return Surveyed(joined(drawn, told, same), drawn, town, parks, told, same)


def kinds(made: Surveyed) -> set[tuple[str, str]]:
    table = remarks(made)
    PARKING_REMARKS.check(table)
    return set(zip(table["object"], table["kind"], strict=True))


def street(**tags: str) -> gpd.GeoDataFrame:
    told = {key.replace("__", ":"): value for key, value in tags.items()}
    own = {"highway": "residential", "name": "Rue", "parking": json.dumps(told) if told else None}
    return streets((own, [(1, 0.0, 0.0), (2, 100.0, 0.0)]))


def test_a_street_that_tells_nothing_is_asked_about() -> None:
    assert kinds(surveyed(street(), car_parks(), register())) == {("w0", "untold")}


def test_a_side_is_asked_for_what_it_lacks() -> None:
    town = street(parking__left="lane", parking__left__fee="yes", parking__right="perhaps")

    assert kinds(surveyed(town, car_parks(), register())) == {
        ("w0:left", "count"), ("w0:left", "layout"), ("w0:left", "hours"), ("w0:right", "unread"),
    }  # fmt: skip


def test_bays_said_to_be_drawn_and_absent_are_asked_for() -> None:
    town = street(parking__left="separate", parking__right="separate")
    bay = {"kind": "street_side", "geometry": shapely.box(20, 3, 40, 5), "capacity": 4, "fee": "no"}

    found = kinds(surveyed(town, car_parks(bay), register()))

    assert {one for one in found if one[1] == "drawn"} == {("w0:right", "drawn")}


def test_counts_that_differ_or_are_hard_to_believe_come_first() -> None:
    lot = {"kind": "surface", "fee": "no", "area": 1000.0,
           "geometry": shapely.box(0, 100, 40, 125)}  # fmt: skip
    apart = lot | {"geometry": shapely.box(0, 900, 40, 925)}
    parks = car_parks(
        lot | {"capacity": 39, "name": "Gare"}, lot | {"capacity": 4}, apart | {"capacity": 0}
    )
    told = register(("1", "GARE", 41, 20.0), ("2", "PORT", 3, 9000.0))

    table = remarks(surveyed(street(parking__both="no"), parks, told))

    first = table[table["rank"] == 1]
    assert set(zip(first["object"], first["kind"], strict=True)) == {
        ("w900", "differs"), ("w901", "odd"), ("w902", "odd"), ("2", "absent"),
    }  # fmt: skip
    assert "39 spaces, the national register 41" in table["en"].str.cat(sep=" ")


def test_a_rule_that_map_and_register_dispute_is_to_be_checked() -> None:
    lot = {"kind": "surface", "capacity": 40, "name": "Gare", "geometry": shapely.Point(0, 100)}
    told = register(("1", "GARE", 40, 0.0))

    kinds = [
        set(remarks(surveyed(street(parking__both="no"), car_parks(lot | {"fee": fee}),
                             told.assign(free=free)))["kind"])
        for fee, free in (("no", False), ("yes", True), ("no", True))
    ]  # fmt: skip

    assert [sorted(kind & {"paid", "free"}) for kind in kinds] == [["paid"], ["free"], []]


def test_two_entrances_of_one_car_park_are_doubted() -> None:
    one = {"kind": "underground", "fee": "yes", "capacity": 960}
    parks = car_parks(
        one | {"geometry": shapely.Point(0.0, 200.0)},
        one | {"geometry": shapely.Point(180.0, 200.0)},
        one | {"geometry": shapely.Point(2000.0, 200.0)},
    )

    found = kinds(surveyed(street(parking__both="no"), parks, register()))

    assert {key for key, kind in found if kind == "twice"} == {"w900"}


def test_every_remark_is_told_in_both_languages() -> None:
    assert all(words.fr and words.en for words in TELL.values())
