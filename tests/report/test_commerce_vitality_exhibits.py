"""Exhibits of vitality: every chart has its numbers beside it."""

from dataclasses import replace

import pandas as pd
import pytest

from beffroi.report.commerce_vitality_exhibits import exhibits, family_name, hazards, pairs
from beffroi.study.commerce_lives import Registers
from beffroi.study.commerce_vitality import Asked, Vitality, vitality
from tests.study import commerce_street as street


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Vitality:
    folder = tmp_path_factory.mktemp("street")
    premises = street.write(folder)
    towns = folder / "towns.csv"
    towns.write_text("town,family,shops\nA,food,50\nA,clothing,150\n", "utf-8")
    registers = Registers(folder / "sirene.csv", folder / "sirene-historique.csv")
    return vitality(Asked(premises, registers=registers, reference=towns))


def test_each_exhibit_has_its_section_and_a_note(made: Vitality) -> None:
    found = {exhibit.id: section for section, exhibit in exhibits(made)}

    assert found["vitality.ages"] == "vacancy"
    assert found["vitality.specialities"] == found["vitality.families"] == "offer"
    assert found["vitality.years"] == "changes"
    assert all(exhibit.note.fr != "" for _, exhibit in exhibits(made))


def test_quotients_keep_their_bounds_around_them(made: Vitality) -> None:
    told = next(one for _, one in exhibits(made) if one.id == "vitality.specialities")

    for row, (low, high) in zip(told.rows, told.bounds(), strict=True):
        assert low is not None
        assert high is not None
        assert low <= row[-1] <= high


def test_pairs_and_hazards_are_named_in_both_languages(made: Vitality) -> None:
    told = pd.DataFrame({
        "around": ["food"], "family": ["clothing"], "ratio": [1.8], "probability": [0.001],
        "discovery": [0.01], "is_found": [True],
    })  # fmt: skip
    found = pd.DataFrame({
        "covariate": ["main_street", "family:food"], "ratio": [1.2, 0.8], "low": [0.9, 0.5],
        "high": [1.6, 1.2], "probability": [0.2, 0.3], "lives": 99, "ended": 40,
    })  # fmt: skip
    assert made.past is not None
    whole = replace(made, pairs=told, past=replace(made.past, hazards=found))

    assert pairs(whole).rows[0][1] == family_name(made, "clothing")
    assert hazards(whole).bounds() == ((0.9, 1.6), (0.5, 1.2))
    assert hazards(whole).rows[0][0].en == "On the main street"
    assert family_name(made, "ghost").fr == "ghost"
