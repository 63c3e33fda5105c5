import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.parking.scenarios.compliance import Compliance, calibrated, respect
from beffroi.foundation.errors import ShapeError

STAYS = np.array([0.25, 0.75, 1.5, 3.0, 8.0])
PRICES, EACH = 1.2 * STAYS, np.ones(5)


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 2))
def test_calibration_gives_back_the_respect_observed(
    observed: float, honesty: float, checks: float
) -> None:
    found = calibrated(PRICES, STAYS, EACH, observed=observed, fine=17.0, checks=checks,
                       honesty=honesty)  # fmt: skip

    assert respect(PRICES, STAYS, EACH, found, fine=17.0) == pytest.approx(observed, abs=1e-6)
    assert found.checks <= checks


def test_more_checks_are_never_paid_less() -> None:
    paid = [respect(PRICES, STAYS, EACH, Compliance(rate, 0.2), fine=17.0)
            for rate in (0.0, 0.05, 0.08, 0.2, 1.0)]  # fmt: skip

    assert paid == sorted(paid)
    assert paid[0] == pytest.approx(0.2)


def test_nothing_to_pay_is_no_respect() -> None:
    assert np.isnan(respect(0 * STAYS, STAYS, EACH, Compliance(1.0, 0.5), fine=17.0))


def test_a_respect_above_one_is_refused() -> None:
    with pytest.raises(ShapeError, match="between 0 and 1"):
        calibrated(PRICES, STAYS, EACH, observed=1.2, fine=17.0, checks=1.0, honesty=0.2)
