"""Cells that scenarios fill: nobody types a number, and nothing is said that was not measured."""

import hashlib
import json
from pathlib import Path

import pytest

from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.language import Words
from beffroi.study import decisions
from beffroi.study.decide import decide
from beffroi.study.decision_scenarios import own_study

DRAWN = Source("osm", "OpenStreetMap", "contributeurs", "2025-09", "ODbL 1.0")
VALUES = {
    "scenario.people_gained.navette": (120.0, "person", (90.0, 150.0)),
    "scenario.people_gained.tad": (40.0, "person", None),
    "scenario.left_out.navette.before": (300.0, "person", None),
    "scenario.left_out.navette.after": (180.0, "person", None),
    "scenario.left_out.tad.before": (300.0, "person", None),
    "scenario.left_out.tad.after": (260.0, "person", None),
    "scenario.minutes_to_centre.navette.transit.before": (40.0, "min", None),
    "scenario.minutes_to_centre.navette.transit.after": (31.0, "min", None),
    "scenario.minutes_to_centre.tad.transit.before": (40.0, "min", None),
    "scenario.minutes_to_centre.tad.transit.after": (38.0, "min", None),
    "scenario.quiet_trips.tad.shopping.before": (0.2, "1", None),
    "scenario.quiet_trips.tad.shopping.after": (0.3, "1", None),
    "scenario.cost_per_gained.navette": (900.0, "€/person/year", None),
    "scenario.cost_per_gained.tad": (None, "€/person/year", None),
}
DECISION = """\
[decision]
id = "d"
title = "Venir au centre"
[[criterion]]
id = "gained"
name = "Habitants gagnés"
indicator = "scenario.people_gained"
unit = "person"
worst = 0
best = 200
[[criterion]]
id = "left"
name = "Laissés de côté"
indicator = "scenario.left_out"
unit = "person"
worst = 400
best = 0
[[criterion]]
id = "minutes"
name = "Minutes"
indicator = "scenario.minutes_to_centre.transit.after"
unit = "min"
worst = 60
best = 0
[[criterion]]
id = "price"
name = "Prix d'un habitant"
indicator = "scenario.cost_per_gained"
unit = "€/person/year"
worst = 2000
best = 0
[[option]]
id = "nothing"
name = "Rien"
baseline = true
[[option]]
id = "shuttle"
name = "Navette"
scenario = "navette"
[[option]]
id = "demand"
name = "À la demande"
scenario = "tad"
[[group]]
id = "all"
name = "Tous"
members = 1
"""


def study(folder: Path) -> Path:
    """Write the results of a study that measured two scenarios, the second on an assumption."""
    results = folder / "results"
    results.mkdir(parents=True)
    (folder / "study.toml").write_text('[town]\nname = "x"\n', "utf-8")
    figures = [
        Figure(id_, Words(id_, id_), value, unit, "2025-09", (DRAWN,), Words("", ""), interval)
        for id_, (value, unit, interval) in VALUES.items()
    ]
    index = {}
    declared = {id_: "D" if ".tad" in id_ and ".before" not in id_ else "B" for id_ in VALUES}
    for step, file, held in (
        ("diagnosis", "figures.json", [figure.as_json() for figure in figures]),
        ("scenario-1", "scenario-1.json", {"evidence": declared}),
    ):
        text = json.dumps(held)
        (results / file).write_text(text, "utf-8")
        index[step] = {"key": "k", "outputs": {file: hashlib.sha256(text.encode()).hexdigest()}}
    (results / "index.json").write_text(json.dumps(index), "utf-8")
    return folder


