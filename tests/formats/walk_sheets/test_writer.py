"""The sheets of a walk, written."""

from pathlib import Path

import openpyxl
import pytest

from beffroi.formats.walk_sheets import write
from tests.formats.walk_sheets.sheets import rows


def test_a_street_has_its_sheet_and_streets_with_few_premises_share_one(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    alone = rows({}).assign(street="Rue du Port", premises_id="osm:n9")
    premises = rows({}, {}, {})
    premises.loc[len(premises)] = alone.iloc[0]

    n = write(premises, path, language="fr")

    titles = openpyxl.load_workbook(path).sheetnames
    assert n == 2
    assert titles == ["Grande Rue", "Autres rues", "listes"]


def test_sheets_print_on_a4_across_with_their_lists(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    write(rows({}, {}, {}), path, language="fr")

    book = openpyxl.load_workbook(path)
    page = book["Grande Rue"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.page_setup.fitToHeight == 0
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert {v.formula1 for v in page.data_validations.dataValidation} == {
        "listes!$A$1:$A$4", "listes!$B$1:$B$133",
    }  # fmt: skip
    assert book["listes"]["A1"].value == "ouvert"
    assert book["listes"].sheet_state == "hidden"


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+33", "@SUM(A1)", "<b>x</b>", "-1"])
def test_a_name_that_looks_like_a_formula_is_a_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / "w.xlsx"
    write(rows({"name": name, "phone": name}, {}, {}), path, language="fr")

    cell = openpyxl.load_workbook(path)["Grande Rue"]["F6"]
    assert (cell.value, cell.data_type) == (name, "s")


@pytest.mark.parametrize("street", ["Rue [A]/B:*?", "x" * 80, "'", "Listes"])
def test_any_name_of_a_street_makes_a_sheet(tmp_path: Path, street: str) -> None:
    path = tmp_path / "w.xlsx"

    write(rows({}, {}, {}).assign(street=street), path, language="fr")

    assert openpyxl.load_workbook(path).worksheets[0]["B1"].value == street


def test_what_is_known_of_empty_premises_is_not_written_as_if_it_were_there(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    write(rows({"state": "vacant", "last_name": "Morin"}, {}, {}), path, language="fr")

    page = openpyxl.load_workbook(path)["Grande Rue"]
    assert (page["D6"].value, page["E6"].value, page["F6"].value) == ("vide", None, None)


def test_headings_are_in_the_language_asked(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    write(rows({}, {}, {}), path, language="en")

    assert openpyxl.load_workbook(path)["Grande Rue"]["E5"].value == "State seen"
