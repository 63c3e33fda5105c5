"""Margins: categories matched with choices, and every way in which they cannot be met."""

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.usages.margins import concerned, matched, weighted
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, message
from beffroi.territory.questionnaire import Choice, Question, framed
from beffroi.territory.questionnaires import known_questionnaires
from tests.engines.usages.town import (
    AGE,
    CENSUS_OF_TOWN,
    FORM,
    MODE,
    SEX,
    asking,
    drawn,
    margins,
)


def table(**columns: list[object]) -> pd.DataFrame:
    return framed(FORM, pd.DataFrame(columns))


def refusal(given: pd.DataFrame, census: pd.DataFrame, form: object = FORM) -> InputError:
    with pytest.raises(InputError) as caught:
        matched(form, given, census)
    return caught.value


def test_categories_are_matched_by_name_label_or_range_and_weights_meet_them() -> None:
    answers = drawn().table

    matching = matched(FORM, answers, CENSUS_OF_TOWN)
    weights = weighted(FORM, matching).weights

    assert np.isclose(weights.sum(), 10_000)
    assert np.isclose(weights[(answers["sexe"] == "f").to_numpy()].sum(), 5200, atol=0.1)
    assert np.isclose(weights[(answers["age"] >= 60).to_numpy()].sum(), 3500, atol=0.1)


def test_labels_in_either_language_match_accents_and_capitals_aside() -> None:
    sex = Question(
        "sexe", "one", Words("", ""), margin="sex",
        choices=(Choice("f", Words("Une Femme", "A woman")), Choice("h", Words("Hômme", "A man"))),
    )  # fmt: skip
    form = asking(sex)
    answers = framed(form, pd.DataFrame({"sexe": ["f", "h", "h"]}))

    found = matched(form, answers, margins(sex={"une femme": 1.0, "HOMME": 1.0}))

    assert found.cells[:, 0].tolist() == [0, 1, 1]


def test_who_did_not_say_is_unknown_and_what_the_census_lacks_is_told() -> None:
    answers = table(sexe=["f", "h", None, "f"], age=[20.0, 70.0, 40.0, 10.0])

    found = matched(
        FORM, answers, margins(sex={"f": 5.0, "h": 5.0}, age={"15-59": 6.0, "60+": 4.0})
    )

    assert found.cells.tolist() == [[0, 0], [1, 1], [-1, 0], [0, -1]]
    assert "age: 1 answer that the margins do not count (10.0)" in found.warnings[0].en


@pytest.mark.parametrize(
    ("category", "ages"),
    [("15-29", {15, 29}), ("15 à 29 ans", {15, 29}), ("75 +", {75, 99}), ("75 ans et plus", {75}),
     ("moins de 15", {0, 14})],
)  # fmt: skip
def test_ranges_of_age_are_read(category: str, ages: set[int]) -> None:
    given = table(age=[*map(float, ages), 50.0])

    found = matched(FORM, given, margins(age={category: 5.0, "50-51": 1.0}))

    assert found.cells[:, 0].tolist() == [*([0] * len(ages)), 1]


def test_a_category_with_people_and_no_respondent_is_named() -> None:
    error = refusal(table(sexe=["f", "f"]), margins(sex={"f": 5200.0, "h": 4800.0}))

    assert 'by sex, nobody answered of "h" (4,800)' in str(error)
    assert "par sexe, personne n’a répondu" in message(error, "fr").replace("'", "’")


def test_respondents_where_the_census_counts_nobody_are_named() -> None:
    error = refusal(table(sexe=["f", "h"]), margins(sex={"f": 10.0, "h": 0.0}))

    assert 'respondents where the census counts nobody: "h" (1)' in str(error)


def test_a_questionnaire_without_margin_questions_cannot_be_weighted() -> None:
    form = asking(MODE)

    error = refusal(framed(form, pd.DataFrame({"mode": ["auto"]})), CENSUS_OF_TOWN, form)

    assert "no question feeds sex, age" in str(error)
    assert "sexe, âge" in message(error, "fr")


def test_a_category_that_is_no_choice_is_named() -> None:
    error = refusal(table(sexe=["f", "h"]), margins(sex={"dames": 1.0, "hommes": 1.0}))

    assert 'no answer to the question "You are" is called "dames", "hommes"' in str(error)
    assert '(answers: "F", "H")' in str(error)
    error = refusal(table(age=[20.0]), margins(age={"young": 1.0, "15-90": 1.0}))
    assert '"young": no range of numbers' in str(error)


def test_no_answer_cannot_be_weighted() -> None:
    assert "nobody answered" in str(refusal(table(sexe=[]), margins(sex={"f": 1.0, "h": 1.0})))


def test_margins_that_contradict_the_answers_name_the_cell() -> None:
    # Every woman is young and every man is old: 6 women in 10 and 5 young in 10 cannot be had.
    answers = table(sexe=["f", "f", "h", "h"], age=[20.0, 20.0, 70.0, 70.0])
    matching = matched(
        FORM, answers, margins(sex={"f": 6.0, "h": 4.0}, age={"15-59": 5.0, "60+": 5.0})
    )

    with pytest.raises(InputError, match=r"sex 'f' is still off by 10.0% of the population"):
        weighted(FORM, matching)


def test_bounds_too_tight_are_refused() -> None:
    matching = matched(FORM, table(sexe=["f"] * 9 + ["h"]), margins(sex={"f": 5.0, "h": 5.0}))

    assert weighted(FORM, matching, bounds=(0.1, 9.0)).converged
    with pytest.raises(InputError, match="widen the bounds"):
        weighted(FORM, matching, bounds=(0.8, 1.2))


def test_the_census_counts_the_inhabitants_of_the_ready_questionnaires() -> None:
    assert [concerned(form) for form in known_questionnaires().values()] == [("hab",)] * 3
    assert concerned(FORM) == ()
    who = Question("qui", "one", Words("", ""), choices=(Choice("a", Words("", "")),))
    put = Question("sexe", "one", Words("", ""), choices=SEX.choices, margin="sex", people=("a",))
    assert concerned(asking(who, put, AGE, who="qui")) == ("a",)


@pytest.mark.parametrize(
    "names",
    [("15-29", "30-44", "75 +"), ("1529", "3044", "75p"), ("15 à 29 ans", "30 à 44 ans", "75+"),
     ("15 to 29", "30–44", "75 ans et plus")],
)  # fmt: skip
def test_the_ages_of_the_ready_forms_are_named_as_one_likes(
    names: tuple[str, ...],
) -> None:
    form = known_questionnaires()["deplacements"]
    age = next(q for q in form.questions if q.margin == "age")
    answers = framed(form, pd.DataFrame({age.name: ["1529", "3044", "75p", "nr"]}))

    found = matched(form, answers, margins(age=dict.fromkeys(names, 5.0)))

    assert found.cells[:, 0].tolist() == [0, 1, 2, -1]


def test_the_choices_that_are_named_are_labels_without_the_refusal_to_say() -> None:
    form = known_questionnaires()["deplacements"]
    age = next(q for q in form.questions if q.margin == "age")
    answers = framed(form, pd.DataFrame({age.name: ["1529"]}))

    said = message(refusal(answers, margins(age={"jeunes": 5.0, "vieux": 5.0}), form), "fr")

    assert said.count("15 à 29 ans") == 1
    assert "jeunes" in said
    assert "vieux" in said
    assert "souhaite pas" not in said
    assert "1529" not in said
