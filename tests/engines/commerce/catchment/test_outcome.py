"""Shares, bands, evasion, and what a new shop takes."""

import numpy as np
import pytest

from beffroi.engines.commerce.catchment.calibration import Calibration, on_priors
from beffroi.engines.commerce.catchment.market import Market, widened
from beffroi.engines.commerce.catchment.outcome import Shared, Taken, shared, swings, taken
from beffroi.engines.commerce.catchment.parameters import goods
from tests.engines.commerce.catchment.markets import market


@pytest.fixture(scope="module")
def own() -> Market:
    return market()


@pytest.fixture(scope="module")
def found(own: Market) -> Calibration:
    return on_priors(own, goods("all"))


@pytest.fixture(scope="module")
def before(own: Market, found: Calibration) -> Shared:
    return shared(own, found, evasion=0.3)


@pytest.fixture(scope="module")
def after(own: Market, found: Calibration, before: Shared) -> Taken:
    new = np.array(["mall"], dtype=object)
    wider = widened(own, new, new, {"area": np.array([9000.0])}, np.full((40, 1), 6.0))
    return taken(own, wider, found, before)


def test_all_that_is_spent_goes_to_a_shop_or_outside(own: Market, before: Shared) -> None:
    assert before.away is not None
    assert before.evasion is not None
    assert before.totals.sum() + before.away.value == pytest.approx(own.weights.sum())
    assert before.evasion.value == pytest.approx(0.3, abs=1e-6)


def test_the_values_found_lie_within_their_bands(before: Shared) -> None:
    assert (before.low <= before.totals).all()
    assert (before.totals <= before.high).all()
    assert before.centre.low < before.centre.value < before.centre.high
    assert before.centre.value == pytest.approx(before.totals[:2].sum())


def test_without_a_word_on_evasion_it_is_unknown_and_not_nought(
    own: Market, found: Calibration
) -> None:
    alone = shared(own, found)

    assert alone.away is None
    assert alone.evasion is None
    assert alone.totals.sum() == pytest.approx(own.weights.sum())


def test_what_a_new_shop_gets_is_what_others_and_the_outside_lose(after: Taken) -> None:
    assert after.outside is not None
    lost = sum(one.value for one in after.lost)

    assert after.new[0].value == pytest.approx(lost + after.outside.value)
    assert all(one.low >= -1e-9 for one in after.lost)
    assert all(0 < one.value < 1 for one in after.lost_share)
    assert after.centre.value == pytest.approx(sum(one.value for one in after.lost[:2]))
    assert after.new[0].low < after.new[0].value < after.new[0].high


def test_places_out_of_reach_of_all_are_told_apart(own: Market) -> None:
    far = own.minutes.copy()
    far[0] = np.inf
    cut = Market(own.origins, own.weights, own.unit, own.shops, own.names, own.attributes, far,
                 own.centre)  # fmt: skip
    alone = shared(cut, on_priors(cut, goods("all")), evasion=0.2)

    assert alone.unserved == own.weights[0]
    assert alone.evasion is not None
    assert alone.evasion.value == pytest.approx(0.2, abs=1e-6)
    assert alone.totals.sum() == pytest.approx(0.8 * own.weights[1:].sum())


def test_the_same_seed_gives_the_same_bands(own: Market, found: Calibration) -> None:
    assert shared(own, found, seed=3).low.tolist() == shared(own, found, seed=3).low.tolist()


def test_a_power_that_moves_alone_moves_the_centre(own: Market, found: Calibration) -> None:
    moved = {one.name: one for one in swings(own, found, evasion=0.3)}

    assert set(moved) == {"area", "decay"}
    assert moved["area"].low == pytest.approx(1.0 - 1.96 * 0.2)
    assert moved["area"].share_low != moved["area"].share_high
    assert all(0 < one.share_low < 0.7 for one in moved.values())
