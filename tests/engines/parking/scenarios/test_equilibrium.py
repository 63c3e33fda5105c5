"""Choice, market and equilibrium on small towns whose answer is known."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.optimize import root

from beffroi.engines.parking.scenarios.bills import Enforcement
from beffroi.engines.parking.scenarios.choice import chosen, flows
from beffroi.engines.parking.scenarios.compliance import Compliance
from beffroi.engines.parking.scenarios.demand import Demand
from beffroi.engines.parking.scenarios.equilibrium import Equilibrium, equilibrium, opened
from beffroi.engines.parking.scenarios.market import (
    Market,
    choices,
    coming,
    filled,
    gives_up,
    market,
    parked,
)
from beffroi.engines.parking.scenarios.parameters import behaviour
from beffroi.engines.parking.scenarios.supply import Place, Supply
from beffroi.engines.parking.scenarios.tariffs import hourly
from beffroi.foundation.errors import ShapeError

LAW = behaviour()
ENFORCEMENT = Enforcement(Compliance(0.5, 0.2), fine=25.0, recovered=0.6, blue_fine=35.0)
HOURS = np.array([1, 2, 6, 8, 8, 6, 4, 5, 6, 7, 6, 4, 2, 1, 2]) / 68.0
"""Visitors of each period."""


def town(spaces: tuple[int, ...], walk: tuple[tuple[float, ...], ...]) -> Supply:
    """Lay out free places, and the minutes on foot from each to each cell."""
    places = tuple(Place(f"p{n}", f"p{n}", size) for n, size in enumerate(spaces))
    return Supply(places, {f"p{n}": np.array(minutes) for n, minutes in enumerate(walk)})


def visitors(*by_cell: float) -> Demand:
    """Send visitors to each cell."""
    arrivals = np.zeros((len(by_cell), 15, 3))
    arrivals[:, :, 1] = np.outer(by_cell, HOURS)
    return Demand(arrivals, ("",) * len(by_cell))


def settled(supply: Supply, demand: Demand) -> tuple[Market, Equilibrium]:
    laid = market(supply, demand, LAW, ENFORCEMENT)
    return laid, equilibrium(laid, LAW)


def occupied(laid: Market, found: Equilibrium) -> np.ndarray:
    return np.asarray(np.sum(parked(laid, coming(laid, found.made), found.full), axis=0))


def test_drivers_settle_and_it_is_certified() -> None:
    _, found = settled(town((10, 30), ((1.0, 4.0), (5.0, 2.0))), visitors(200.0, 150.0))

    certificate = found.certificate
    assert certificate.has_settled
    assert certificate.contraction < 1
    assert certificate.distance < 1e-5
    assert certificate.exact < 1e-6
    assert 0 <= certificate.gap < 1e-9


def test_brute_force_finds_the_same_fixed_point() -> None:
    laid, found = settled(town((10, 30), ((1.0, 4.0), (5.0, 2.0))), visitors(200.0, 150.0))

    def missing(share: np.ndarray) -> np.ndarray:
        full = np.clip(share, 0, 1).reshape(laid.shape)
        again, _ = filled(laid, coming(laid, choices(laid, full)), full, found.load)
        return np.asarray(again - full).ravel()

    forced = root(missing, found.full.ravel() + 0.01, method="hybr", tol=1e-10)

    assert np.abs(forced.x.reshape(laid.shape) - found.full).max() < 1e-5


def test_places_alike_get_equal_shares() -> None:
    laid, found = settled(town((20, 20), ((3.0,), (3.0,))), visitors(300.0))

    there = occupied(laid, found)

    assert np.allclose(there[0], there[1])


def test_steady_demand_is_refused_as_in_the_published_case_and_less_when_pooled() -> None:
    """Two lots of 50 at 45 erlang refuse 5.41 % each; pooled, 2.70 %."""
    steady = np.zeros((1, 15, 3))
    steady[0, :, 1] = 90.0 / 1.25 * np.array([*[1.0] * 14, 10.0])
    once = replace(LAW, profiles=tuple(replace(one, patience=0.1) for one in LAW.profiles))
    apart = town((50, 50), ((3.0,), (3.0,)))
    together = Supply(tuple(replace(one, pool="guided") for one in apart.places), apart.walk)

    shares = [equilibrium(market(one, Demand(steady, ("",)), once, ENFORCEMENT), once).full
              for one in (apart, together)]  # fmt: skip

    assert shares[0] == pytest.approx(0.0541, abs=2e-4)
    assert shares[1] == pytest.approx(0.0270, abs=2e-4)


def test_all_drivers_park_give_up_or_do_not_come() -> None:
    supply, demand = town((10, 30), ((1.0, 4.0), (5.0, 2.0))), visitors(300.0, 250.0)
    _, found = settled(supply, demand)
    wide = opened(found, LAW, market(supply, demand, LAW, ENFORCEMENT))
    again = equilibrium(wide, LAW)

    side, made = wide.sides[1], again.made[1]
    came = coming(wide, again.made)[1]
    gone = (came * gives_up(side, again.full)[:, :, np.newaxis]).sum()
    stay_away = (side.drivers * (1 - made.coming)).sum()
    assert came.sum() + stay_away == pytest.approx(550.0 / 0.8)
    assert came.sum() == pytest.approx(550.0, rel=1e-5)
    assert 0 < gone < came.sum()


def test_the_present_gives_itself_back() -> None:
    supply, demand = town((10, 30), ((1.0, 4.0), (5.0, 2.0))), visitors(200.0, 150.0)
    laid, found = settled(supply, demand)

    again = equilibrium(opened(found, LAW, laid), LAW, start=found)

    assert np.abs(again.full - found.full).max() < 1e-6


def test_a_price_empties_its_place_and_fills_others_with_no_more_than_left_it() -> None:
    free, demand = town((40, 40), ((2.0,), (3.0,))), visitors(400.0)
    laid, present = settled(free, demand)
    paid = Supply((replace(free.places[0], regulation="paid", tariff=hourly(2.0)),
                   free.places[1]), free.walk)  # fmt: skip
    after = equilibrium(opened(present, LAW, market(paid, demand, LAW, ENFORCEMENT)), LAW)

    before, then = occupied(laid, present).sum(axis=1), occupied(after.market, after).sum(axis=1)
    assert then[0] < before[0]
    assert before[1] <= then[1] <= before[1] + (before[0] - then[0])


def test_a_place_without_a_space_is_always_full_and_parks_nobody() -> None:
    laid, found = settled(town((0, 40), ((1.0,), (3.0,))), visitors(100.0))

    assert (found.full[0] == 1).all()
    assert np.abs(occupied(laid, found)[0]).max() < 1e-12
    assert found.certificate.has_settled


def test_drivers_out_of_reach_go_nowhere() -> None:
    _, found = settled(town((10,), ((np.inf, 2.0),)), visitors(50.0, 50.0))

    assert sum(one.flows.sum() for one in found.made) == pytest.approx(50.0)


def test_negative_arrivals_are_refused() -> None:
    with pytest.raises(ShapeError, match="0 or more"):
        Demand(np.full((1, 15, 3), -1.0), ("",))


def test_choices_a_few_cells_at_a_time_are_those_of_all_cells() -> None:
    draw = np.random.default_rng(1)
    near, pull, drivers = draw.random((150, 7)), draw.random((7, 12)), draw.random((150, 12))
    near[3] = 0.0

    assert np.allclose(flows(near, pull, drivers, 0.1), chosen(near, pull, drivers, 0.1).flows)
    assert np.allclose(flows(near, pull, drivers), chosen(near, pull, drivers).flows)
