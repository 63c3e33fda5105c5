"""Obligations: what the law asks, dated, and what is known of its observance."""

import tomllib

import pytest

from beffroi.engines.mobility.offers.obligations import DATA, judged, obligations, state
from beffroi.engines.mobility.offers.register import register
from beffroi.territory.mobility import service_kinds
from tests.engines.mobility.offers import basin

RULE = {rule.id: rule for rule in obligations()}
GOOD = {"published": True, "valid": True, "data_format": "GTFS", "data_licence": "ODbL"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "met"),
        ({"published": None}, "unknown"),
        ({"published": False}, "missing"),
        ({"data_format": None}, "unknown"),
        ({"data_format": "PDF"}, "missing"),
        ({"valid": None}, "unknown"),
        ({"valid": False}, "invalid"),
        ({"data_licence": None}, "unlicensed"),
    ],
)
def test_an_offer_is_judged_by_what_is_known(changes: dict[str, object], expected: str) -> None:
    assert state(RULE["scheduled"], {**GOOD, **changes}, basin.DATE) == expected


def test_a_rule_does_not_bind_before_its_day() -> None:
    assert state(RULE["scheduled"], GOOD, "2021-11-30") == "not_yet"


def test_a_rule_that_binds_some_judges_nobody() -> None:
    assert state(RULE["carpool_service"], GOOD, basin.DATE) == "depends"


def test_each_offer_is_judged_by_the_rules_of_its_kind() -> None:
    services, _ = register(basin.inputs())

    found = {(one.service_id, one.rule.id): one.state for one in judged(services, basin.DATE)}

    assert found["gtfs-1/Réseau/regular_line", "scheduled"] == "met"
    assert found["gbfs-1/bike_share", "shared_vehicle"] == "invalid"
    assert found["tad", "on_demand"] == "missing"
    assert found["osm/park_and_ride/", "parking"] == "unknown"


def test_every_duty_has_a_rule_and_every_rule_a_text() -> None:
    duties = {kind.duty for kind in service_kinds().values() if kind.duty}

    assert duties == {duty for rule in obligations() for duty in rule.duties}
    for rule in obligations():
        assert rule.url.startswith("http")
        assert (rule.but is None) == (rule.binds == "yes")


def test_every_rule_says_how_its_text_is_known() -> None:
    entries = tomllib.loads(DATA.read_text(encoding="utf-8"))

    known = {id_: entry["read"] for id_, entry in entries.items()}

    assert set(known.values()) <= {"read", "quoted", "memory"}
    assert [id_ for id_, how in known.items() if how == "memory"] == ["carpool_place"]
    assert all(entry["consulted"] and entry["note"] for entry in entries.values())


def test_a_duty_that_could_not_be_confirmed_blames_nobody() -> None:
    rule = next(rule for rule in obligations() if rule.id == "carpool_place")

    assert rule.is_from_memory
    assert rule.binds == "depends"
