"""The sheets of a walk, read back."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from beffroi.formats.walk_sheets import read, write
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.territory.commerce import WALKED
from tests.formats.walk_sheets.sheets import filled, rows

THREE = rows({"name": "Morin", "kind": "shoes"}, {}, {})
"""Rows 6 to 8; column E is the state, F the name, G the activity, H since, I front, J area."""


def test_a_row_counts_once_its_state_is_written(tmp_path: Path) -> None:
    path = filled(tmp_path / "w.xlsx", THREE, {"B2": "12/05/2026", "E6": "ouvert"})

    reading = read(path)

    row = reading.table.iloc[0]
    assert len(reading.table) == 1
    assert (row["premises_id"], row["state"], row["name"], row["kind"]) == (
        "osm:n0", "trading", "Morin", "shoes",
    )  # fmt: skip
    assert (row["street"], row["housenumber"], row["check_date"]) == (
        "Grande Rue", "1", "2026-05-12",
    )  # fmt: skip
    assert WALKED.faults(reading.table) == []


def test_cells_are_understood_as_people_write_them(tmp_path: Path) -> None:
    path = filled(tmp_path / "w.xlsx", THREE, {
        "B2": dt.date(2026, 5, 12), "E6": "Vide", "H6": "2021", "I6": "4,5 m", "J6": 60,
        "E7": "plus un local", "E8": "OUVERT", "G8": "Boulangerie", "H8": "03/2019",
    })  # fmt: skip

    reading = read(path)

    first, second, third = reading.table.to_dict("records")
    assert (first["state"], first["since"], first["front"], first["area"]) == (
        "vacant", "2021-07-01", 4.5, 60.0,
    )  # fmt: skip
    assert second["state"] == "gone"
    assert (third["kind"], third["since"]) == ("bakery", "2019-03-15")
    assert "2 dates" in reading.warnings[0].en


def test_a_row_added_at_the_bottom_has_no_reference(tmp_path: Path) -> None:
    path = filled(tmp_path / "w.xlsx", THREE, {"C9": 12, "E9": "ouvert", "F9": "Neuf"})

    row = read(path).table.iloc[0]

    assert row["premises_id"] is not None
    assert (row["housenumber"], row["name"], row["street"]) == ("12", "Neuf", "Grande Rue")


def test_sheets_in_english_and_their_states_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "w.xlsx"
    write(THREE, path, language="en")
    book = openpyxl.load_workbook(path)
    book["Grande Rue"]["E6"] = "works"
    book.save(path)

    assert read(path).table["state"].tolist() == ["unknown"]


def test_on_the_shared_sheet_each_row_says_its_street(tmp_path: Path) -> None:
    path = filled(tmp_path / "w.xlsx", rows({}), {"F6": "ouvert"})

    assert read(path).table["street"].tolist() == ["Grande Rue"]


def test_known_premises_need_no_street_and_new_ones_do(tmp_path: Path) -> None:
    nowhere = rows({}).assign(street=None)
    known = filled(tmp_path / "w.xlsx", nowhere, {"F6": "ouvert"})
    new = filled(tmp_path / "x.xlsx", nowhere, {"F7": "ouvert"})

    assert read(known).table["street"].isna().tolist() == [True]
    with pytest.raises(FaultyFileError, match="the street is missing"):
        read(new)


def test_an_activity_out_of_the_list_is_unknown_and_told(tmp_path: Path) -> None:
    path = filled(tmp_path / "w.xlsx", THREE, {"E6": "ouvert", "G6": "Vente d'aéroglisseurs"})

    reading = read(path)

    assert reading.table["kind"].isna().all()
    assert "aéroglisseurs" in reading.warnings[0].en


def test_all_faults_are_told_at_once_with_their_cells(tmp_path: Path) -> None:
    path = filled(tmp_path / "w.xlsx", THREE, {
        "E6": "peut-être", "E7": "vide", "I7": "large", "H7": "hier", "E8": "ouvert",
        "A8": "osm:n1",
    })  # fmt: skip

    with pytest.raises(FaultyFileError) as caught:
        read(path)

    said = str(caught.value)
    for part in ("Grande Rue!6", "peut-être", "'large'", "'hier'", "osm:n1 is filled in 2 times"):
        assert part in said


def test_a_formula_is_refused_and_not_computed(tmp_path: Path) -> None:
    path = filled(tmp_path / "w.xlsx", THREE, {"E6": "ouvert", "F6": "=CMD()"})

    with pytest.raises(FaultyFileError, match="Grande Rue!6 holds a formula"):
        read(path)


def test_blank_sheets_are_no_fault_and_are_told(tmp_path: Path) -> None:
    path = filled(tmp_path / "w.xlsx", THREE, {})

    reading = read(path)

    assert reading.table.empty
    assert "nobody wrote a state" in reading.warnings[0].en


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "w.xlsx")

    with pytest.raises(FaultyFileError, match="headings of a walk"):
        read(tmp_path / "w.xlsx")


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.xlsx").write_text("no", encoding="utf-8")

    with pytest.raises(UnreadableFileError):
        read(tmp_path / "w.xlsx")
