"""Tabulation: "I don't know" counted apart, small cells hidden for good."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from beffroi.engines.usages.respondents import Respondents, respondents
from beffroi.engines.usages.secrecy import least_shown, least_told
from beffroi.engines.usages.tabulation import JOINED, Crossed, crossed, tabulated
from beffroi.foundation.language import Words
from beffroi.kernels.suppression import free_cells, with_totals
from beffroi.territory.questionnaire import Answers, Question, framed
from tests.engines.usages.town import MODE, NEEDS, OPENING, SEX, asking, choices, survey

QUARTER = Question(
    "quart", "one", Words("Quartier", "Quarter"), choices=choices("a", "b"), margin="quarter"
)
FORM = asking(SEX, QUARTER, MODE, NEEDS, OPENING)


def group(**columns: object) -> Respondents:
    table = framed(FORM, pd.DataFrame(columns))
    return respondents(survey(Answers(table, FORM, (), len(table))))[0]


def test_who_does_not_know_or_was_not_asked_is_not_in_the_denominator() -> None:
    told = tabulated(group(mode=["auto"] * 18 + ["pied"] * 6 + ["nsp"] * 3 + [None] * 4), MODE)

    assert (told.n, told.unknown, told.silent) == (24, 3, 4)
    assert {choice.name: share.value for choice, share in told.shares} == {
        "pied": 0.25, "auto": 0.75, "bus": 0.0,
    }  # fmt: skip


def test_a_question_not_asked_is_not_a_no() -> None:
    told = tabulated(
        group(
            **{
                "besoins/place": [True] * 9 + [False] * 9 + [None],
                "besoins/velo": [True] * 9 + [False] * 9 + [None],
                "besoins/wifi": [False] * 18 + [None],
                "besoins/rien": [False] * 9 + [True] * 9 + [None],
            }
        ),
        NEEDS,
    )

    assert (told.n, told.silent) == (18, 1)
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
    assert crossed(group(mode=["auto"] * 9 + ["pied"] * 9), MODE, SEX) is None


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1), st.integers(10, 80))
def test_no_hidden_cell_of_a_cross_table_can_be_worked_out(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    people = group(mode=rng.choice(["auto", "pied", "bus"], n), sexe=rng.choice(["f", "h"], n))

    found = crossed(people, MODE, SEX)

    if found is not None:
        modes = [choice.name for choice in found.row_choices]
        answers = people.table["mode"].where(people.table["mode"].isin(modes), "others")
        truth = np.array(
            [[((answers == m) & (people.table["sexe"] == s)).sum() for s in "fh"] for m in modes]
        )
        hidden = np.pad(found.counts < 0, ((0, 1), (0, 1)))
        assert (truth[~(found.counts < 0)] == found.counts[found.counts >= 0]).all()
        assert not ((found.counts > 0) & (found.counts < least_shown())).any()
        assert (found.row_totals >= least_shown()).sum() == (found.row_totals > 0).sum()
        assert (free_cells(with_totals(truth), hidden) == hidden).all()


def unknowns(found: Crossed) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Write all that a reader sees of a table as equations of the cells, and their true bounds.

    The cells are the answers by the columns and, where answers do not add up, also those who did
    not give each answer. Totals, counts, and the shares with their numbers are what is seen.
    """
    apart = found.question.kind == "several"
    shape = found.counts.shape
    index = np.arange(found.counts.size).reshape(shape)
    rows, seen = [], []

    def see(cells: np.ndarray, value: float) -> None:
        row = np.zeros(found.counts.size)
        row[cells] = 1
        rows.append(row)
        seen.append(value)

    for i in range(shape[0]):
        if found.row_totals[i] >= 0:
            see(index[i], found.row_totals[i])
        for j in range(shape[1]):
            if found.counts[i, j] >= 0:
                see(index[i, [j]], found.counts[i, j])
    for j in range(0 if apart else shape[1]):
        see(index[:, j], found.column_totals[j])
    most = np.broadcast_to(found.column_totals, shape).ravel()
    return np.array(rows), np.array(seen), np.flatnonzero(found.counts.ravel() < 0), most


def test_a_column_of_nobody_has_nothing_to_hide() -> None:
    marks = np.arange(79) < 3
    people = group(
        sexe=["h"] * 56 + [None] * 23,
        **{f"besoins/{choice.name}": marks for choice in NEEDS.choices},
    )

    found = crossed(people, NEEDS, SEX)

    assert found is not None
    assert found.column_totals.tolist() == [0, 56, 23]
    assert found.counts.tolist() == [[0, -1, -1]] * len(NEEDS.choices)


