"""One origin: shares in the place of impedances."""

import numpy as np

from beffroi.kernels.compiling import kernel
from beffroi.kernels.gravity import rows


@kernel
def _shared(pulls: np.ndarray, z: np.ndarray, strength: float, outside: float) -> float:
    return rows.shared(pulls, z, strength, outside, z)


def test_shares_may_be_written_over_impedances_and_the_outside_gets_the_rest() -> None:
    row = np.log([1.0, 2.0, np.inf])
    away = _shared(np.log([3.0, 4.0, 5.0]), row, 2.0, np.log(4.0))

    assert np.allclose(row, [3 / 8, 1 / 8, 0])
    assert np.isclose(away, 4 / 8)
