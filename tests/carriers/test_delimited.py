"""Delimited files as France publishes them, and what is no table at all."""

import zipfile
from pathlib import Path

import pytest

from beffroi.carriers import delimited
from beffroi.foundation import files
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError


def written(folder: Path, raw: bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_in_the_header(tmp_path: Path, separator: str) -> None:
    path = written(tmp_path, separator.join("ab").encode() + b"\n" + separator.join("12").encode())

    sheet = delimited.read(path, format_name="table")

    assert sheet.cells.to_dict("list") == {"a": ["1"], "b": ["2"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_accents_are_read_whatever_wrote_them(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "nom;code\nÉvry;91228\n".encode(encoding))

    sheet = delimited.read(path, format_name="table")

    assert sheet.cells["nom"].tolist() == ["Évry"]


def test_latin_1_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "nom;code\nÉvry;91228\n".encode("cp1252"))

    sheet = delimited.read(path, format_name="table")

    assert "Windows-1252" in sheet.warnings[0].fr


def test_blank_cells_are_unknown_and_blanks_around_values_go(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n  1 ,   \n")

    sheet = delimited.read(path, format_name="table")

    assert sheet.cells["a"].tolist() == ["1"]
    assert sheet.cells["b"].isna().all()


def test_rows_that_do_not_fit_the_header_are_set_aside_by_number(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n1,2\n3\n4,5\n6,7,8\n9,10\n")

    sheet = delimited.read(path, format_name="table")

    assert sheet.cells["a"].tolist() == ["1", "4", "9"]
    assert sheet.rows == 5
    assert "3, 5" in sheet.warnings[0].en


def test_empty_cells_after_the_last_column_do_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, b"a;b\n1;2;;\n")

    sheet = delimited.read(path, format_name="table")

    assert sheet.cells["b"].tolist() == ["2"]


def test_a_table_alone_in_an_archive_is_read(tmp_path: Path) -> None:
    path = tmp_path / "table.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("donnees.csv", "a;b\n1;2\n")
        archive.writestr("meta_donnees.csv", "COD;LIB\na;un\n")

    sheet = delimited.read(path, format_name="table")

    assert sheet.cells["a"].tolist() == ["1"]


def test_an_archive_of_two_tables_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tables.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "a\n1\n")
        archive.writestr("b.csv", "b\n1\n")

    with pytest.raises(UnreadableFileError, match="holds 2 tables"):
        delimited.read(path, format_name="table")


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", "it is empty"),
        (b" \n\n", "it is empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "a web page"),
        (b"\n<html lang='fr'>", "a web page"),
        (b"a,b\n\x00\x01,\x02\n", "not text"),
    ],
)
def test_what_is_no_table_is_said(tmp_path: Path, raw: bytes, found: str) -> None:
    path = written(tmp_path, raw)

    with pytest.raises(UnreadableFileError, match=found):
        delimited.read(path, format_name="table")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        delimited.read(tmp_path / "absent.csv", format_name="table")


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"x" * (2 * 1024**2))

    with pytest.raises(UnreadableFileError, match="larger than 1 MB"):
        files.bounded(path, 1024**2)


def test_a_repeated_column_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b,a\n1,2,3\n")

    with pytest.raises(FaultyFileError, match="repeats a"):
        delimited.read(path, format_name="table")


def test_a_file_of_misfits_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n1\n2\n3,4\n")

    with pytest.raises(FaultyFileError, match="2 of its 3 rows"):
        delimited.read(path, format_name="table")


def test_missing_columns_are_named_with_those_found(tmp_path: Path) -> None:
    sheet = delimited.read(written(tmp_path, b"code,nom\n1,a\n"), format_name="table")

    with pytest.raises(FaultyFileError, match=r"lacks columns: insee; it has code, nom"):
        sheet.named({"insee": "commune"}, needed=("insee",))


def test_capitals_in_names_of_columns_do_not_matter(tmp_path: Path) -> None:
    sheet = delimited.read(written(tmp_path, b"INSEE\n35236\n"), format_name="table")

    table = sheet.named({"insee": "commune", "nom": "name"}, needed=("insee",))

    assert table.to_dict("list") == {"commune": ["35236"]}


def test_a_header_of_hundreds_of_thousands_of_columns_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, ",".join(f"c{n}" for n in range(300_000)).encode() + b"\n1\n")

    with pytest.raises(FaultyFileError, match="300000 columns"):
        delimited.read(path, format_name="table")
