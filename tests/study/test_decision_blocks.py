"""The decisions that a study.toml names."""

import tomllib
from pathlib import Path

import pytest

from beffroi.study.decision_blocks import DecisionSettings, block, faults, settings_of
from tests.test_french import ENGLISH, bare


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"path": "a.toml"}, "decisions must be written [[decision]]"),
        ([{"path": "a.toml", "paths": "b"}], "paths is not a setting (did you mean path?)"),
        ([{"weights": []}], "decision 1 names no path"),
        ([{"path": 3}], "path: 3 is not a path between quotes"),
        ([{"path": "a\0b"}], "is not a path between quotes"),
        ([{"path": "a.toml", "weights": ["b.xlsx", 4]}], "weights: 4 is not a path"),
    ],
)
def test_each_fault_is_a_sentence(given: object, fault: str) -> None:
    found = list(faults(given))

    assert any(fault in one.en for one in found)
    assert all(ENGLISH.findall(bare(one.fr, Path("/nowhere"))) == [] for one in found)


@pytest.mark.parametrize("sheets", ['"b.xlsx"', '["b.xlsx"]'])
def test_a_block_reads_back(sheets: str) -> None:
    text = f'[[decision]]\npath = "a.toml"\nweights = {sheets}'
    (given,) = tomllib.loads(text)["decision"]

    assert list(faults([given])) == []
    found = settings_of(given)
    assert found == DecisionSettings("a.toml", ("b.xlsx",))
    assert settings_of(tomllib.loads(block(found))["decision"][0]) == found
