"""Weighted shares: what weights cost, and intervals that say so."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.proportions import wilson_interval
from beffroi.kernels.raking import raked
from beffroi.kernels.weighted_shares import (
    design_effect,
    effective_size,
    share_interval,
    share_variance,
)

WEIGHTS = st.lists(st.floats(0.01, 100), min_size=1, max_size=50).map(np.array)


@given(WEIGHTS)
def test_a_weighted_survey_is_worth_one_answer_to_all_of_them(weights: np.ndarray) -> None:
    effective = effective_size(weights)

    assert 1 - 1e-9 <= effective <= len(weights) + 1e-9
    assert np.isclose(design_effect(weights), len(weights) / effective)
    assert np.isclose(effective_size(7 * weights), effective)


def test_all_the_weight_on_one_respondent_is_worth_one_answer() -> None:
    assert np.isclose(effective_size(np.array([1.0, 0.0, 0.0])), 1)
    assert effective_size(np.zeros(3)) == 0
    assert np.isnan(design_effect(np.zeros(3)))


def test_without_weights_the_variance_is_the_usual_one() -> None:
    holds = np.arange(50) < 20

    found = share_variance(holds, np.ones(50, bool), np.ones(50))

    assert np.isclose(found, 0.4 * 0.6 / 49)


def test_a_share_among_those_asked_ignores_the_others() -> None:
    holds = np.array([True, False] * 10 + [True] * 5)
    asked = np.arange(25) < 20

    found = share_variance(holds, asked, np.ones(25))

    assert np.isclose(found, 0.25 / 20, rtol=0.06)


def test_an_answer_that_the_margins_fix_has_no_variance_left() -> None:
    sex = np.array([[0]] * 6 + [[1]] * 4)
    weights = raked(sex, [[50.0, 50.0]]).weights

    found = share_variance(sex[:, 0] == 0, np.ones(10, bool), weights, sex)

    assert np.isclose(found, 0)


def test_variance_is_unknown_without_answers_or_freedom() -> None:
    nobody = np.zeros(3, bool)

    assert np.isnan(share_variance(nobody, nobody, np.ones(3)))
    assert np.isnan(share_variance(nobody, ~nobody, np.ones(3), np.array([[0], [1], [2]])))


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_the_linearised_variance_is_near_the_one_found_by_drawing_again(seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights, holds = rng.uniform(1, 3, 200), rng.random(200) < 0.4
    again = rng.integers(0, 200, (2000, 200))

    shares = (weights * holds)[again].sum(axis=1) / weights[again].sum(axis=1)

    found = share_variance(holds, np.ones(200, bool), weights)
    assert np.isclose(found, shares.var(), rtol=0.2)


@given(st.integers(1, 1000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_without_weights_the_interval_is_wilsons(counts: tuple[int, int]) -> None:
    k, n = counts

    assert np.allclose(share_interval(k / n, n), wilson_interval(k, n))


@given(st.floats(0, 1), st.floats(0.5, 1e4), st.floats(0, 1))
def test_an_interval_holds_its_share_and_narrows_as_more_of_the_people_answer(
    share: float, n: float, sampled: float
) -> None:
    low, high = share_interval(share, n)
    inner = share_interval(share, n, sampled=sampled)

    assert 0 <= low <= share <= high <= 1
    assert low - 1e-12 <= inner[0] <= share <= inner[1] <= high + 1e-12


def test_without_answers_anything_may_be() -> None:
    assert share_interval(0.5, 0) == (0.0, 1.0)


def test_an_impossible_share_is_refused() -> None:
    with pytest.raises(ShapeError, match="between 0 and 1"):
        share_interval(1.2, 10)
