"""Ready questionnaires: sound, short, anonymous, and in step with the census and the needs."""

import re

import pytest

from beffroi.territory.questionnaire import MARGINS, WITH_CHOICES, Questionnaire, faults
from beffroi.territory.questionnaires import READY, known_questionnaires

FORMS = list(known_questionnaires().values())
each = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)


def test_three_are_offered() -> None:
    assert tuple(known_questionnaires()) == READY
    assert [form.id for form in FORMS] == list(READY)


@each
def test_it_is_sound_and_short(form: Questionnaire) -> None:
    assert faults(form) == ()
    assert 10 <= len(form.asked) <= 20
    assert form.minutes is not None
    assert form.minutes <= 10


@each
def test_it_feeds_every_margin_of_the_census(form: Questionnaire) -> None:
    margins = {question.margin: question for question in form.questions if question.margin}

    assert set(margins) == set(MARGINS)
    bands = [choice.name for choice in margins["age"].choices if not choice.unknown]
    assert bands == ["1529", "3044", "4559", "6074", "75p"]
    assert [c.name for c in margins["occupation"].choices][:8] == [f"cs{n}" for n in range(1, 9)]


@each
def test_it_tells_which_people_answer_and_what_they_need(form: Questionnaire) -> None:
    people = {choice.name for choice in form.question(form.who).choices}
    needs = [choice.need for q in form.asked for choice in q.choices if choice.need]

    assert {"hab", "visit", "comm", "agent"} <= people
    assert len(needs) == len(set(needs)) >= 5
    assert all(set(question.people) <= people for question in form.questions)


@each
def test_it_has_filters_one_open_question_and_a_way_not_to_answer(form: Questionnaire) -> None:
    assert any(question.relevant for question in form.asked)
    assert [question.kind for question in form.asked].count("text") == 1
    closed = [q for q in form.asked if q.kind in WITH_CHOICES and q.required]
    bound = [q.name for q in closed if not any(c.unknown or c.name == "autre" for c in q.choices)]
    assert bound == []
    assert all(not q.required for q in form.asked if q.kind not in WITH_CHOICES)


@each
def test_its_codes_can_be_typed_into_any_survey_tool(form: Questionnaire) -> None:
    for question in form.questions:
        assert re.fullmatch(r"[a-z][a-z0-9]{0,19}", question.name)
        assert all(re.fullmatch(r"[a-z0-9]{1,5}", choice.name) for choice in question.choices)


@each
def test_what_excludes_other_choices_stands_in_questions_that_take_several(
    form: Questionnaire,
) -> None:
    for question in form.asked:
        unknown = [choice for choice in question.choices if choice.unknown]
        alone = [choice for choice in question.choices if choice.alone]
        assert not alone or question.kind == "several"
        assert question.kind == "one" or set(unknown) <= set(alone)


@each
def test_its_texts_are_in_two_languages(form: Questionnaire) -> None:
    for question in form.questions:
        said = [question.label, *(choice.label for choice in question.choices)]
        assert all(words.fr and words.en and words.fr != words.en for words in said)
