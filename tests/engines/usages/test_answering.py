"""Answering: whose answers may be counted, whatever questions hang on others."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.usages.answering import chosen, counted_among, gives_away, known_answers
from beffroi.foundation.language import Words
from beffroi.territory.questionnaire import Question, Questionnaire, framed
from tests.engines.usages.town import MODE, NEEDS, SEX, asking, choices

FREQ = Question("freq", "one", Words("?", "?"), choices=choices("jam", "rare", "sem"))


def answers(form: Questionnaire, few: int) -> pd.DataFrame:
    freq = ["jam"] * few + ["rare"] * 9 + ["sem"] * (51 - few)
    table = {"respondent": [str(i) for i in range(60)], "freq": freq, "mode": "auto", "sexe": "f"}
    return framed(form, pd.DataFrame(table))


@pytest.mark.parametrize(("few", "left_out"), [(0, 0), (3, 12), (5, 0)])
def test_who_gave_a_hidden_answer_is_left_out_of_what_hangs_on_it(few: int, left_out: int) -> None:
    mode = replace(MODE, relevant="${freq} != 'jam'")
    sex = replace(SEX, relevant="${mode} = 'auto' and ${sexe} != ''")
    form = asking(FREQ, mode, sex)
    table = answers(form, few)

    assert counted_among(table, form, FREQ).all()
    for question in (mode, sex):
        among = counted_among(table, form, question)
        assert (~among).sum() == left_out
        assert table["freq"][~among].isin(["jam", "rare"]).all()


def test_questions_that_hang_on_each_other_come_to_an_end() -> None:
    freq = replace(FREQ, relevant="${mode} = 'auto'")
    form = asking(freq, replace(MODE, relevant="${freq} != 'jam'"))

    assert counted_among(answers(form, 3), form, freq).any()


def test_nothing_that_hangs_on_answers_that_do_not_add_up_is_counted_if_one_is_hidden() -> None:
    mode = replace(MODE, relevant="selected(${besoins}, 'place')")
    form = asking(NEEDS, mode)
    table = answers(form, 0)
    marks = [f"besoins/{choice.name}" for choice in NEEDS.choices]
    for name in marks:
        table[name] = pd.array([name == marks[0]] * 30 + [name == marks[1]] * 30, dtype="boolean")
    assert counted_among(table, form, mode).all()

    table.loc[:1, marks[2]] = True

    assert not counted_among(table, form, mode).any()
    assert not known_answers(table, form, mode)[1].any()


def test_two_choices_do_not_tell_of_the_few_who_gave_one_without_the_other() -> None:
    form = asking(NEEDS)
    table = answers(form, 0)
    for name, n in (("place", 30), ("velo", 32), ("wifi", 8), ("rien", 0)):
        table[f"besoins/{name}"] = pd.array(np.arange(60) < n, dtype="boolean")
    holds, _ = chosen(table, NEEDS)
    assert holds.sum(axis=0).tolist() == [30, 32, 8, 0]

    assert gives_away(table, form, NEEDS, np.array([True, True, False, False]))
    assert not gives_away(table, form, NEEDS, np.array([True, False, True, False]))
    assert not gives_away(table, form, NEEDS, np.array([True, False, False, False]))
