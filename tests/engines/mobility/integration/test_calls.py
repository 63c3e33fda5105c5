"""The calls of a day, and where one may change."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.engines.mobility.integration.calls import calls, changes, lines, places, running
from beffroi.foundation.errors import ShapeError
from tests.engines.mobility.integration.feeds import BUS, both, feed

MONDAY, SATURDAY = "2026-01-12", "2026-01-17"
HEADWAY = "trip_id,start_time,end_time,headway_secs\n1,06:00:00,07:00:00,{headway}\n"


def test_the_calls_of_a_weekday_are_those_of_its_trips() -> None:
    found = calls(feed(BUS), MONDAY)

    assert found["arrival"].tolist() == [28800, 29100, 29400]
    assert found["boards"].tolist() == [True, True, False]
    assert found["alights"].tolist() == [False, True, True]
    assert found["direction"].tolist() == ["0", "0", "0"]


def test_nothing_calls_on_a_day_without_service() -> None:
    assert calls(feed(BUS), SATURDAY).empty


def test_days_added_and_taken_away_count() -> None:
    dates = "service_id,date,exception_type\nS,20260117,1\nS,20260112,2\n"
    tables = feed(BUS, calendar_dates=dates)

    assert running(tables, SATURDAY).tolist() == ["S"]
    assert running(tables, MONDAY).empty


def test_one_may_not_board_where_it_is_forbidden() -> None:
    given = (
        "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
        "1,08:00:00,08:00:00,1,1,1,\n1,08:05:00,08:05:00,2,2,,1\n1,08:10:00,08:10:00,3,3,,\n"
    )

    found = calls(feed(BUS, stop_times=given), MONDAY)

    assert found["boards"].tolist() == [False, True, False]
    assert found["alights"].tolist() == [False, False, True]


@settings(max_examples=20)
@given(st.integers(60, 5000))
def test_a_trip_run_by_headway_is_repeated(headway: int) -> None:
    found = calls(feed(BUS, frequencies=HEADWAY.format(headway=headway)), MONDAY)

    starts = found.groupby("run")["departure"].min().tolist()
    assert starts == list(range(6 * 3600, 7 * 3600, headway))
    assert (found.groupby("run")["arrival"].max() - starts == 600).all()


def test_a_trip_whose_periods_overlap_runs_as_the_period_that_began_last() -> None:
    both_periods = HEADWAY.format(headway=1200) + "1,06:30:00,07:00:00,900\n"

    found = calls(feed(BUS, frequencies=both_periods), MONDAY)

    minutes = found.groupby("run")["departure"].min() / 60
    assert minutes.tolist() == [360, 380, 390, 405]


def test_a_call_without_time_is_left_out() -> None:
    given = BUS["stop_times"].replace("08:05:00,08:05:00", ",")

    assert calls(feed(BUS, stop_times=given), MONDAY)["stop_id"].tolist() == ["1", "3"]


def test_calls_without_any_time_are_refused() -> None:
    bare = pd.DataFrame({"trip_id": ["1"], "stop_id": ["1"]}, dtype="string")

    with pytest.raises(ShapeError, match="times and stops"):
        calls(feed(BUS) | {"stop_times": bare}, MONDAY)


def test_one_changes_within_a_stop_and_along_transfers() -> None:
    found = changes(both().tables).set_index(["from_stop_id", "to_stop_id"])["seconds"]

    assert found["bus:3", "bus:3"] == 60
    assert found["bus:2", "car:3"] == 72
    assert ("bus:3", "car:3") not in found


def test_a_transfer_between_stations_holds_for_their_stops() -> None:
    given = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nG,3,2,400\n1,2,3,\n"

    found = changes(feed(BUS, transfers=given)).set_index(["from_stop_id", "to_stop_id"])

    assert found.loc[("1", "3"), "seconds"] == 400
    assert ("1", "2") not in found.index


def test_lines_and_places_have_names() -> None:
    tables = both().tables

    assert lines(tables).loc["bus:A"].tolist() == ["Réseau TIB", "A"]
    assert places(tables).loc["car:2"].tolist() == ["bus:G", "Gare"]
