"""Establishments of the national register."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from beffroi.formats import sirene
from beffroi.foundation.errors import FaultyFileError, ShapeError, UnreadableFileError
from beffroi.territory.tables import ESTABLISHMENTS

OLD_COLUMNS = tuple(name for name in sirene.COLUMNS if name != sirene.NAF25)


def row(columns: tuple[str, ...] = sirene.COLUMNS, **cells: str) -> str:
    usual = {
        "siren": "552017600", "nic": "00016", "siret": "55201760000016",
        "statutDiffusionEtablissement": "O", "dateCreationEtablissement": "1999-04-01",
        "numeroVoieEtablissement": "3", "typeVoieEtablissement": "RUE",
        "libelleVoieEtablissement": "DU PORT", "codeCommuneEtablissement": "35236",
        "coordonneeLambertAbscisseEtablissement": "317345.0",
        "coordonneeLambertOrdonneeEtablissement": "6742000.0",
        "etatAdministratifEtablissement": "A", "enseigne1Etablissement": "BOULANGERIE DU PORT",
        "activitePrincipaleEtablissement": "10.71C",
        "nomenclatureActivitePrincipaleEtablissement": "NAFRev2",
        "caractereEmployeurEtablissement": "O", sirene.NAF25: "10.71Y",
    }  # fmt: skip
    return ",".join((usual | cells).get(name, "") for name in columns)


def written(
    folder: Path, *rows: str, columns: tuple[str, ...] = sirene.COLUMNS, encoding: str = "utf-8"
) -> Path:
    path = folder / "StockEtablissement_utf8.csv"
    path.write_text("\n".join((",".join(columns), *rows)) + "\n", encoding=encoding)
    return path


def test_the_establishments_of_a_commune_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, row(), row(siret="00552017600016", codeCommuneEtablissement="84035"))

    reading = sirene.read(path, ["35236"])

    shop = reading.table.iloc[0]
    assert shop["siret"] == "55201760000016"
    assert (shop["name"], shop["address"]) == ("BOULANGERIE DU PORT", "3 RUE DU PORT")
    assert (shop["lon"], shop["lat"]) == pytest.approx((-2.1, 47.7), abs=0.05)
    assert shop["employer"]
    assert len(reading.table) == reading.rows == 1
    assert ESTABLISHMENTS.faults(reading.table) == []


def test_a_siret_keeps_its_leading_zeros(tmp_path: Path) -> None:
    path = written(tmp_path, row(siret="00552017600016"))

    assert sirene.read(path, ["35236"]).table["siret"].tolist() == ["00552017600016"]


def test_both_nomenclatures_are_read_side_by_side(tmp_path: Path) -> None:
    shop = sirene.read(written(tmp_path, row()), ["35236"]).table.iloc[0]

    assert (shop["activity"], shop["nomenclature"]) == ("10.71C", "NAFRev2")
    assert shop["activity_naf2025"] == "10.71Y"


def test_the_new_nomenclature_alone_becomes_the_activity(tmp_path: Path) -> None:
    path = written(tmp_path, row(activitePrincipaleEtablissement=""))

    shop = sirene.read(path, ["35236"]).table.iloc[0]

    assert (shop["activity"], shop["nomenclature"]) == ("10.71Y", "NAF2025")


def test_a_file_from_before_naf_2025_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, row(OLD_COLUMNS), columns=OLD_COLUMNS)

    assert sirene.read(path, ["35236"]).table["activity_naf2025"].isna().all()


def test_protected_values_are_unknown_and_told(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row(
            statutDiffusionEtablissement="P", enseigne1Etablissement="[ND]",
            numeroVoieEtablissement="[ND]", typeVoieEtablissement="[ND]",
            libelleVoieEtablissement="[ND]", coordonneeLambertAbscisseEtablissement="[ND]",
            coordonneeLambertOrdonneeEtablissement="[ND]",
        ),
    )  # fmt: skip

    reading = sirene.read(path, ["35236"])

    assert reading.table[["name", "address", "lon", "lat"]].isna().all(axis=None)
    assert "1 establishment" in reading.warnings[0].en


def test_degrees_of_the_located_file_are_read(tmp_path: Path) -> None:
    columns = (*OLD_COLUMNS[:28], *OLD_COLUMNS[30:], "longitude", "latitude")
    path = written(tmp_path, row(columns, longitude="-2.08", latitude="47.65"), columns=columns)

    shop = sirene.read(path, ["35236"]).table.iloc[0]

    assert (shop["lon"], shop["lat"]) == (-2.08, 47.65)


def test_rows_that_identify_nothing_are_set_aside(tmp_path: Path) -> None:
    path = written(tmp_path, row(), row(), row(siret="123"), row(etatAdministratifEtablissement=""))

    reading = sirene.read(path, ["35236"])

    assert len(reading.table) == 1
    assert reading.set_aside == 3
    assert "3 establishments set aside" in reading.warnings[-1].en


def test_a_commune_without_establishments_is_told(tmp_path: Path) -> None:
    reading = sirene.read(written(tmp_path, row()), ["84035"])

    assert reading.table.empty
    assert "84035" in reading.warnings[0].en


def test_parquet_is_read_alike(tmp_path: Path) -> None:
    csv_path, path = written(tmp_path, row()), tmp_path / "StockEtablissement.parquet"
    duckdb.sql(f"COPY (FROM read_csv('{csv_path}')) TO '{path}' (FORMAT parquet)")

    shop = sirene.read(path, ["35236"]).table.iloc[0]

    assert (shop["siret"], shop["created"]) == ("55201760000016", "1999-04-01")
    assert shop["employer"]


def test_a_quoted_sign_with_a_comma_is_one_cell(tmp_path: Path) -> None:
    path = written(tmp_path, row(enseigne1Etablissement='"PAIN, VIN ET ""CIE"""'))

    assert sirene.read(path, ["35236"]).table["name"].tolist() == ['PAIN, VIN ET "CIE"']


