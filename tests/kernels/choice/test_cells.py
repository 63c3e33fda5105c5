"""Cells drawn evenly in their unit, and what they are worth."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.cells import cells
from beffroi.kernels.choice.values import score_bounds, scores

BROKEN = ([0.0, 5.0, 10.0], [0.0, 0.8, 1.0])
FALLING = ([0.0, 50.0, 100.0], [1.0, 0.8, 0.0])
WAVY = ([0.0, 4.0, 6.0, 10.0], [0.2, 1.0, 0.0, 0.5])
bounds = st.tuples(st.integers(-3, 13), st.integers(-3, 13)).map(sorted)


def test_a_broken_line_is_done_by_hand() -> None:
    # From 2 to 10: 3 parts in 8 lie below the knot, worth 0.32 to 0.8, and 5 above, 0.8 to 1.
    found = cells([[2.0]], [[10.0]], [BROKEN])

    assert found.low[0, 0] == pytest.approx(0.32)
    assert found.high[0, 0] == 1
    assert found.mean[0, 0] == pytest.approx((3 * 0.56 + 5 * 0.9) / 8)
    assert np.interp(3 / 8, found.shares[0], found.worths[0]) == pytest.approx(0.8)


@given(bounds, st.sampled_from([BROKEN, WAVY]))
@settings(max_examples=30)
def test_quantiles_are_those_of_performances_drawn_evenly(
    ends: list[int], curve: tuple[list[float], list[float]]
) -> None:
    low, high = np.array([[ends[0]]], float), np.array([[ends[1]]], float)
    shares = (np.arange(4000) + 0.5) / 4000
    worths = scores(low[0, 0] + shares * (high - low)[0, 0], *curve)

    found = cells(low, high, [curve])

    assert found.mean[0, 0] == pytest.approx(worths.mean(), abs=1e-3)
    hard = score_bounds(low, high, *curve)
    assert np.allclose([found.low, found.high], hard)
    if found.rows.size:
        assert np.allclose(np.interp(shares, found.shares[0], found.worths[0]), worths)
    else:
        assert np.allclose(worths, found.low[0, 0])


def test_what_is_beyond_the_scale_counts_as_its_end() -> None:
    found = cells([[8.0], [11.0]], [[12.0], [15.0]], [([0, 10], [0, 1])])

    assert found.mean[:, 0] == pytest.approx([(0.9 + 1) / 2, 1])
    assert found.rows.tolist() == [0]


def test_the_unknown_goes_over_the_scale_in_units() -> None:
    found = cells([[np.nan, np.nan]], [[np.nan, 50.0]], [BROKEN, FALLING])

    assert found.mean[0] == pytest.approx([0.65, 0.9])
    assert (found.low[0].tolist(), found.high[0].tolist()) == ([0, 0.8], [1, 1])


def test_numbers_of_any_size_have_quantiles() -> None:
    found = cells([[-1e308]], [[1e308]], [([-1e308, 0, 1e308], [0, 0.8, 1])])

    assert found.mean[0, 0] == pytest.approx(0.65)


@pytest.mark.parametrize(
    ("low", "curves", "said"),
    [
        ([[3.0]], [BROKEN], "is above the upper one"),
        ([[1.0]], [BROKEN, BROKEN], "one a criterion"),
        ([[1.0]], [([0], [1])], "two knots at least"),
    ],
)
def test_what_does_not_fit_is_refused(low: object, curves: list[object], said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        cells(low, [[2.0]], curves)  # type: ignore[arg-type]  # any wrong thing
