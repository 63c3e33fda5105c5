"""Secrecy: what few persons answered is neither counted nor worked out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.usages.respondents import respondents
from beffroi.engines.usages.secrecy import (
    guarded,
    hidden_counts,
    least_shown,
    least_told,
    least_weighed,
)
from tests.engines.usages.town import drawn, survey

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=7)


@given(COUNTS, st.integers(0, 12))
def test_small_counts_of_answers_that_add_up_are_hidden_in_company(
    counts: list[int], rest: int
) -> None:
    every = np.array([*counts, rest])
    hidden = hidden_counts(np.array(counts), int(every.sum()), apart=False)

    shown = every[:-1][~hidden]
    assert not ((shown > 0) & (shown < least_shown())).any()
    together = int(every.sum() - shown.sum())
    assert not 0 < together < least_shown() or hidden.all()


@given(COUNTS, st.integers(0, 12))
def test_answers_that_few_did_not_give_are_hidden(counts: list[int], rest: int) -> None:
    n = max(counts) + rest
    hidden = hidden_counts(np.array(counts), n, apart=True)

    for count, away in zip(counts, hidden, strict=True):
        few = 0 < count < least_shown() or 0 < n - count < least_shown() or n < least_told()
        assert away == few


def test_a_veiled_share_keeps_neither_value_nor_count() -> None:
    (people,) = respondents(survey(drawn(40)))
    holds, asked = np.arange(40) < 2, np.ones(40, dtype=bool)

    (veiled,) = guarded(people, [people.share(holds, asked)], asked, apart=True)

    assert (veiled.value, veiled.count, veiled.n) == (None, None, 40)
    assert veiled.low == 0
    assert veiled.high > 0.1
    assert guarded(people, [], asked, apart=True) == ()
    assert least_shown() < least_told() < least_weighed()


@given(st.integers(1, 9), st.booleans(), st.booleans())
def test_neither_all_nor_none_of_a_small_group_is_told(n: int, all_: bool, apart: bool) -> None:
    (people,) = respondents(survey(drawn(n)))
    holds, asked = np.full(n, all_), np.ones(n, dtype=bool)

    shares = guarded(people, [people.share(holds, asked)] * 2, asked, apart=apart)

    assert all((share.value, share.low, share.high) == (None, 0.0, 1.0) for share in shares)


def test_none_of_a_larger_group_is_told() -> None:
    assert hidden_counts(np.array([0, 10]), 10, apart=True).tolist() == [False, False]
