"""Families of services."""

from beffroi.engines.commerce.families import families
from beffroi.engines.commerce.readiness.facts import FACTS
from beffroi.engines.commerce.readiness.facts import NAMES as FACT_NAMES
from beffroi.engines.commerce.readiness.services import CONDITIONS, NAMES, services


def test_each_service_needs_facts_that_are_known_in_families_that_are() -> None:
    for service in services():
        assert service.needs
        assert set(service.needs) <= set(FACTS)
        assert set(service.families) <= set(families())
        assert service.conditions, "none comes without what made it fail elsewhere"


def test_all_that_is_shown_has_its_words() -> None:
    used = {condition.id for service in services() for condition in service.conditions}

    assert used == set(CONDITIONS)
    assert set(FACT_NAMES) == set(FACTS)
    assert [service.id for service in services()] == list(NAMES)


def test_failures_that_cost_money_have_their_page() -> None:
    told = {c.id: c for service in services() for c in service.conditions}

    assert all(told[id_].url.startswith("https://") for id_ in ("animator", "accountant"))
    assert told["merchants"].from_memory
