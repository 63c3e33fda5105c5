"""Workbooks with titles above their header."""

from pathlib import Path

import openpyxl
import pytest

from beffroi.carriers import workbook
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError


def saved(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["Documentation"])
    sheet = book.create_sheet("Composition")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_the_header_is_found_under_the_titles(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "epci.xlsx",
        ("Intercommunalité au 01/01/2026",), (), ("CODGEO", "EPCI"), ("35236", 243500741), (),
    )  # fmt: skip

    sheet = workbook.read(path, format_name="workbook", needed=("CODGEO", "EPCI"))

    assert workbook.is_workbook(path)
    assert sheet.cells.to_dict("list") == {"CODGEO": ["35236"], "EPCI": ["243500741"]}


def test_a_workbook_without_the_header_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "epci.xlsx", ("A", "B"))

    with pytest.raises(FaultyFileError, match="CODGEO"):
        workbook.read(path, format_name="workbook", needed=("CODGEO",))


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "epci.xlsx", ("CODGEO",), ("35236",))
    raw = bytearray(path.read_bytes())
    raw[200:900] = b"\x00" * 700
    path.write_bytes(raw)

    with pytest.raises(UnreadableFileError):
        workbook.read(path, format_name="workbook", needed=("CODGEO",))


def test_a_form_gives_back_numbers_texts_and_formulas_of_every_sheet(tmp_path: Path) -> None:
    path = saved(tmp_path / "form.xlsx", ("points", 60, 2.5, True, None, "=1+1", " air "))

    grids = workbook.forms(path)

    assert grids["Composition"] == (
        ("points", 60, 2.5, True, None, workbook.Formula("=1+1"), "air"),
    )
    assert grids["Sheet"] == (("Documentation",),)


def test_a_form_that_is_damaged_or_no_workbook_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "form.xlsx"
    text.write_text("a;b", encoding="utf-8")

    with pytest.raises(UnreadableFileError, match="not an Excel workbook"):
        workbook.forms(text)

    path = saved(tmp_path / "cut.xlsx", ("a",))
    raw = bytearray(path.read_bytes())
    raw[200:900] = b"\x00" * 700
    path.write_bytes(raw)
    with pytest.raises(UnreadableFileError):
        workbook.forms(path)


def test_a_form_of_too_many_cells_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_CELLS", 3)
    path = saved(tmp_path / "form.xlsx", (1, 2, 3), (4, 5, 6))

    with pytest.raises(UnreadableFileError, match="more than 3 cells"):
        workbook.forms(path)
