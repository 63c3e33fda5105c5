"""Laws of stays against quadrature, and against what is known of them by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.stays.laws import LAWS, Law, left_over, longer


@given(
    st.sampled_from(LAWS), st.floats(0, 6), st.floats(0.2, 5), st.floats(0.4, 6), st.floats(0, 2)
)
def test_the_time_left_over_is_the_area_under_the_longer_stays(
    law: Law, time: float, mean: float, shape: float, gap: float
) -> None:
    area, _ = quad(lambda t: float(longer(law, t, mean, shape)), time, time + gap)

    between = left_over(law, time, mean, shape) - left_over(law, time + gap, mean, shape)

    assert between == pytest.approx(area, abs=1e-5)


@given(st.sampled_from(LAWS), st.floats(0.2, 5), st.floats(0.4, 6))
def test_the_time_left_over_at_once_is_the_mean_and_in_the_end_is_nothing(
    law: Law, mean: float, shape: float
) -> None:
    assert left_over(law, [0.0, np.inf], mean, shape) == pytest.approx([mean, 0.0], abs=1e-9)


def test_a_gamma_and_a_weibull_of_shape_one_are_both_exponential() -> None:
    times = np.array([0.0, 0.5, 3.0])

    for law in ("gamma", "weibull"):
        assert longer(law, times, 1.5, 1.0) == pytest.approx(np.exp(-times / 1.5))  # type: ignore[arg-type]


def test_a_mean_of_nothing_is_refused() -> None:
    with pytest.raises(ShapeError):
        longer("gamma", 1.0, 0.0, 1.0)
