"""Writing: a sheet that a person can fill in, and answers that come back the same."""

from pathlib import Path

import openpyxl
import pytest

from beffroi.formats import maturity_sheets
from beffroi.formats.maturity_sheets.writing import bounds_text, harmless
from beffroi.foundation.errors import StorageError
from beffroi.foundation.language import Words
from beffroi.territory.maturity import Capacity, Response
from tests.formats.maturity_sheets.filled import ANSWER, GRID, HEADER, ID, cell


def test_answers_are_chosen_in_a_list(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    maturity_sheets.write(path, GRID, sheet="s", town="Redon")

    page = openpyxl.load_workbook(path).active
    assert page["A1"].value == "Maturité numérique du centre : Redon"
    lists = {str(v.formula1) for v in page.data_validations.dataValidation}
    assert '"oui,non,ne sait pas,non concerné"' in lists
    assert any("élu,direction générale" in one for one in lists)
    assert all(len(one) <= 257 for one in lists)


def test_the_machines_columns_and_rows_are_hidden(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    maturity_sheets.write(path, GRID, sheet="s")

    page = openpyxl.load_workbook(path).active
    assert page.column_dimensions["H"].hidden
    assert page.row_dimensions[cell(page, "sheet.hash", ID).row].hidden
    assert cell(page, "sheet.hash", ANSWER).value == GRID.fingerprint


def test_what_is_out_of_reach_is_greyed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"

    maturity_sheets.write(path, GRID, sheet="s")

    page = openpyxl.load_workbook(path).active
    rules = [r for area in page.conditional_formatting for r in area.rules]
    assert len(rules) == 3 * len(GRID.lines)
    first = cell(page, "governance.sponsor", ANSWER).row
    assert any(f'$E${first}="non"' in r.formula[0] for r in rules)


def test_a_name_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    known = {"skills.dpo": Words('=HYPERLINK("https://a.example")', "")}

    maturity_sheets.write(path, GRID, sheet="s", town="=1+1", known=known)

    page = openpyxl.load_workbook(path).active
    kinds = {c.data_type for row in page.iter_rows(min_row=HEADER) for c in row}
    assert "f" not in kinds
    assert page["A1"].data_type == "s"


RESPONSES = (
    Response(
        "s1", "it", "2026-11-01", GRID.version,
        {"it.backup": "yes", "it.referent": "not_concerned", "skills.dpo": "unknown"},
        {"it.backup": "=vu le 3 mars", "data.valid": "à revoir"},
        Capacity((2.0, 4.5), (0.0, 3000.0), None, {"data": True, "legal": False}),
    ),
    Response("s2", "", "", GRID.version, {"it.backup": "no"}),
)  # fmt: skip


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_answers_come_back_as_they_were_written(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"answers.{suffix}"
    if suffix == "csv":
        maturity_sheets.write_csv(RESPONSES, GRID, path)
    else:
        maturity_sheets.write_json(RESPONSES, path)

    found = maturity_sheets.read(path, GRID)

    assert [r.answers for r in found.responses] == [r.answers for r in RESPONSES]
    assert [r.capacity for r in found.responses] == [r.capacity for r in RESPONSES]
    assert [(r.sheet, r.role, r.date) for r in found.responses] == [
        ("s1", "it", "2026-11-01"), ("s2", "", ""),
    ]  # fmt: skip


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    maturity_sheets.write_csv(RESPONSES, GRID, tmp_path / "a.csv")

    text = (tmp_path / "a.csv").read_text(encoding="utf-8")

    assert ",'=vu le 3 mars," in text
    assert harmless("-1") == "'-1"


def test_an_interval_is_written_as_it_is_read() -> None:
    assert bounds_text((1234567.0, 1234568.0)) == "1234567 à 1234568"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(StorageError):
        maturity_sheets.write(tmp_path / "file" / "a.xlsx", GRID, sheet="s")
