"""Scores of visibility."""

from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.commerce.visibility.evidence import evidence
from beffroi.engines.commerce.visibility.judged import JUDGES, Judged, missing
from beffroi.engines.commerce.visibility.scores import AFTER, improvements, scores
from beffroi.foundation.language import Words
from tests.engines.commerce.visibility.shops import (
    DAY,
    FULL,
    FULL_PAGE,
    SITE,
    declared,
    premises,
    visit,
)

WHY = Words("", "")


def test_the_score_of_a_shop_that_shows_all_is_a_hundred() -> None:
    told = declared({"premises_id": "osm:n0", "directory": True})

    (one,) = scores(evidence(premises(FULL), day=DAY, visits=visit(), pages={SITE: FULL_PAGE},
                             declared=told))  # fmt: skip

    assert (one.low, one.high, one.improvements) == (100, 100, ())


def test_what_nobody_knows_is_between_nothing_and_all() -> None:
    bare = {"name": "Aux Pains", "kind": "bakery"}

    (one,) = scores(evidence(premises(bare), day=DAY))

    # Sure: located 15, half of the name 2.5. Missing: hours 20, telephone 5.
    assert (one.low, one.high) == (17.5, 75)


def test_a_shop_of_the_register_alone_is_known_to_be_off_the_map_and_no_more() -> None:
    (one,) = scores(evidence(premises({"sources": "sirene"}), day=DAY))

    assert (one.low, one.high) == (0, 80)
    assert one.improvements[0].part == "located"


def test_hours_come_first_where_a_shop_of_the_map_tells_none() -> None:
    (one,) = scores(evidence(premises({"name": "A", "kind": "bakery"}), day=DAY))

    parts = [improvement.part for improvement in one.improvements]
    assert parts[0] == "phone"  # 5 points in 3 to 6 minutes
    assert "hours_told" in parts
    assert not {"hours_read", "hours_agree"} & set(parts)


def test_a_declaration_is_found_by_siret_too() -> None:
    told = declared({"siret": "55201760000016", "directory": True})

    (one,) = scores(evidence(premises({"siret": "55201760000016"}), day=DAY, declared=told))

    assert one.judged["directory"].state == "met"


shares = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)


@given(st.fixed_dictionaries(dict.fromkeys(JUDGES, shares)))
def test_improvements_are_sorted_by_worth_and_never_of_what_is_met(drawn: dict) -> None:
    judged = {name: Judged(low, high, WHY) for name, (low, high) in drawn.items()}

    found = improvements(judged)

    assert [one.worth for one in found] == sorted((one.worth for one in found), reverse=True)
    assert all(judged[one.part].low < 1 for one in found)
    assert all(one.points[0] <= one.points[1] for one in found)


def test_parts_that_wait_for_another_are_not_proposed_before_it() -> None:
    found = improvements(dict.fromkeys(JUDGES, missing(WHY)))

    assert not {one.part for one in found} & set(AFTER)
