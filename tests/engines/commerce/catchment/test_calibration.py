"""Markets calibrated on flows, on totals, on nothing."""

from dataclasses import replace

import numpy as np
import pytest

from beffroi.engines.commerce.catchment.calibration import on_flows, on_priors, on_totals
from beffroi.engines.commerce.catchment.outcome import shared
from beffroi.engines.commerce.catchment.parameters import goods
from beffroi.kernels.gravity.decay import Decay
from beffroi.kernels.gravity.shares import huff_shares, pull
from tests.engines.commerce.catchment.markets import POWER, STRENGTH, customers, market


def test_flows_bring_the_powers_back_and_tell_the_outside() -> None:
    own = market()
    seen = customers(own, outside=3.0)
    found = on_flows(own, goods("all"), seen, 300 - seen.sum(axis=1))

    assert (found.way, found.verdict) == ("flows", "converged")
    assert found.names == ("area", "outside", "decay")
    assert found.powers == pytest.approx([POWER, np.log(3.0), STRENGTH], abs=1e-6)
    assert found.exponents == pytest.approx([POWER], abs=1e-6)
    assert (found.errors > 0).all() or found.redrawn is not None


def test_an_exponential_decay_is_told_from_a_power() -> None:
    own = market()
    seen = 300 * huff_shares(pull(own.table, [POWER]), own.minutes, Decay(0.2, 1.0))
    found = on_flows(own, goods("all"), seen, curve=None)

    assert found.curve == pytest.approx(1.0, abs=0.02)
    assert shared(own, found).shares == pytest.approx(seen / 300, abs=1e-3)


def test_errors_are_those_of_places_that_choose_alike() -> None:
    own, draw = market(), np.random.default_rng(1)
    shares = customers(own) / 300
    tastes = np.exp(draw.normal(0, 0.8, shares.shape)) * shares
    seen = draw.multinomial(300, tastes / tastes.sum(axis=1, keepdims=True))
    found = on_flows(own, goods("all"), seen)

    assert found.fit is not None
    assert found.fit.dispersion > 5
    assert (found.errors > 2 * found.fit.errors).all()


def test_flows_that_tell_nothing_leave_what_is_known_before_and_say_so() -> None:
    own = market()
    nearest = 50.0 * (own.minutes == own.minutes.min(axis=1, keepdims=True))
    found = on_flows(replace(own, attributes={}), goods("weekly"), nearest)

    assert (found.asked, found.way, found.verdict) == ("flows", "priors", "separated")
    assert found.powers.tolist() == [2.25]


def test_totals_narrow_what_was_known_before() -> None:
    own = market()
    found = on_totals(own, goods("all"), 2.5 * (own.weights @ customers(own)))

    assert found.way == "totals"
    assert found.judged is not None
    assert (found.judged.narrowing < 1).all()
    assert abs(found.powers[0] - POWER) < abs(1.0 - POWER)


def test_without_a_survey_the_prior_stands() -> None:
    found = on_priors(market(), goods("bulky"))

    assert found.powers.tolist() == [1.0, 1.25]
    assert found.errors == pytest.approx([0.2, 0.25])
    assert not found.has_outside
