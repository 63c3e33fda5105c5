"""Powers judged from what shops sell."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.decay import Decay
from beffroi.kernels.gravity.shares import huff_totals, pull
from beffroi.kernels.gravity.totals import Prior, Sales, _posterior, judged, sales

GENERATOR = np.random.default_rng(8)
PLACES, SITES = GENERATOR.uniform(0, 30, (80, 2)), GENERATOR.uniform(0, 30, (25, 2))
TIMES = 1 + np.hypot(*(PLACES[:, np.newaxis] - SITES).transpose(2, 0, 1))
FLOORS = GENERATOR.uniform(100, 4000, (25, 1))
SPENDING = GENERATOR.uniform(100, 2000, 80)
PRIOR = Prior(np.array([1.0, 2.0]), np.array([0.3, 0.5]))


def sold(power: float = 0.8, strength: float = 1.4) -> np.ndarray:
    return huff_totals(pull(FLOORS, [power]), TIMES, Decay(strength), SPENDING)[0]


def market(totals: np.ndarray) -> Sales:
    return sales(FLOORS, TIMES, SPENDING, totals)


def test_sure_totals_bring_the_powers_back_from_a_prior_that_is_off() -> None:
    found = judged(market(3.7 * sold()), PRIOR, noise=0.005)

    assert found.verdict == "converged"
    assert found.coefficients == pytest.approx([0.8, 1.4], abs=0.01)
    assert (found.narrowing < 0.2).all()
    assert found.n_tops == 1
    assert found.error < 0.01


def test_counts_of_customers_do_so_too() -> None:
    found = judged(market(sold()), PRIOR, law="poisson")

    assert found.coefficients == pytest.approx([0.8, 1.4], abs=0.05)


def test_totals_that_teach_nothing_leave_the_prior_and_say_so() -> None:
    found = judged(market(sold()), PRIOR, noise=50.0)

    assert found.coefficients == pytest.approx(PRIOR.mean, abs=0.01)
    assert found.narrowing == pytest.approx([1, 1], abs=0.01)


def test_unknown_totals_are_left_out() -> None:
    totals = sold()
    totals[:5] = np.nan

    assert judged(market(totals), PRIOR, noise=0.005).coefficients == pytest.approx(
        [0.8, 1.4], abs=0.02
    )


@pytest.mark.parametrize("law", ["log", "poisson"])
def test_the_slope_is_that_of_the_posterior(law: str) -> None:
    at, own = np.array([0.3, -0.4]), market(np.round(sold()))
    _, slope, _ = _posterior(own, PRIOR, law, 0.1, at)  # type: ignore[arg-type]
    for k in range(2):
        aside = 1e-6 * np.eye(2)[k]
        up, down = (
            _posterior(own, PRIOR, law, 0.1, at + sign * aside)[0]  # type: ignore[arg-type]
            for sign in (1, -1)
        )
        assert (up - down) / 2e-6 == pytest.approx(slope[k], rel=1e-4)


def test_what_does_not_fit_is_refused() -> None:
    for wrong in (
        lambda: market(np.full(25, np.nan)),
        lambda: market(-sold()),
        lambda: sales(FLOORS, TIMES, SPENDING[:3], sold()),
        lambda: sales(FLOORS, np.full_like(TIMES, np.inf), SPENDING, sold()),
        lambda: judged(market(sold()), Prior(np.ones(1), np.ones(1))),
        lambda: judged(market(sold()), Prior(np.ones(2), np.zeros(2))),
        lambda: judged(market(sold()), PRIOR, noise=0.0),
    ):
        with pytest.raises(ShapeError):
            wrong()
