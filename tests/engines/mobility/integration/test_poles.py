"""Where vehicles stop, and which way they go."""

import pytest

from beffroi.engines.mobility.integration.poles import poles
from tests.engines.mobility.integration.feeds import BUS, EPSG, feed


def test_stops_are_listed_and_stations_are_not() -> None:
    found = poles(feed(BUS), epsg=EPSG)

    assert found["stop_id"].tolist() == ["1", "2", "3"]
    assert found["parent"].dropna().tolist() == ["G"]


def test_metres_are_metres() -> None:
    found = poles(feed(BUS), epsg=EPSG)

    assert found["y"].diff().tolist()[1:] == pytest.approx([556, 556], abs=2)


def test_a_bus_that_goes_north_heads_north_even_at_its_last_stop() -> None:
    found = poles(feed(BUS), epsg=EPSG)

    assert found["north"].tolist() == pytest.approx([1, 1, 1], abs=0.01)


def test_a_stop_served_both_ways_has_no_heading() -> None:
    back = "1,08:15:00,08:15:00,2,4\n1,08:20:00,08:20:00,1,5\n"

    found = poles(feed(BUS, stop_times=BUS["stop_times"] + back), epsg=EPSG).set_index("stop_id")

    assert found["north"]["2"] == pytest.approx(0, abs=0.01)


def test_a_stop_of_unknown_place_is_left_out() -> None:
    stops = BUS["stops"] + "4,Nulle part,0,0,0,\n5,Inconnu,,,0,\n"

    assert poles(feed(BUS, stops=stops), epsg=EPSG)["stop_id"].tolist() == ["1", "2", "3"]


def test_a_platform_without_name_has_that_of_its_station() -> None:
    stops = BUS["stops"].replace("1,Gare,", "1,,")

    assert poles(feed(BUS, stops=stops), epsg=EPSG)["name"][0] == "Gare"


def test_a_stop_where_nothing_stops_has_no_heading() -> None:
    stops = BUS["stops"] + "4,Ancien,47.651,-2.09,0,\n"

    assert poles(feed(BUS, stops=stops), epsg=EPSG)["north"].isna().tolist() == [
        False, False, False, True,
    ]  # fmt: skip


def test_a_feed_without_stops_has_none() -> None:
    assert poles(feed(BUS, stops=None), epsg=EPSG).empty
