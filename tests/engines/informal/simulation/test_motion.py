"""How a vehicle moves between halts."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.simulation.motion import Motion


@given(st.floats(1.0, 3000.0), st.floats(5.0, 900.0))
def test_it_never_goes_back_and_passes_where_it_is(length: float, duration: float) -> None:
    motion = Motion(np.array([0.0, length]), np.array([0.0, duration]), np.array([0.0, duration]))
    times = np.linspace(0.0, duration, 50)

    where = motion.at(times)

    assert (np.diff(where) >= -1e-6).all()
    assert np.allclose(where[[0, -1]], [0.0, length])
    middle = where[(where > 0.01 * length) & (where < 0.99 * length)]
    assert np.allclose(motion.at(motion.when(middle)), middle, atol=1e-3 * length)
