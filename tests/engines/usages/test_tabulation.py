"""Tabulation: "I don't know" counted apart, small cells hidden for good."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.engines.usages.respondents import Respondents, respondents
from beffroi.engines.usages.tabulation import crossed, least_shown, tabulated
from beffroi.kernels.suppression import free_cells, with_totals
from beffroi.territory.questionnaire import Answers, framed
from tests.engines.usages.town import FORM, MODE, NEEDS, SEX, survey


def group(**columns: object) -> Respondents:
    table = framed(FORM, pd.DataFrame(columns))
    return respondents(survey(Answers(table, FORM, (), len(table))))[0]


def test_who_does_not_know_or_was_not_asked_is_not_in_the_denominator() -> None:
    told = tabulated(group(mode=["auto"] * 6 + ["pied"] * 2 + ["nsp"] * 3 + [None] * 4), MODE)

    assert (told.n, told.unknown, told.silent) == (8, 3, 4)
    assert {choice.name: share.value for choice, share in told.shares} == {
        "pied": 0.25, "auto": 0.75, "bus": 0.0,
    }  # fmt: skip


def test_a_question_not_asked_is_not_a_no() -> None:
    told = tabulated(
        group(
            **{
                "besoins/place": [True, False, None],
                "besoins/velo": [True, False, None],
                "besoins/wifi": [False, False, None],
                "besoins/rien": [False, True, None],
            }
        ),
        NEEDS,
    )

    assert (told.n, told.silent) == (2, 1)
    assert told.shares[0][1].value == 0.5


def test_small_cells_are_hidden_with_what_would_give_them_away() -> None:
    people = group(
        mode=["auto"] * 20 + ["pied"] * 12 + ["bus"] * 30, sexe=["f"] * 18 + ["h"] * 26 + ["f"] * 18
    )

    found = crossed(people, MODE, SEX)

    assert found is not None
    assert found.counts.tolist() == [[-1, -1], [-1, -1], [18, 12]]
    assert found.row_totals.tolist() == [12, 20, 30]
    assert np.isnan(found.shares[found.counts < 0]).all()
    assert found.n_hidden == 4


def test_large_cells_are_shown_with_their_shares() -> None:
    people = group(mode=["auto", "pied"] * 10, sexe=["f"] * 10 + ["h"] * 10)

    found = crossed(people, MODE, SEX)

    assert found is not None
    assert found.shares[:2].tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert found.n_hidden == 0


def test_a_small_cell_that_nothing_can_cover_withholds_the_table() -> None:
    people = group(mode=["auto"] * 2 + ["pied"] * 9, sexe=["f"] * 11)

    assert crossed(people, MODE, SEX) is None
    assert crossed(group(mode=["auto"]), MODE, SEX) is None


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(10, 80))
def test_no_hidden_cell_of_a_cross_table_can_be_worked_out(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    people = group(mode=rng.choice(["auto", "pied", "bus"], n), sexe=rng.choice(["f", "h"], n))

    found = crossed(people, MODE, SEX)

    if found is not None:
        truth = np.array(
            [
                [((people.table["mode"] == m) & (people.table["sexe"] == s)).sum() for s in "fh"]
                for m in ("pied", "auto", "bus")
            ]
        )
        hidden = np.pad(found.counts < 0, ((0, 1), (0, 1)))
        assert (truth[~(found.counts < 0)] == found.counts[found.counts >= 0]).all()
        assert not ((found.counts > 0) & (found.counts < least_shown())).any()
        assert (free_cells(with_totals(truth), hidden) == hidden).all()


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(5, 60))
def test_a_choice_among_several_hides_those_who_did_not_make_it_too(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    marks = {f"besoins/{c.name}": rng.random(n) < 0.4 for c in NEEDS.choices}
    people = group(sexe=rng.choice(["f", "h"], n), **marks)

    found = crossed(people, NEEDS, SEX)

    if found is not None:
        shown = found.counts >= 0
        without = found.column_totals - found.counts
        for cells in (found.counts[shown], without[shown]):
            assert not ((cells > 0) & (cells < least_shown())).any()
        # Both totals are known: a lone hidden cell of a row would follow from the other.
        assert all(away.sum() != 1 for away in ~shown)
