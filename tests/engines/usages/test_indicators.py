"""Usages' figures: dated by the survey, with intervals, and words no surer than numbers."""

import pytest

from beffroi.engines.usages.diagnosis import diagnosis
from beffroi.engines.usages.indicators import outcome
from beffroi.engines.usages.inputs import Inputs
from beffroi.foundation.figures import Figure
from beffroi.territory.outcome import Outcome
from beffroi.territory.questionnaire import Questionnaire
from beffroi.territory.questionnaires import known_questionnaires
from tests.engines.usages.town import (
    CENSUS,
    CENSUS_OF_TOWN,
    SOURCE,
    WITH_WHO,
    at_random,
    drawn,
    notes,
    survey,
)


@pytest.fixture(scope="module")
def found() -> Outcome:
    given = survey(drawn(form=WITH_WHO), margins=CENSUS_OF_TOWN, margin_sources=(CENSUS,))
    return outcome(Inputs((given,), notes(), (SOURCE,)))


def by_id(found: Outcome) -> dict[str, Figure]:
    return {figure.id: figure for figure in found.figures}


def test_answers_are_counted_by_people(found: Outcome) -> None:
    figures = by_id(found)

    assert figures["usages.answers"].value == 200
    assert figures["usages.answers.essai.hab"].value == 180
    assert figures["usages.answers.essai.comm"].value == 20
    assert figures["usages.weighted"].value == 0.9
    assert len(figures) == len(found.figures)


def test_weighted_figures_bear_the_survey_s_date_and_both_sources(found: Outcome) -> None:
    figure = by_id(found)["usages.declared_need.essai.hab.find-parking"]

    assert figure.date == "2026-03"
    assert figure.sources == (SOURCE, CENSUS)
    assert figure.interval is not None
    assert figure.interval[0] < figure.value < figure.interval[1]


def test_unweighted_figures_say_so(found: Outcome) -> None:
    figure = by_id(found)["usages.declared_need.essai.comm.find-parking"]

    assert "pas celles des habitants" in figure.method.fr
    assert figure.sources == (SOURCE,)


def test_the_design_effect_and_the_margin_of_error_go_together(found: Outcome) -> None:
    figures = by_id(found)

    assert figures["usages.design_effect.essai.hab"].value > 1
    assert figures["usages.effective_answers.essai.hab"].value < 180
    assert "usages.design_effect.essai.comm" not in figures
    assert figures["usages.margin_of_error"].value == (
        figures["usages.margin_of_error.essai.comm"].value
    )


def test_habits_have_their_main_answer(found: Outcome) -> None:
    figure = by_id(found)["usages.main_answer.essai.hab.mode"]

    assert "« Auto »" in figure.name.fr
    assert "ne savent pas" in figure.method.fr


def test_a_main_answer_that_another_may_equal_is_not_said_to_come_first() -> None:
    few = by_id(outcome(Inputs((survey(drawn(24)),))))["usages.main_answer.essai.mode"]
    many = by_id(outcome(Inputs((survey(drawn(2000)),))))["usages.main_answer.essai.mode"]

    assert "cannot be told to come first" in few.method.en
    assert "cannot be told" not in many.method.en


@pytest.mark.parametrize("form", known_questionnaires().values(), ids=lambda form: form.id)
def test_the_ready_questionnaires_are_told_whatever_people_answer(form: Questionnaire) -> None:
    given = survey(at_random(form, 150, seed=3))

    found = outcome(Inputs((given,)))

    needs = {c.need for q in form.questions for c in q.choices if c.need}
    assert set(found.tables["declared_needs"]["need"]) == needs
    assert all(f.value is None or f.value >= 0 for f in found.figures)
    assert len({f.id for f in found.figures}) == len(found.figures)
    assert len({e.id for e in found.exhibits}) == len(found.exhibits)


def test_tables_go_to_the_other_rooms(found: Outcome) -> None:
    assert set(found.tables) == {"declared_needs", "notes"}
    assert len({exhibit.id for exhibit in found.exhibits}) == len(found.exhibits)


def test_a_survey_without_date_bears_that_of_its_first_answer() -> None:
    undated = survey(sources=(type(SOURCE)("a", "A", "B", "", ""),))

    assert by_id(outcome(Inputs((undated,))))["usages.answers.essai"].date == "2026-03-10"


def test_findings_say_what_the_answers_are_not() -> None:
    said = {f.id: f for f in diagnosis(outcome(Inputs((survey(drawn(20)),))).figures)}

    assert said["usages.unweighted"].tone == "watch"
    assert said["usages.few_answers"].tone == "watch"
    assert said["usages.imprecise"].tone == "watch"


def test_without_surveys_notes_are_still_told() -> None:
    found = outcome(Inputs((), notes(), (SOURCE,)))

    assert [figure.id for figure in found.figures] == ["usages.notes"]
    assert set(found.tables) == {"notes"}
