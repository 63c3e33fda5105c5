"""Large files, of which a few rows are taken."""

from pathlib import Path

import duckdb
import pytest

from beffroi.carriers import bulk
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError

REDON = bulk.Asked("register", ("code",), ("name",), '"code" = ?', ("35236",))


def written(folder: Path, raw: bytes) -> Path:
    path = folder / "large [1].csv"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_only_the_rows_asked_for_are_taken(tmp_path: Path, separator: str) -> None:
    lines = [["code", "name"], ["35236", "Redon"], ["84035", "Cavaillon"]]
    path = written(tmp_path, "\n".join(separator.join(line) for line in lines).encode())

    sheet = bulk.read(path, REDON)

    assert sheet.cells.to_dict("list") == {"code": ["35236"], "name": ["Redon"]}


def test_a_code_keeps_its_leading_zero(tmp_path: Path) -> None:
    path = written(tmp_path, b"code,name\n01004,Amberieu\n")

    sheet = bulk.read(path, bulk.Asked("register", ("code",)))

    assert sheet.cells["code"].tolist() == ["01004"]


def test_parquet_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "large.parquet"
    duckdb.sql(f"COPY (SELECT '35236' AS code, 7 AS name) TO '{path}' (FORMAT parquet)")

    sheet = bulk.read(path, REDON)

    assert sheet.cells["name"].tolist() == ["7"]


def test_latin_1_is_read_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, "code,name\n35236,Rédon\n".encode("latin-1"))

    sheet = bulk.read(path, REDON)

    assert sheet.cells["name"].tolist() == ["Rédon"]
    assert "Latin-1" in sheet.warnings[0].fr


def test_one_broken_letter_does_not_spoil_the_accents_of_the_others(tmp_path: Path) -> None:
    path = written(tmp_path, "code,name\n35236,Rédon\n".encode() + b"35236,R\xe9don\n")

    sheet = bulk.read(path, REDON)

    assert sheet.cells["name"].tolist() == ["Rédon"]
    assert "1 row" in sheet.warnings[0].en


def test_lines_that_do_not_fit_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, b"code,name\n35236,Redon\n35236,Re,don,x\n35236\n")

    sheet = bulk.read(path, REDON)

    assert sheet.cells["name"].tolist() == ["Redon"]
    assert "2 rows" in sheet.warnings[0].en


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", "it is empty"),
        (b"<!doctype html><html></html>", "a web page"),
        (b"PK\x03\x04rest", "a ZIP archive"),
    ],
)
def test_what_is_no_register_is_said(tmp_path: Path, raw: bytes, found: str) -> None:
    with pytest.raises(UnreadableFileError, match=found):
        bulk.read(written(tmp_path, raw), REDON)


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        bulk.read(tmp_path / "absent.csv", REDON)


@pytest.mark.parametrize("raw", [b"name\nRedon\n", b"PAR1 and nothing else"])
def test_a_register_without_its_columns_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(FaultyFileError):
        bulk.read(written(tmp_path, raw), REDON)
