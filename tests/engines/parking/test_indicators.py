"""Parking's figures: an unknown capacity is not zero."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.parking.diagnosis import diagnosis
from beffroi.engines.parking.indicators import outcome
from beffroi.engines.parking.inputs import Inputs
from beffroi.foundation.figures import Figure, Source
from beffroi.territory.tables import BICYCLE_PARKINGS, CAR_PARKS
from tests.engines.mobility.drawn import LAMBERT, streets

SOURCES = {
    "osm": (Source("osm", "OpenStreetMap", "OSM contributors", "2019", "ODbL 1.0"),),
    "bnls": (Source("bnls", "BNLS", "PAN", "2026", "Licence Ouverte 2.0"),),
}


def car_parks(*capacities: int | None, access: list[str] | None = None) -> gpd.GeoDataFrame:
    n = len(capacities)
    return CAR_PARKS.framed(
        {
            "car_park_id": [f"w{i}" for i in range(n)],
            "capacity": pd.array(capacities, dtype="Int64"),
            "access": access or [None] * n,
            "geometry": [shapely.Point(i, 0) for i in range(n)],
        },
        crs=LAMBERT,
    )


def figures(parks: gpd.GeoDataFrame, minutes: list[float], **changes: object) -> dict[str, Figure]:
    given = {
        "car_parks": parks,
        "bicycle_parkings": BICYCLE_PARKINGS.empty(),
        "streets": streets({"highway": "residential"}, {"highway": "residential", "parking": "{}"}),
        "minutes": pd.DataFrame({"car_park_id": parks["car_park_id"], "minutes": minutes}),
        "main_street": "Grande Rue",
        "registered": None,
        "sources": SOURCES,
    } | changes
    made = outcome(Inputs(**given), near=parks)
    return {figure.id: figure for figure in made.figures}


def test_known_bays_are_summed_and_the_unknown_ones_told() -> None:
    found = figures(car_parks(50, None, 30), [1, 2, 3])

    assert found["parking.bays_known"].value == 80
    assert "2 of 3" in found["parking.bays_known"].method.en
    assert found["parking.capacity_known"].value == 2 / 3


def test_bays_are_unknown_where_no_capacity_is() -> None:
    found = figures(car_parks(None, None), [1, 2])

    assert found["parking.bays_known"].value is None
    assert found["parking.car_parks"].value == 2


def test_a_map_without_car_parks_leaves_all_of_them_unknown() -> None:
    found = figures(car_parks(), [])

    assert found["parking.car_parks"].value is None
    assert found["parking.capacity_known"].value is None
    assert found["parking.near_main_street.5min"].value is None
    assert found["parking.bicycle_parkings"].value is None
    tones = {finding.id: finding.tone for finding in diagnosis(found.values())}
    assert tones["parking.near"] == tones["parking.bicycles"] == "unknown"


def test_without_a_main_street_nothing_is_said_to_be_near_it() -> None:
    found = figures(car_parks(10), [1.0], main_street=None)

    assert found["parking.near_main_street.5min"].value is None
    assert found["parking.bays_near_main_street.5min"].value is None
    assert found["parking.car_parks"].value == 1


def test_a_sum_of_some_capacities_is_a_minimum_and_a_sum_of_all_is_not() -> None:
    assert figures(car_parks(50, None), [1, 2])["parking.bays_known"].minimum
    assert not figures(car_parks(50, 30), [1, 2])["parking.bays_known"].minimum


def test_a_car_park_at_five_minutes_serves_the_main_street_and_a_private_one_does_not() -> None:
    parks = car_parks(10, 20, 30, access=[None, "private", "yes"])

    found = figures(parks, [5.0, 1.0, np.inf])

    assert found["parking.near_main_street.5min"].value == 1
    assert found["parking.bays_near_main_street.5min"].value == 10


def test_street_parking_is_a_share_of_length() -> None:
    assert figures(car_parks(1), [1])["parking.street_parking_described"].value == 0.5


def test_the_register_is_counted_only_when_given() -> None:
    given = figures(car_parks(1), [1], registered=car_parks(1, 2))

    assert given["parking.registered_car_parks"].value == 2
    assert "parking.registered_car_parks" not in figures(car_parks(1), [1])


def test_an_unknown_inventory_is_the_heaviest_finding() -> None:
    found = diagnosis(figures(car_parks(None, None, 5), [1, 2, 3]).values())

    assert found[0].id == "parking.inventory"
    assert found[0].tone == "critical"
