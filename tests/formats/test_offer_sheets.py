"""The sheet of offers that a person fills in."""

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from beffroi.formats import offer_sheets
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words
from beffroi.territory.mobility import MOBILITY_SERVICES, SERVICE_HOURS

HEADINGS = list(offer_sheets.HEADINGS)
USUAL = {
    "identifiant": "tad", "type": "Transport à la demande", "nom": "TAD rural",
    "exploitant": "CC du pays", "communes": "35236; 35237", "horaires": "Mo-Fr 08:00-18:00",
    "tarif min": "2,50", "tarif max": "4", "réservation": "Téléphone", "accessible": "oui",
    "données publiées": "non", "mis à jour le": "24/06/2026", "longitude": "-2.08",
    "latitude": "47.65",
}  # fmt: skip


def line(**cells: str) -> str:
    named = USUAL | {key.replace("_", " "): value for key, value in cells.items()}
    return "\t".join(named.get(heading, "") for heading in HEADINGS)


def written(folder: Path, *lines: str) -> Path:
    path = folder / "offres.csv"
    path.write_text("\n".join(("\t".join(HEADINGS), *lines)) + "\n", encoding="utf-8")
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(FaultyFileError) as caught:
        offer_sheets.read(path)
    return [fault.en for fault in caught.value.faults if isinstance(fault, Words)]


def test_an_offer_is_read(tmp_path: Path) -> None:
    sheet = offer_sheets.read(written(tmp_path, line()))

    offer = sheet.services.iloc[0]
    assert (offer["kind"], offer["booking"]) == ("on_demand", "phone")
    assert offer["communes"] == ["35236", "35237"]
    assert (offer["fare_low"], offer["fare_high"]) == (2.5, 4.0)
    assert (offer["accessible"], offer["published"]) == (True, False)
    assert pd.isna(offer["valid"])
    assert offer["updated"] == "2026-06-24"
    assert (offer.geometry.x, offer.geometry.y) == (-2.08, 47.65)
    MOBILITY_SERVICES.check(sheet.services)
    SERVICE_HOURS.check(sheet.hours)


def test_blank_is_unknown(tmp_path: Path) -> None:
    sheet = offer_sheets.read(written(tmp_path, line(horaires="", accessible="", tarif_min="")))

    assert sheet.services[["hours", "accessible", "fare_low"]].isna().all(axis=None)
    assert sheet.hours["share"].isna().all()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"type": "Dirigeable"}, "'Dirigeable' is no kind of offer"),
        ({"type": ""}, "has no type"),
        ({"identifiant": ""}, "has no identifiant"),
        ({"horaires": "du lundi au vendredi"}, "is not written as opening hours"),
        ({"communes": "Redon"}, "is no list of INSEE codes"),
        ({"réservation": "pigeon"}, "is no way to book"),
        ({"tarif_min": "gratuit"}, "is no number"),
        ({"tarif_min": "5"}, "the prices cannot be"),
        ({"accessible": "parfois"}, "is neither oui nor non"),
        ({"mis_à_jour_le": "hier"}, "is no date"),
        ({"capacité": "-1"}, "is no whole number"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, cells: dict[str, str], said: str) -> None:
    assert any(said in fault for fault in faults(written(tmp_path, line(**cells))))


def test_all_faults_are_gathered(tmp_path: Path) -> None:
    path = written(tmp_path, line(), line(type="?", horaires="?"), line(tarif_min="?"))

    assert len(faults(path)) == 4


def test_a_column_is_missing_or_nothing_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("type,nom\nTaxis,a\n", encoding="utf-8")

    assert any("identifiant" in fault for fault in faults(path))
    assert any("no offer" in fault for fault in faults(written(tmp_path)))


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*HEADINGS, "remarque"])
    sheet.append([*line().split("\t"), "à revoir"])
    book.save(tmp_path / "offres.xlsx")

    made = offer_sheets.read(tmp_path / "offres.xlsx")

    assert made.services.equals(offer_sheets.read(written(tmp_path, line())).services)
    assert "remarque" in made.warnings[0].fr


@pytest.mark.parametrize(
    "kind", ["taxi", "Taxis", "TAXI", "autopartage", "Parc relais", "car_share"]
)
def test_kinds_are_known_by_their_names(tmp_path: Path, kind: str) -> None:
    assert len(offer_sheets.read(written(tmp_path, line(type=kind))).services) == 1