def test_two_scenarios_and_doing_nothing_are_arbitrated_with_no_number_typed(
    tmp_path: Path,
) -> None:
    path = study(tmp_path) / "decision.toml"
    path.write_text(DECISION, "utf-8")

    result = decide(path, draws=50).result

    shuttle, demand, nothing = map(result.decision.option, ("shuttle", "demand", "nothing"))
    assert shuttle.on("gained").interval == (90, 150)
    assert shuttle.on("gained").sources == (DRAWN,)
    assert (shuttle.on("gained").evidence, demand.on("gained").evidence) == ("B", "D")
    assert shuttle.on("gained").figure == ".: scenario.people_gained.navette"
    assert (nothing.on("gained").value, shuttle.on("left").value) == (0, 180)
    assert "zero by definition" in nothing.on("gained").remarks[0].en
    assert (nothing.on("left").value, nothing.on("left").evidence) == (300, "B")
    assert (nothing.on("minutes").value, shuttle.on("minutes").value) == (40, 31)
    assert shuttle.on("price").value == 900
    assert not demand.on("price").is_known
    assert not nothing.on("price").is_known
    assert result.together.best == "shuttle"


def test_what_a_scenario_leaves_alone_is_as_before(tmp_path: Path) -> None:
    path = study(tmp_path) / "decision.toml"
    text = DECISION.replace('"scenario.left_out"', '"scenario.quiet_trips.shopping"')
    text = text.replace('unit = "person"\nworst = 400', 'unit = "1"\nworst = 1')
    path.write_text(text, "utf-8")

    decision = decisions.read(path)

    cells = {
        option: decision.option(option).on("left") for option in ("demand", "shuttle", "nothing")
    }
    assert {option: cell.value for option, cell in cells.items()} == {
        "demand": 0.3, "shuttle": 0.2, "nothing": 0.2,
    }  # fmt: skip
    assert "does not change it" in cells["shuttle"].remarks[0].en


def test_a_cell_written_by_hand_wins(tmp_path: Path) -> None:
    by_hand = 'scenario = "navette"\ncells = { gained = { interval = [1, 2], evidence = "D" } }'
    sources = '[sources.note]\nname = "Note"\npublisher = "Ville"\n[cells]\nsource = "note"\n'
    path = study(tmp_path) / "decision.toml"
    text = DECISION.replace('scenario = "navette"', by_hand).replace(
        "[[crit", sources + "[[crit", 1
    )
    path.write_text(text, "utf-8")

    shuttle = decisions.read(path).option("shuttle")

    assert shuttle.on("gained").bounds == (1, 2)
    assert shuttle.on("left").value == 180


def test_the_study_may_be_named_from_elsewhere(tmp_path: Path) -> None:
    study(tmp_path / "etude")
    path = tmp_path / "decision.toml"
    path.write_text(DECISION.replace("[[crit", '[cells]\nstudy = "etude"\n[[crit', 1), "utf-8")

    assert decisions.read(path).option("shuttle").on("left").value == 180


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"navette"', '"navete"', "the nearest are: scenario.people_gained.navette"),
        ('"scenario.left_out"', '"scenario.left_outt"', "nearest are: scenario.left_out."),
        ("indicator", "indicateur", "did you mean indicator?"),
        ('"scenario.left_out"', "3", "indicator is not a text"),
    ],
)
def test_what_was_not_measured_is_said_with_the_nearest(
    tmp_path: Path, old: str, new: str, fault: str
) -> None:
    path = study(tmp_path) / "decision.toml"
    path.write_text(DECISION.replace(old, new), "utf-8")

    with pytest.raises(FaultyFileError) as caught:
        decisions.read(path)

    assert fault in "".join(one.en for one in caught.value.faults)


def test_without_a_study_or_an_indicator_a_scenario_fills_nothing(tmp_path: Path) -> None:
    path = tmp_path / "decision.toml"
    path.write_text(DECISION, "utf-8")
    with pytest.raises(FaultyFileError, match="write study = "):
        decisions.read(path)
    lines = [line for line in DECISION.splitlines() if not line.startswith("indicator")]
    path.write_text("\n".join(lines), "utf-8")

    with pytest.raises(FaultyFileError, match="no criterion says its indicator"):
        decisions.read(path)


def test_a_decision_knows_the_study_that_it_stands_in(tmp_path: Path) -> None:
    (tmp_path / "decisions").mkdir()
    (tmp_path / "study.toml").write_text("", "utf-8")

    assert own_study(tmp_path) == "."
    assert own_study(tmp_path / "decisions") == ".."
