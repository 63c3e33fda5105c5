"""The towns known by heart, and finding one."""

import runpy
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import InputError, UnknownCommuneError
from beffroi.territory import communes
from beffroi.territory.tables import COMMUNES, PROGRAMMES

TOOL = Path(__file__).parents[2] / "tools" / "acv_towns.py"
TOWNS = communes.known_towns()


def test_the_towns_of_the_programme_keep_the_schemas() -> None:
    communes_ = COMMUNES.typed(TOWNS)
    programmes = PROGRAMMES.typed(TOWNS)

    assert COMMUNES.faults(communes_) == []
    assert PROGRAMMES.faults(programmes) == []
    assert len(TOWNS) == 246
    assert TOWNS["acv"].nunique() == 233


def test_what_a_study_needs_is_known_of_every_town() -> None:
    needed = TOWNS[["population", "epci_population", "epci", "area", "lon", "lat", "acv"]]

    assert needed.notna().all(axis=None)
    assert (TOWNS["epci_population"] >= TOWNS["population"]).all()


def test_the_table_is_lent_as_a_copy() -> None:
    lent = communes.known_towns()
    lent["name"] = "Redon"

    assert communes.known_towns()["name"].nunique() > 200


def test_every_column_has_a_source_with_a_date_and_a_publisher() -> None:
    sources = communes.town_sources()

    assert set(sources) == set(TOWNS.columns)
    assert all(source.date and source.publisher for source in sources.values())


@pytest.mark.parametrize(
    "asked", ["35236", "Redon", "REDON", " redon ", "Rédon"],
)  # fmt: skip
def test_a_town_is_found_by_code_or_name(asked: str) -> None:
    assert communes.town(asked, TOWNS).code == "35236"


@pytest.mark.parametrize(
    ("asked", "code"),
    [("st laurent du maroni", "97311"), ("SAINT-DIE DES VOSGES", "88413"), ("2b033", "2B033")],
)
def test_accents_capitals_hyphens_and_saints_do_not_matter(asked: str, code: str) -> None:
    assert communes.town(asked, TOWNS).code == code


@given(st.sampled_from(sorted(TOWNS["name"])), st.data())
@settings(max_examples=30, deadline=None)
def test_a_name_with_one_letter_wrong_is_among_the_nearest(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(name) - 1))
    misspelt = name[:place] + "#" + name[place + 1 :]

    offered = communes.nearest(misspelt, TOWNS)

    assert any(label.startswith(f"{name} (") for label in offered)


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownCommuneError, match=r"Redon \(35236\)"):
        communes.town("Redom", TOWNS)


def test_a_mistyped_code_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownCommuneError, match="35236"):
        communes.town("35263", TOWNS)


def test_a_name_that_resembles_nothing_offers_nothing() -> None:
    assert communes.nearest("", TOWNS) == []


def test_a_name_that_several_communes_bear_asks_for_the_code() -> None:
    twins = COMMUNES.typed(
        pd.DataFrame({"commune": ["93066", "97411"], "name": ["Saint-Denis", "Saint-Denis"]})
    )

    with pytest.raises(InputError, match=r"Saint-Denis \(93066\), Saint-Denis \(97411\)"):
        communes.town("saint denis", twins)


def test_a_commune_outside_the_programmes_is_joined_without_them() -> None:
    village = COMMUNES.typed(
        pd.DataFrame({"commune": ["56223"], "name": ["Saint-Jean-la-Poterie"]})
    )

    table = communes.joined(village, PROGRAMMES.empty())

    assert communes.town("56223", table).acv is None


@pytest.mark.real
def test_the_tool_makes_the_packaged_table_from_the_national_files(
    real_data: Path, tmp_path: Path
) -> None:
    """The first rows alone of the density grid: a workbook of 35,000 takes longer than the rest."""
    tool = runpy.run_path(str(TOOL))
    files = {name: real_data / "national" / file for name, file in tool["FILES"].items()}
    files["density"] = _beginning(files["density"], tmp_path / "density.xlsx", rows=400)

    made = tool["acv_towns"](files)

    packaged = pd.read_csv(communes.TOWNS, dtype="string")
    assert made["commune"].tolist() == packaged["commune"].tolist()
    assert made["population"].astype("string").tolist() == packaged["population"].tolist()
    known = made["density_class"].notna().to_numpy()
    told = made["density_class"].astype("string")[known].tolist()
    assert told == packaged["density_class"][known].tolist() != []


def _beginning(path: Path, copy: Path, *, rows: int) -> Path:
    """Copy the first rows of each sheet of a workbook."""
    whole, made = openpyxl.load_workbook(path, read_only=True), openpyxl.Workbook(write_only=True)
    for sheet in whole:
        written = made.create_sheet(sheet.title)
        for row in sheet.iter_rows(max_row=rows, values_only=True):
            written.append(row)
    made.save(copy)
    whole.close()
    return copy


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("75056", "Paris"), ("75104", "Paris"), ("69381", "Lyon"), ("13201", "Marseille"),
        ("98735", "French Polynesia or New Caledonia"), ("98818", "French Polynesia"),
        ("99999", "nor as anything like it"),
    ],
)  # fmt: skip
def test_a_code_of_no_town_is_said_to_be_what_it_is(code: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        communes.town(code, communes.known_towns())
