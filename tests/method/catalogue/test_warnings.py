"""Failure rules speak where their conditions hold, or might."""

import pytest

from beffroi.method.catalogue.context import Context
from beffroi.method.catalogue.reading import shipped
from beffroi.method.catalogue.vocabulary import capacities, families
from beffroi.method.catalogue.warnings import rules, warnings


def told(*ids: str, **context: object) -> dict[str, bool]:
    considered = [shipped()[id_] for id_ in ids]
    return {
        one.rule.id: one.is_certain
        for one in warnings(considered, Context(**context))  # type: ignore[arg-type]
    }


def test_every_rule_has_source_date_class_and_something_to_speak_of() -> None:
    for rule in rules():
        assert rule.source
        assert rule.date
        assert rule.evidence in "ABCD"
        assert rule.says.fr
        assert rule.says.en
        assert rule.families or rule.solutions
        assert rule.families <= set(families())
        assert all(id_ in shipped() for id_ in rule.solutions)
        assert not rule.unless or rule.unless in capacities()


@pytest.mark.parametrize(
    ("solution", "rule"),
    [
        ("ma-ville-mon-shopping", "marketplace-without-animator"),
        ("full-street-sensors", "full-street-sensors"),
        ("beegift", "vouchers-without-accountant"),
        ("mobility-levy", "levy-without-regular-service"),
        ("performance-contract", "hypervisor-for-a-medium-town"),
        ("tell-my-city", "reporting-without-workflow"),
    ],
)
def test_what_failed_elsewhere_is_said(solution: str, rule: str) -> None:
    assert rule in told(solution)


def test_a_rule_is_disarmed_by_the_capacity_it_lacks() -> None:
    assert told("wishibam", has={"animator": True}) == {}
    assert told("wishibam", has={"animator": False}) == {"marketplace-without-animator": True}
    assert told("wishibam") == {"marketplace-without-animator": False}


def test_a_hypervisor_is_only_warned_of_in_towns_under_the_size() -> None:
    assert told("light-hypervisor", population=25_890) == {"hypervisor-for-a-medium-town": True}
    assert told("light-hypervisor", population=250_000) == {}
    assert told("light-hypervisor") == {"hypervisor-for-a-medium-town": False}


def test_a_rule_names_only_the_solutions_considered() -> None:
    considered = [shipped()["wishibam"], shipped()["decidim"]]

    (one,) = warnings(considered, Context())

    assert one.solutions == ("wishibam",)
