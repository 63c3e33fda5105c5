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


def test_a_formula_is_kept_as_such_where_it_is_asked_for(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", ("CODGEO", "EPCI"), ("35236", "=1+1"))

    kept = workbook.read(path, format_name="workbook", needed=("CODGEO",), formulas=True)
    computed = workbook.read(path, format_name="workbook", needed=("CODGEO",))

    assert kept.cells["EPCI"].tolist() == ["=1+1"]
    assert computed.cells["EPCI"].isna().all()
