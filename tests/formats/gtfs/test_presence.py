"""What a timetable must hold."""

import pytest

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.presence import check_rows, present
from tests.formats.gtfs.feeds import english, tables


@pytest.mark.parametrize("name", ["agency", "stops", "routes", "trips", "stop_times"])
def test_a_feed_without_one_of_its_files_is_refused(name: str) -> None:
    ledger = Ledger()
    held = tables()
    del held[name]

    present(held, ledger)

    assert f"required files absent or empty: {name}.txt (found: " in ledger.faults[0].en


def test_a_feed_without_days_of_service_is_refused() -> None:
    ledger = Ledger()
    held = tables()
    del held["calendar"]

    present(held, ledger)
    assert not ledger.faults

    del held["calendar_dates"]
    present(held, ledger)
    assert "neither calendar.txt nor calendar_dates.txt" in ledger.faults[0].en


def test_a_column_that_the_timetable_needs_refuses_the_feed() -> None:
    ledger = Ledger()

    present(tables({"trips.txt": "route_id,trip_id\nA,1\n"}), ledger)

    assert ledger.faults[0].en == (
        "trips.txt: required columns absent: service_id (found: route_id, trip_id)"
    )


def test_a_file_beside_the_timetable_that_lacks_a_column_is_set_aside() -> None:
    ledger = Ledger()

    kept = present(tables({"levels.txt": "level_id\nL\nM\n"}), ledger)

    assert kept["levels"].empty
    assert "2 rows set aside, columns absent: level_index" in english(ledger)


def test_a_column_that_falsifies_nothing_is_only_told() -> None:
    ledger = Ledger()

    present(tables({"agency.txt": "agency_id,agency_name,agency_url\nTIB,TIB,\n"}), ledger)

    assert english(ledger) == (
        "agency.txt: agency_url, agency_timezone missing, which the reference requires."
    )


def test_a_feed_without_a_trip_left_is_refused() -> None:
    ledger = Ledger()
    held = tables()

    check_rows(held | {"trips": held["trips"].head(0)}, ledger)

    assert ledger.faults[0].en == "trips.txt holds no usable row"
