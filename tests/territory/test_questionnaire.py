"""Questionnaires: the columns that answers make, and what cannot be put to people."""

import pandas as pd
import pytest

from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import (
    Answers,
    Choice,
    Question,
    Questionnaire,
    columns,
    faults,
    framed,
)

SAID = Words("Mot", "Word")
YES_NO = (Choice("o", Words("Oui", "Yes")), Choice("n", Words("Non", "No")))


def asking(*questions: Question, who: str = "") -> Questionnaire:
    return Questionnaire("essai", "1", SAID, SAID, questions, who=who)


def test_each_kind_of_question_makes_its_columns() -> None:
    form = asking(
        Question("hello", "note", SAID),
        Question("sex", "one", SAID, choices=YES_NO),
        Question("modes", "several", SAID, choices=YES_NO),
        Question("trips", "number", SAID),
        Question("spot", "place", SAID),
        Question("day", "date", SAID),
        Question("open", "text", SAID),
    )

    assert columns(form) == {
        "respondent": "string", "submitted": "string", "sex": "string", "modes/o": "boolean",
        "modes/n": "boolean", "trips": "Float64", "spot.lon": "Float64", "spot.lat": "Float64",
        "day": "string", "open": "string",
    }  # fmt: skip
    assert [question.name for question in form.asked][:2] == ["sex", "modes"]


def test_answers_that_a_table_lacks_are_unknown() -> None:
    form = asking(Question("sex", "one", SAID, choices=YES_NO), Question("trips", "number", SAID))

    table = framed(form, pd.DataFrame({"respondent": ["a"], "trips": [2]}))

    assert table["sex"].isna().all()
    assert table["trips"].tolist() == [2.0]
    assert Answers(table, form, (), 3).set_aside == 2


def test_every_fault_is_said_at_once() -> None:
    form = asking(
        Question("a", "one", SAID),
        Question("a", "one", SAID, choices=(YES_NO[0], YES_NO[0], Choice("x y", SAID))),
        Question("b", "number", SAID, least=3, most=2, relevant="${lost} = 'o'", margin="height"),
        Question("1 c", "several", SAID, choices=(Choice("z", SAID, need="to-fly"),)),
        who="nobody",
    )

    said = " / ".join(fault.en for fault in faults(form))

    for part in (
        "'a' stands 2 times", "offers no choice", "'o' stands 2 times", "'x y'", "between 3 and 2",
        "'lost'", "'height'", "'1 c'", "'to-fly'", "'nobody'",
    ):  # fmt: skip
        assert part in said
    assert faults(asking(Question("a", "text", SAID))) == ()
    assert [fault.en for fault in faults(asking())] == ["it asks nothing"]


def test_a_question_and_a_choice_are_found_by_name() -> None:
    form = asking(Question("sex", "one", SAID, choices=YES_NO))

    assert form.question("sex").choice("n").label.en == "No"
    with pytest.raises(KeyError):
        form.question("age")
    with pytest.raises(KeyError):
        form.question("sex").choice("z")
