"""Groups of a DECISION.toml, and the ways in which each may say what matters."""

import tomllib

import pytest

from beffroi.foundation.language import Words
from beffroi.method.arbitration.decision import Group
from beffroi.study.decision_groups import group_of, in_units, vote_of
from beffroi.study.decision_parts import Part

HEAD = 'id = "g"\nname = "G"\nmembers = 2\n'


def read(toml: str, head: str = HEAD) -> tuple[Group, list[str]]:
    part = Part(Words("g", "g"), tomllib.loads(head + toml), [])
    group = group_of(part)
    return group, [fault.en for fault in part.faults]


@pytest.mark.parametrize(
    ("toml", "kind", "low"),
    [
        ("swing = { a = 100, b = 40 }", "swing", (("a", 100.0), ("b", 40.0))),
        ("ranks = { a = 1, b = 1 }", "ranks", (("a", 1.0), ("b", 1.0))),
        ('ranks = ["b", ["a", "c"]]', "ranks", (("b", 1.0), ("a", 2.0), ("c", 2.0))),
        ("shares = { a = 60, b = 40 }", "shares", (("a", 0.6), ("b", 0.4))),
        ("intervals = { a = [20, 50], b = [50, 80] }", "intervals", (("a", 0.2), ("b", 0.5))),
    ],
)
def test_weights_may_be_said_in_several_ways(
    toml: str, kind: str, low: tuple[tuple[str, float], ...]
) -> None:
    group, faults = read(toml)

    assert faults == []
    assert (group.weightings[0].kind, group.weightings[0].low) == (kind, low)


def test_statements_and_comparisons_are_read() -> None:
    group, faults = read('order = ["a>b", "b = c d"]\ncomparisons = { "a / b" = 3 }')

    assert faults == []
    assert group.weightings[0].order == (("a", ">", "b"), ("b", "=", "c d"))
    assert group.comparisons == (("a", "b", 3.0),)


def test_a_group_may_say_nothing() -> None:
    group, faults = read("")

    assert (group.weightings, faults) == ((), [])


@pytest.mark.parametrize(
    ("toml", "fault"),
    [
        ("swing = { a = 1 }\nranks = { a = 1 }", "it says its weights in 2 ways (swing, ranks)"),
        ('swing = { a = "x" }', "a is 'x', not a number"),
        ('order = ["a >> b"]', "is not a statement"),
        ('order = ["a"]', "is not a statement"),
        ("order = 5", "order is not a list of texts"),
        ('ranks = ["a", "a"]', "ranks name a twice"),
        ("ranks = [1]", "ranks must list criteria"),
        ("intervals = { a = 5 }", "a is 5, not a list of numbers"),
        ('comparisons = { "a" = 3 }', "a is not a ratio"),
        ("membres = 3", "membres is not a key (did you mean members?)"),
    ],
)  # fmt: skip
def test_each_fault_is_a_sentence(toml: str, fault: str) -> None:
    assert any(fault in said for said in read(toml)[1])


def test_a_group_without_members_told_is_refused() -> None:
    assert "g: members is missing" in read("", 'id = "g"\nname = "G"\n')[1]


def test_a_vote_keeps_its_reason() -> None:
    part = Part(Words("v", "v"), {"group": "g", "option": "x", "votes": 3, "reason": "air"}, [])

    vote = vote_of(part)

    assert (vote.group, vote.option, vote.votes, vote.reason) == ("g", "x", 3, "air")


def test_shares_that_sum_to_neither_are_left_for_the_check() -> None:
    assert in_units((("a", 60.0), ("b", 30.0))) == (("a", 60.0), ("b", 30.0))


def test_a_criterion_ranked_twice_is_one_fault() -> None:
    _, faults = read('ranks = ["a", "b", "a"]')

    assert faults == ["g: ranks name a twice"]
