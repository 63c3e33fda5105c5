"""Figures of public transport, counted by hand."""

from dataclasses import replace
from pathlib import Path

import pytest

import beffroi.engines.mobility
from beffroi.engines.mobility.service.figures import transport_figures
from beffroi.engines.mobility.service.quality import quality
from beffroi.foundation.figures import Figure
from beffroi.territory.indicator import read
from tests.engines.mobility.service.drawn import calendar, feed, inputs, street, tables

DEFINITIONS = read(Path(beffroi.engines.mobility.__path__[0]) / "indicators.toml")
WEEK = [calendar("w", "1111110", "2026-09-01", "2026-09-30")]
RUNS = {
    "out": {"stops": "abc", "hours": (9, 9.25, 9.5)},
    "back": {"stops": "cba", "hours": (14, 14.25, 14.5)},
    "late": {"stops": "abc", "hours": (24.5, 24.75, 25)},
}


def figures(*feeds, **changes) -> dict[str, Figure]:
    town = inputs(*(feeds or [feed(tables(RUNS, WEEK))]), **changes)
    return {f.id: f for f in transport_figures(town, quality(town, street()), DEFINITIONS)}


def values(*feeds, **changes) -> dict[str, float | None]:
    return {id_: figure.value for id_, figure in figures(*feeds, **changes).items()}


def test_departures_of_each_day_are_counted() -> None:
    found = values()

    assert found["mobility.stops"] == 3
    assert found["mobility.lines"] == 1
    assert found["mobility.trips"] == 3
    assert found["mobility.departures"] == 6
    assert found["mobility.day_departures.saturday"] == 6
    assert found["mobility.day_share.saturday"] == 1
    assert found["mobility.service_span.school_weekday"] == pytest.approx(24.75 - 9)


def test_no_sunday_service_is_zero_and_holidays_that_do_not_differ_are_unknown() -> None:
    found = values()

    assert found["mobility.day_departures.sunday"] == 0
    assert found["mobility.share_near_class.sunday.1"] == 0
    assert found["mobility.service_span.sunday"] is None
    assert found["mobility.day_departures.holiday_weekday"] is None
    assert found["mobility.share_near_class.holiday_weekday.1"] is None


def test_a_feed_of_three_days_says_nothing_of_the_others() -> None:
    short = [calendar("w", "1111111", "2026-09-01", "2026-09-03")]

    found = values(feed(tables(RUNS, short)))

    assert found["mobility.departures"] == 6
    assert found["mobility.day_departures.sunday"] is None


def test_a_feed_that_never_runs_leaves_all_unknown_but_its_stops() -> None:
    found = values(feed(tables(RUNS)))

    assert found["mobility.stops"] == 3
    assert {value for id_, value in found.items() if id_ != "mobility.stops"} == {None}


def test_people_near_stops_are_a_share_of_the_perimeter() -> None:
    found = values()

    assert found["mobility.population_near_stop.300m"] == 40
    assert found["mobility.share_near_stop.300m"] == 1
    assert found["mobility.share_near_class.school_weekday.30"] == 0


def test_people_unknown_stay_unknown_and_so_do_jobs() -> None:
    people = replace(inputs().population, total=None)

    found = values(population=people)

    assert found["mobility.share_near_stop.300m"] is None
    assert found["mobility.share_jobs_near_stop.300m"] is None


def test_speed_is_in_kilometres_an_hour() -> None:
    assert values()["mobility.commercial_speed"] == pytest.approx(0.8 / 0.5)


def test_lines_of_the_centre_are_tried_at_shop_hours() -> None:
    early = {"out": {"stops": "cba", "hours": (6, 6.25, 6.5), "route": "early"}}

    found = values(feed(tables(RUNS | early, WEEK)))

    assert found["mobility.centre_lines"] == 2
    assert found["mobility.idle_lines.school_weekday"] == 1
    assert values(centre=None)["mobility.idle_lines.school_weekday"] is None


def test_school_lines_are_set_apart() -> None:
    given = tables(RUNS, WEEK)
    given["routes"]["route_type"] = 712

    found = values(feed(given))

    assert found["mobility.school_lines"] == 1
    assert found["mobility.centre_lines"] == 0
    assert found["mobility.commercial_speed"] is None


def test_no_part_of_a_method_is_left_open() -> None:
    for figure in figures().values():
        said = [figure.name, figure.method]
        assert not any("{" in words.fr + words.en for words in said), figure.id
