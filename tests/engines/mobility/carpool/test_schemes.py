"""Schemes: sums paid by distance, and what is not known of a rule."""

import math

import numpy as np
import pytest

from beffroi.engines.mobility.carpool.schemes import paid, scheme_costs
from beffroi.territory.incentives import Incentive
from tests.engines.mobility.carpool.drawn import flows

KNOWN = Incentive("Conducteurs", "CA", "driver", 1.5, 0.1, 2000.0, math.inf, 3.0)


def test_a_rule_pays_by_trip_and_kilometre_up_to_its_cap() -> None:
    sums, least, most = paid(KNOWN, np.array([1000.0, 10_000.0, 40_000.0]))

    assert sums.tolist() == least.tolist() == most.tolist() == [0.0, 2.5, 3.0]


def test_an_unknown_cap_leaves_the_sum_unknown_and_bounded() -> None:
    rule = Incentive("Conducteurs", "", "driver", 1.5, 0.1, 2000.0, math.inf)

    sums, least, most = paid(rule, np.array([1000.0, 40_000.0]))

    assert sums[0] == 0
    assert np.isnan(sums[1])
    assert (least[1], most[1]) == (0.0, 5.5)


def test_an_unknown_sum_is_bounded_by_the_cap_alone() -> None:
    _, _, most = paid(Incentive("?", "", "driver", cap=3.0), np.array([9000.0]))
    _, _, free = paid(Incentive("?", "", "driver"), np.array([9000.0]))

    assert (most[0], free[0]) == (3.0, math.inf)


def test_the_cost_is_that_of_the_trips_that_find_a_driver() -> None:
    served = [flows(("A", "D", 1000.0), by_car=[1000.0]).assign(metres=10_000.0)]

    low, usual, high = scheme_costs(served, (KNOWN,))

    found = 1 - math.exp(-1000 * 0.03 * 0.7 * 10 / 120)
    assert usual.trips == pytest.approx(2 * 210 * 1000 * 0.03 * found)
    assert usual.cost == pytest.approx(2.5 * usual.trips)
    assert usual.least < usual.cost < usual.most
    assert low.trips < usual.trips < high.trips


def test_a_rule_not_known_well_enough_makes_the_cost_unknown() -> None:
    served = [flows(("A", "D", 1000.0), by_car=[1000.0]).assign(metres=10_000.0)]

    costs = scheme_costs(served, (KNOWN, Incentive("Passagers", "", "passenger", 1.0, 0.0)))

    assert [cost.cost for cost in costs] == [None] * 3
    assert all(0 < cost.least < cost.most for cost in costs)


def test_no_line_costs_nothing() -> None:
    assert [cost.cost for cost in scheme_costs([], (KNOWN,))] == [0.0] * 3
