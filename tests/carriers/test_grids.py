"""Tables that people keep, whatever the mark, the encoding or the program."""

from pathlib import Path

import openpyxl
import pytest

from beffroi.carriers.grids import Asked, opened
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError

ASKED = Asked("a list", {"name": ("nom", "name"), "n": ("places",)}, (("name",), ("n",)))


def cells(path: Path) -> list[tuple[str, str]]:
    grid = opened(path, ASKED)
    return [pair for p in grid.pieces for pair in zip(p.cells["name"], p.cells["n"], strict=True)]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_text_is_read_whatever_wrote_it(tmp_path: Path, mark: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Places{mark}NOM\n12{mark}Châtelet\n\n", encoding=encoding)

    assert cells(path) == [("Châtelet", "12")]


def test_the_sheet_that_fits_is_found_under_its_title(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Lisez-moi"])
    sheet = book.create_sheet("Données")
    for line in (["Stationnement"], [], ["Nom", "Places"], ["Halle", 40]):
        sheet.append(line)
    book.save(tmp_path / "a.xlsx")

    assert cells(tmp_path / "a.xlsx") == [("Halle", "40")]


def test_rows_that_do_not_fit_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nom;places\nA;1\nB\nC;3\nD;4;x\n", encoding="utf-8")
    grid = opened(path, ASKED)

    kept = [n for piece in grid.pieces for n in piece.lines]

    assert kept == [2, 4]
    assert [words.en for words in grid.warnings()] == [
        "a.csv: rows set aside that do not fit the header, on lines 3, 5"
    ]


def test_a_missing_column_is_said_without_repeating_a_plate(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("AB-123-CD;Rue Haute\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="nom, places") as caught:
        opened(path, ASKED)

    assert "AB-123" not in str(caught.value)
    assert "Rue Haute" in str(caught.value)


def test_an_empty_file_and_a_web_page_are_refused(tmp_path: Path) -> None:
    for text in ("\n", "<!DOCTYPE html><html>"):
        (tmp_path / "a.csv").write_text(text, encoding="utf-8")
        with pytest.raises(UnreadableFileError):
            opened(tmp_path / "a.csv", ASKED)
