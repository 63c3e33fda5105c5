"""The register of car parks, written so that the national schema accepts it."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from beffroi.formats import bnls
from beffroi.foundation.errors import ShapeError
from tests.formats.bnls.test_reader import SIRET, row, written

FULL = {
    "adresse": "3 rue de la Gare, 35600, Redon", "url": "https://redon.example/gare", "nb_pr": "25",
    "nb_voitures_electriques": "4", "nb_velo": "20", "nb_2r_el": "2", "nb_autopartage": "1",
    "nb_2_rm": "5", "nb_covoit": "3", "tarif_pmr": "gratuit", "tarif_1h": "1.2", "tarif_2h": "2.4",
    "tarif_3h": "3.6", "tarif_4h": "4.8", "tarif_24h": "12.0", "abo_resident": "20.0",
    "abo_non_resident": "45.5", "info": "Gratuit le dimanche",
}  # fmt: skip


def register(folder: Path, *rows: str) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(bnls.read_register(written(folder, *rows)).table)


def refused(field: dict[str, Any], cell: str) -> bool:
    """Say whether a field of a table schema refuses a cell: our own reading of the standard."""
    rules = field["constraints"]
    if cell == "":
        return bool(rules["required"])
    forms = {"integer": r"[+-]?\d+", "number": r"[+-]?\d+(\.\d+)?"}
    form = rules.get("pattern", forms.get(field["type"], ".*"))
    if not re.fullmatch(form, cell, flags=re.DOTALL) or cell not in rules.get("enum", [cell]):
        return True
    if field["type"] == "boolean":
        return cell not in (*field["trueValues"], *field["falseValues"])
    least, most = rules.get("minimum"), rules.get("maximum")
    return (least is not None and float(cell) < least) or (most is not None and float(cell) > most)


def faults(path: Path, schema: Path) -> list[str]:
    fields = json.loads((schema / "schema.json").read_text(encoding="utf-8"))["fields"]
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [field["name"] for field in fields]
    return [f["name"] for cells in rows for f in fields if refused(f, cells[f["name"]])]


def test_every_column_is_read_and_written_as_it_was(tmp_path: Path) -> None:
    told = register(tmp_path, row(**FULL), row(id="35236-P-002", hauteur_max="N/A"))

    bnls.write_register(told, tmp_path / "out.csv")

    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert {name: first[name] for name in FULL} == FULL
    assert (first["hauteur_max"], second["hauteur_max"]) == ("190", "N/A")
    assert bnls.read_register(tmp_path / "out.csv").warnings == ()


@pytest.mark.parametrize(
    ("cells", "column"),
    [({"type_usagers": ""}, "type_usagers"), ({"gratuit": "?"}, "gratuit"),
     ({"num_siret": "12345678901234"}, "num_siret"), ({"num_siret": ""}, "num_siret"),
     ({"nom": ""}, "nom"), ({"nb_places": ""}, "nb_places"), ({"id": "Gare"}, "id")],
)  # fmt: skip
def test_what_the_schema_requires_is_asked_for(
    tmp_path: Path, cells: dict[str, str], column: str
) -> None:
    told = register(tmp_path, row(**cells))

    assert (str(told["car_park_id"][0]), column) in list(bnls.faults(told))
    with pytest.raises(ShapeError, match=column):
        bnls.write_register(told, tmp_path / "out.csv")


def test_a_siret_of_la_poste_follows_its_own_rule(tmp_path: Path) -> None:
    told = register(tmp_path, row(num_siret="35600000000048"), row(num_siret=SIRET))

    assert not list(bnls.faults(told))


@pytest.mark.real
def test_what_is_written_keeps_the_national_schema(tmp_path: Path, real_data: Path) -> None:
    schema = real_data / "schemas" / "schema-stationnement"
    bnls.write_register(register(tmp_path, row(**FULL), row(id="35236-P-002", hauteur_max="N/A")),
                        tmp_path / "out.csv")  # fmt: skip

    assert faults(tmp_path / "out.csv", schema) == []
    assert faults(schema / "exemple-valide.csv", schema) == []
    assert faults(schema / "exemple-invalide.csv", schema) == ["id", "tarif_pmr"]


@pytest.mark.real
def test_the_valid_example_is_written_back_and_the_invalid_one_refused(
    tmp_path: Path, real_data: Path
) -> None:
    schema = real_data / "schemas" / "schema-stationnement"
    sound = bnls.read_register(schema / "exemple-valide.csv").table
    wrong = bnls.read_register(schema / "exemple-invalide.csv").table

    bnls.write_register(gpd.GeoDataFrame(sound), tmp_path / "out.csv")

    assert faults(tmp_path / "out.csv", schema) == []
    with pytest.raises(ShapeError, match=r"id \(P-001\)"):
        bnls.write_register(gpd.GeoDataFrame(wrong), tmp_path / "wrong.csv")
