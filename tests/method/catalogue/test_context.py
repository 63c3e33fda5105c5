"""What a town has, does not have, and does not say."""

from typing import Any

import pytest

from beffroi.method.catalogue.context import Context, is_met
from tests.method.catalogue.making import fact


def asked(code: str, low: float | None = None, *items: str) -> Any:
    return fact("prerequisite", low, code=code, items=items)


@pytest.mark.parametrize(
    ("fact_", "context", "met"),
    [
        (asked("paid-parking"), Context(has_paid_parking=True), True),
        (asked("paid-parking"), Context(has_paid_parking=False), False),
        (asked("paid-parking"), Context(), None),
        (asked("animator"), Context(has={"animator": False}), False),
        (asked("mainland"), Context(is_overseas=True), False),
        (asked("region", None, "28"), Context(region="28"), True),
        (asked("region", None, "28"), Context(region="53"), False),
        (asked("paid-spaces", 1000), Context(counts={"paid-spaces": 999}), False),
        (asked("paid-spaces", 1000), Context(counts={"paid-spaces": 1000}), True),
        (asked("paid-spaces", 1000), Context(has={"paid-spaces": True}), True),
        (asked("strategic-bays", 50), Context(counts={"strategic-bays": 51}), False),
        (asked("population-at-least", 100_000), Context(population=25_890), False),
        (asked("scheme-open", None, "2021-12-31"), Context(date="2026-11-25"), False),
        (asked("scheme-open", None, "2021-12-31"), Context(date="2021-03-01"), True),
        (asked("scheme-open", None, "2021-12-31"), Context(), None),
    ],
)
def test_a_prerequisite_is_met_or_not_or_unknown(
    fact_: Any, context: Context, met: bool | None
) -> None:
    assert is_met(fact_, context) is met


def test_maturity_is_proof_of_a_capacity_and_never_of_its_absence() -> None:
    it_skill = asked("it-skill")

    assert is_met(it_skill, Context(maturity={"skills": 3})) is True
    assert is_met(it_skill, Context(maturity={"skills": 1})) is None
    assert is_met(it_skill, Context(maturity={"skills": None})) is None


def test_what_the_town_says_comes_before_its_maturity() -> None:
    context = Context(maturity={"skills": 4}, has={"it-skill": False})

    assert is_met(asked("it-skill"), context) is False
