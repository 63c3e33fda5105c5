"""Invented answers: read without a warning, and their intervals hold the truth."""

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from beffroi.drawing.residents import margins
from beffroi.drawing.voices import SURVEY, voices
from beffroi.engines.usages.inputs import Survey
from beffroi.engines.usages.ranking import declared_needs
from beffroi.engines.usages.respondents import respondents
from beffroi.study import surveys
from beffroi.study.usages import Given, Usages, usages
from tests.drawing.census import TRUTH, counted

SEEDS = range(5)


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Usages, pd.DataFrame, dict]]:
    """Read the answers of several towns, and the needs they tell unweighted, with what is true."""
    folder = tmp_path_factory.mktemp("voices")
    return [_heard(folder, seed) for seed in SEEDS]


def _heard(folder: Path, seed: int) -> tuple[Usages, pd.DataFrame, dict]:
    measures, residents = counted(seed)
    told = voices(measures, residents, TRUTH)
    path, census = folder / "reponses.csv", folder / "marges.csv"
    path.write_text(told.answers.to_csv(index=False, sep=";", quoting=csv.QUOTE_ALL), "utf-8")
    census.write_text(margins(residents).to_csv(index=False), "utf-8")
    answers = surveys.read_answers(path, SURVEY)
    weighted = usages([Given(answers, path, margins=census)])
    plain = declared_needs(respondents(Survey(answers, ())))
    return weighted, plain, told.truth["declared_shares"]


def test_everything_is_read_without_a_warning(
    heard: list[tuple[Usages, pd.DataFrame, dict]],
) -> None:
    assert all(weighted.warnings == () for weighted, _, _ in heard)


def test_the_intervals_hold_the_true_shares(heard: list[tuple[Usages, pd.DataFrame, dict]]) -> None:
    held = [
        row.low <= true[row.people][row.need] <= row.high
        for weighted, _, true in heard
        for row in weighted.outcome.tables["declared_needs"].itertuples()
        if row.people != "all"
    ]

    assert len(held) == 4 * 10 * len(SEEDS)
    assert np.mean(held) > 0.92


def test_the_weights_mend_what_older_women_answer_more(
    heard: list[tuple[Usages, pd.DataFrame, dict]],
) -> None:
    gaps = {"weighted": [], "plain": []}
    for weighted, plain, true in heard:
        for name, table in (
            ("weighted", weighted.outcome.tables["declared_needs"]),
            ("plain", plain),
        ):
            own = table[table["people"] == "hab"].set_index("need")["share"]
            gaps[name].append(own["sell-at-a-distance"] - true["hab"]["sell-at-a-distance"])

    assert np.mean(gaps["plain"]) < -0.04
    assert abs(np.mean(gaps["weighted"])) < 0.03


def test_the_same_town_says_the_same() -> None:
    measures, residents = counted(3)

    one, two = (voices(measures, residents, TRUTH) for _ in range(2))

    assert one.answers.equals(two.answers)
    assert one.truth == two.truth
    assert not one.answers.equals(voices(*counted(4), TRUTH).answers)


def test_nobody_is_asked_what_does_not_concern_them() -> None:
    answers = voices(*counted(), TRUTH).answers

    assert (answers["vitr"] != "").eq(answers["qui"] == "comm").all()
    assert (answers["quoi"] == "").eq(answers["freq"] == "jam").all()
    home = (answers["lieual"] == "centr") & (answers["lieuau"] == "centr")
    assert (answers["raison"] == "").eq(home).all()
