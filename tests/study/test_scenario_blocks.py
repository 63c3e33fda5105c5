"""The scenarios that a study.toml names."""

import tomllib
from pathlib import Path

import pytest

from beffroi.study.scenario_blocks import ScenarioSettings, block, faults, named_files, settings_of
from tests.test_french import ENGLISH, bare


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"path": "a.toml"}, "scenarios must be written [[scenario]]"),
        ([{"path": "a.toml", "paths": "b"}], "paths is not a setting (did you mean path?)"),
        ([{}], "scenario 1 names no path"),
        ([{"path": 3}], "path: 3 is not a path between quotes"),
        ([{"path": "a\0b"}], "is not a path between quotes"),
    ],
)
def test_each_fault_is_a_sentence(given: object, fault: str) -> None:
    found = list(faults(given))

    assert any(fault in one.en for one in found)
    assert all(ENGLISH.findall(bare(one.fr, Path("/nowhere"))) == [] for one in found)


def test_a_block_reads_back() -> None:
    given = ScenarioSettings("scenarios/navette.toml")

    (read,) = tomllib.loads(block(given))["scenario"]

    assert list(faults([read])) == []
    assert settings_of(read) == given


def test_the_area_of_a_change_may_be_a_file_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "zone.toml"
    path.write_text('[[change]]\narea = "zone.geojson"\n[[change]]\narea = [[1, 2]]\n', "utf-8")

    assert named_files(path) == (tmp_path / "zone.geojson",)
    assert named_files(tmp_path / "nowhere.toml") == ()
