"""What lies within minutes, and how near the nearest are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.opportunities import cumulative, gravity, nearest

times = arrays(float, (4, 5), elements=st.one_of(st.floats(0, 120), st.just(np.inf)))
weights = arrays(float, 5, elements=st.floats(0, 100))


@given(times, weights, st.floats(1, 100))
def test_more_time_never_finds_less(minutes: np.ndarray, things: np.ndarray, limit: float) -> None:
    assert (cumulative(minutes, things, within=limit)
            <= cumulative(minutes, things, within=limit + 5) + 1e-9).all()  # fmt: skip


@given(times, weights, st.floats(1, 100))
def test_gravity_lies_between_nothing_and_all_in_reach(
    minutes: np.ndarray, things: np.ndarray, half: float
) -> None:
    found = gravity(minutes, things, half_life=half)

    assert (found >= 0).all()
    assert (found <= cumulative(minutes, things, within=120.0) + 1e-9).all()


def test_what_is_exactly_at_the_limit_is_in_reach() -> None:
    assert cumulative([[15.0]], [1.0], within=15.0).tolist() == [1]


def test_several_kinds_are_counted_at_once() -> None:
    found = cumulative([[5.0, 50.0]], [[1.0, 10.0], [2.0, 20.0]], within=30.0)

    assert found.tolist() == [[1, 10]]


def test_an_unknown_time_makes_the_sum_unknown() -> None:
    for found in (
        cumulative([[np.nan, 5.0], [1.0, 2.0]], [1.0, 1.0], within=9.0),
        gravity([[np.nan, 5.0], [0.0, np.inf]], [2.0, 1.0], half_life=9.0),
    ):
        assert np.isnan(found).tolist() == [True, False]
        assert found[1] == 2


def test_the_nearest_are_in_order_and_those_that_lack_are_out_of_reach() -> None:
    found = nearest([[9.0, np.nan, 4.0], [np.nan, np.nan, np.nan]], 4)

    assert found[0].tolist() == [4, 9, np.inf, np.inf]
    assert np.isnan(found[1]).all()
    assert nearest(np.empty((2, 0))).tolist() == [[np.inf], [np.inf]]


def test_what_does_not_fit_is_refused() -> None:
    for wrong in (
        lambda: cumulative([[1.0]], [1.0, 2.0], within=5.0),
        lambda: gravity([[1.0]], [1.0], half_life=0.0),
        lambda: nearest([[1.0]], 0),
    ):
        with pytest.raises(ShapeError):
            wrong()
