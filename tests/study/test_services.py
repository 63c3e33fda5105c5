"""Services of a study: offers read, checked and registered, and shown on its page."""

import json
from pathlib import Path

import pytest

from beffroi.study import new, run
from beffroi.study.opened import Study, opened
from tests.formats.bnlc.registers import HEADER, row
from tests.formats.gbfs.systems import saved, system
from tests.formats.test_offer_sheets import line, written
from tests.towns import hamlet

NOW = "2026-09-01T20:00:00+00:00"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("offers")
    register = folder / "bnlc.csv"
    register.write_text(f"{HEADER}\n{row()}\n", encoding="utf-8")
    files = system("3.0")
    files["station_information"]["data"]["stations"][1].pop("lon")
    sources = {
        "osm": (str(hamlet.write_osm(folder / "hamlet.osm")),),
        "gtfs": (str(hamlet.write_gtfs(folder / "bus.zip")),),
        "bnlc": (str(register),),
        "gbfs": (str(saved(folder / "velo", files)),),
        "offers": (str(written(folder, line())),),
    }
    new.new(folder / "study", commune="35236", sources=sources, now=NOW)
    run.run(folder / "study", now=NOW)
    return opened(folder / "study")


def test_the_register_holds_every_offer(study: Study) -> None:
    table = next(e for e in study.exhibits if e.id == "mobility.offers_register")

    assert [kind.fr for kind, *_ in table.rows] == [  # type: ignore[union-attr]
        "Lignes régulières", "Vélos en libre-service", "Lieux de covoiturage",
        "Stationnement des vélos", "Transport à la demande",
    ]  # fmt: skip


def test_obligations_and_hours_are_shown(study: Study) -> None:
    ids = {exhibit.id for exhibit in study.exhibits}

    assert {"mobility.offers_obligations", "mobility.offers_hours"} <= ids


def test_what_checks_find_is_told(study: Study) -> None:
    assert any("beffroi gbfs check" in words.fr for words in study.warnings)
    states = {
        (str(r[0].fr), str(r[3].fr))  # type: ignore[union-attr]
        for e in study.exhibits if e.id == "mobility.offers_obligations" for r in e.rows
    }  # fmt: skip
    assert ("Vélo Redon (Vélos en libre-service)", "publié, avec des erreurs") in states
    assert ("TAD rural (Transport à la demande)", "non publié") in states


def test_figures_and_findings_reach_the_study(study: Study) -> None:
    figures = {figure.id: figure for figure in study.figures}

    assert figures["mobility.offers"].value == 5
    assert "mobility.offers_open" in {finding.id for finding in study.findings}


def test_a_second_run_computes_nothing(study: Study) -> None:
    assert run.run(study.folder, now=NOW).computed == ()


def test_the_sources_bear_the_dates_of_their_files(study: Study) -> None:
    sources = {source.id: source for source in study.sources}

    assert sources["gbfs-1"].date == "2026-09-01"
    assert sources["gbfs-1"].publisher == "Régie"
    manifest = json.loads((study.folder / "inputs" / "manifest.json").read_text(encoding="utf-8"))
    assert "gbfs-1" in json.dumps(manifest)


def test_a_study_without_such_sources_registers_what_the_map_holds(
    hamlet_study: Path,
) -> None:
    figures = {figure.id: figure.value for figure in opened(hamlet_study).figures}

    assert figures["mobility.offers"] == 2  # the bus and the bicycle stands
    assert "mobility.offers.taxi" not in figures
