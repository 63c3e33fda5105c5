"""What a timetable obeys as a whole."""

import pytest

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.rules import ruled
from tests.formats.gtfs.feeds import MINIMAL, english, tables

STOPS = MINIMAL["stops.txt"]
TIMES = MINIMAL["stop_times.txt"]


def told(changes: dict[str, str]) -> str:
    ledger = Ledger()
    ruled(tables(changes), ledger)
    return english(ledger)


def test_a_valid_feed_has_nothing_to_tell() -> None:
    assert told({}) == ""


@pytest.mark.parametrize("place", [",", "95.1,-2.083"])
def test_a_served_stop_without_a_place_refuses_the_feed(place: str) -> None:
    ledger = Ledger()

    ruled(tables({"stops.txt": STOPS.replace("47.648,-2.083", place)}), ledger)

    assert "1 served stop without valid coordinates: line 5 'PORT'" in ledger.faults[0].en


def test_a_station_without_a_place_refuses_the_feed() -> None:
    assert "1 served stop" in told({"stops.txt": STOPS.replace("47.650,-2.090", ",")})


def test_an_unserved_stop_without_a_place_is_set_aside() -> None:
    ledger = Ledger()

    kept = ruled(tables({"stops.txt": STOPS + "LAC,Lac,,,,\nN,Noeud,,,3,GARE\n"}), ledger)

    assert kept["stops"]["stop_id"].tolist()[-1] == "N"
    assert "1 row set aside, stop without coordinates or service" in english(ledger)


def test_a_stop_in_the_gulf_of_guinea_is_told() -> None:
    assert "at 0° of longitude and latitude: line 5 'PORT'" in told(
        {"stops.txt": STOPS.replace("47.648,-2.083", "0,0.0")}
    )


def test_a_stop_time_that_says_nowhere_refuses_the_feed() -> None:
    ledger = Ledger()

    ruled(tables({"stop_times.txt": TIMES.replace("HALLE", "")}), ledger)

    assert "1 row without a stop: line 3 'A1, 2'" in ledger.faults[0].en


@pytest.mark.parametrize(
    "band", ["A1,07:00:00,09:00:00,0", "A1,07:00:00,09:00:00,-60", "A1,09:00:00,07:00:00,600"]
)
def test_headways_of_zero_and_reversed_bands_refuse_the_feed(band: str) -> None:
    bands = f"trip_id,start_time,end_time,headway_secs\n{band}\n"

    assert "1 headway of zero or reversed: line 2" in told({"frequencies.txt": bands})


def test_a_calendar_that_ends_before_it_begins_is_set_aside() -> None:
    calendar = MINIMAL["calendar.txt"].replace("20240101,20240630", "20240630,20240101")

    heard = told({"calendar.txt": calendar})

    assert "1 row set aside, ends before it begins" in heard


def test_trips_that_go_back_in_time_are_kept_and_told() -> None:
    ledger = Ledger()

    kept = ruled(tables({"stop_times.txt": TIMES.replace("07:40:00", "07:20:00")}), ledger)

    assert len(kept["stop_times"]) == 5
    assert "1 trip going back in time: line 4 'A1, 3'. Rows kept." in english(ledger)


def test_trips_without_a_date_a_stop_or_a_time_at_their_ends_are_told() -> None:
    heard = told(
        {
            "trips.txt": MINIMAL["trips.txt"] + "A,DIM,A2,0\n",
            "stop_times.txt": TIMES.replace("24:50:00,24:50:00", ","),
        }
    )

    assert "1 trip on no known date: line 4 'A2, DIM'" in heard
    assert "1 trip of fewer than two stops: line 4 'A2, DIM'" in heard
    assert "1 trip without a time at the first or last stop: line 3 'B1, SAM'" in heard


def test_a_feed_left_without_stop_times_is_refused() -> None:
    stray = "trip_id,stop_id,stop_sequence\nX,GARE1,1\nX,PORT,2\n"

    assert "stop_times.txt holds no usable row" in told({"stop_times.txt": stray})
