"""The register of premises of a town, from files to files."""

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

from beffroi.formats import sirene
from beffroi.foundation.errors import FaultyFileError, InputError, SettingsError
from beffroi.study import commerce_register as study
from beffroi.study.commerce_given import given
from beffroi.study.commerce_register import Asked
from beffroi.study.commerce_walk import run as write_walk
from beffroi.territory.tables import ESTABLISHMENTS
from tests.formats.test_sirene import row, written
from tests.formats.test_sirene_history import row as period
from tests.formats.test_sirene_history import written as past

HERE = {"longitude": "-2.075", "latitude": "47.6501"}
COLUMNS = (*(n for n in sirene.COLUMNS if n not in sirene.METRES), "longitude", "latitude")
MAP = """<osm version="0.6"><meta osm_base="2024-05-01T00:00:00Z"/>
<node id="1" lat="47.65" lon="-2.08"/><node id="2" lat="47.65" lon="-2.07"/>
<node id="3" lat="47.6501" lon="-2.075"><tag k="shop" v="bakery"/>
<tag k="name" v="Boulangerie du Port"/></node>
<node id="4" lat="47.6501" lon="-2.074"><tag k="disused:shop" v="yes"/>
<tag k="addr:housenumber" v="8"/><tag k="addr:street" v="Rue du Port"/></node>
<node id="5" lat="47.6501" lon="-2.073"><tag k="shop" v="gift"/>
<tag k="name" v="&lt;script&gt;alert(1)&lt;/script&gt;"/></node>
<node id="6" lat="47.6501" lon="-2.072"><tag k="shop" v="gift"/>
<tag k="name" v="=HYPERLINK(&quot;http://x&quot;)"/></node>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/>
<tag k="name" v="Rue du Port"/></way></osm>"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    (folder / "map.osm").write_text(MAP, encoding="utf-8")
    written(
        folder,
        row(COLUMNS, **HERE),
        row(COLUMNS, siret="552017600024", enseigne1Etablissement="LA VACHE BLEUE",
            numeroVoieEtablissement="12", activitePrincipaleEtablissement="47.71Z"),
        row(COLUMNS, siret="73282932000074", enseigne1Etablissement="MORIN",
            numeroVoieEtablissement="8", activitePrincipaleEtablissement="47.72A",
            etatAdministratifEtablissement="F", dateDebut="2020-01-01"),
        columns=COLUMNS,
    )  # fmt: skip
    past(
        folder,
        period(siret="73282932000074", dateDebut="2001-01-01", dateFin="2019-06-30"),
        period(siret="73282932000074", dateDebut="2019-07-01",
               etatAdministratifEtablissement="F"),
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def made(files: Path) -> study.Register:
    asked = Asked(files / "map.osm", files / "StockEtablissement_utf8.csv",
                  files / "StockEtablissementHistorique_utf8.csv", commune="35236")  # fmt: skip
    return study.run(asked, files / "out")


def test_the_map_and_sirene_make_one_table(made: study.Register) -> None:
    premises = made.premises.set_index("premises_id")

    assert study.of_state(made) == {"trading": 3, "vacant": 1, "unknown": 1}
    assert premises.loc["osm:n3", ["siret", "sources"]].tolist() == [
        "55201760000016", "osm+sirene",
    ]  # fmt: skip
    assert premises.loc["osm:n4", ["vacant_since", "last_name", "family"]].tolist() == [
        "2019-07-01", "MORIN", "clothing",
    ]  # fmt: skip
    alone = premises[premises["state"] == "unknown"].iloc[0]
    assert (alone["name"], alone["street"], alone["housenumber"]) == (
        "LA VACHE BLEUE", "Rue du Port", "12",
    )  # fmt: skip


def test_what_was_written_is_read_again(made: study.Register, files: Path) -> None:
    back = given(files / "out", None)

    pd.testing.assert_frame_equal(pd.DataFrame(back.premises.drop(columns="geometry")),
                                  pd.DataFrame(made.premises.drop(columns="geometry")))  # fmt: skip
    assert back.commune == "35236"
    assert back.periods is not None
    assert len(back.periods) == 2


def test_a_sheet_never_holds_a_formula(made: study.Register, files: Path) -> None:
    lines = (files / "out" / "premises.csv").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(files / "out" / "premises.xlsx")

    assert "'=HYPERLINK" in lines
    kinds = {cell.data_type for line in book["premises"].iter_rows() for cell in line}
    assert "f" not in kinds
    assert "premises.xlsx" in made.files
    with zipfile.ZipFile(files / "out" / "premises.xlsx") as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_the_answer_tells_what_was_read_and_joined(made: study.Register) -> None:
    answer = study.as_json(made)

    assert answer["premises"] == {"trading": 3, "vacant": 1, "unknown": 1}
    assert answer["sources"] == ["osm", "sirene"]
    assert answer["pairs"] == {"likeness": 1}
    assert answer["successions"] == 3
    assert any("dead" in one.en or "active in SIRENE" in one.en for one in study.told(made))


def test_a_walk_comes_back_over_the_register(files: Path, tmp_path: Path) -> None:
    sheets = tmp_path / "walk.xlsx"
    write_walk(None, files / "map.osm", sheets, language="fr")
    book = openpyxl.load_workbook(sheets)
    page = book.worksheets[0]
    page["B2"] = "2026-05-12"
    for line in range(6, 10):
        page[f"E{line}"] = "vide" if page[f"A{line}"].value == "osm:n3" else "ouvert"
    book.save(sheets)

    made = study.register(Asked(files / "map.osm", walk=sheets))

    premises = made.premises.set_index("premises_id")
    assert premises.loc["osm:n3", ["state", "last_name"]].tolist() == [
        "vacant", "Boulangerie du Port",
    ]  # fmt: skip
    assert set(premises["check_date"].dropna()) == {"2026-05-12"}
    assert made.walk == (4, 0, 0)
    assert set(made.reviews["kind"]) == {"walk"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"sirene": Path("x")}, "--commune"),
        ({"history": Path("x")}, "--sirene"),
        ({"commune": "Redon"}, "INSEE"),
        ({"table": "nielsen"}, "beffroi, insee, trading"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_anything_is_read(
    tmp_path: Path, more: dict[str, Any], said: str
) -> None:
    with pytest.raises(SettingsError, match=said):
        study.register(Asked(tmp_path / "absent.osm", **more))


def test_a_firm_gives_its_name_to_what_has_no_sign(files: Path, tmp_path: Path) -> None:
    stock = written(tmp_path, row(enseigne1Etablissement="", siret="73282932000074"))
    units = tmp_path / "units.csv"
    units.write_text("siren,denominationUniteLegale\n732829320,LES PAINS\n", encoding="utf-8")

    made = study.register(Asked(files / "map.osm", stock, commune="35236", units=units))

    alone = made.premises[made.premises["state"] == "unknown"]
    assert alone["name"].tolist() == ["LES PAINS"]


def test_nothing_is_left_of_a_register_that_was_refused(files: Path, tmp_path: Path) -> None:
    bad = tmp_path / "sirene.csv"
    bad.write_text("siret,siren\n1,2\n", encoding="utf-8")

    with pytest.raises(FaultyFileError, match="etatAdministratifEtablissement"):
        study.run(Asked(files / "map.osm", bad, commune="35236"), tmp_path / "out")

    assert not (tmp_path / "out").exists()


@pytest.mark.real
def test_geneva_has_its_register(real_data: Path) -> None:
    made = study.register(Asked(real_data / "osm" / "geneva_ch.osm.pbf"))

    states = study.of_state(made)
    assert len(made.premises) == sum(states.values())
    assert states["trading"] > 2000
    assert states["vacant"] >= 38
    assert made.premises["street"].notna().mean() > 0.95


@pytest.mark.real
def test_a_drawn_sirene_finds_the_shops_of_redon_and_none_of_another(
    real_data: Path, tmp_path: Path
) -> None:
    """Every named shop in capitals, some metres away; the pairs are then known."""
    osm = real_data / "osm" / "redon_35_fr.osm"
    shops = given(None, osm).premises
    shops = shops[shops["name"].notna()].reset_index(drop=True)
    jitter = np.random.default_rng(1).normal(0, 10 / 111_000, (len(shops), 2))
    drawn = ESTABLISHMENTS.typed(pd.DataFrame({
        "siret": [f"{i:014d}" for i in range(len(shops))],
        "name": "SARL " + shops["name"].str.upper(),
        "state": "active", "commune": "35236", "nomenclature": "NAFRev2",
        "lon": shops.geometry.x + jitter[:, 0], "lat": shops.geometry.y + jitter[:, 1],
    }))  # fmt: skip
    sirene.write(drawn, tmp_path / "s.csv")

    made = study.register(Asked(osm, tmp_path / "s.csv", commune="35236"))

    truth = dict(zip(shops["premises_id"], drawn["siret"], strict=True))
    sure = made.pairs[made.pairs["matched_by"] == "likeness"]
    right = sure["premises_id"].map(truth) == sure["siret"]
    assert right.sum() >= 0.95 * len(shops)
    assert (~right).sum() <= 0.01 * len(shops)


def test_a_sirene_without_the_commune_is_refused_and_nothing_is_written(
    files: Path, tmp_path: Path
) -> None:
    asked = Asked(files / "map.osm", files / "StockEtablissement_utf8.csv", commune="56260")

    with pytest.raises(InputError, match="no establishment of 56260"):
        study.run(asked, tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_what_is_told_agrees_with_the_list_and_with_grammar(made: study.Register) -> None:
    said = [one.fr for one in study.told(made)]

    assert said[0] == "5 locaux\u00a0: 3 en activité, 1 vacant, 1 d'état inconnu."
    assert said[1].startswith("1 local de la carte rapproché de SIRENE\u00a0; 0 paire douteuse")
    assert said[2] == "0 point à vérifier dans review.csv."
    assert len(made.reviews) == 0
