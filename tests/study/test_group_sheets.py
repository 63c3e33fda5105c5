"""Sheets handed out to groups, filled in, and read back as their voices."""

from pathlib import Path

import openpyxl
import pytest

from beffroi.foundation.errors import FaultyFileError, InputError
from beffroi.study import decide, group_sheets
from tests.study.decision_file import written


def answered(path: Path, to: Path, **points: float) -> Path:
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        if row[0].value in points:
            row[5].value = points[str(row[0].value)]
    book.save(to)
    return to


def test_each_group_gets_a_sheet_with_its_criteria_and_scales(tmp_path: Path) -> None:
    paths = group_sheets.write(written(tmp_path), tmp_path / "sheets")

    assert [path.name for path in paths] == ["01-shops.xlsx", "02-people.xlsx"]
    page = openpyxl.load_workbook(paths[0]).worksheets[0]
    texts = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value]
    assert {"Choisir", "Commerçants", "cost", "Coût", "100\u00a0€", "0\u00a0€"} <= set(texts)


def test_two_sheets_of_one_group_are_two_members(tmp_path: Path) -> None:
    path = written(tmp_path)
    sheet = group_sheets.write(path, tmp_path)[0]
    one = answered(sheet, tmp_path / "one.xlsx", cost=100, air=0)
    two = answered(sheet, tmp_path / "two.xlsx", cost=0, air=100)

    voices = group_sheets.read(path, [one, two])

    assert [voice.weighting.who for voice in voices] == ["one.xlsx", "two.xlsx"]
    result = decide.decide(path, voices=voices).result
    assert result.groups[0].weights == (0.5, 0.5)


def test_one_sheet_given_twice_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path)
    sheet = answered(group_sheets.write(path, tmp_path)[0], tmp_path / "a.xlsx", cost=100, air=1)

    with pytest.raises(InputError, match="are the same file"):
        group_sheets.read(path, [sheet, sheet])


def test_sheets_are_void_once_a_scale_has_changed(tmp_path: Path) -> None:
    path = written(tmp_path)
    sheet = answered(group_sheets.write(path, tmp_path)[0], tmp_path / "a.xlsx", cost=100, air=1)

    group_sheets.read(written(tmp_path, "cells = { cost = 0,", "cells = { cost = 1,"), [sheet])
    with pytest.raises(FaultyFileError, match="scales have changed"):
        group_sheets.read(written(tmp_path, "worst = 100", "worst = 200"), [sheet])


def test_a_decision_without_groups_has_no_sheet(tmp_path: Path) -> None:
    path = written(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("[[group]]")], encoding="utf-8")

    with pytest.raises(InputError, match="no group to ask"):
        group_sheets.write(path, tmp_path)


def test_names_of_files_take_any_id(tmp_path: Path) -> None:
    path = written(tmp_path, 'id = "shops"', 'id = "تجار ../é"')

    names = [path.name for path in group_sheets.write(path, tmp_path / "s")]

    assert names == ["01-e.xlsx", "02-people.xlsx"]
