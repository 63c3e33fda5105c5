"""Stays: the same as a plain search, with devices that sleep while they stand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.trajectory.stays import stays

LIMITS = {"slow": 1.5, "least": 5.0, "pause": 4.0}


def plain(time: np.ndarray, along: np.ndarray) -> list[tuple[float, float]]:
    slow = [
        [time[k], time[k + 1]] for k in range(len(time) - 1)
        if abs(along[k + 1] - along[k]) < 1.5 * (time[k + 1] - time[k])
    ]  # fmt: skip
    joined: list[list[float]] = []
    for begin, end in slow:
        if joined and begin - joined[-1][1] <= 4:
            joined[-1][1] = end
        else:
            joined.append([begin, end])
    return [(begin, end) for begin, end in joined if end - begin >= 5]


@given(st.integers(0, 2**32 - 1), st.integers(0, 50))
def test_they_are_those_of_a_plain_search(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    time = np.cumsum(rng.choice([1.0, 3, 20], n))
    along = np.cumsum(rng.choice([0.0, 1, 10, np.nan], n, p=[0.4, 0.3, 0.28, 0.02]))

    found = stays(np.array([0, n]), time, along, **LIMITS)

    assert list(zip(found.begin, found.end, strict=True)) == plain(time, along)
    assert (found.seconds >= 5).all()


def test_a_device_that_sleeps_while_it_stands_stays() -> None:
    time = np.array([0.0, 1, 2, 92, 93])
    along = np.array([0.0, 10, 20, 24, 34])

    found = stays(np.array([0, 5]), time, along, **LIMITS)

    assert (found.along.tolist(), found.seconds.tolist()) == ([22.0], [90.0])


def test_a_stay_ends_with_its_ride() -> None:
    time, along = np.r_[0.0:6, 0.0:6], np.zeros(12)

    found = stays(np.array([0, 6, 12]), time, along, **LIMITS)

    assert found.ride.tolist() == [0, 1]


def test_speeds_of_nothing_are_refused() -> None:
    with pytest.raises(ShapeError, match="above 0"):
        stays(np.array([0, 1]), np.zeros(1), np.zeros(1), slow=0, least=1, pause=1)
