"""Proportions: Wilson's interval."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.proportions import weighted_interval, wilson_interval


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


def test_equal_sizes_each_alone_are_nearly_wilson_s_own() -> None:
    successes = np.repeat([1.0, 0.0], [9, 96])

    share, low, high = weighted_interval(successes, np.full(105, 7.0), np.arange(105))

    assert share == pytest.approx(9 / 105)
    assert (low, high) == pytest.approx(wilson_interval(9, 105), abs=0.002)


def test_the_interval_of_clustered_metres_holds_the_true_share_and_a_naive_one_does_not() -> None:
    dice = np.random.default_rng(7)
    held = naive = 0
    for _ in range(400):
        side = np.repeat(np.arange(30), 6)
        empty = dice.random(180) < np.repeat(dice.beta(0.4, 3.6, 30), 6)
        metres = dice.uniform(4, 12, 180)
        _, low, high = weighted_interval(empty, metres, side)
        held += low <= 0.1 <= high
        bounds = wilson_interval(int(empty.sum()), 180)
        naive += bounds[0] <= 0.1 <= bounds[1]

    assert held / 400 > 0.9
    assert naive / 400 < 0.86


def test_nothing_vacant_still_leaves_room_for_doubt() -> None:
    share, low, high = weighted_interval([0, 0, 0, 0], [5.0, 5, 5, 50], [0, 1, 2, 3])

    assert (share, low) == (0.0, 0.0)
    assert high > wilson_interval(0, 4)[1]


def test_one_side_of_a_street_alone_tells_no_interval() -> None:
    assert np.isnan(weighted_interval([1, 0], [5.0, 5], [0, 0])[1:]).all()
    assert np.isnan(weighted_interval([], [], [])).all()


def test_a_front_without_length_is_refused() -> None:
    with pytest.raises(ShapeError, match="above 0"):
        weighted_interval([1], [0.0], [0])
