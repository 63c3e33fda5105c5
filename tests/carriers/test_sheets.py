"""Workbooks that people filled in: read as texts, or refused in a sentence."""

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from beffroi.carriers import sheets
from beffroi.foundation.errors import BeffroiError, FaultyFileError
from beffroi.foundation.language import message


def saved(path: Path, *rows: tuple[object, ...], merged: str = "") -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.save(path)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(BeffroiError) as caught:
        sheets.read(path, format_name="questionnaire (XLSForm)")
    return message(caught.value, "fr")


def test_cells_are_texts_as_a_person_reads_them(tmp_path: Path) -> None:
    path = saved(
        tmp_path / "a.xlsx",
        (" a ", 3, 3.0, 2.5, True, None, date(2026, 5, 4)),
        (),
        ("b",),
    )  # fmt: skip

    (sheet,) = sheets.read(path, format_name="x")

    assert sheet.lines[0] == ("a", "3", "3", "2.5", "true", "", "2026-05-04")
    assert [row for row, _ in sheets.filled(sheet)] == [1, 3]


def test_merged_cells_are_known_by_the_rows_that_they_touch(tmp_path: Path) -> None:
    (sheet,) = sheets.read(
        saved(tmp_path / "a.xlsx", ("a", "b", "c"), ("d", "e", "f"), merged="A1:B1"),
        format_name="x",
    )

    assert sheet.merged_across(1) == ("A1:B1",)
    assert sheet.merged_across(2) == ()


def test_a_formula_is_refused_and_its_cell_named(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ("a", "b"), ("c", "=1+1"))

    with pytest.raises(FaultyFileError, match=r"Sheet!B2"):
        sheets.read(path, format_name="x")


def test_a_text_that_starts_as_a_formula_is_a_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.active["A1"].data_type = "s"
    book.save(tmp_path / "a.xlsx")

    (sheet,) = sheets.read(tmp_path / "a.xlsx", format_name="x")

    assert sheet.lines == (("=1+1",),)


def test_what_is_no_plain_workbook_is_refused_for_what_it_is(tmp_path: Path) -> None:
    old, locked = tmp_path / "a.xls", tmp_path / "b.xlsx"
    old.write_bytes(sheets.OLD_OFFICE + b"\0" * 600)
    locked.write_bytes(sheets.OLD_OFFICE + b"\0" * 600 + sheets.PROTECTED)
    (tmp_path / "empty.xlsx").write_bytes(b"")
    (tmp_path / "text.xlsx").write_text("a,b")
    with zipfile.ZipFile(tmp_path / "c.ods", "w") as archive:
        archive.writestr("mimetype", sheets.OPEN_DOCUMENT)
    with zipfile.ZipFile(tmp_path / "d.xlsx", "w") as archive:
        archive.writestr("a.txt", "a")
    macros = saved(tmp_path / "e.xlsm", ("a",))
    with zipfile.ZipFile(macros, "a") as archive:
        archive.writestr(sheets.MACROS, b"")

    assert "Excel 97" in refusal(old)
    assert "mot de passe" in refusal(locked)
    assert "vide" in refusal(tmp_path / "empty.xlsx")
    assert "classeur" in refusal(tmp_path / "text.xlsx")
    assert "OpenDocument" in refusal(tmp_path / "c.ods")
    assert "classeur" in refusal(tmp_path / "d.xlsx")
    assert "macros" in refusal(macros)
    assert "n’existe pas" in refusal(tmp_path / "absent.xlsx")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ("a",))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"0" * (11 * 1024**2))

    assert "sécurité" in refusal(path)


def test_a_workbook_whose_sheet_is_no_xml_is_damaged(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ("a",))
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        for name, raw in members.items():
            archive.writestr(name, b"<sheet" if name.endswith("sheet1.xml") else raw)

    assert "endommagé" in refusal(tmp_path / "b.xlsx")
