"""Exports of answers: the header found wherever it stands."""

from pathlib import Path

import openpyxl
import pytest

from beffroi.carriers import exports
from beffroi.carriers.headings import Part, headings
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Question, Questionnaire

SAID = Words("Mot", "Word")
FORM = Questionnaire(
    "a", "1", SAID, SAID, (Question("age", "number", SAID), Question("why", "text", SAID))
)
KNOWN = headings(FORM)


def test_the_sheet_with_the_most_questions_is_taken(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["age"])
    sheet = book.create_sheet("answers")
    for line in (["Titre"], [], ["why", "age", "x"], ["a", 3], [], ["b", 4, "c"]):
        sheet.append(line)
    book.save(tmp_path / "a.xlsx")

    export = exports.read(tmp_path / "a.xlsx", KNOWN, format_name="x")

    assert export.parts == {"why": Part("why"), "age": Part("age")}
    assert export.others == ("x",)
    assert export.cells["age"].tolist() == ["3", "4"]


def test_the_second_column_that_says_the_same_is_left_aside_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("age,g/age\n3,4\n")

    export = exports.read(tmp_path / "a.csv", KNOWN, format_name="x")

    assert export.parts == {"age": Part("age")}
    assert "g/age" in export.warnings[0].fr


def test_a_header_that_repeats_a_name_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["age", "age"])
    book.active.append([3, 4])
    book.save(tmp_path / "a.xlsx")

    with pytest.raises(FaultyFileError, match="repeats age"):
        exports.read(tmp_path / "a.xlsx", KNOWN, format_name="x")


def test_the_first_lines_tell_the_tool(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('"id";"How, when?"\n1;2\n')

    assert exports.peeked(tmp_path / "a.csv", format_name="x") == (("id", "How, when?"),)
