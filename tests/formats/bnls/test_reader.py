"""The base of car parks, as its publishers really fill it."""

from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from beffroi.formats import bnls
from beffroi.foundation.errors import FaultyFileError, ShapeError

SIRET = "21350236400010"


def row(**cells: str) -> str:
    usual = {
        "id": "35236-P-001", "nom": "Parking de la Gare", "insee": "35236", "type_usagers": "tous",
        "gratuit": "false", "nb_places": "325", "nb_pmr": "6", "hauteur_max": "190",
        "num_siret": SIRET, "Xlong": "-2.08", "Ylat": "47.65", "type_ouvrage": "ouvrage",
    }  # fmt: skip
    return ";".join((usual | cells).get(name, "") for name in bnls.COLUMNS)


def written(folder: Path, *rows: str, encoding: str = "utf-8-sig") -> Path:
    path = folder / "bnls.csv"
    path.write_text("\n".join((";".join(bnls.COLUMNS), *rows)) + "\n", encoding=encoding)
    return path


def test_a_car_park_is_read(tmp_path: Path) -> None:
    reading = bnls.read(written(tmp_path, row()))

    car_park = reading.table.iloc[0]
    assert car_park["capacity"] == 325
    assert car_park["capacity_disabled"] == 6
    assert (car_park["access"], car_park["fee"], car_park["kind"]) == ("yes", "yes", "structure")
    assert car_park["max_height"] == pytest.approx(1.9)
    assert reading.warnings == ()


@pytest.mark.parametrize(
    ("written_height", "metres"),
    [
        ("190", 1.9), ("1.9", 1.9), ("1,90", 1.9), ("2", 2.0), ("1.90 m", 1.9), ("210cm", 2.1),
        ("N/A", None), ("", None), ("0", None), ("20", None), ("1905", None), ("aucune", None),
    ],
)  # fmt: skip
def test_heights_in_centimetres_and_metres_are_told_apart(
    written_height: str, metres: float | None
) -> None:
    read, _ = bnls.heights(pd.Series([written_height or None], dtype="string"))

    assert read.iloc[0] == metres if metres else pd.isna(read.iloc[0])


def test_every_repair_is_told(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row(hauteur_max="1,90", Xlong="-2,08"),
        row(id="35236-P-002", hauteur_max="1905", gratuit="0", nb_places="325.0"),
        row(id="35236-P-003", type_ouvrage="", nb_places="beaucoup"),
        row(id="35236-P-004", Xlong="47.65", Ylat="-2.08"),
    )

    said = " ".join(words.en for words in bnls.read(path).warnings)

    assert "1 height written in metres" in said
    assert '1 implausible height, held as unknown ("1905")' in said
    assert "type_ouvrage: 1 car park without a value" in said
    assert '1 unreadable value, held as unknown ("beaucoup")' in said
    assert "1 place whose longitude and latitude were swapped" in said


def test_prices_are_read_with_their_sign_and_their_oddities_told(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row(tarif_1h="1,20 €", tarif_2h="gratuit", num_siret="2135023640001", tarif_pmr="Gratuit"),
        row(id="35236-P-002", insee="35001", nb_places="5", nb_pmr="8", abo_resident="cher"),
    )

    reading = bnls.read_register(path)
    said = " ".join(words.en for words in reading.warnings)

    assert reading.table["price_1h"].tolist()[0] == pytest.approx(1.2)
    assert reading.table["price_2h"].tolist()[0] == 0
    assert reading.table["tariff_disabled"].tolist()[0] == "free"
    assert reading.table["siret"].tolist()[0] == "02135023640001"
    assert "1 car park whose price falls as the stay grows: to be checked (35236-P-001)" in said
    assert "1 car park whose code is not that of the identifier (35236-P-002)" in said
    assert "more reserved spaces than spaces: to be checked (35236-P-002)" in said
    assert 'abo_resident: 1 unreadable value, held as unknown ("cher")' in said
    assert "num_siret: 1 value brought to the norm" in said


def test_rows_set_aside_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, row(), row(), row(id=""), row(id="35236-P-002", Xlong="600000"))

    reading = bnls.read(path)

    assert len(reading.table) == 1
    assert reading.set_aside == 3


def test_latin_1_with_commas_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bnls.csv"
    text = "\n".join((";".join(bnls.COLUMNS), row(nom="Marché"))).replace(";", ",")
    path.write_bytes(text.encode("cp1252"))

    assert bnls.read(path).table["name"].tolist() == ["Marché"]


def test_a_table_without_capacities_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bnls.csv"
    path.write_text("id;nom\n1;a\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="nb_places"):
        bnls.read(path)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    table = bnls.read(written(tmp_path, row(), row(id="35236-P-002", hauteur_max="N/A"))).table

    bnls.write(table, tmp_path / "out.csv", siret=SIRET)

    reading = bnls.read(tmp_path / "out.csv")
    assert reading.warnings == ()
    plain = pd.DataFrame(table.drop(columns=["geometry", "park_ride"]))
    again = pd.DataFrame(reading.table.drop(columns=["geometry", "park_ride"]))
    pd.testing.assert_frame_equal(again, plain)


def test_a_car_park_that_the_schema_refuses_is_not_written(tmp_path: Path) -> None:
    table = bnls.read(written(tmp_path, row(id="P1", nb_places=""))).table

    with pytest.raises(ShapeError, match=r"id \(P1\).*; nb_places \(P1\)"):
        bnls.write(table, tmp_path / "out.csv", siret=SIRET)


@pytest.mark.real
@pytest.mark.parametrize("example", ["exemple-valide.csv", "exemple-invalide.csv"])
def test_the_examples_of_the_national_schema_are_read(real_data: Path, example: str) -> None:
    reading = bnls.read(real_data / "schemas" / "schema-stationnement" / example)

    assert reading.set_aside == 0


def test_a_workbook_is_read_as_the_text_is_with_its_dates_turned_back(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Parcs de la ville"])
    sheet = book.create_sheet("BNLS")
    sheet.append(list(bnls.COLUMNS))
    told = {"id": "35236-P-001", "nom": "GARE", "insee": 35236, "type_usagers": "tous",
            "gratuit": False, "nb_places": 325, "hauteur_max": 1.9, "num_siret": int(SIRET),
            "Xlong": "-2,08", "Ylat": 47.65, "tarif_1h": date(2026, 2, 1), "tarif_2h": "2,40",
            "tarif_3h": "3-juil.", "tarif_4h": "10/12/2026"}  # fmt: skip
    sheet.append([told.get(name) for name in bnls.COLUMNS])
    book.save(tmp_path / "bnls.xlsx")

    reading = bnls.read_register(tmp_path / "bnls.xlsx")

    park = reading.table.iloc[0]
    assert (park["capacity"], park["max_height"], park["siret"]) == (325, 1.9, SIRET)
    assert park[["price_1h", "price_2h", "price_3h", "price_4h"]].tolist() == [1.2, 2.4, 3.7, 10.12]
    assert park.geometry.x == pytest.approx(-2.08)
    said = [words.en for words in reading.warnings]
    assert any(one.startswith("3 prices that a spreadsheet took for dates") for one in said)
    assert any("in metres" in one for one in said)
