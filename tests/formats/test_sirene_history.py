"""The history of establishments."""

from pathlib import Path

import duckdb
import pytest

from beffroi.formats import sirene_history
from beffroi.foundation.errors import FaultyFileError
from beffroi.territory.commerce import PERIODS

COLUMNS = (
    "siren", "nic", "siret", "dateFin", "dateDebut", "etatAdministratifEtablissement",
    "changementEtatAdministratifEtablissement", "enseigne1Etablissement",
    "denominationUsuelleEtablissement", "activitePrincipaleEtablissement",
    "nomenclatureActivitePrincipaleEtablissement", "caractereEmployeurEtablissement",
)  # fmt: skip
BAKERY = "00552017600016"


def row(**cells: str) -> str:
    usual = {
        "siret": BAKERY, "dateDebut": "2010-01-01", "etatAdministratifEtablissement": "A",
        "enseigne1Etablissement": "FOURNIL", "activitePrincipaleEtablissement": "10.71C",
        "nomenclatureActivitePrincipaleEtablissement": "NAFRev2",
        "caractereEmployeurEtablissement": "O",
    }  # fmt: skip
    return ",".join((usual | cells).get(name, "") for name in COLUMNS)


def written(folder: Path, *rows: str, columns: tuple[str, ...] = COLUMNS) -> Path:
    path = folder / "StockEtablissementHistorique_utf8.csv"
    path.write_text("\n".join((",".join(columns), *rows)) + "\n", encoding="utf-8")
    return path


def test_the_periods_of_an_establishment_come_in_order(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row(dateDebut="2019-06-30", etatAdministratifEtablissement="F"),
        row(dateFin="2019-06-29"),
        row(siret="73282932000074"),
    )

    reading = sirene_history.read(path, [BAKERY])

    table = reading.table
    assert table["begins"].tolist() == ["2010-01-01", "2019-06-30"]
    assert table["state"].tolist() == ["active", "closed"]
    assert table["ends"].fillna("–").tolist() == ["2019-06-29", "–"]
    assert PERIODS.faults(table) == []


def test_parquet_is_read_alike(tmp_path: Path) -> None:
    text, path = written(tmp_path, row()), tmp_path / "history.parquet"
    duckdb.sql(f"COPY (FROM read_csv('{text}', all_varchar=true)) TO '{path}' (FORMAT parquet)")

    assert sirene_history.read(path, [BAKERY]).table["name"].tolist() == ["FOURNIL"]


def test_a_siret_without_its_zeros_is_found_and_told(tmp_path: Path) -> None:
    reading = sirene_history.read(written(tmp_path, row(siret=BAKERY.lstrip("0"))), [BAKERY])

    assert reading.table["siret"].tolist() == [BAKERY]
    assert "zeros" in reading.warnings[0].en


def test_a_period_without_its_state_is_set_aside_and_a_first_day_may_lack(tmp_path: Path) -> None:
    path = written(tmp_path, row(etatAdministratifEtablissement=""), row(dateDebut=""))

    reading = sirene_history.read(path, [BAKERY])

    assert reading.table["begins"].isna().tolist() == [True]
    assert reading.set_aside == 1


def test_a_column_that_lacks_is_named(tmp_path: Path) -> None:
    columns = tuple(name for name in COLUMNS if name != "dateFin")

    with pytest.raises(FaultyFileError, match="dateFin"):
        sirene_history.read(written(tmp_path, columns=columns), [BAKERY])


def test_a_history_of_another_town_is_told(tmp_path: Path) -> None:
    assert (
        "check the file" in sirene_history.read(written(tmp_path, row()), ["1" * 14]).warnings[0].en
    )
