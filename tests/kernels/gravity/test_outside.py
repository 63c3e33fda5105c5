"""The outside, told by the share that goes there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.decay import Decay
from beffroi.kernels.gravity.outside import outside_pull
from beffroi.kernels.gravity.shares import huff_totals


@given(
    arrays(float, 3, elements=st.floats(1, 5000)),
    arrays(float, (5, 3), elements=st.floats(0.5, 90)),
    arrays(float, 5, elements=st.floats(1, 1e4)),
    st.floats(0.01, 0.95),
)
def test_the_share_that_was_asked_goes_outside(
    attraction: np.ndarray, times: np.ndarray, spending: np.ndarray, share: float
) -> None:
    found = outside_pull(attraction, times, Decay(2.0), spending, share)
    _, away = huff_totals(attraction, times, Decay(2.0), spending, outside=found)

    assert away == pytest.approx(share * spending.sum(), rel=1e-6)


def test_no_share_is_no_pull_and_impossible_shares_are_refused() -> None:
    assert outside_pull([1.0], [[1.0]], Decay(2.0), [1.0], 0.0) == 0.0
    with pytest.raises(ShapeError):
        outside_pull([1.0], [[1.0]], Decay(2.0), [1.0], 1.0)
    with pytest.raises(ShapeError):
        outside_pull([1.0], [[np.inf]], Decay(2.0), [1.0], 0.5)
