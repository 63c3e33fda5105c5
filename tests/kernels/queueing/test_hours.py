"""The hours of the day against a plain sum, against a drawn day, and against the exact states."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.erlang import full_share
from beffroi.kernels.queueing.hours import load_by_hour


@given(
    st.lists(st.floats(0, 50), min_size=1, max_size=20),
    st.lists(st.floats(0, 1), min_size=1, max_size=12),
    st.floats(0, 30),
)
def test_the_load_is_the_plain_sum(
    arrivals: list[float], shares: list[float], parked: float
) -> None:
    survival = np.array([1.0, *sorted(shares, reverse=True)])
    spent = [0.25 * (a + b) for a, b in pairwise(survival)]

    loads = load_by_hour(np.array(arrivals), survival, step=0.5, parked=parked)

    for k in range(len(arrivals)):
        new = sum(arrivals[k - j] * spent[j] for j in range(min(k + 1, len(spent))))
        old = parked * (1 - sum(spent[: k + 1]) / sum(spent))
        assert loads[k] == pytest.approx(new + old, abs=1e-9)


def test_a_day_of_loss_is_near_the_exact_states() -> None:
    spaces, stay = 20, 1.0
    times = np.arange(0.0, 10.0, 0.05)
    rate = 8.0 + 10.0 * np.sin(np.pi * times / 10.0) ** 2
    survival = np.exp(-np.arange(0.0, 12.0, 0.05) / stay)

    def leaving(t: float, state: np.ndarray) -> object:
        comes = 8.0 + 10.0 * np.sin(np.pi * t / 10.0) ** 2
        up, down = comes * state[:-1], np.arange(1, spaces + 1) / stay * state[1:]
        return np.concatenate([[0.0], up - down]) - np.concatenate([up - down, [0.0]])

    start = np.eye(spaces + 1)[0]
    exact = solve_ivp(leaving, (0, 10), start, t_eval=times[1:], rtol=1e-8, atol=1e-10).y[spaces]

    loads = load_by_hour(rate, survival, step=0.05)

    assert np.abs(full_share(loads, spaces)[:-1] - exact).max() < 0.02
    assert exact.max() > 0.09


def test_rows_are_places_and_the_unknown_stays_so() -> None:
    survival = np.array([1.0, 1.0])
    rows = load_by_hour(np.array([[1.0, 2.0, 3.0], [1.0, np.nan, 3.0]]), survival, step=1.0,
                        parked=np.array([4.0, 0.0]))  # fmt: skip

    assert rows[0] == pytest.approx([1.0, 2.0, 3.0])
    assert np.isnan(rows[1]).tolist() == [False, True, True]


@pytest.mark.parametrize("survival", [[1.0], [0.9, 0.5], [1.0, 0.4, 0.6], [1.0, -0.1]])
def test_a_survival_that_is_none_is_refused(survival: list[float]) -> None:
    with pytest.raises(ShapeError, match="fall from 1"):
        load_by_hour(np.ones(3), np.array(survival), step=1.0)


def test_negative_arrivals_are_refused() -> None:
    with pytest.raises(ShapeError, match="0 or more"):
        load_by_hour(np.array([-1.0]), np.array([1.0, 0.0]), step=1.0)
