"""Counting: what is told of all gives away nothing of a kind of people."""

from dataclasses import replace

import numpy as np
import pandas as pd

from beffroi.engines.usages.counting import Counted, counted, shown_kinds
from beffroi.territory.questionnaire import framed
from tests.engines.usages.town import MODE, NEEDS, WHO, WITH_WHO

NAMES = [choice.name for choice in NEEDS.choices]


def answers(kinds: dict[str, tuple[int, int]]) -> pd.DataFrame:
    """Make respondents of each kind, of whom the first so many ask for bays."""
    who = [name for name, (n, _) in kinds.items() for _ in range(n)]
    place = [i < asks for n, asks in kinds.values() for i in range(n)]
    marks = {f"besoins/{name}": np.zeros(len(who), dtype=bool) for name in NAMES}
    return framed(WITH_WHO, pd.DataFrame({"qui": who, **marks, "besoins/place": place}))


def test_the_kind_of_people_that_answered_most_is_counted() -> None:
    table = answers({"hab": (40, 20), "comm": (20, 2)})

    found = counted(table, WITH_WHO, NEEDS)
    assert (found.people, found.answered, found.choices[0]) == ("hab", 40, 20)
    assert counted(table, WITH_WHO, WHO) == Counted(60, (40, 20))
    assert shown_kinds(table, WITH_WHO).all()


def test_how_many_were_asked_does_not_tell_a_hidden_answer_to_the_condition() -> None:
    needs = replace(NEEDS, relevant="${mode} != 'auto'")
    form = replace(WITH_WHO, questions=(*WITH_WHO.questions[:-1], needs))
    table = answers({"hab": (40, 20)})

    for n_few, told in ((3, None), (0, 40)):
        table["mode"] = ["auto"] * n_few + ["pied"] * (20 - n_few) + ["bus"] * 20
        assert counted(framed(form, table), form, needs).answered == told


def test_a_kind_of_a_few_persons_is_not_counted_and_no_sum_tells_how_many_it_is() -> None:
    table = answers({"hab": (40, 20), "comm": (3, 3)})

    needs = counted(table, WITH_WHO, NEEDS)
    assert (needs.answered, needs.choices[0]) == (40, 20)
    assert counted(table, WITH_WHO, WHO) == Counted(40, (40, None))
    assert shown_kinds(table, WITH_WHO).sum() == 40


def test_kinds_that_are_all_of_a_few_are_not_counted_together() -> None:
    table = answers({"hab": (1, 1), "comm": (1, 0)})

    assert counted(table, WITH_WHO, WHO) == Counted(None, (None, None))
    assert counted(table, WITH_WHO, NEEDS).answered is None
    assert not shown_kinds(table, WITH_WHO).any()


def test_a_single_kind_however_few_is_counted() -> None:
    assert shown_kinds(answers({"hab": (3, 1)}), WITH_WHO).sum() == 3


def test_those_who_do_not_know_hide_nobody() -> None:
    mode = ["auto"] * 9 + ["pied"] * 2 + ["nsp"] * 8
    table = framed(WITH_WHO, pd.DataFrame({"qui": "hab", "mode": mode}))

    found = counted(table, WITH_WHO, MODE)

    assert found.choices[:2] == (None, None)
    assert found.answered == 19
    assert counted(table, WITH_WHO, NEEDS) == Counted(0, (0, 0, 0, 0))


def test_how_many_do_not_know_is_no_answer_and_is_told() -> None:
    mode = ["auto"] * 20 + ["nsp"] * 3
    table = framed(WITH_WHO, pd.DataFrame({"qui": "hab", "mode": mode}))

    found = counted(table, WITH_WHO, MODE)

    assert (found.answered, found.choices[-1]) == (23, 3)
