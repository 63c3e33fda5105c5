"""What cannot be used of what people said is left out, with its reason and what follows."""

from dataclasses import replace
from pathlib import Path

import pytest

from beffroi.foundation.language import Words
from beffroi.study.hearing import Heard, heard
from beffroi.study.settings import Settings
from beffroi.study.survey_blocks import SurveySettings
from tests.towns import heard as said


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("heard")


@pytest.fixture(scope="module")
def survey(folder: Path) -> SurveySettings:
    return said.write_survey(folder)


def hear(*surveys: SurveySettings, **others: Path) -> Heard:
    paths = dict(others)
    for number, one in enumerate(surveys, 1):
        paths[f"survey-{number}"] = Path(one.answers)
        paths[f"survey-{number}-margins"] = Path(one.margins)
    return heard(Settings("35236", surveys=surveys), paths)


def test_what_can_be_used_is_kept_whole(folder: Path, survey: SurveySettings) -> None:
    found = hear(survey, notes=said.write_notes(folder))

    assert [one.margins for one in found.given] == [Path(survey.margins)]
    assert found.notes == folder / "notes.csv"
    assert found.left_out == ()


def test_margins_at_fault_cost_the_weights_and_not_the_answers(
    folder: Path, survey: SurveySettings
) -> None:
    wrong = folder / "fausses.csv"
    wrong.write_text("variable,category,people\nsex,f,10\nsex,h,10\nage,1529,90\nage,3044,90\n")

    found = hear(replace(survey, margins=str(wrong)))

    (left,) = found.left_out
    assert [one.margins for one in found.given] == [None]
    assert left.id == "survey-1-margins"
    assert left.says.fr.startswith("Les marges « fausses.csv » n'ont pas pu servir")
    assert "comptées sans pondération" in left.says.fr
    assert "n’ont pas la même somme" in left.says.fr
    assert str(folder) not in left.says.fr


def test_answers_at_fault_cost_neither_the_other_survey_nor_the_study(
    folder: Path, survey: SurveySettings
) -> None:
    broken = folder / "cassees.csv"
    broken.write_text("a;b\n1;2\n")

    found = hear(replace(survey, answers=str(broken)), survey)

    assert [one.path for one in found.given] == [Path(survey.answers)]
    assert [left.id for left in found.left_out] == ["survey-1"]
    assert "rien n'en est compté" in found.left_out[0].says.fr


def test_notes_at_fault_are_left_out(folder: Path) -> None:
    wrong = folder / "fausses-notes.csv"
    wrong.write_text("a,b\n1,2\n")

    found = hear(notes=wrong)

    assert (found.notes, [left.id for left in found.left_out]) == (None, ["notes"])


def test_answers_that_were_not_taken_in_are_left_out_too(survey: SurveySettings) -> None:
    found = heard(Settings("x", surveys=(survey,)), {}, {"survey-1": Words("cassé.", "broken.")})

    assert found.given == ()
    assert found.left_out[0].says.en.endswith("nothing of it is counted: broken.")
