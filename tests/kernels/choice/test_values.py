"""Value functions on fixed scales."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.values import score_bounds, scores

KNOTS = st.lists(
    st.tuples(st.integers(-50, 50), st.floats(0, 1)),
    min_size=2,
    max_size=5,
    unique_by=lambda k: k[0],
).map(sorted)
PAIR = st.tuples(st.floats(-60, 60), st.floats(-60, 60)).map(sorted)


@given(KNOTS, PAIR)
def test_values_stay_on_the_scale_and_within_their_bounds(
    knots: list[tuple[int, float]], pair: list[float]
) -> None:
    x, v = zip(*knots, strict=True)
    inside = np.linspace(*pair, 50)

    worth = scores(inside, x, v)
    low, high = score_bounds(pair[0], pair[1], x, v)

    assert ((worth >= 0) & (worth <= 1)).all()
    assert low <= worth.min() + 1e-9
    assert high >= worth.max() - 1e-9


def test_less_may_be_better() -> None:
    low, high = score_bounds([10.0], [30.0], [0, 20, 40], [1.0, 0.8, 0.0])

    assert scores([0, 10, 40, 99], [0, 20, 40], [1.0, 0.8, 0.0]).tolist() == [1.0, 0.9, 0.0, 0.0]
    assert (low[0], high[0]) == (0.4, 0.9)


def test_a_peak_inside_an_interval_counts() -> None:
    low, high = score_bounds([0.0], [20.0], [0, 10, 20], [0.2, 1.0, 0.0])

    assert (low[0], high[0]) == (0.0, 1.0)


def test_an_open_side_goes_to_the_end_of_the_scale_and_the_unknown_stays_so() -> None:
    low, high = score_bounds([5, np.nan, np.nan], [np.nan, 5, np.nan], [0, 10], [0, 1])

    assert np.array_equal(low, [0.5, 0.0, np.nan], equal_nan=True)
    assert np.array_equal(high, [1.0, 0.5, np.nan], equal_nan=True)
    assert np.isnan(scores(np.nan, [0, 10], [0, 1]))


@pytest.mark.parametrize(
    ("x", "v", "said"),
    [
        ([0], [1], "two knots at least"),
        ([0, 1], [1], "two lists of one length"),
        ([0, 0], [0, 1], "increasing order"),
        ([0, np.nan], [0, 1], "increasing order"),
        ([0, 1], [0, 1.1], "between 0 and 1"),
        ([0, 1], [np.nan, 1], "between 0 and 1"),
    ],
)
def test_knots_that_draw_no_function_are_refused(x: list[float], v: list[float], said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        scores([0.5], x, v)


@pytest.mark.parametrize(("low", "high"), [([2.0], [1.0]), ([1.0], [1.0, 2.0])])
def test_bounds_that_cross_are_refused(low: list[float], high: list[float]) -> None:
    with pytest.raises(ShapeError, match="do not pair, or cross"):
        score_bounds(low, high, [0, 10], [0, 1])
