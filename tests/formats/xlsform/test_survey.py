"""Rows of a survey that people write in their own ways."""

import pytest

from beffroi.formats.xlsform.survey import survey
from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Choice

LISTS = {"l": (Choice("a", Words("A", "A")),)}


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("select_one l", "one"), ("select one l", "one"), ("Select_Multiple  l", "several"),
        ("select all that apply from l", "several"), ("int", "number"), ("dateTime", "date"),
        ("gps", "place"), ("barcode", "text"), ("note", "note"),
    ],
)  # fmt: skip
def test_types_are_known_by_their_aliases(kind: str, ours: str) -> None:
    found = survey([(2, {"type": kind, "name": "q"}, {})], LISTS)

    assert [question.kind for question in found.questions] == [ours]
    assert found.faults == ()


def test_a_range_gives_its_bounds() -> None:
    row = {"type": "range", "name": "q", "parameters": "start=0 end=5 step=0.5"}

    (question,) = survey([(2, row, {})], LISTS).questions

    assert (question.least, question.most, question.whole) == (0, 5, False)


def test_an_end_without_a_beginning_is_a_fault() -> None:
    found = survey([(2, {"type": "end_group"}, {})], LISTS)

    assert len(found.faults) == 1
