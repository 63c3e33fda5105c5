"""Powers by least squares on log-centred shares."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.decay import Decay
from beffroi.kernels.gravity.mci import regressed
from beffroi.kernels.gravity.shares import huff_shares, pull
from tests.kernels.gravity.wieland import market

FLOORS = np.array([[200.0], [900.0], [2500.0]])
TIMES = np.array([[3.0, 9.0, 14.0], [12.0, 4.0, 8.0], [20.0, 7.0, 2.0]])


@pytest.mark.real
def test_the_published_survey_is_fitted_as_published() -> None:
    found = regressed(*market())

    assert found.coefficients == pytest.approx([0.9513, 0.3357, 0.1012, 1.6324], abs=5e-5)
    assert found.n == 95
    assert 0 < found.r2 < 1


def test_the_powers_of_a_drawn_market_are_found_again_where_all_is_known_or_not() -> None:
    shares = huff_shares(pull(FLOORS, [0.7]), TIMES, Decay(1.6))
    whole = regressed(FLOORS, TIMES, shares)
    shares[1, 2] = np.nan
    part = regressed(FLOORS, TIMES, shares)

    assert whole.coefficients == pytest.approx([0.7, 1.6])
    assert part.coefficients == pytest.approx([0.7, 1.6])
    assert (whole.n, part.n) == (9, 8)


def test_shops_all_alike_tell_nothing() -> None:
    found = regressed(np.ones((3, 1)), TIMES, np.full((3, 3), 1 / 3))

    assert np.isnan(found.coefficients).all()


def test_zero_shares_are_refused() -> None:
    with pytest.raises(ShapeError, match="no logarithm"):
        regressed(FLOORS, TIMES, np.eye(3))
