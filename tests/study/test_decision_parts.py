"""Keys of a DECISION.toml, read one by one, every fault kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from beffroi.foundation.language import Words
from beffroi.study.decision_parts import Part, is_number


def part(**given: Any) -> Part:
    return Part(Words("ici", "here"), given, [])


READ: list[tuple[Any, Callable[[Part], object], str]] = [
    (5, lambda p: p.text("k"), "k is not a text"),
    ("a\0b", lambda p: p.text("k"), "k is not a text"),
    (" ", lambda p: p.text("k", needed=True), "k is empty"),
    ("hier", lambda p: p.day("k"), "not a date such as"),
    (5, lambda p: p.day("k"), "not a date such as"),
    ("5", lambda p: p.number("k"), "not a number"),
    (True, lambda p: p.number("k"), "not a number"),
    (1.5, lambda p: p.whole("k", 1), "not a whole number"),
    (True, lambda p: p.whole("k", 1), "not a whole number"),
    ("oui", lambda p: p.truth("k"), "not true or false"),
    ("E", lambda p: p.one_of("k", "ABCD"), "must be one of A, B, C, D"),
    ([], lambda p: p.one_of("k", ("a",)), "must be one of a"),
    ({}, lambda p: p.label("k"), "neither a text nor texts by language"),
    ({"fr": ""}, lambda p: p.label("k"), "neither a text nor texts by language"),
    ({"français": "a"}, lambda p: p.label("k"), "neither a text nor texts by language"),
    ([1, "2"], lambda p: p.numbers("k"), "not a list of numbers"),
    ([1, 2, 3], lambda p: p.pair("k"), "must be two numbers"),
    ([1], lambda p: p.texts("k"), "not a list of texts"),
    (5, lambda p: p.table("k"), "k must be a table"),
    ([1], lambda p: p.tables("k", Words("x", "x")), "k must be a list of tables"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "read", "fault"), READ)
def test_each_wrong_value_is_a_sentence_that_says_where(
    value: Any, read: Callable[[Part], object], fault: str
) -> None:
    given = part(k=value)

    read(given)

    assert len(given.faults) == 1
    assert fault in given.faults[0].en
    assert given.faults[0].en.startswith("here: ")
    assert given.faults[0].fr.startswith("ici\u00a0: ")


def test_what_is_absent_is_not_a_fault_unless_it_is_needed() -> None:
    given = part()

    assert (given.text("k"), given.number("k"), given.label("k"), given.pair("k")) == (
        "", None, None, None,
    )  # fmt: skip
    assert given.faults == []
    given.text("k", needed=True)
    given.name("n")
    given.needed_number("w")
    assert [fault.en for fault in given.faults] == [
        "here: k is missing", "here: n is missing", "here: w is missing",
    ]  # fmt: skip


def test_a_key_that_is_not_known_gets_the_nearest_one() -> None:
    given = part(wurst=1, zz=2)

    given.only("worst", "best")

    assert "wurst is not a key (did you mean worst?)" in given.faults[0].en
    assert "zz is not a key (known: worst, best)" in given.faults[1].en


def test_a_label_keeps_its_languages_and_a_date_may_be_bare() -> None:
    given = part(k={"zh-Hant": "停車", "ar": "موقف"}, d=date(2026, 1, 15), e="2026")

    label = given.label("k")

    assert label is not None
    assert label.said == (("zh-Hant", "停車"), ("ar", "موقف"))
    assert (given.day("d"), given.day("e")) == ("2026-01-15", "2026")


def test_huge_integers_are_not_numbers() -> None:
    assert not is_number(10**400)
    assert is_number(float("inf"))
