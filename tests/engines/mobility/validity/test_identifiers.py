"""Identifiers that two operators share."""

from tests.engines.mobility.validity.feeds import CLEAN, edited, found


def test_a_calendar_of_two_operators_is_remarked_under_the_second() -> None:
    rows = found(edited("trips", "B,CARS,B1", "B,SEM,B1"))["shared_service"]

    assert rows.index.tolist() == [1]
    assert rows.to_numpy().tolist() == [["SEM", "CAR, TIB", 2]]


def test_a_vehicle_and_a_drawn_line_of_two_operators_are_remarked() -> None:
    trips = "route_id,service_id,trip_id,block_id,shape_id\nA,SEM,A1,1,S\nB,CARS,B1,1,S\n"

    remarked = found({"trips": trips})

    assert {"shared_block", "shared_shape"} <= set(remarked)


def test_routes_of_one_operator_may_share() -> None:
    same = edited("routes", "B,CAR,B,3", "B,TIB,B,3") | edited("trips", "B,CARS,B1", "B,SEM,B1")

    assert "shared_service" not in found(same)


STOPS = (
    "stop_id,stop_name,stop_lat,stop_lon,zone_id,stop_code\nGARE1,Gare,47.6501,-2.0901,{g},10\n"
    "HALLE,Les Halles,47.651,-2.085,1,11\nPORT,Le Port,47.648,-2.083,1,12\n"
    "BOURG,Le Bourg,47.700,-2.100,1,{code}\n"
)
FARES = {"fare_rules": "fare_id,origin_id\nF,1\n"}


def test_a_zone_of_operators_that_share_no_stop_is_remarked() -> None:
    stops = {"stops": STOPS.format(g="2", code="13")}

    assert found(stops | FARES)["shared_zone"]["n_stops"].tolist() == [3]
    assert "shared_zone" not in found(stops)


def test_a_zone_with_a_common_stop_is_common() -> None:
    assert "shared_zone" not in found({"stops": STOPS.format(g="1", code="13")} | FARES)


def test_a_code_posted_at_two_stops_apart_is_remarked() -> None:
    rows = found({"stops": STOPS.format(g="2", code="12")})["shared_stop_code"]

    assert rows[["stop_id", "other_stop_id"]].to_numpy().tolist() == [["BOURG", "PORT"]]
    assert CLEAN["stops"].count("BOURG") == 1
