"""Errors by drawing origins again."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.decay import Decay
from beffroi.kernels.gravity.flows import fitted, flows
from beffroi.kernels.gravity.regrouped import redrawn
from beffroi.kernels.gravity.shares import huff_shares, pull
from tests.kernels.gravity.wieland import market

FLOORS = np.array([[200.0], [900.0], [2500.0], [400.0]])
TIMES = np.random.default_rng(5).uniform(2, 40, (60, 4))


def test_independent_customers_have_the_errors_of_the_curvature() -> None:
    generator = np.random.default_rng(2)
    shares = huff_shares(pull(FLOORS, [0.7]), TIMES, Decay(1.6))
    seen = flows(FLOORS, TIMES, generator.multinomial(40, shares))

    ratio = redrawn(seen, draws=300, seed=1).errors / fitted(seen).errors

    assert ((ratio > 0.75) & (ratio < 1.3)).all()


@pytest.mark.real
def test_the_published_survey_is_less_sure_than_its_curvature_says() -> None:
    seen = flows(*market())

    assert (redrawn(seen, draws=200).errors > fitted(seen).errors).all()


def test_the_same_seed_gives_the_same_errors_and_few_origins_none() -> None:
    seen = flows(FLOORS, TIMES[:8], np.round(50 * huff_shares([1, 2, 3, 4], TIMES[:8], Decay(1.0))))

    assert redrawn(seen, draws=20, seed=4).errors.tolist() == pytest.approx(
        redrawn(seen, draws=20, seed=4).errors.tolist()
    )
    with pytest.raises(ShapeError, match="five"):
        redrawn(flows(FLOORS, TIMES[:4], np.ones((4, 4))))


def test_when_most_draws_fail_no_error_is_told() -> None:
    nearest = 50.0 * (TIMES.min(axis=1, keepdims=True) == TIMES)
    again = redrawn(flows(FLOORS, TIMES, nearest), draws=10)

    assert not again.is_enough
    assert np.isnan(again.errors).all()
