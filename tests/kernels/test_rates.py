"""Rates from counts, and the prior that many places share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.rates import STRONGEST, WEAKEST, Prior, interval, prior


@given(st.integers(0, 40), st.floats(0.5, 50), st.floats(0.3, 5), st.floats(0.1, 5))
def test_the_law_of_a_rate_is_that_of_a_plain_sum(
    n: int, t: float, shape: float, time: float
) -> None:
    mean, low, high = interval(np.array([float(n)]), np.array([t]), Prior(shape, time), level=0.9)

    rates = np.exp(np.linspace(np.log(mean[0]) - 60, np.log(mean[0]) + 6, 200_000))
    weight = rates ** (shape - 1) * np.exp(-rates * time) * np.exp(n * np.log(rates) - rates * t)
    steps = np.gradient(rates) * weight / np.max(weight)
    share = np.cumsum(steps) / steps.sum()
    assert (rates * steps).sum() / steps.sum() == pytest.approx(mean[0], rel=2e-3)
    assert rates[np.searchsorted(share, 0.05)] == pytest.approx(low[0], rel=5e-3)
    assert rates[np.searchsorted(share, 0.95)] == pytest.approx(high[0], rel=5e-3)


def test_intervals_of_places_hold_the_truth_nine_times_in_ten() -> None:
    draw = np.random.default_rng(3)
    rates = draw.gamma(2.0, 1.0, 4000)
    counts = draw.poisson(rates * 3.0).astype(float)
    time = np.full(4000, 3.0)

    law = prior(counts, time)
    _, low, high = interval(counts, time, law, level=0.9)

    assert law.shape == pytest.approx(2.0, rel=0.15)
    assert 0.88 < ((low <= rates) & (rates <= high)).mean() < 0.92


def test_a_longer_watch_gives_a_narrower_interval() -> None:
    time = np.array([1.0, 4.0, 16.0, 64.0])

    _, low, high = interval(time * 2, time, Prior(1.0, 0.5), level=0.9)

    assert (np.diff(high - low) < 0).all()


def test_a_prior_stays_weak_and_needs_a_watch() -> None:
    same = prior(np.full(50, 40.0), np.full(50, 10.0))
    apart = prior(np.array([0.0, 0.0, 900.0]), np.full(3, 10.0))

    assert same.shape == pytest.approx(STRONGEST)
    assert WEAKEST <= apart.shape < 1
    with pytest.raises(ShapeError, match="some time"):
        prior(np.zeros(2), np.zeros(2))
