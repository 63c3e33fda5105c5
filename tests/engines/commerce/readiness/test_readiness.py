"""Readiness of shops for services."""

import math

import pytest

from beffroi.engines.commerce.readiness.readiness import MET, UNKNOWN, UNMET, Readiness, readiness
from beffroi.engines.commerce.visibility.evidence import evidence
from beffroi.engines.commerce.visibility.scores import scores
from tests.engines.commerce.visibility.shops import DAY, declared, premises

SHOP = {"family": "food", "opening_hours": "Mo 09:00-12:00", "phone": "0299"}
YES = {"card": True, "willing": True}


def of(rows: list[dict], told: list[dict]) -> dict[str, Readiness]:
    declared_ = declared(*({"premises_id": f"osm:n{n}", **one} for n, one in enumerate(told)))
    known = evidence(premises(*rows), day=DAY, declared=declared_)
    return {one.service.id: one for one in readiness(scores(known))}


def test_a_shop_is_ready_unready_or_nobody_knows() -> None:
    rows = [SHOP, SHOP, SHOP, {"family": "food"}]

    found = of(rows, [YES, {"card": False}, {}, YES])["click_collect"]

    assert (found.n, found.ready, found.unready) == (4, 1, 2)
    assert (found.sure, found.possible) == (0.25, 0.5)
    assert found.lacks == {"hours": 1, "contact": 1, "card": 1, "willing": 0}
    assert found.unknown == {"hours": 0, "contact": 0, "card": 1, "willing": 2}
    assert found.low < 1 / 3 < found.high


def test_without_declarations_nothing_is_said_to_be_ready() -> None:
    found = of([SHOP], [])

    assert all(one.ready == 0 for one in found.values())
    assert found["loyalty"].possible == 1
    assert math.isnan(found["loyalty"].low)


def test_shops_in_which_a_service_makes_no_sense_are_not_counted() -> None:
    found = of([SHOP, {"family": "services"}], [])

    assert (found["delivery"].n, found["loyalty"].n) == (1, 2)
    assert math.isnan(of([{"family": "services"}], [])["delivery"].sure)


@pytest.mark.parametrize(
    ("told", "state"), [([YES] * 4, MET), ([{"willing": False}] * 4, UNMET), ([], UNKNOWN)]
)
def test_a_condition_that_is_counted_is_met_unmet_or_unknown(told: list[dict], state: str) -> None:
    found = of([SHOP] * 4, told)["marketplace"]

    states = {one.condition.id: one.state for one in found.conditions}
    assert states["onboarded"] == state
    assert states["animator"] == UNKNOWN, "nothing in a register tells it"
    assert states["baseline"] == MET
