"""Proving: what a study's data prove of its maturity, and what they leave to respondents."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from beffroi.method.maturity.grid import maturity_grid
from beffroi.store import manifest, results, tables
from beffroi.study import maturities, new, opened, proving, run, workshop
from beffroi.study.assessment import assessment
from beffroi.study.maturity_text import told
from beffroi.study.workshop import Workshop
from tests.method.maturity.answered import plain, response
from tests.study.conftest import NOW

HEADER = "fact,value,date,source,url\n"
PAGE = "https://ville.example"


@pytest.fixture
def own(shop: Workshop, tmp_path: Path) -> Workshop:
    """Copy the hamlet's study, whose results may then be changed."""
    folder = Path(shutil.copytree(shop.folder, tmp_path / "study"))
    entry = replace(shop.entries["gtfs-1"], retrieved="2026-09-15T08:00:00+00:00")
    entries = {**shop.entries, "gtfs-1": entry}
    return Workshop(folder, shop.settings, entries, results.Results(folder / workshop.RESULTS))


def changed(own: Workshop, **parts: object) -> Workshop:
    path = own.results.path("gtfs-1.json")
    said = {**json.loads(path.read_text("utf-8")), "warnings": [], **parts}
    path.write_text(json.dumps(said), encoding="utf-8")
    return own


def valid(own: Workshop, *, today: str = "") -> list[str]:
    return [fact.id for fact in proving.of_feeds(own, today=today)]


def test_timetables_read_whole_within_their_days_are_valid(own: Workshop) -> None:
    (fact,) = proving.of_feeds(changed(own))

    assert fact.id == "mobility.valid"
    assert fact.value is True
    assert "2026-09-30" in fact.words.fr
    assert fact.source.id == "gtfs-1"


@pytest.mark.parametrize(
    "parts",
    [{"set_aside": 1}, {"set_aside": None}, {"warnings": [{"fr": "a", "en": "a"}]}, {"date": ""},
     {"end": "2026-09-14"}, {"date": "2026-09-16"}],
)  # fmt: skip
def test_a_doubt_on_timetables_proves_nothing(own: Workshop, parts: dict[str, object]) -> None:
    assert valid(changed(own, **parts)) == []


def test_timetables_that_have_run_out_since_are_not_up_to_date(own: Workshop) -> None:
    assert valid(changed(own), today="2026-09-30") == ["mobility.valid"]
    assert valid(own, today="2026-10-01") == []


def placed(own: Workshop, name: str, hours: str | None, *, is_inside: bool = True) -> list[str]:
    amenities = own.table("amenities")
    ground = proving.ground_of(own)
    spot = ground.perimeter.centroid if is_inside else shapely.Point(0, 0)
    table = gpd.GeoDataFrame(
        {"amenity_id": ["node/1"], "amenity": ["townhall"], "name": [name],
         "opening_hours": [hours]},
        geometry=[spot], crs=gpd.GeoDataFrame(amenities).crs,
    )  # fmt: skip
    tables.write_table(table, own.results.path("amenities.parquet"))
    own._read.clear()
    return [fact.id for fact in proving.of_places(own)]


def test_a_place_of_digital_help_is_proven_only_where_the_map_is_certain(own: Workshop) -> None:
    assert placed(own, "Espace France Services", "Mo-Fr 09:00-12:00") == ["inclusion.place"]
    assert placed(own, "Espace France Services", None) == []
    assert placed(own, "Espace France Services", "off") == []
    assert placed(own, "Bus France Services", "Mo 09:00-12:00") == []
    assert placed(own, "Mairie", "Mo-Fr 09:00-12:00") == []
    assert placed(own, "France Services", "Mo-Fr 09:00-12:00", is_inside=False) == []


def test_a_table_of_facts_is_read_and_the_studys_data_hold_over_it(
    hamlet_study: Path, tmp_path: Path
) -> None:
    path = tmp_path / "facts.csv"
    rows = (("data.published", "oui"), ("programme.signed", "non"))
    path.write_text(
        HEADER + "".join(f"{fact},{value},2026-11-20,Page,{PAGE}\n" for fact, value in rows),
        encoding="utf-8",
    )

    found, _ = maturities.known(commune="", study=hamlet_study, facts=path)

    assert found.facts["data.published"].value is True
    assert found.facts["programme.signed"].value is True
    assert {"data.published", "mobility.valid", "inclusion.place"} <= found.sought
    (warning,) = found.warnings
    assert "programme.signed" in warning.fr


def test_what_was_not_sought_is_said(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_text(f"{HEADER}data.published,oui,2026-11-20,Page,{PAGE}\n", encoding="utf-8")

    found = maturities.assess([], facts=path, commune="35236", today="2026-11-25")

    lines = [plain(words.fr) for words in told(found)]
    fact_ids = {proof.fact for proof in found.not_sought}
    assert "data.published" not in fact_ids
    assert "services.statement" in fact_ids
    assert any("Non cherché dans des données" in line for line in lines)
    assert any("[services.statement]" in line for line in lines)
    assert [one["fact"] for one in found.as_json()["not_sought"]] == [
        proof.fact for proof in found.not_sought
    ]


def test_a_study_with_a_table_of_facts_answers_by_it_and_lists_what_was_not_sought(
    hamlet_study: Path, tmp_path: Path
) -> None:
    path, sheets = tmp_path / "facts.csv", tmp_path / "answers.csv"
    path.write_text(f"{HEADER}data.published,oui,2026-11-20,Page,{PAGE}\n", encoding="utf-8")
    given = [response({"it.referent": "yes"})]
    maturities.write_answers(assessment(maturity_grid(), given, {}, today="2026-11-25"), sheets)
    study = tmp_path / "study"
    osm = str(manifest_file(hamlet_study))
    sources = {"osm": (osm,), "facts": (str(path),), "maturity": (str(sheets),)}
    new.new(study, commune="35236", sources=sources, now=NOW)

    run.run(study, now=NOW)

    shown = {exhibit.id: exhibit for exhibit in opened.opened(study).exhibits}
    asked = {row[-1] for row in shown["maturity.not_sought"].rows}
    assert "data.published" not in asked
    assert "services.statement" in asked


def manifest_file(study: Path) -> Path:
    return study / manifest.read(study)["osm"].file
