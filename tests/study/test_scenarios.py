"""Scenarios measured on a study that was run."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError
from beffroi.store.tables import read_table
from beffroi.study import opened, scenarios

TEXT = """[scenario]
id = "{id}"
name = "Essai"
[[change]]
kind = "park_ride"
name = "Parc"
place = [{lon}, {lat}]
"""


@pytest.fixture
def written(hamlet_study: Path, tmp_path: Path) -> Path:
    nodes = read_table(hamlet_study / "results" / "street_nodes.parquet")
    path = tmp_path / "parc.toml"
    text = TEXT.format(id="parc", lon=nodes["lon"].iloc[0], lat=nodes["lat"].iloc[0])
    path.write_text(text, encoding="utf-8")
    return path


def test_before_is_what_the_study_says(hamlet_study: Path, written: Path, tmp_path: Path) -> None:
    done = scenarios.of_study(hamlet_study, [written])
    files = scenarios.write(done, tmp_path / "out")

    study = {figure.id: figure.value for figure in opened.opened(hamlet_study).figures}
    mine = {figure.id: figure.value for figure in done.figures}
    assert mine["scenario.left_out.parc.before"] == study["mobility.left_out"]
    assert {path.name for path in files} == {"scenario_squares.gpkg", "scenarios.json"}
    assert any("inconnu" in words.fr or "sans objet" in words.fr for words in scenarios.told(done))


def test_two_scenarios_of_one_id_are_refused(hamlet_study: Path, written: Path) -> None:
    with pytest.raises(InputError):
        scenarios.of_study(hamlet_study, [written, written])


def test_a_study_must_have_been_run(tmp_path: Path, written: Path) -> None:
    with pytest.raises(InputError):
        scenarios.of_study(tmp_path, [written])
