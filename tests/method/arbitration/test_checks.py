"""What cannot be used in a decision is told at once, each in a sentence."""

import math
from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError
from beffroi.method.arbitration.checks import faults, refuse_faulty
from beffroi.method.arbitration.decision import Constraint, Label, Option, Performance, Vote
from tests.method.arbitration.choices import SOURCE, criterion, decision, group, option, swing
from tests.test_french import ENGLISH, bare

NAN, INF = math.nan, math.inf
NONE = option("none", baseline=True, a=1)


def told(**changes: object) -> str:
    found = faults(decision(**changes))
    assert all(
        ENGLISH.findall(bare(fault.fr.replace("option none", ""), Path("/nowhere"))) == []
        for fault in found
    )
    return " | ".join(fault.en for fault in found)


def with_cell(cell: Performance) -> str:
    odd = Option("odd", Label.of("odd"), (("a", cell),))
    return told(options=(odd, NONE))


def bounded(id_: str = "c", **more: object) -> Constraint:
    return Constraint(id_, Label.of(id_), **more)  # type: ignore[arg-type]


def test_a_sound_decision_has_no_fault() -> None:
    assert faults(decision()) == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"options": (NONE,)}, "a choice needs two"),
        ({"options": (option("x", a=1), option("y", a=2))}, "no option is the baseline"),
        (
            {"options": (NONE, option("idle", baseline=True))},
            "2 options are the baseline (none, idle)",
        ),
        (
            {"groups": (group("g", members=6),), "votes": (Vote("g", "far", 500),)},
            "gives 500 votes to far, and has 6 members",
        ),
        (
            {"groups": (group("g", members=6),), "votes": 2 * (Vote("g", "far", 4),)},
            "gives 8 votes to far",
        ),
        ({"options": (NONE, option("x"), option("x"))}, "option x: this id stands 2 times"),
        ({"options": (NONE, option(""))}, "the id '' is empty"),
        ({"options": (NONE, option(" x"))}, "has spaces around it"),
        ({"options": (NONE, option("x\u200f"))}, "signs that cannot be seen"),
        ({"options": (NONE, option("x", z=1))}, "there is no such criterion"),
        ({"criteria": ()}, "there is no criterion"),
        ({"criteria": (criterion("a"), criterion("a"))}, "criterion a: this id stands 2 times"),
        ({"criteria": (criterion("a", 5, 5), criterion("b"))}, "are the same number (5)"),
        ({"criteria": (criterion("a", NAN), criterion("b"))}, "not finite"),
        ({"criteria": (criterion("a", 0, INF), criterion("b"))}, "not finite"),
        ({"groups": (group("g"), group("g"))}, "group g: this id stands 2 times"),
        ({"draws": 0}, "draws is 0"),
        ({"draws": 10**9}, "draws is 1000000000"),
        ({"seed": -1}, "seed is -1"),
        ({"cut": 0.2}, "cut is 0.2"),
        ({"cut": NAN}, "cut is nan"),
        ({"points_margin": 80}, "points_margin is 80"),
        ({"votes": (Vote("h", "near", 1),)}, "names the group h"),
        ({"votes": (Vote("g", "nearest", 1),)}, "vote 1, of the group g, names the option nearest"),
        ({"votes": (Vote("g", "near", -1),)}, "counts -1"),
    ],
)  # fmt: skip
def test_each_fault_of_a_decision_is_a_sentence(changes: dict[str, object], fault: str) -> None:
    assert fault in told(**changes)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"knots": ((12.0, 0.5),)}, "outside the scale 0 – 10"),
        ({"knots": ((5.0, 1.5),)}, "outside 0 – 1"),
        ({"knots": ((3.0, 0.8), (6.0, 0.5))}, "falls on the way to the best end"),
        ({"knots": ((3.0, 0.5), (3.0, 0.6))}, "two values at one point"),
        ({"indifference": -1.0}, "must follow 0 ≤ q ≤ p"),
        ({"indifference": 3.0, "preference": 1.0}, "must follow 0 ≤ q ≤ p"),
        ({"preference": 3.0, "veto": 2.0}, "the veto (2) must be larger"),
        ({"rework": 3.0}, "give both rework and acceptable"),
        ({"rework": 6.0, "acceptable": 3.0}, "acceptable (3) is worse than rework (6)"),
        ({"veto": NAN}, "not finite"),
    ],
)
def test_each_fault_of_a_criterion_is_a_sentence(more: dict[str, object], fault: str) -> None:
    assert fault in told(criteria=(criterion("a", **more), criterion("b")))


def test_a_value_function_may_fall_where_less_is_better() -> None:
    fewer = criterion("a", worst=10.0, best=0.0, knots=((3.0, 0.8), (6.0, 0.5)))

    assert told(criteria=(fewer, criterion("b"))) == ""


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (Performance(NAN, None, "u", "", (SOURCE,), "A"), "not a finite number"),
        (Performance(None, (1.0, INF), "u", "", (SOURCE,), "A"), "not a finite number"),
        (Performance(None, (5.0, 2.0), "u", "", (SOURCE,), "A"), "interval is reversed (5 – 2)"),
        (Performance(9.0, (1.0, 2.0), "u", "", (SOURCE,), "A"), "lies outside its interval"),
        (Performance(1.0, None, "km", "", (SOURCE,), "A"), "the unit is km, and the scale is in u"),
        (Performance(1.0, None, "u"), "needs a source and a class of evidence"),
    ],
)
def test_each_fault_of_a_cell_is_a_sentence(cell: Performance, fault: str) -> None:
    assert fault in with_cell(cell)
    assert "option odd, criterion a" in with_cell(cell)


@pytest.mark.parametrize(
    ("constraint", "fault"),
    [
        (bounded(), "give either a criterion"),
        (bounded(criterion="z", at_most=1.0), "there is no criterion z"),
        (bounded(criterion="a"), "give at_least or at_most"),
        (bounded(criterion="a", at_least=5.0, at_most=1.0), "reversed"),
        (bounded(criterion="a", at_most=NAN), "not finite"),
        (bounded(meets=(("z", True),)), "there is no option z"),
    ],
)
def test_each_fault_of_a_constraint_is_a_sentence(constraint: Constraint, fault: str) -> None:
    assert fault in told(constraints=(constraint,))


def test_all_faults_are_told_at_once() -> None:
    broken = decision(draws=0, groups=(group("g", swing(a=-1, b=50), members=0),))

    with pytest.raises(InputError) as caught:
        refuse_faulty(broken)

    for fault in ("draws is 0", "no member", "weight of a is negative"):
        assert fault in str(caught.value)


def test_a_value_function_of_more_points_than_anybody_reads_is_refused() -> None:
    knots = tuple((n / 20, n / 200) for n in range(1, 102))

    assert "its value function has 101 points (at most 100)" in told(
        criteria=(criterion("a", knots=knots), criterion("b"))
    )
