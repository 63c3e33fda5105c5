"""Figures of the register."""

import pytest

from beffroi.engines.mobility.offers import diagnosis, outcome
from beffroi.territory.outcome import Outcome
from tests.engines.mobility.offers import basin


@pytest.fixture(scope="module")
def found() -> Outcome:
    return outcome(basin.inputs())


def figure(found: Outcome, id_: str) -> tuple[float | None, tuple[float, float] | None]:
    one = next(figure for figure in found.figures if figure.id == id_)
    return one.value, one.interval


def test_offers_are_counted_by_kind(found: Outcome) -> None:
    assert figure(found, "mobility.offers")[0] == 10
    assert figure(found, "mobility.offers.on_demand")[0] == 2
    assert figure(found, "mobility.offers.bike_share")[0] == 1


def test_openness_is_bounded_by_what_is_unknown(found: Outcome) -> None:
    due, _ = figure(found, "mobility.offers_due")
    share, bounds = figure(found, "mobility.offers_open_share")

    # Due: 3 of the feed (met), 2 shared (invalid), carpool places and a relay (unknown), TAD (not).
    assert due == 8
    assert share == 3 / 8
    assert bounds == (3 / 8, 5 / 8)


def test_kinds_that_run_are_a_minimum_where_hours_are_unknown(found: Outcome) -> None:
    sunday = next(f for f in found.figures if f.id == "mobility.kinds_running.sunday")

    assert (sunday.value, sunday.minimum) == (2, True)  # bicycles and scooters


def test_the_exhibits_show_every_offer(found: Outcome) -> None:
    by_id = {exhibit.id: exhibit for exhibit in found.exhibits}

    assert len(by_id["mobility.offers_register"].rows) == 10
    assert set(by_id) == {
        "mobility.offers_register", "mobility.offers_obligations", "mobility.offers_hours",
        "mobility.offers_communes",
    }  # fmt: skip
    for exhibit in found.exhibits:
        assert all(len(row) == len(exhibit.fields) for row in exhibit.rows)


def test_abroad_no_french_law_is_quoted() -> None:
    abroad = outcome(basin.inputs(is_french=False))

    assert not [f for f in abroad.figures if f.id.startswith("mobility.offers_")]


def test_findings_say_what_is_open_and_what_runs_on_sundays(found: Outcome) -> None:
    said = {finding.id: finding for finding in diagnosis(found.figures)}

    assert said["mobility.offers_open"].certainty == "established"
    assert said["mobility.sunday_offers"].tone == "context"


def test_without_offers_nothing_is_measured() -> None:
    given = basin.inputs()
    bare = outcome(basin.inputs(
        timetables=(), systems=(), carpool_places=None, declared=None, declared_hours=None,
        amenities=given.amenities.iloc[:0], car_parks=given.car_parks.iloc[:0],
        bicycle_parkings=given.bicycle_parkings.iloc[:0],
    ))  # fmt: skip

    assert bare.figures == ()
    assert bare.tables["mobility_services"].empty
