"""The curve of a decay, found again from flows."""

import numpy as np
import pytest

from beffroi.kernels.gravity.curves import likeliest_curve
from beffroi.kernels.gravity.decay import Decay
from beffroi.kernels.gravity.flows import fitted, flows
from beffroi.kernels.gravity.shares import huff_shares, pull
from tests.kernels.gravity.wieland import market

FLOORS = np.array([[200.0], [900.0], [2500.0], [400.0]])
TIMES = np.random.default_rng(5).uniform(2, 40, (30, 4))


@pytest.mark.parametrize("decay", [Decay(1.6, 0.0), Decay(0.12, 1.0), Decay(0.5, 0.4)])
def test_the_curve_of_a_drawn_market_is_found_again(decay: Decay) -> None:
    seen = 400 * huff_shares(pull(FLOORS, [0.7]), TIMES, decay)

    assert likeliest_curve(FLOORS, TIMES, seen) == pytest.approx(decay.curve, abs=0.01)


def test_flows_that_cannot_be_fitted_keep_a_power() -> None:
    nearest = 50.0 * (TIMES.min(axis=1, keepdims=True) == TIMES)

    assert likeliest_curve(FLOORS, TIMES, nearest) == 0.0


@pytest.mark.real
def test_no_curve_explains_the_published_survey_worse_than_a_power() -> None:
    own = market()
    best = fitted(flows(*own, curve=likeliest_curve(*own)))

    assert best.log_likelihood >= fitted(flows(*own)).log_likelihood
