"""Decay: how the pull of a shop fades."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.kernels.gravity.decay import EXPONENTIAL, POWER, impedance


@given(st.floats(0.1, 100), st.floats(0.1, 100), st.floats(-1, 2))
def test_longer_times_always_impede_more(one: float, other: float, curve: float) -> None:
    near, far = sorted([one, other])

    assert impedance([near], curve)[0] <= impedance([far], curve)[0] + 1e-12


def test_curves_between_power_and_exponential_lie_between() -> None:
    t = [4.0]

    assert impedance(t, 1e-9)[0] == pytest.approx(impedance(t, POWER)[0])
    assert impedance(t, POWER)[0] < impedance(t, 0.5)[0] < impedance(t, EXPONENTIAL)[0]
    assert np.isinf(impedance([np.inf], 0.5)[0])
