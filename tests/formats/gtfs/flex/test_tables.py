"""The timetable of a service on demand obeys the reference, and the validator finds no error."""

from pathlib import Path

import pandas as pd
import pytest

from beffroi.formats import gtfs
from beffroi.formats.gtfs import flex
from tests.formats.gtfs.flex.described import DAY, written


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, pd.DataFrame]:
    return flex.tables(flex.read(written(tmp_path)))


def test_a_ride_inside_a_zone_has_two_records_of_it(tables: dict[str, pd.DataFrame]) -> None:
    times = tables["stop_times"]
    inside = times[times["trip_id"] == "nord_1"]

    assert inside["location_id"].tolist() == ["zone_nord", "zone_nord"]
    assert inside["pickup_type"].tolist() == [2, 1]
    assert inside["drop_off_type"].tolist() == [1, 2]


def test_windows_stand_without_times(tables: dict[str, pd.DataFrame]) -> None:
    times = tables["stop_times"]

    assert not {"arrival_time", "departure_time", "stop_id"} & set(times)
    assert times["start_pickup_drop_off_window"].notna().all()
    assert not times["pickup_type"].isin([0, 3]).any()
    assert not times["drop_off_type"].isin([0]).any()


def test_booking_is_of_days_or_of_minutes(tables: dict[str, pd.DataFrame]) -> None:
    rules = tables["booking_rules"].set_index("booking_rule_id")

    assert rules["booking_type"].to_dict() == {"veille": 2, "jour": 1}
    assert rules.loc["veille", "prior_notice_last_time"] == 17 * 3600
    assert rules.loc["jour", "prior_notice_duration_min"] == 120


def test_an_unknown_price_is_no_fare(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["fare_attributes"]["price"].tolist() == ["2.50", "2.00"]
    assert tables["fare_rules"]["route_id"].tolist() == ["nord", "nord_sud"]


def test_ids_are_unique_over_stops_zones_and_groups(tables: dict[str, pd.DataFrame]) -> None:
    ids = [*tables["stops"]["stop_id"], *tables["locations"]["id"],
           *tables["location_groups"]["location_group_id"]]  # fmt: skip

    assert len(ids) == len(set(ids))


def test_the_validator_finds_no_error(tables: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    gtfs.write(tables, tmp_path / "flex.zip")

    again = gtfs.read(tmp_path / "flex.zip")
    said = gtfs.validated(tmp_path / "flex.zip", DAY, most_rows=5)

    assert again.warnings == ()
    assert [n.code for n in said.notices if n.severity == "error"] == []
    # What the validator says of trips and stops, it says of every service without timed stops.
    assert {n.code for n in said.notices} <= {
        "stop_without_stop_time",
        "unusable_trip",
        "unused_trip",
    }
