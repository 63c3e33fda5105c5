"""Lines that meet, and whether one ticket covers both."""

import pandas as pd

from beffroi.engines.mobility.integration.fare_breaks import fare_breaks
from tests.engines.mobility.integration.feeds import BUS, COACH, both, part, together

FARE = "fare_id,price,currency_type,payment_method,transfers{agency}\n"
PRODUCTS = "fare_product_id,amount,currency\nP,1.50,EUR\nQ,3.00,EUR\n"
TWO = {
    "agency": BUS["agency"] + "2,Cars,https://cars.example,Europe/Paris,fr\n",
    "routes": BUS["routes"] + "B,2,B,3\n",
    "trips": BUS["trips"] + "B,S,2,0,Gare\n",
    "stop_times": BUS["stop_times"] + "2,09:00:00,09:00:00,3,1\n2,09:10:00,09:10:00,1,2\n",
    "transfers": None,
}
"""Two agencies in one feed, whose lines meet."""


def alone(**changes: str | None) -> pd.DataFrame:
    return fare_breaks(together(part("bus", BUS, **TWO, **changes)).tables)


def test_fares_that_no_feed_tells_are_unknown_and_never_a_break() -> None:
    found = fare_breaks(both().tables)

    assert found[["operator", "line", "other_operator", "other_line"]].values.tolist() == [
        ["Réseau TIB", "A", "Cars Bleus", "12"]
    ]
    assert found["fare"].tolist() == ["unknown"]
    assert found["places"].tolist() == [2]


def test_fares_that_one_alone_tells_leave_it_unknown() -> None:
    fares = FARE.format(agency="") + "T,1.50,EUR,0,1\n"

    assert fare_breaks(both(fare_attributes=fares).tables)["fare"].tolist() == ["unknown"]


def test_a_ticket_of_each_is_a_break() -> None:
    fares = FARE.format(agency="") + "T,1.50,EUR,0,1\n"
    merged = together(
        part("bus", BUS, fare_attributes=fares), part("car", COACH, fare_attributes=fares)
    )

    assert fare_breaks(merged.tables)["fare"].tolist() == ["break"]


def test_a_ticket_with_transfers_that_holds_on_both_joins_them() -> None:
    rules = "fare_id,route_id\nT,A\nT,B\n"

    found = alone(fare_attributes=FARE.format(agency="") + "T,1.50,EUR,0,1\n", fare_rules=rules)

    assert found[["fare", "by"]].values.tolist() == [["joint", "fare"]]


def test_a_ticket_without_transfers_does_not() -> None:
    rules = "fare_id,route_id\nT,A\nT,B\n"

    found = alone(fare_attributes=FARE.format(agency="") + "T,1.50,EUR,0,0\n", fare_rules=rules)

    assert found["fare"].tolist() == ["break"]


def test_a_fare_by_zone_holds_on_the_lines_of_its_agency() -> None:
    fares = FARE.format(agency=",agency_id") + "T,1.50,EUR,0,1,1\nU,1.50,EUR,0,1,2\n"
    stops = BUS["stops"].replace("parent_station\n", "parent_station,zone_id\n").replace(
        "Hôpital,47.66000,-2.09000,0,", "Hôpital,47.66000,-2.09000,0,,Z"
    )  # fmt: skip

    found = alone(stops=stops, fare_attributes=fares, fare_rules="fare_id,origin_id\nT,Z\nU,Z\n")

    assert found["fare"].tolist() == ["break"]


def test_a_product_sold_for_both_joins_them() -> None:
    found = alone(fare_products=PRODUCTS, fare_leg_rules="network_id,fare_product_id\n,P\n")

    assert found[["fare", "by"]].values.tolist() == [["joint", "product"]]


def test_a_rule_between_their_legs_joins_them() -> None:
    legs = "leg_group_id,network_id,fare_product_id\nL,N,P\nM,R,Q\n"
    rules = "from_leg_group_id,to_leg_group_id,fare_transfer_type\nL,M,0\n"
    networks = {"networks": "network_id\nN\nR\n",
                "route_networks": "network_id,route_id\nN,A\nR,B\n"}  # fmt: skip
    given = {"fare_products": PRODUCTS, "fare_leg_rules": legs, **networks}

    assert alone(**given, fare_transfer_rules=rules)["by"].tolist() == ["rule"]
    assert alone(**given)["fare"].tolist() == ["break"]
