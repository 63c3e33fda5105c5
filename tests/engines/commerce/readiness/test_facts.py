"""What shops have."""

import pytest

from beffroi.engines.commerce.readiness.facts import FACTS
from beffroi.engines.commerce.visibility.evidence import evidence
from beffroi.engines.commerce.visibility.scores import score
from tests.engines.commerce.visibility.shops import DAY, declared, premises


@pytest.mark.parametrize(
    ("fact", "row", "told", "found"),
    [
        ("hours", {"opening_hours": "Mo 09:00-12:00"}, {}, True),
        ("hours", {}, {}, False),
        ("hours", {"sources": "sirene"}, {}, None),
        ("contact", {"email": "a@b.fr"}, {}, True),
        ("contact", {}, {}, False),
        ("contact", {"sources": "sirene"}, {}, None),
        ("card", {}, {}, None),
        ("card", {}, {"card": False}, False),
        ("willing", {}, {"willing": True}, True),
        ("registered", {"siret": "55201760000016"}, {}, True),
        ("registered", {}, {}, None),
        ("located", {"sources": "sirene"}, {}, False),
        ("pictures", {}, {}, None),
    ],
)
def test_a_fact_is_true_false_or_unknown(fact: str, row: dict, told: dict, found: object) -> None:
    (one,) = evidence(premises(row), day=DAY, declared=declared({"premises_id": "osm:n0", **told}))

    assert FACTS[fact](score(one)) is found
