"""Calendars that are forms filled in once for all, and the days near the one that matters."""

from pathlib import Path

import pytest

from beffroi.formats import gtfs
from tests.formats.gtfs.feeds import MINIMAL, zipped


def feed(folder: Path, start: str, end: str) -> gtfs.Feed:
    weekly = MINIMAL["calendar.txt"].replace("20240101,20240630", f"{start},{end}")
    return gtfs.read(zipped(folder, MINIMAL | {"calendar.txt": weekly}))


@pytest.mark.parametrize(("start", "end"), [("00010101", "99991231"), ("20000101", "21001231")])
def test_an_endless_calendar_keeps_the_days_near_the_one_asked(
    tmp_path: Path, start: str, end: str
) -> None:
    endless = feed(tmp_path, start, end)

    day = gtfs.nearest_day(endless, "2026-11-22")
    kept = gtfs.around(endless, day)

    assert gtfs.is_endless(endless)
    assert day == "2026-11-22"
    assert (kept.begin, kept.end) == ("2026-08-22", "2027-02-22")
    assert not gtfs.is_endless(kept)


def test_the_edge_of_the_calendar_of_python_is_no_obstacle(tmp_path: Path) -> None:
    endless = feed(tmp_path, "00010101", "99991231")

    assert gtfs.around(endless, "0001-01-02").begin == "0001-01-01"
    assert gtfs.around(endless, "9999-12-30").end == "9999-12-31"


def test_a_year_is_a_calendar_and_the_nearest_day_is_one_of_service(tmp_path: Path) -> None:
    usual = feed(tmp_path, "20240101", "20240630")

    assert not gtfs.is_endless(usual)
    assert gtfs.nearest_day(usual, "2026-01-01") == "2024-07-06"
    assert gtfs.nearest_day(usual, "2024-03-01") == "2024-03-01"
