"""Smoothing: the same way as the least squares of all fixes at once."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.trajectory.smoothing import smoothed


def plain(time: np.ndarray, place: np.ndarray, sigma: np.ndarray, jolt: float) -> np.ndarray:
    """Solve for all places and speeds at once: the errors of fixes and of moves, weighted."""
    n = len(time)
    rows, sides = [], []

    def add(columns: dict[int, float], side: float, error: float) -> None:
        row = np.zeros(2 * n)
        for column, value in columns.items():
            row[column] = value
        rows.append(row / error)
        sides.append(side / error)

    for k in range(n):
        add({2 * k: 1}, place[k], sigma[k])
    lapse = time[1] - time[0]
    speed_error = np.sqrt((sigma[0] ** 2 + sigma[1] ** 2) / lapse**2 + jolt**2 * lapse)
    add({1: 1}, (place[1] - place[0]) / lapse, speed_error)
    for k in range(n - 1):
        tau = time[k + 1] - time[k]
        spread = jolt**2 * np.array([[tau**3 / 3, tau**2 / 2], [tau**2 / 2, tau]])
        white = np.linalg.inv(np.linalg.cholesky(spread))
        move = np.zeros((2, 2 * n))
        move[:, 2 * k + 2 : 2 * k + 4] = np.eye(2)
        move[:, 2 * k : 2 * k + 2] = -np.array([[1, tau], [0, 1]])
        rows.extend(white @ move)
        sides.extend([0.0, 0.0])
    return np.linalg.lstsq(np.array(rows), np.array(sides), rcond=None)[0][::2]


@settings(max_examples=25)
@given(st.integers(0, 2**32 - 1), st.integers(2, 12))
def test_it_is_the_least_squares_of_all_fixes(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    time = np.cumsum(rng.choice([1.0, 2, 15], n))
    x, y = np.cumsum(rng.normal(8, 5, (2, n)), axis=1)
    sigma = rng.choice([3.0, 10], n)

    found = smoothed(np.array([0, n]), time, x, y, sigma, jolt=0.7)

    for own, place in zip(found, (x, y), strict=True):
        assert np.allclose(own, plain(time, place, sigma, 0.7), atol=1e-4)


def test_rides_do_not_touch_each_other() -> None:
    time, rng = np.r_[0.0:6, 0.0:4, 7], np.random.default_rng(1)
    x = rng.normal(0, 50, 11)
    ends, sigma = np.array([0, 6, 10, 11]), np.full(11, 5.0)

    both, _ = smoothed(ends, time, x, x, sigma, jolt=1)
    first, _ = smoothed(np.array([0, 6]), time[:6], x[:6], x[:6], sigma[:6], jolt=1)

    assert np.array_equal(both[:6], first)
    assert both[10] == x[10]


def test_noise_is_halved_at_least_where_the_way_is_smooth() -> None:
    rng = np.random.default_rng(3)
    time = np.arange(300.0)
    truth = 300 * np.sin(time / 60), 300 * np.cos(time / 60)
    x, y = (axis + rng.normal(0, 5, 300) for axis in truth)

    near = smoothed(np.array([0, 300]), time, x, y, np.full(300, 5.0), jolt=0.3)

    errors = [np.hypot(a - truth[0], b - truth[1]).mean() for a, b in (near, (x, y))]
    assert errors[0] < errors[1] / 2


def test_times_that_fall_are_refused() -> None:
    two = np.array([0.0, 0.0])

    with pytest.raises(ShapeError, match="Times must rise"):
        smoothed(np.array([0, 2]), two, two, two, two + 1, jolt=1)
    with pytest.raises(ShapeError, match="above 0"):
        smoothed(np.array([0, 2]), np.array([0.0, 1]), two, two, two, jolt=1)
