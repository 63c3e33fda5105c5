"""Cells joined to the figures of studies and to the facts of the catalogue."""

import hashlib
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.method.arbitration.decision import Performance
from beffroi.study.decision_cells import Joints, cell_of, no_facts, source_of, study_figure
from beffroi.study.decision_parts import Part

OSM = Source("osm", "OpenStreetMap", "contributeurs", "2025-09", "ODbL 1.0")
CARS = Figure(
    "parking.bays_known", Words("Places", "Bays"), 420.0, "bay", "2025-09", (OSM,),
    Words("Somme.", "Sum."), (380.0, 470.0),
)  # fmt: skip


def figures(study: Path, figure: str) -> Figure | Words:
    return CARS if figure == CARS.id else Words("pas de chiffre", f"no figure in {study.name}")


def facts(
    solution: str, fact: str, *, unit: str, per: str, elsewhere: bool = False
) -> Performance | Words:
    if fact != "price_run":
        return Words("inconnu", f"no fact {fact}")
    note = f"{unit} {per} {'elsewhere' if elsewhere else ''}".strip()
    return Performance(None, (900.0, 1500.0), "€/year", "2024", (OSM,), "C", note=note)


def read(cell: Any, *, solution: str = "") -> tuple[Performance, list[str]]:
    joints = Joints(Path("dossier"), {"osm": OSM}, facts, figures)
    part = Part(Words("x", "x"), {"k": cell}, [])
    found = cell_of(part, "k", "bay", solution, joints)
    return found, [fault.en for fault in part.faults]


def test_a_figure_brings_its_value_interval_unit_date_and_sources() -> None:
    cell, faults = read({"figure": "parking.bays_known", "study": "redon"})

    assert faults == []
    assert (cell.value, cell.interval, cell.unit, cell.date) == (420, (380, 470), "bay", "2025-09")
    assert cell.sources == (OSM,)
    assert (cell.evidence, cell.figure) == ("B", "redon: parking.bays_known")


def test_a_figure_that_is_a_minimum_is_at_least_that() -> None:
    joints = Joints(Path("d"), {}, facts, lambda *_: replace(CARS, minimum=True, interval=None))
    part = Part(Words("x", "x"), {"k": {"figure": CARS.id, "study": "redon"}}, [])

    cell = cell_of(part, "k", "bay", "", joints)

    assert (cell.value, cell.interval, cell.bound) == (None, (420, math.inf), "least")


def test_a_fact_brings_what_the_catalogue_knows() -> None:
    cell, faults = read({"fact": "price_run"}, solution="S062")

    assert faults == []
    assert (cell.interval, cell.evidence, cell.figure) == ((900, 1500), "C", "S062: price_run")
    assert cell.note == "bay"


def test_a_fact_is_asked_in_the_unit_and_the_measure_wanted() -> None:
    cell, _ = read({"fact": "price_run", "solution": "S1", "unit": "€/year", "per": "town"})

    assert cell.note == "€/year town"


def test_what_was_seen_elsewhere_is_carried_over_when_the_author_asks() -> None:
    cell, faults = read({"fact": "price_run", "solution": "S1", "per": "town", "elsewhere": True})

    assert faults == []
    assert cell.note == "bay town elsewhere"


def test_without_a_catalogue_a_fact_cannot_be_looked_up() -> None:
    assert "no catalogue" in no_facts("S1", "price_run", unit="€", per="").en


@pytest.mark.parametrize("cell", ["unknown", "inconnu", "?", {"unknown": True}])
def test_unknown_is_said_in_several_ways(cell: Any) -> None:
    found, faults = read(cell)

    assert faults == []
    assert not found.is_known
    assert found.unit == "bay"


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("beaucoup", "k is 'beaucoup': give a number"),
        ({}, "give value, interval, figure or fact"),
        ({"value": 1, "unknown": True}, "unknown, value exclude each other"),
        ({"figure": "a.b", "fact": "c"}, "figure, fact exclude each other"),
        ({"figure": "parking.bays_known"}, "study is missing"),
        ({"figure": "a.b", "study": "redon"}, "no figure in redon"),
        ({"fact": "price_run"}, "a fact needs the solution"),
        ({"fact": "colour", "solution": "S1"}, "no fact colour"),
        ({"value": 1, "source": "oms"}, "there is no source oms"),
        ({"value": 1, "evidence": "E"}, "must be one of A, B, C, D"),
        ({"valeur": 1}, "valeur is not a key"),
        ({"figure": "parking.bays_known", "study": "redon", "date": "2020"}, "date is not a key"),
        ({"value": 1, "per": "town"}, "per is not a key"),
    ],
)
def test_each_fault_is_a_sentence(cell: Any, fault: str) -> None:
    assert any(fault in said for said in read(cell)[1])


def test_a_cell_is_as_old_as_the_oldest_of_its_sources() -> None:
    assert read({"value": 3, "source": "osm", "evidence": "B"})[0].date == "2025-09"


def study(folder: Path, figures_: object) -> Path:
    results = folder / "results"
    results.mkdir(parents=True)
    text = json.dumps(figures_)
    (results / "figures.json").write_text(text, encoding="utf-8")
    outputs = {"figures.json": hashlib.sha256(text.encode()).hexdigest()}
    index = {"diagnosis": {"key": "k", "outputs": outputs}}
    (results / "index.json").write_text(json.dumps(index), encoding="utf-8")
    return folder


def test_a_study_that_was_run_gives_its_figures(tmp_path: Path) -> None:
    redon = study(tmp_path / "redon", [CARS.as_json()])

    assert study_figure(redon, CARS.id) == CARS


def test_an_unknown_figure_names_the_nearest(tmp_path: Path) -> None:
    redon = study(tmp_path / "redon", [CARS.as_json()])

    said = study_figure(redon, "parking.bay_known")

    assert isinstance(said, Words)
    assert "nearest are: parking.bays_known" in said.en


def test_a_study_without_results_says_how_to_run_it(tmp_path: Path) -> None:
    said = study_figure(tmp_path, "a.b")

    assert isinstance(said, Words)
    assert "run it first (beffroi study run" in said.en


def test_damaged_results_are_said(tmp_path: Path) -> None:
    broken = study_figure(study(tmp_path / "redon", [{"value": 3}]), "a.b")

    assert isinstance(broken, Words)
    assert "damaged" in broken.en


def test_a_source_needs_a_name_and_a_publisher() -> None:
    part = Part(Words("s", "s"), {"date": "2025", "editor": "x"}, [])

    source_of(part, "s")

    assert [fault.en for fault in part.faults][1:] == [
        "s: name is missing",
        "s: publisher is missing",
    ]
