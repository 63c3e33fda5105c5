"""Conditions on an answer, written and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.formats.xlsform.conditions import Bounds, bounds, constraint, constraint_message
from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Choice, Question

SAID = Words("Mot", "Word")
numbers = st.none() | st.floats(-1e9, 1e9)


@given(numbers, numbers)
def test_bounds_that_were_written_are_read(least: float | None, most: float | None) -> None:
    text = constraint(Question("a", "number", SAID, least=least, most=most))

    assert (bounds(text, whole=False) or Bounds(None, None)) == Bounds(least, most)
    assert "e" not in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (".>=0", Bounds(0, None)),
        (". > 0", Bounds(1, None)),
        ("(. < 10) and (.>2.5)", Bounds(2.5, 9)),
        (". = 4", Bounds(4, 4)),
        ("regex(., '[0-9]+')", None),
        (". > ${a}", None),
        (". > 1 or . < 0", None),
    ],
)
def test_usual_ways_to_write_bounds(text: str, found: Bounds | None) -> None:
    assert bounds(text, whole=True) == found


def test_choices_that_exclude_the_others_are_said() -> None:
    none = Choice("rien", Words("Rien", "None"), alone=True)
    question = Question("a", "several", SAID, choices=(Choice("b", SAID), none))

    said = constraint_message(question)

    assert constraint(question) == "not((selected(., 'rien')) and count-selected(.) > 1)"
    assert said is not None
    assert "« Rien »" in said.fr
    assert constraint_message(Question("a", "text", SAID)) is None


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [(0, 9, "from 0 to 9"), (0, None, "at least 0"), (None, 9, "at most 9")],
)
def test_bounds_are_said(least: float | None, most: float | None, said: str) -> None:
    message = constraint_message(Question("a", "number", SAID, least=least, most=most))

    assert message is not None
    assert said in message.en
