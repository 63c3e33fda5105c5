"""Powers fitted to where customers were seen."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gravity.decay import Decay
from beffroi.kernels.gravity.flows import Flows, _likelihood, fitted, flows
from beffroi.kernels.gravity.shares import huff_shares, pull
from tests.kernels.gravity.wieland import market

FLOORS = np.array([[200.0, 3.0], [900.0, 1.0], [2500.0, 5.0], [400.0, 8.0]])
TIMES = np.random.default_rng(3).uniform(2, 40, (12, 4))


def drawn(powers: tuple[float, float], strength: float, outside: float = 0.0) -> np.ndarray:
    """Shares of a market whose powers are known, as so many customers (not rounded)."""
    return 500 * huff_shares(pull(FLOORS, powers), TIMES, Decay(strength), outside=outside)


@pytest.mark.real
def test_the_published_survey_is_fitted_as_published() -> None:
    found = fitted(flows(*market()))

    assert found.verdict == "converged"
    assert found.coefficients == pytest.approx([1.1815, 0.4659, 0.1327, 1.6794], abs=5e-5)
    assert found.log_likelihood == pytest.approx(-1106.15, abs=5e-3)
    assert found.gradient < 1e-10
    assert found.dispersion > 1
    assert (found.errors > 0).all()


@settings(max_examples=20)
@given(st.floats(0.2, 1.5), st.floats(-0.5, 1), st.floats(0.5, 3))
def test_the_powers_of_a_drawn_market_are_found_again(
    floor: float, other: float, strength: float
) -> None:
    found = fitted(flows(FLOORS, TIMES, drawn((floor, other), strength)))

    assert found.verdict == "converged"
    assert found.coefficients == pytest.approx([floor, other, strength], abs=1e-6)


def test_the_pull_of_the_outside_is_found_again() -> None:
    customers = drawn((0.8, 0.3), 1.7, outside=2.5)
    found = fitted(flows(FLOORS, TIMES, customers, away=500 - customers.sum(axis=1)))

    assert found.coefficients == pytest.approx([0.8, 0.3, np.log(2.5), 1.7], abs=1e-6)


def test_pairs_nobody_counted_leave_the_others_comparable() -> None:
    customers = drawn((0.8, 0.3), 1.7)
    customers[::2, 1] = np.nan
    found = fitted(flows(FLOORS, TIMES, customers))

    assert found.coefficients == pytest.approx([0.8, 0.3, 1.7], abs=1e-6)


def test_slope_and_curvature_are_those_of_the_likelihood() -> None:
    seen = flows(FLOORS, TIMES, np.round(drawn((0.8, 0.3), 1.7)))
    at, step = np.array([0.5, -0.2, 1.0]), 1e-5
    ones = np.ones(len(TIMES))

    def terms(place: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        return _likelihood(seen.attributes, seen.impedance, seen.customers, ones, place)

    _, slope, bend = terms(at)
    for k in range(3):
        aside = step * np.eye(3)[k]
        (up, above, _), (down, below, _) = terms(at + aside), terms(at - aside)
        assert (up - down) / 2 / step == pytest.approx(slope[k], rel=1e-6)
        assert (below - above) / 2 / step == pytest.approx(bend[k], rel=1e-6)


def test_shops_too_alike_are_said_not_to_tell_the_powers_apart() -> None:
    twice = np.column_stack([FLOORS[:, 0], FLOORS[:, 0] ** 2])
    found = fitted(flows(twice, TIMES, drawn((0.8, 0.3), 1.7)))

    assert found.verdict == "not_identified"
    assert np.isnan(found.coefficients).all()
    assert np.isnan(found.errors).all()


def test_customers_who_all_go_to_the_nearest_shop_have_no_finite_decay() -> None:
    nearest = 50.0 * (TIMES.min(axis=1, keepdims=True) == TIMES)
    found = fitted(flows(FLOORS[:, :1], TIMES, nearest))

    assert found.verdict == "separated"
    assert np.isnan(found.coefficients).all()
    assert np.isnan(found.log_likelihood)


def test_a_market_without_customers_tells_nothing() -> None:
    assert fitted(flows(FLOORS, TIMES, np.zeros_like(TIMES))).verdict == "not_identified"


def test_what_does_not_fit_is_refused() -> None:
    counts, far = np.ones_like(TIMES), np.where(TIMES.max() == TIMES, np.inf, TIMES)
    for wrong in (
        lambda: flows(FLOORS, TIMES, counts[:3]),
        lambda: flows(FLOORS, TIMES, -counts),
        lambda: flows(FLOORS, far, counts),
        lambda: flows(FLOORS, TIMES, counts, away=[1.0]),
        lambda: flows(np.zeros((4, 1)), TIMES, counts),
    ):
        with pytest.raises(ShapeError):
            wrong()


def test_customers_out_of_reach_are_none() -> None:
    far = TIMES.copy()
    far[0, 0] = np.inf
    counts = np.ones_like(TIMES)
    counts[0, 0] = 0

    assert isinstance(flows(FLOORS, far, counts), Flows)
    assert fitted(flows(FLOORS, far, counts)).verdict == "converged"