@settings(deadline=None, max_examples=30)
@given(
    st.integers(0, 2**32 - 1), st.integers(10, 90), st.floats(0, 0.4), st.floats(0.02, 0.98),
    st.booleans(),
)  # fmt: skip
def test_who_knows_all_that_a_table_shows_cannot_deduce_a_hidden_cell(
    seed: int,
    n: int,
    silent: float,
    taste: float,
    several: bool,
) -> None:
    rng = np.random.default_rng(seed)
    people = group(
        sexe=np.where(
            rng.random(n) < silent, None, rng.choice(["f", "h"], n, p=[taste, 1 - taste])
        ),
        mode=rng.choice(["auto", "pied", "bus"], n, p=[taste, (1 - taste) / 2, (1 - taste) / 2]),
        **{f"besoins/{c.name}": rng.random(n) < taste for c in NEEDS.choices},
    )
    question = NEEDS if several else MODE

    found = crossed(people, question, SEX)

    if found is None:
        return
    totals = found.column_totals[found.column_totals > 0]
    assert (totals >= least_told()).all()
    assert not ((found.row_totals > 0) & (found.row_totals < least_shown())).any()
    rows, seen, hidden, most = unknowns(found)
    for cell in hidden:
        reach = [
            linprog(
                sign * np.eye(len(most))[cell], A_eq=rows if len(rows) else None,
                b_eq=seen if len(seen) else None, bounds=list(zip(most * 0, most, strict=True)),
            ).fun * sign
            for sign in (1, -1)
        ]  # fmt: skip
        assert reach[1] - reach[0] > 0.5


def test_a_kind_of_people_of_a_few_has_no_column_of_its_own() -> None:
    people = group(mode=["auto"] * 15 + ["pied"] * 20, sexe=["f"] * 5 + ["h"] * 30)

    assert crossed(people, MODE, SEX) is None


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1), st.integers(20, 90), st.floats(0, 0.3), st.booleans())
def test_the_tables_of_one_question_have_the_same_totals(
    seed: int, n: int, silent: float, several: bool
) -> None:
    # Tables that share their rows' totals and nothing else tell no more together than apart.
    rng = np.random.default_rng(seed)
    marks = {f"besoins/{c.name}": rng.random(n) < 0.4 for c in NEEDS.choices}
    people = group(
        sexe=np.where(rng.random(n) < silent, None, rng.choice(["f", "h"], n)),
        mode=np.where(rng.random(n) < silent, None, rng.choice(["auto", "pied", "nsp"], n)),
        quart=np.where(rng.random(n) < silent, None, rng.choice(["a", "b"], n)),
        **marks,
    )
    question, others = (NEEDS, (SEX, MODE, QUARTER)) if several else (MODE, (SEX, QUARTER))

    tables = [found for by in others if (found := crossed(people, question, by)) is not None]

    for found in tables:
        assert found.row_totals.tolist() == tables[0].row_totals.tolist()
        assert found.column_totals.sum() == tables[0].column_totals.sum()
        shares_with_all = found.row_totals == found.column_totals.sum()
        assert not ((found.counts > 0) & (found.counts < least_shown()))[~shares_with_all].any()


def test_the_four_who_did_not_say_their_sex_cannot_be_told_from_the_table_by_quarter() -> None:
    sexes = ["f"] * 30 + ["h"] * 30 + [None] * 4
    asks = [True, False] * 30 + [True] * 4
    people = group(
        sexe=sexes, quart=["a", "a", "b", "b"] * 16, **{"besoins/place": asks},
    )  # fmt: skip

    by_sex, by_quarter = (crossed(people, NEEDS, by) for by in (SEX, QUARTER))

    assert by_sex is not None
    assert by_quarter is not None
    assert by_sex.row_totals[0] == by_quarter.row_totals[0] == 34
    assert by_sex.column_totals.tolist() == [30, 34]
    assert by_sex.column_choices[-1].name == JOINED
    assert by_sex.column_choices[-1].label.fr == "F + Non dit"
    assert (by_sex.counts[0] >= least_shown()).all()


def test_an_answer_that_few_gave_has_no_total_either() -> None:
    people = group(
        sexe=["f", "h"] * 20, mode=["auto"] * 20 + ["pied"] * 18 + ["bus"] * 2,
        **{"besoins/wifi": [True] * 3 + [False] * 37},
    )  # fmt: skip

    needs, modes = crossed(people, NEEDS, SEX), crossed(people, MODE, SEX)

    assert needs is not None
    assert modes is not None
    wifi = [choice.name for choice in needs.row_choices].index("wifi")
    assert needs.row_totals[wifi] == -1
    assert (needs.counts[wifi] == -1).all()
    assert [choice.name for choice in modes.row_choices] == ["auto", "others"]
    assert modes.row_totals.tolist() == [20, 20]


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1), st.integers(5, 60))
def test_a_choice_among_several_hides_those_who_did_not_make_it_too(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    marks = {f"besoins/{c.name}": rng.random(n) < 0.4 for c in NEEDS.choices}
    people = group(sexe=rng.choice(["f", "h"], n), **marks)

    found = crossed(people, NEEDS, SEX)

    if found is not None:
        shown = found.counts >= 0
        without = found.column_totals - found.counts
        plain = np.isin(found.row_totals, [0, n])
        for cells in (found.counts, without):
            few = (cells > 0) & (cells < least_shown())
            assert not few[shown & ~plain[:, np.newaxis]].any()
        # Both totals are known: a lone hidden cell of a row would follow from the other.
        assert all(away.sum() != 1 for away in ~shown)
