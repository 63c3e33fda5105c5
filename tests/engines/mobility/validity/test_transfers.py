"""Changes from a vehicle to another."""

from tests.engines.mobility.validity.feeds import added, found

HEAD = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n"


def test_a_change_that_a_runner_would_miss_is_remarked() -> None:
    rows = found({"transfers": HEAD + "HALLE,PORT,2,60\n"})["transfer_too_fast"]

    assert rows["min_transfer_time"].tolist() == [60]
    assert 350 < rows["distance_m"].iloc[0] < 380


def test_a_change_at_a_walker_s_pace_is_not() -> None:
    assert found({"transfers": HEAD + "HALLE,PORT,2,300\n"}) == {}


def test_staying_on_the_spot_takes_no_time() -> None:
    assert found({"transfers": HEAD + "PORT,PORT,2,0\n"}) == {}


def test_a_change_of_unknown_time_is_remarked() -> None:
    rows = found({"transfers": HEAD + "HALLE,PORT,2,\n"})["transfer_without_time"]

    assert rows.index.tolist() == [0]


def test_other_kinds_of_changes_need_no_time() -> None:
    assert found({"transfers": HEAD + "HALLE,PORT,0,\nHALLE,PORT,3,\n"}) == {}


def test_a_change_to_a_stop_where_nothing_calls_is_remarked() -> None:
    changes = added("stops", "VIDE,Vide,47.652,-2.084,,") | {"transfers": HEAD + "HALLE,VIDE,0,\n"}

    assert found(changes)["transfer_to_unserved_stop"]["to_stop_id"].tolist() == ["VIDE"]


def test_a_station_is_served_by_its_stops() -> None:
    assert found({"transfers": HEAD + "GARE,PORT,0,\n"}) == {}


def test_stops_that_do_not_exist_are_left_to_the_validator() -> None:
    assert found({"transfers": HEAD + "ZZZ,PORT,2,\n"}) == {}