def test_the_file_of_legal_units_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "StockUniteLegale.csv"
    path.write_text("siren,denominationUniteLegale\n552017600,PORT\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="siret"):
        sirene.read(path, ["35236"])


def test_the_archive_asks_to_be_unzipped(tmp_path: Path) -> None:
    path = tmp_path / "StockEtablissement_utf8.zip"
    path.write_bytes(b"PK\x03\x04")

    with pytest.raises(UnreadableFileError, match="Unzip it"):
        sirene.read(path, ["35236"])


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    table = sirene.read(
        written(
            tmp_path,
            row(),
            row(siret="55201760000024", activitePrincipaleEtablissement="",
                etatAdministratifEtablissement="F", coordonneeLambertAbscisseEtablissement=""),
            row(siret="55201760000032", codeCommuneEtablissement="97311",
                coordonneeLambertAbscisseEtablissement="164000",
                coordonneeLambertOrdonneeEtablissement="608000"),
        ),
        ["35236", "97311"],
    ).table  # fmt: skip

    sirene.write(table, tmp_path / "out.csv")

    again = sirene.read(tmp_path / "out.csv", ["35236", "97311"]).table
    header = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[0]
    assert tuple(header.split(",")) == sirene.COLUMNS
    pd.testing.assert_frame_equal(again, table, rtol=1e-6)


def test_a_malformed_siret_is_not_written(tmp_path: Path) -> None:
    table = ESTABLISHMENTS.typed(pd.DataFrame({"siret": ["123"], "state": ["active"]}))

    with pytest.raises(ShapeError, match="14 digits"):
        sirene.write(table, tmp_path / "out.csv")


def test_a_siret_that_lost_its_zeros_gets_them_back_and_that_is_told(tmp_path: Path) -> None:
    reading = sirene.read(written(tmp_path, row(siret="552017600016")), ["35236"])

    assert reading.table["siret"].tolist() == ["00552017600016"]
    assert "leading zeros" in reading.warnings[0].en


def test_a_commune_that_lost_its_zero_is_found(tmp_path: Path) -> None:
    reading = sirene.read(written(tmp_path, row(codeCommuneEtablissement="1053")), ["01053"])

    assert reading.table["commune"].tolist() == ["01053"]


@pytest.mark.parametrize("lacking", list(sirene.NAMES))
def test_a_column_that_lacks_is_named(tmp_path: Path, lacking: str) -> None:
    columns = tuple(name for name in sirene.COLUMNS if name != lacking)

    with pytest.raises(FaultyFileError, match=lacking):
        sirene.read(written(tmp_path, row(columns), columns=columns), ["35236"])


def test_a_code_of_no_nomenclature_is_kept_and_listed(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row(activitePrincipaleEtablissement="47.99Q"),
        row(siret="00552017600016", activitePrincipaleEtablissement="4711B"),
        row(siret="73282932000074", activitePrincipaleEtablissement="00.00Z",
            **{sirene.NAF25: ""}),
    )  # fmt: skip

    reading = sirene.read(path, ["35236"])

    assert reading.table["activity"].fillna("–").tolist() == ["47.11B", "47.99Q", "–"]
    assert "1 establishment whose code" in reading.warnings[-1].en
    assert "47.99Q" in reading.warnings[-1].en


def test_establishments_without_a_place_are_told(tmp_path: Path) -> None:
    absent = dict.fromkeys(sirene.METRES, "")
    degrees = dict(zip(sirene.METRES, ("-2.08", "47.65"), strict=True))
    path = written(tmp_path, row(**absent), row(siret="00552017600016", **degrees))

    reading = sirene.read(path, ["35236"])

    assert reading.table["lon"].isna().all()
    assert "2 active establishments without usable coordinates" in reading.warnings[0].en


def test_metres_are_those_of_the_territory(tmp_path: Path) -> None:
    metres = dict(zip(sirene.METRES, ("345000.0", "7690000.0"), strict=True))
    path = written(tmp_path, row(codeCommuneEtablissement="97411", **metres))

    shop = sirene.read(path, ["97411"]).table.iloc[0]

    assert (shop["lon"], shop["lat"]) == pytest.approx((55.5, -20.9), abs=0.1)


def test_the_postcode_and_the_first_day_of_its_state_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, row(codePostalEtablissement="35600", dateDebut="2019-06-30"))

    shop = sirene.read(path, ["35236"]).table.iloc[0]

    assert (shop["postcode"], shop["since"]) == ("35600", "2019-06-30")


@pytest.mark.real
def test_the_sample_of_the_national_file_is_understood(real_data: Path) -> None:
    path = real_data / "shops" / "sirene_fixtures" / "sample_etablissements_OK.csv"

    reading = sirene.read(path, ["35236"])

    assert reading.rows == 0
    assert "No establishment" in reading.warnings[0].en
