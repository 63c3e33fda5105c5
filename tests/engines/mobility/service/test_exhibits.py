"""Exhibits of public transport."""

from dataclasses import replace

from beffroi.engines.mobility.service.exhibits import transport_exhibits
from beffroi.engines.mobility.service.quality import quality
from beffroi.territory.exhibit import Exhibit
from tests.engines.mobility.service.drawn import calendar, feed, inputs, street, tables

WEEK = [calendar("w", "1111110", "2026-09-01", "2026-09-30")]
RUNS = {
    "out": {"stops": "abc", "hours": (8, 8.25, 8.5)},
    "late": {"stops": "abc", "hours": (25, 25.25, 25.5)},
}


def shown(days=WEEK, **changes) -> dict[str, Exhibit]:
    town = inputs(feed(tables(RUNS, days)), **changes)
    return {one.id: one for one in transport_exhibits(town, quality(town, street()))}


def test_hours_are_those_of_the_service_day() -> None:
    rows = shown()["mobility.departures_by_hour"].rows

    counts = {(row[0].en, row[1].en): row[2] for row in rows}
    assert counts["8:00", "school weekday"] == 2
    assert counts["1:00 (next day)", "Saturday"] == 2
    assert counts["12:00", "Saturday"] == 0


def test_coverage_has_a_row_for_each_day_and_class() -> None:
    table = shown()["mobility.coverage"]

    assert len(table.rows) == 2 * 4
    assert table.rows[3][:4] == (table.rows[0][0], table.rows[3][1], 0.25, 1.0)
    assert table.rows[0][-1] is None, "jobs are not known"


def test_people_unknown_stay_unknown() -> None:
    people = replace(inputs().population, total=None)

    assert shown(population=people)["mobility.coverage"].rows[0][2:] == (None,) * 6


def test_dates_are_given_by_feed() -> None:
    rows = shown()["mobility.day_types"].rows

    assert ("gtfs-1.zip", "2026-09-01") in {row[1:] for row in rows}


def test_remarks_are_listed() -> None:
    rows = shown()["quality.timetables"].rows

    assert any("dimanche" in row[1].fr for row in rows)


def test_a_feed_that_never_runs_has_tables_and_no_line() -> None:
    found = shown(days=[])

    assert "mobility.lines" not in found
    assert found["mobility.departures_by_hour"].rows == ()
