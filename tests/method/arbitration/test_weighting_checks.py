"""Weights that cannot be used: sums, signs, circles, criteria left out."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.language import Words
from beffroi.method.arbitration.decision import Group, Label, Weighting
from beffroi.method.arbitration.weighting_checks import circular, group_faults, low_points
from tests.method.arbitration.choices import group, said, swing
from tests.test_french import ENGLISH, bare


def told(one: Group, criteria: tuple[str, ...] = ("a", "b")) -> str:
    found = list(group_faults(one, {id_: Words(id_, id_) for id_ in criteria}))
    assert all(ENGLISH.findall(bare(fault.fr, Path("/nowhere"))) == [] for fault in found)
    return " | ".join(fault.en for fault in found)


def ordered(*statements: str) -> Weighting:
    return Weighting("order", order=tuple(tuple(s.split()) for s in statements))  # type: ignore[misc]


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        (group("g", members=0), "it has no member (0)"),
        (group("g", criteria=("z",)), "there is no criterion z"),
        (group("g", swing(a=100, z=5)), "it weighs z"),
        (group("g", swing(a=100)), "it does not weigh b"),
        (group("g", swing(a=100, b=-5)), "the weight of b is negative"),
        (group("g", swing(a=math.nan, b=5)), "not a finite number"),
        (group("g", swing(a=120, b=5)), "120 points are more than 100"),
        (group("g", swing(a=0, b=0)), "no criterion has a point"),
        (group("g", said("ranks", a=0, b=1)), "a rank is a whole number from 1 on, not 0"),
        (group("g", said("ranks", a=1.5, b=1)), "not 1.5"),
        (group("g", said("shares", a=0.5, b=0.4)), "the weights of a, b sum to 0.9, not to 1"),
        (group("g", ordered("a > b", "b > a")), "turns in a circle (a > b > a)"),
        (group("g", ordered("a > a")), "turns in a circle (a > a)"),
        (group("g", swing(a=1, b=1), comparisons=(("a", "z", 2.0),)), "does not name two"),
        (group("g", swing(a=1, b=1), comparisons=(("a", "b", 20.0),)), "from 1/9 to 9"),
        (group("g", swing(a=1, b=1), comparisons=(("a", "b", 2.0), ("b", "a", 2.0))), "twice"),
    ],
)  # fmt: skip
def test_each_fault_of_a_group_is_a_sentence(one: Group, fault: str) -> None:
    assert fault in told(one)


@pytest.mark.parametrize(
    ("low", "high", "fault"),
    [
        ({"a": 0.5, "b": 0.2}, {"a": 0.4, "b": 0.5}, "the interval of a is reversed"),
        ({"a": 0.7, "b": 0.6}, {"a": 0.8, "b": 0.9}, "their lower ends sum to 1.3"),
        ({"a": 0.1, "b": 0.1}, {"a": 0.2, "b": 0.3}, "their upper ends to 0.5"),
    ],
)
def test_intervals_must_hold_some_weighting(
    low: dict[str, float], high: dict[str, float], fault: str
) -> None:
    weighting = Weighting("intervals", tuple(low.items()), tuple(high.items()))

    assert fault in told(group("g", weighting))


def test_a_member_is_named_by_its_sheet() -> None:
    answered = Weighting("swing", (("a", -1.0), ("b", 2.0)), (), who="02.xlsx")

    assert "group g, 02.xlsx" in told(group("g", answered))


@pytest.mark.parametrize(
    ("weighting", "fault"),
    [
        (ordered("air > b", "b > air"), "(air (Air pur) > b > air (Air pur))\u00a0; retournez"),
        (said("ranks", air=0, b=1), "pas 0\u00a0; corrigez celui de air (Air pur)"),
        (said("shares", air=0.5, b=0.4), "les poids de air (Air pur), b"),
        (swing(air=120, b=5), "plus de 100 (air (Air pur))"),
        (swing(air=math.nan, b=5), "le poids de air (Air pur)"),
        (Weighting("intervals", (("air", 0.5), ("b", 0.2)), (("air", 0.4), ("b", 0.5))),
         "l’intervalle de air (Air pur) est inversé"),
    ],
)  # fmt: skip
def test_faults_of_weights_say_the_names_that_people_read(weighting: Weighting, fault: str) -> None:
    names = {"air": Words("Air pur", "Clean air"), "b": Words("b", "b")}

    (found,) = group_faults(group("g", weighting), names)

    assert fault in found.fr


def test_faults_name_criteria_and_groups_as_written() -> None:
    names = {"car-access": Words("Accès en voiture", "Access by car"), "b": Words("b", "b")}
    one = replace(group("g", swing(b=1)), name=Label.of("Riverains"))

    found = next(group_faults(one, names))

    assert found.en.startswith("group g (Riverains): it does not weigh car-access (Access by car)")
    assert "car-access (Accès en voiture)" in found.fr


def test_a_sheet_whose_first_rank_has_less_than_100_points_is_said() -> None:
    low, full = (replace(swing(a=most, b=10), who="a.xlsx") for most in (90, 100))

    said_ = [one.en for one in low_points(group("g", low, full, swing(a=90, b=10)))]

    assert len(said_) == 1
    assert "g, a.xlsx: what matters most has 90 points" in said_[0]


def test_a_circle_is_found_through_equalities_and_named() -> None:
    assert circular((("a", ">", "b"), ("c", "=", "b"), ("c", ">", "a"))) == ("a", "b", "c", "a")
    assert circular((("a", ">", "b"), ("a", ">", "c"), ("b", ">", "c"))) == ()


def test_too_many_criteria_in_order_ask_for_ranks() -> None:
    criteria = tuple(f"c{n}" for n in range(20))

    assert "give ranks instead" in told(group("g", ordered("c1 > c2")), criteria)


def test_ahp_needs_every_comparison() -> None:
    one = group("g", comparisons=(("a", "b", 2.0),))

    assert "AHP needs all 3" in told(one, ("a", "b", "c"))


@given(st.permutations("abcdef"))
def test_an_order_that_is_one_is_never_a_circle(order: list[str]) -> None:
    statements = [(one, ">", other) for k, one in enumerate(order) for other in order[k + 1 :]]

    assert circular(tuple(statements)) == ()
    assert circular((*statements, (order[-1], ">", order[0]))) != ()
