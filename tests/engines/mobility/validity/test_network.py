"""A timetable set out."""

import numpy as np

from beffroi.engines.mobility.validity.network import columns, network
from tests.engines.mobility.validity.feeds import CLEAN, added, edited, tables


def test_calls_are_in_the_order_of_travel_and_know_their_row() -> None:
    text = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    backwards = text + "A1,07:36:00,,PORT,3\nA1,07:30:00,,GARE1,1\n"

    calls = network(tables({"stop_times": backwards})).calls

    assert calls["row"].tolist() == [1, 0]
    assert calls["departure"].tolist() == [27000, 27360]


def test_what_leads_nowhere_is_left_out() -> None:
    changes = added("stop_times", "ZZZ,08:00:00,08:00:00,PORT,1", "A1,09:00:00,09:00:00,ZZZ,9")

    assert len(network(tables(changes)).calls) == 5


def test_a_stop_at_zero_is_nowhere() -> None:
    stops = network(tables(added("stops", "LA,Là,0,0,,"))).stops

    assert np.isnan(stops["lat"].iloc[-1])


def test_the_only_agency_runs_all_routes() -> None:
    changes = {
        "agency": "agency_name,agency_url,agency_timezone\nTib,https://a.fr,Europe/Paris\n",
        "routes": "route_id,route_type\nA,3\nB,3\n",
    }

    assert network(tables(changes)).trips["agency_id"].tolist() == ["Tib", "Tib"]


def test_of_many_agencies_none_is_guessed() -> None:
    trips = network(tables(edited("routes", "A,TIB,", "A,,"))).trips

    assert trips["agency_id"].isna().tolist() == [True, False]


def test_a_feed_without_anything_has_an_empty_network() -> None:
    empty = network({})

    assert len(empty.stops) == len(empty.trips) == len(empty.calls) == len(empty.serving) == 0


def test_the_first_of_two_stops_of_one_identifier_stands_for_it() -> None:
    stops = network(tables(added("stops", "PORT,Autre,48,2,,"))).stops

    assert stops.set_index("stop_id").loc["PORT", "lat"] == 47.648
    assert len(stops) == CLEAN["stops"].count("\n") - 1


def test_missing_columns_are_missing_values() -> None:
    held = columns(tables(), "stops", "stop_id", "stop_code")

    assert held["stop_code"].isna().all()
    assert columns({}, "stops", "stop_id").empty
