"""Proportions: Wilson's interval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.proportions import wilson_interval


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_its_range(counts: tuple[int, int]) -> None:
    successes, trials = counts

    low, high = wilson_interval(successes, trials)

    assert 0 <= low <= successes / trials + 1e-12
    assert successes / trials - 1e-12 <= high <= 1


@pytest.mark.parametrize(
    ("successes", "trials", "bounds"),
    [(81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)), (0, 20, (0.0, 0.1611)),
     (1, 29, (0.0061, 0.1718))],
)  # fmt: skip
def test_newcombe_s_published_intervals(
    successes: int, trials: int, bounds: tuple[float, float]
) -> None:
    # R. G. Newcombe, Statistics in Medicine 17, 1998, pp. 857-872, table I, method 3.
    assert np.allclose(wilson_interval(successes, trials), bounds, atol=5e-5)


def test_without_a_trial_nothing_is_known() -> None:
    low, high = wilson_interval([0, 1], [0, 2])

    assert np.isnan(low[0])
    assert np.isnan(high[0])
    assert np.isfinite(high[1])


def test_more_successes_than_trials_are_refused() -> None:
    with pytest.raises(ShapeError, match="between 0 and"):
        wilson_interval(3, 2)
