"""Passers fitted on a few counts."""

import numpy as np
import pytest

from beffroi.engines.commerce.footfall.fitting import Fitted, fitted, told
from beffroi.foundation.errors import ShapeError

DEMAND = np.exp(np.random.default_rng(6).normal(4, 1.2, 30))
SHARES = np.full(30, 0.025)
DISPERSION = 0.1
WEEKS = np.exp(3.0 + 0.8 * np.log(DEMAND)) * np.random.default_rng(2).gamma(
    1 / DISPERSION, DISPERSION, 30)  # fmt: skip
"""Passers of a week on drawn streets, which follow the demand to the power 0.8."""
COUNTS = np.random.default_rng(3).poisson(WEEKS * SHARES).astype(float)


@pytest.fixture(scope="module")
def whole() -> Fitted:
    return fitted(DEMAND, COUNTS, SHARES)


def test_the_power_of_drawn_streets_is_found_again_within_its_error(whole: Fitted) -> None:
    found = whole

    assert found.verdict == "fitted"
    assert abs(found.slope - 0.8) < 3 * found.slope_error < 0.3
    assert abs(found.level - 3.0) < 3 * np.sqrt(found.covariance[0, 0])
    assert 0.03 < found.dispersion < 0.3
    assert found.error < found.usual_error


def test_nineteen_streets_in_twenty_lie_within_the_bounds() -> None:
    found = fitted(DEMAND[:12], COUNTS[:12], SHARES[:12])
    mean, low, high = told(found, DEMAND[12:])
    truth = WEEKS[12:]

    assert (low < mean).all()
    assert (mean < high).all()
    assert ((truth > low) & (truth < high)).mean() > 0.8


def test_fewer_than_five_counts_give_no_passers() -> None:
    found = fitted(DEMAND[:4], COUNTS[:4], SHARES[:4])

    assert found.verdict == "too_few"
    assert np.isnan(told(found, DEMAND)[0]).all()


def test_counts_that_do_not_follow_the_demand_are_said_not_to() -> None:
    flat = np.random.default_rng(3).poisson(np.random.default_rng(4).gamma(2, 40, 12)).astype(float)
    found = fitted(DEMAND[:12], flat, SHARES[:12])

    assert found.verdict == "no_link"
    assert np.isnan(told(found, DEMAND)[0]).all()


def test_streets_all_alike_tell_no_power() -> None:
    assert fitted(np.ones(8), COUNTS[:8], SHARES[:8]).verdict == "not_converged"


def test_a_street_where_nobody_passes_is_unknown_and_not_nought(whole: Fitted) -> None:
    assert np.isnan(told(whole, [0.0])[0]).all()


def test_what_does_not_fit_is_refused() -> None:
    for wrong in (
        lambda: fitted([1.0], [1.0, 2.0], [0.1, 0.1]),
        lambda: fitted([0.0], [1.0], [0.1]),
        lambda: fitted([1.0], [-1.0], [0.1]),
    ):
        with pytest.raises(ShapeError):
            wrong()
