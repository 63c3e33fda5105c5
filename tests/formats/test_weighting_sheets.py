"""Weighting sheets: handed out, filled in, and everything that can go wrong with them."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from beffroi.formats import weighting_sheets
from beffroi.formats.weighting_sheets import HEADINGS, HIDDEN, SHEET, Asked, Sheet
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.language import message
from tests.test_french import ENGLISH, bare

ASKED = (
    Asked("cost", "Coût", "12 M€", "0 M€"),
    Asked("air", "=HYPERLINK(\"http://a\")", "-mauvais", "@pur"),
    Asked("accès", "الوصول", "30 min", "5 min"),
)  # fmt: skip
SHEET_OF = Sheet("d1", "Le centre", "ab12", "shops", "Commerçants", ASKED)
SHEETS = {"shops": SHEET_OF}
FIRST = 13
"""Line of the first criterion."""


def filled(
    folder: Path, answers: dict[str, tuple[object, object]], **marks: str
) -> tuple[Path, openpyxl.Workbook]:
    path = folder / "shops.xlsx"
    weighting_sheets.write(path, SHEET_OF)
    book = openpyxl.load_workbook(path)
    for row in book[SHEET].iter_rows(min_row=FIRST):
        rank, points = answers.get(str(row[0].value), (None, None))
        row[4].value, row[5].value = rank, points
    for row in book[HIDDEN].iter_rows():
        row[1].value = marks.get(str(row[0].value), row[1].value)
    book.save(path)
    return path, book


WHOLE: dict[str, tuple[object, object]] = {"cost": (2, 60), "air": (1, 100), "accès": (3, 0)}


def refusal(path: Path) -> str:
    with pytest.raises(FaultyFileError) as caught:
        weighting_sheets.read(path, SHEETS)
    return str(caught.value)


def french_refusal(path: Path) -> str:
    with pytest.raises(FaultyFileError) as caught:
        weighting_sheets.read(path, SHEETS)
    return message(caught.value, "fr")


def test_what_was_answered_reads_back(tmp_path: Path) -> None:
    path, _ = filled(tmp_path, WHOLE)

    answers = weighting_sheets.read(path, SHEETS)

    assert answers.group == "shops"
    assert dict(answers.points) == {"cost": 60, "air": 100, "accès": 0}
    assert dict(answers.ranks) == {"cost": 2, "air": 1, "accès": 3}


def test_ranks_alone_are_enough_and_decimal_commas_are_read(tmp_path: Path) -> None:
    ranks, _ = filled(tmp_path, {"cost": (1, None), "air": (1, None), "accès": (2, None)})
    assert weighting_sheets.read(ranks, SHEETS).points == ()

    commas, _ = filled(tmp_path, {"cost": (None, "62,5"), "air": (None, 100), "accès": (None, 1)})
    assert dict(weighting_sheets.read(commas, SHEETS).points)["cost"] == 62.5


def test_texts_never_become_formulas_and_all_is_locked_but_the_answers(tmp_path: Path) -> None:
    path, book = filled(tmp_path, {})
    page = book[SHEET]

    air = next(row for row in page.iter_rows(min_row=FIRST) if row[0].value == "air")
    assert [cell.data_type for cell in air[:4]] == ["s"] * 4
    assert page.protection.sheet
    assert [cell.protection.locked for cell in air] == [True] * 4 + [False] * 2
    assert book[HIDDEN].sheet_state == "veryHidden"
    assert len(page.data_validations.dataValidation) == 2
    assert b"HYPERLINK" not in b"".join(
        zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()
        if "worksheets" in name and b"<f>" in zipfile.ZipFile(path).read(name)
    )  # fmt: skip


def test_the_same_sheet_has_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        weighting_sheets.write(tmp_path / name, SHEET_OF)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"cost": (None, "=50+10")}, "1 cell holds a formula"),
        ({"cost": (None, "beaucoup")}, "Pondération!F13, cost (Coût): 'beaucoup' is not a number"),
        ({"cost": (None, True)}, "'true' is not a number"),
        ({"cost": (None, -5)}, "-5 is negative"),
        ({"cost": (None, 150)}, "more than 100 points are given (cost (Coût), Pondération!F13)"),
        ({"cost": (None, None)}, "no answer for cost (Coût), Pondération!F13; fill"),
        ({"cost": (1.5, 60)}, "give whole numbers from 1 on (cost (Coût), Pondération!E13)"),
        ({"cost": (0, 60)}, "give whole numbers from 1 on (cost (Coût), Pondération!E13)"),
        ({"cost": (3, 60), "accès": (1, 0)}, "points (Pondération!E15, Pondération!F15"),
        ({"cost": (None, 0), "air": (None, 0), "accès": (None, 0)}, "no criterion has a point"),
        (dict.fromkeys(("cost", "air", "accès"), (None, None)), "nothing was answered"),
    ],
)  # fmt: skip
def test_each_impossible_answer_is_a_sentence(
    tmp_path: Path, changes: dict[str, tuple[object, object]], fault: str
) -> None:
    path, _ = filled(tmp_path, {**WHOLE, **changes})

    assert fault in refusal(path)
    assert ENGLISH.findall(bare(french_refusal(path), tmp_path)) == []


@pytest.mark.parametrize(
    ("marks", "fault"),
    [
        ({"decision": "d2"}, "it belongs to the decision d2, not to d1 (Le centre)"),
        (
            {"group": "clowns"},
            "the group clowns, which the decision does not have (it has: shops (Comm",
        ),
        ({"digest": "cd34"}, "scales have changed"),
    ],
)
def test_a_sheet_of_something_else_is_refused(
    tmp_path: Path, marks: dict[str, str], fault: str
) -> None:
    path, _ = filled(tmp_path, WHOLE, **marks)

    assert fault in refusal(path)
    assert ENGLISH.findall(bare(french_refusal(path), tmp_path)) == []


def test_a_column_that_was_moved_is_found_by_its_heading(tmp_path: Path) -> None:
    path, book = filled(tmp_path, WHOLE)
    page = book[SHEET]
    page.move_range(f"F{FIRST - 1}:F{FIRST + 2}", cols=3)
    book.save(path)

    assert dict(weighting_sheets.read(path, SHEETS).points)["cost"] == 60


def with_page(change: Any, folder: Path) -> Path:
    path, book = filled(folder, WHOLE)
    change(book[SHEET])
    book.save(path)
    return path


def test_a_heading_that_was_renamed_is_named(tmp_path: Path) -> None:
    def rename(page: Any) -> None:
        page.cell(FIRST - 1, 6).value = "Note"

    assert HEADINGS["points"] in refusal(with_page(rename, tmp_path))


def test_a_criterion_that_is_missing_twice_or_strange_is_named(tmp_path: Path) -> None:
    def drop(page: Any) -> None:
        page.delete_rows(FIRST)

    def repeat(page: Any) -> None:
        page.cell(FIRST, 1).value = "air"

    def add(page: Any) -> None:
        page.cell(FIRST + 3, 1).value = "luck"

    assert "the criterion cost (Coût) is missing" in refusal(with_page(drop, tmp_path))
    assert "stands 2 times (cells Pondération!A13, Pondération!A14)" in refusal(
        with_page(repeat, tmp_path)
    )
    assert "cell Pondération!A16: it weighs luck" in refusal(with_page(add, tmp_path))


def test_a_sheet_without_its_hidden_part_is_refused(tmp_path: Path) -> None:
    path, book = filled(tmp_path, WHOLE)
    del book[HIDDEN]
    book.save(path)

    assert "hidden sheet was removed" in refusal(path)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("cost;60", encoding="utf-8")

    with pytest.raises(UnreadableFileError, match="it is not a workbook"):
        weighting_sheets.read(path, SHEETS)
