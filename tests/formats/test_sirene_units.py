"""Names of the firms behind establishments."""

from pathlib import Path

import duckdb
import pytest

from beffroi.formats import sirene_units
from beffroi.foundation.errors import FaultyFileError

HEADER = ("siren,sigleUniteLegale,nomUniteLegale,denominationUniteLegale,"
          "denominationUsuelle1UniteLegale")  # fmt: skip


def written(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "StockUniteLegale_utf8.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def test_the_usual_name_wins_and_a_person_s_name_stays_where_it_is(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "005520176,,,SOCIETE MORIN,CHEZ MORIN",
        "552017600,SM,,,",
        "732829320,,DUPONT,,",
        "111111111,,,AILLEURS,",
    )

    made = sirene_units.read(path, ["005520176", "552017600", "732829320"])

    assert made.names == {"005520176": "CHEZ MORIN", "552017600": "SM"}
    assert made.rows == 3


def test_a_siren_without_its_zeros_and_a_hidden_name(tmp_path: Path) -> None:
    path = written(tmp_path, "5520176,,,MORIN,", "552017600,,,[ND],")

    assert sirene_units.read(path, ["005520176", "552017600"]).names == {"005520176": "MORIN"}


def test_parquet_is_read_alike(tmp_path: Path) -> None:
    text, path = written(tmp_path, "552017600,,,MORIN,"), tmp_path / "units.parquet"
    duckdb.sql(f"COPY (FROM read_csv('{text}', all_varchar=true)) TO '{path}' (FORMAT parquet)")

    assert sirene_units.read(path, ["552017600"]).names == {"552017600": "MORIN"}


def test_a_column_that_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="denominationUniteLegale"):
        sirene_units.read(written(tmp_path, header="siren,sigleUniteLegale"), ["552017600"])


def test_a_file_of_other_firms_is_told(tmp_path: Path) -> None:
    made = sirene_units.read(written(tmp_path, "111111111,,,AILLEURS,"), ["552017600"])

    assert "check it" in made.warnings[0].en


@pytest.mark.real
def test_the_sample_of_the_national_file_is_understood(real_data: Path) -> None:
    folder = real_data / "shops" / "sirene_fixtures"
    path = folder / "sample_unites_legales_OK.csv"
    sirens = [line.split(",")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]]

    assert sirene_units.read(path, sirens).rows == len(set(sirens))
