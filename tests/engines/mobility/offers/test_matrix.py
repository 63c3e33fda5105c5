"""Gaps by kind, day and hour, and by commune."""

from beffroi.engines.mobility.offers.matrix import (
    NONE,
    SOME,
    STILL,
    UNKNOWN,
    YES,
    commune_rows,
    hours_cells,
    hours_rows,
)
from beffroi.engines.mobility.offers.register import register
from beffroi.territory.mobility import hours_table
from tests.engines.mobility.offers import basin


def test_a_gap_is_told_from_what_is_unknown() -> None:
    cells = hours_cells(*register(basin.inputs()))

    assert cells["regular_line", "weekday", "morning"] == YES
    assert cells["regular_line", "sunday", "daytime"] == NONE
    assert cells["taxi", "sunday", "daytime"] == UNKNOWN
    assert cells["on_demand", "sunday", "daytime"] == UNKNOWN  # the declared one says no hours
    assert cells["on_demand", "saturday", "daytime"] == YES


def test_less_than_one_day_in_two_is_some_days() -> None:
    services, _ = register(basin.inputs())
    services = services[services["service_id"] == "tad"]

    cells = hours_cells(services, hours_table({"tad": {("sunday", "night"): 0.2}}))

    assert cells["on_demand", "sunday", "night"] == SOME


def test_every_kind_that_runs_has_a_row_for_each_kind_of_day() -> None:
    services, hours = register(basin.inputs())

    rows = list(hours_rows(hours_cells(services, hours)))

    kinds = set(services["kind"])
    assert "bike_parking" in kinds
    assert len(rows) == 3 * len(kinds - STILL)
    assert {len(row) for row in rows} == {6}


def test_communes_say_what_is_known_to_serve_them() -> None:
    services, _ = register(basin.inputs())

    rows = {row[0]: row[1:] for row in commune_rows(services, ["35236", "35237"])}

    assert rows["35237"][0].fr == "Transport à la demande"
    assert "Lieux de covoiturage" in rows["35236"][0].fr
    assert "Taxis" in rows["35237"][1].fr
