"""Rows as people fill them in."""

from beffroi.foundation.language import Words
from beffroi.territory.record import Record

ROW = Record(Words("ligne 2", "row 2"), {"name": "  Redon ", "zero": 0, "none": None, "blank": ""})


def test_a_text_is_stripped_and_empty_where_there_is_none() -> None:
    assert ROW.text("name") == "Redon"
    assert ROW.text("none") == ROW.text("absent") == ""


def test_zero_is_a_number_and_a_blank_is_unknown() -> None:
    assert ROW.number("zero") == 0
    assert ROW.number("blank") is None
    assert ROW.number("absent") is None
