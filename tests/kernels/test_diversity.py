"""Diversity: published values, what holds of all crowds, and rarefaction by drawing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.diversity import (
    evenness,
    hill_numbers,
    rarefied,
    rarefied_error,
    shannon,
    simpson,
)

CROWD = (40, 25, 15, 10, 6, 4)
CROWDS = st.lists(st.integers(0, 30), min_size=1, max_size=9).filter(any)


def test_the_published_crowd() -> None:
    assert round(shannon(CROWD), 6) == 1.525476
    assert round(evenness(CROWD), 6) == 0.851384
    assert round(simpson(CROWD), 4) == 0.7398
    assert hill_numbers(CROWD).round(6).tolist() == [6.0, 4.597332, 3.843198]


@given(CROWDS)
def test_each_order_counts_no_more_kinds_than_the_one_before(crowd: list[int]) -> None:
    all_, common, dominant = hill_numbers(crowd)

    assert all_ + 1e-9 >= common >= dominant - 1e-9
    assert dominant >= 1 - 1e-9


@given(st.integers(1, 12), st.integers(1, 50))
def test_kinds_all_alike_count_one_each(kinds: int, each: int) -> None:
    assert np.allclose(hill_numbers([each] * kinds), kinds)


@given(CROWDS)
def test_a_crowd_doubled_kind_by_kind_has_twice_the_kinds(crowd: list[int]) -> None:
    assert np.allclose(hill_numbers(crowd * 2), 2 * hill_numbers(crowd))


@given(CROWDS)
def test_all_drawn_is_the_crowd_itself_and_one_drawn_is_one_kind(crowd: list[int]) -> None:
    assert np.allclose(rarefied(crowd, sum(crowd)), hill_numbers(crowd))
    assert np.allclose(rarefied(crowd, 1), 1.0)


def test_rarefaction_is_what_drawing_gives() -> None:
    dice = np.random.default_rng(3)
    drawn = dice.multivariate_hypergeometric(CROWD, 20, size=20_000)
    share = drawn / 20
    entropy = -(share * np.log(np.where(share > 0, share, 1.0))).sum(axis=1).mean()

    found = rarefied(CROWD, 20)

    assert abs(found[0] - (drawn > 0).sum(axis=1).mean()) < 0.02
    # Chao's orders 1 and 2 are of the mean frequencies, so of the mean entropy and concentration
    assert abs(np.log(found[1]) - entropy) < 0.005
    assert abs(1 / found[2] - (share**2).sum(axis=1).mean()) < 0.002


def test_nothing_is_made_up_beyond_what_was_counted() -> None:
    assert np.isnan(rarefied(CROWD, 101)).all()
    assert np.isnan(rarefied_error(CROWD, 101)).all()


def test_the_error_is_that_of_crowds_drawn_from_one_law() -> None:
    dice = np.random.default_rng(5)
    law = np.array(CROWD) / sum(CROWD)
    found = [rarefied(one, 100) for one in dice.multinomial(150, law, size=600)]

    told = rarefied_error(dice.multinomial(150, law), 100)

    assert np.allclose(told[1:], np.std(found, axis=0)[1:], rtol=0.35)


def test_nobody_has_no_diversity() -> None:
    assert np.isnan([shannon([0, 0]), evenness([5]), simpson([]), *hill_numbers([])]).all()


@pytest.mark.parametrize("counts", [[-1, 2], [np.nan, 1], [np.inf], [[1, 2]]])
def test_what_is_no_crowd_is_refused(counts: list[float]) -> None:
    with pytest.raises(ShapeError, match="each kind"):
        hill_numbers(counts)


def test_parts_of_individuals_are_not_drawn() -> None:
    with pytest.raises(ShapeError, match="whole numbers"):
        rarefied([1.5, 2.5], 2)
