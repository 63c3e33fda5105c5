"""Fares v2: cash on board."""

from dataclasses import replace

import pandas as pd

from beffroi.engines.informal.publishing import Options, planned
from beffroi.engines.informal.publishing.fares import fare_tables
from tests.engines.informal.publishing.drawn import BEGIN, PUBLISHER
from tests.towns import informal

OPTIONS = Options(PUBLISHER, BEGIN)


def test_a_flat_fare_is_that_of_its_line() -> None:
    tables = fare_tables(planned(informal.network(), OPTIONS).plan)

    assert tables["fare_leg_rules"].to_dict("records") == [
        {"network_id": "1", "fare_product_id": "2_00-EUR"}
    ]
    assert tables["fare_media"]["fare_media_type"].tolist() == [0]
    assert tables["rider_categories"]["is_default_fare_category"].tolist() == [1]


def test_zones_become_areas_and_prices_of_unknown_zones_are_not_written() -> None:
    town = informal.network()
    rows = [("1", "A", "B", 1.0), ("1", "A", "Z", 9.0)]
    fares = pd.DataFrame([{
        "fare_id": f"{n}", "route_id": route, "from_zone": one, "to_zone": other, "price": price,
        "currency": "SRD", "model": "zones", "n_payments": 3,
    } for n, (route, one, other, price) in enumerate(rows)])  # fmt: skip
    stops = town.stops.assign(zone_id=["A", "A", "B", "B", "Z"])

    tables = fare_tables(planned(replace(town, fares=fares, stops=stops), OPTIONS).plan)

    assert tables["areas"]["area_id"].tolist() == ["A", "B"]
    assert tables["fare_leg_rules"]["to_area_id"].tolist() == ["B"]
    assert tables["fare_products"]["amount"].tolist() == ["1.00"]


def test_no_price_known_writes_no_fare() -> None:
    town = informal.network()

    assert fare_tables(planned(replace(town, fares=town.fares.head(0)), OPTIONS).plan) == {}
