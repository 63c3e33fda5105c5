"""Middles: intervals of medians hold the true one whatever the law."""

import numpy as np
import pytest

from beffroi.engines.informal.service.middles import bound

N = 1500


def _covers(draw: np.random.Generator, n: int, waits: float) -> float:
    """Draw `n` rides of each leg, some held up by a light, and count the intervals that hold."""
    centre = draw.normal(0.0, 0.2, N)
    held_up = (draw.random((N, n)) < waits) * draw.uniform(0.2, 1.0, (N, n))
    paces = centre[:, np.newaxis] + draw.normal(0.0, 0.05, (N, n)) + held_up
    many = draw.normal(0.0, 0.05, 20_001) + (draw.random(20_001) < waits) * draw.uniform(
        0.2, 1.0, 20_001)  # fmt: skip
    true = centre + np.median(many)
    legs = np.repeat(np.arange(N), n)
    wide = float(np.std(paces))
    low, high = (bound(part, paces.ravel(), legs, np.full(N, paces.mean()), wide)
                 for part in (0.05, 0.95))  # fmt: skip
    return float(np.mean((low <= true) & (true <= high)))


@pytest.mark.parametrize("waits", [0.0, 0.3, 0.45])
@pytest.mark.parametrize("n", [4, 8, 20])
def test_nine_intervals_in_ten_hold_the_median_lights_or_none(n: int, waits: float) -> None:
    assert 0.84 <= _covers(np.random.default_rng(7), n, waits) <= 0.98


def test_a_median_is_as_likely_below_as_above_its_middle_bound() -> None:
    seen, one = np.array([1.0, 2.0, 3.0]), np.zeros(3, dtype=np.int64)
    assert bound(0.5, seen, one, np.array([2.0]), 1.0)[0] == pytest.approx(2.0, abs=1e-6)


def test_without_values_the_bound_is_of_what_is_expected() -> None:
    none = np.zeros(0)
    low, high = (bound(part, none, none.astype(np.int64), np.array([5.0]), 1.0)[0]
                 for part in (0.05, 0.95))  # fmt: skip
    assert low == pytest.approx(10.0 - high)
    assert low < 4.0
