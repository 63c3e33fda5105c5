"""Counting: what is told of all gives away nothing of a kind of people."""

import numpy as np
import pandas as pd

from beffroi.engines.usages.counting import counted
from beffroi.territory.questionnaire import framed
from tests.engines.usages.town import MODE, NEEDS, WHO, WITH_WHO

NAMES = [choice.name for choice in NEEDS.choices]


def answers(kinds: dict[str, tuple[int, int]]) -> pd.DataFrame:
    """Make respondents of each kind, of whom the first so many ask for bays."""
    who = [name for name, (n, _) in kinds.items() for _ in range(n)]
    place = [i < asks for n, asks in kinds.values() for i in range(n)]
    marks = {f"besoins/{name}": np.zeros(len(who), dtype=bool) for name in NAMES}
    return framed(WITH_WHO, pd.DataFrame({"qui": who, **marks, "besoins/place": place}))


def test_large_counts_are_told() -> None:
    table = answers({"hab": (40, 20), "comm": (20, 8)})

    assert counted(table, WITH_WHO, NEEDS)[0] == 28
    assert counted(table, WITH_WHO, WHO) == (40, 20)


def test_the_count_of_all_does_not_give_away_what_is_hidden_in_a_kind() -> None:
    table = answers({"hab": (40, 20), "comm": (20, 2)})

    assert counted(table, WITH_WHO, NEEDS)[0] is None


def test_a_kind_of_a_few_persons_is_not_counted() -> None:
    table = answers({"hab": (40, 20), "comm": (3, 3)})

    assert counted(table, WITH_WHO, NEEDS)[0] == 20
    assert counted(table, WITH_WHO, WHO) == (None, None)


def test_those_who_do_not_know_hide_nobody() -> None:
    mode = ["auto"] * 9 + ["pied"] * 2 + ["nsp"] * 8
    table = framed(WITH_WHO, pd.DataFrame({"qui": "hab", "mode": mode}))

    found = counted(table, WITH_WHO, MODE)

    assert found[:2] == (None, None)
    assert counted(table, WITH_WHO, NEEDS) == (0, 0, 0, 0)
