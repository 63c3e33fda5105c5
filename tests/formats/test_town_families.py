"""Families of other towns: read in both languages, refused with every fault."""

from pathlib import Path

import pytest

from beffroi.formats import town_families
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words

FAMILIES = {"food": Words("Alimentation", "Food"), "home": Words("Maison", "Home")}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "towns.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_keys_and_names_in_either_language_are_read(tmp_path: Path) -> None:
    path = written(tmp_path, "ville;famille;commerces\nA;food;12\nA;Maison;3\nB;FOOD;4\n")

    found = town_families.read(path, FAMILIES).table

    assert found.to_numpy().tolist() == [["A", "food", 12], ["A", "home", 3], ["B", "food", 4]]


def test_every_fault_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "town,family,shops\nA,boats,1\nA,food,few\nA,food,1.5\n,home,2\n"
                   "B,home,-1\nB,home,1\n")  # fmt: skip

    with pytest.raises(FaultyFileError) as told:
        town_families.read(path, FAMILIES)

    text = str(told.value)
    for said in ("'boats'", "'few'", "'1.5'", "no town", "'-1'", "told twice"):
        assert said in text


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    with pytest.raises(FaultyFileError, match="shops"):
        town_families.read(written(tmp_path, "town,family\nA,food\n"), FAMILIES)
