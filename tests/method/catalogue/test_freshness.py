"""How much is known, how old it is, what to check first."""

import pytest

from beffroi.foundation.language import Words
from beffroi.method.catalogue.freshness import age, freshness
from beffroi.method.catalogue.reading import shipped
from tests.method.catalogue.making import catalogue, fact, solution

TODAY = "2026-11-25"


def test_shares_and_classes_are_counted_by_hand() -> None:
    known = catalogue(
        solution(
            "a",
            fact("delay", 1, unit="month", date="2020"),
            fact("price_run", 5, unit="€/year", per="town"),
        ),
        solution("b", fact("price_run", words=Words("Inconnu.", "Unknown."))),
    )

    found = freshness(known, today=TODAY)

    by_key = {one.key.id: one for one in found.by_key}
    assert (found.solutions, found.facts) == (2, 3)
    assert found.classes == {"A": 0, "B": 3, "C": 0, "D": 0}
    assert by_key["price_run"].share == 0.5  # a price said to be unknown is not known
    assert by_key["delay"].oldest == "2020"
    assert by_key["delay"].median_age == pytest.approx(6.4, abs=0.1)


def test_what_is_weak_old_and_important_comes_first() -> None:
    price = {"unit": "€/year", "per": "town"}
    known = catalogue(
        solution("old", fact("price_run", 1, date="2008", evidence="C", **price)),
        solution("new", fact("price_run", 1, date="2026", evidence="A", **price)),
        solution("undated", fact("price_run", 1, date="", consulted="2026", evidence="C", **price)),
    )

    told = [one for one in freshness(known, today=TODAY).first if one.fact]

    assert [one.solution.id for one in told] == ["old", "undated", "new"]
    assert told[1].age is None


def test_what_is_missing_is_on_the_list_too() -> None:
    missing = [
        one for one in freshness(catalogue(solution("a")), today=TODAY).first if not one.fact
    ]

    assert {one.key.id for one in missing} >= {"price_run", "reversibility", "licence"}


def test_the_ages_of_months_and_days() -> None:
    assert age("2025-11-25", TODAY) == pytest.approx(1, abs=0.01)
    assert age("2026-05", TODAY) == pytest.approx(0.53, abs=0.01)
    assert age("2030", TODAY) == 0


def test_the_shipped_catalogue_is_counted_whole() -> None:
    found = freshness(shipped(), today=TODAY)

    assert sum(one.facts for one in found.by_key) == found.facts
    assert all(one.share is None or 0 <= one.share <= 1 for one in found.by_key)
