"""Each part of visibility, judged."""

from typing import Any

import pytest

from beffroi.engines.commerce.visibility.evidence import evidence
from beffroi.engines.commerce.visibility.judged import JUDGES, OUTCOMES, Judged
from beffroi.engines.commerce.visibility.parameters import NAMES
from beffroi.territory import shop_sites
from tests.engines.commerce.visibility.shops import (
    DAY,
    FULL,
    FULL_PAGE,
    SITE,
    declared,
    page,
    premises,
    visit,
)


def judged(part: str, row: dict[str, Any], **known: Any) -> Judged:
    (one,) = evidence(premises(row), day=DAY, **known)
    return JUDGES[part](one)


@pytest.mark.parametrize(
    ("part", "row", "known", "state"),
    [
        ("located", {}, {}, "met"),
        ("located", {"sources": "sirene"}, {}, "missing"),
        ("named", {}, {}, "missing"),
        ("named", {"name": "A", "kind": "bakery"}, {}, "unknown"),
        ("named", {"name": "A", "kind": "bakery", "matched_by": "likeness"}, {}, "met"),
        ("named", {"name": "A", "kind": "bakery", "sources": "osm+walk"}, {}, "met"),
        ("hours_told", {}, {}, "missing"),
        ("hours_told", {"sources": "sirene"}, {}, "unknown"),
        ("hours_told", {"website": SITE}, {}, "unknown"),
        ("hours_told", {"website": SITE}, {"visits": visit(), "pages": page()}, "missing"),
        ("hours_told", {"website": SITE}, {"pages": page(hours="Mo 09:00-12:00")}, "met"),
        ("hours_read", {"opening_hours": "lun-ven 9h-12h"}, {}, "met"),
        ("hours_read", {"opening_hours": "Mo-Fr 9h-12h"}, {}, "missing"),
        ("hours_read", {"opening_hours": "sometimes"}, {}, "missing"),
        ("hours_agree", {"opening_hours": "Mo 09:00-12:00"}, {}, "unknown"),
        ("hours_agree", {"opening_hours": "Mo 09:00-12:00; Mo 14:00-18:00"}, {}, "missing"),
        ("hours_agree", {"opening_hours": "Mo 09:00-12:00", "website": SITE},
         {"pages": page(hours="Mo 09:00-12:00")}, "met"),
        ("hours_agree", {"opening_hours": "Mo 09:00-12:00", "website": SITE},
         {"pages": page(hours="Mo 09:00-10:00")}, "missing"),
        ("hours_agree", {"opening_hours": "Mo 09:00-12:00"},
         {"declared": declared({"premises_id": "osm:n0", "listing_hours": "lundi 9h-12h"})}, "met"),
        ("phone", {}, {}, "missing"),
        ("phone", {"phone": "0299"}, {}, "met"),
        ("phone", {"website": SITE}, {}, "unknown"),
        ("site_answers", {}, {}, "unknown"),
        ("site_answers", {}, {"declared": declared({"premises_id": "osm:n0", "has_site": False})},
         "missing"),
        ("site_answers", {"website": SITE}, {}, "unknown"),
        ("site_answers", {"website": SITE}, {"visits": visit(), "pages": page()}, "met"),
        ("site_answers", {"website": SITE}, {"visits": visit("timeout", "")}, "missing"),
        ("site_answers", {"website": SITE}, {"visits": visit("robots", "")}, "unknown"),
        ("site_answers", {"website": "https://facebook.com/auxpains"}, {}, "unknown"),
        ("site_encrypted", {"website": SITE}, {"visits": visit("certificate", "")}, "missing"),
        ("site_encrypted", {"website": SITE}, {"visits": visit(final="http://a.fr/")}, "missing"),
        ("site_encrypted", {"website": SITE}, {"visits": visit()}, "met"),
        ("site_fits", {"website": SITE}, {"visits": visit(), "pages": page(fits=True)}, "met"),
        ("site_fits", {"website": SITE}, {"visits": visit(), "pages": page()}, "missing"),
        ("structured", {"website": SITE},
         {"visits": visit(), "pages": page(business=("Bakery",))}, "met"),
        ("structured", {"website": SITE}, {"visits": visit(), "pages": page()}, "missing"),
        ("social", {}, {}, "unknown"),
        ("social", {"website": "https://facebook.com/auxpains"}, {}, "met"),
        ("social", {"website": SITE}, {"pages": page()}, "missing"),
        ("pictures", {}, {}, "unknown"),
        ("pictures", {}, {"declared": declared({"premises_id": "osm:n0", "pictures": False})},
         "missing"),
        ("pictures", {"website": SITE}, {"pages": page(n_images=1, description="a")}, "met"),
        ("directory", {}, {}, "unknown"),
        ("directory", {}, {"declared": declared({"premises_id": "osm:n0", "directory": True})},
         "met"),
        ("orders", {}, {}, "unknown"),
        ("orders", {"website": SITE}, {"pages": page(sells=("planity.com",))}, "met"),
        ("fresh", {}, {}, "unknown"),
        ("fresh", {"check_date": "2026-01-01"}, {}, "met"),
        ("fresh", {"check_date": "2024-01-01"}, {}, "missing"),
        ("fresh", {"check_date": "2030-01-01"}, {}, "unknown"),
    ],
)  # fmt: skip
def test_a_part_is_met_missing_or_unknown(
    part: str, row: dict[str, Any], known: dict[str, Any], state: str
) -> None:
    found = judged(part, row, **known)

    assert found.state == state, found
    assert 0 <= found.low <= found.high <= 1
    assert found.why.fr


def test_every_part_has_a_judge_and_every_outcome_its_words() -> None:
    outcomes = {value for name, value in vars(shop_sites).items()
                if name.isupper() and isinstance(value, str)}  # fmt: skip

    assert set(JUDGES) == set(NAMES)
    assert outcomes - {shop_sites.ANSWERED} == set(OUTCOMES)


def test_a_shop_that_shows_all_has_nothing_unknown_but_the_directory() -> None:
    (one,) = evidence(premises(FULL), day=DAY, visits=visit(), pages={SITE: FULL_PAGE})

    assert {part for part, judge in JUDGES.items() if judge(one).state != "met"} == {"directory"}
