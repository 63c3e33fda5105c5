"""Incentives: trips and cost of three scenarios."""

import math

import pytest

from beffroi.engines.mobility.carpool.incentives import scenarios
from tests.engines.mobility.carpool.drawn import flows


def test_a_usual_scheme_pays_for_the_trips_that_find_a_driver() -> None:
    served = [flows(("A", "D", 1000.0), by_car=[1000.0])]

    usual = next(s for s in scenarios(served) if s.name == "usual")

    found = 1 - math.exp(-1000 * 0.03 * 0.7 * 10 / 120)
    assert usual.trips == pytest.approx(2 * 210 * 1000 * 0.03 * found)
    assert usual.cost == pytest.approx(1.5 * usual.trips)
    assert usual.cost_range == pytest.approx((usual.trips, 3 * usual.trips))


def test_scenarios_rise() -> None:
    found = scenarios([flows(("A", "D", 1000.0)), flows(("B", "C", 80.0))])

    assert [s.name for s in found] == ["low", "usual", "high"]
    assert [s.trips for s in found] == sorted(s.trips for s in found)


def test_no_line_costs_nothing() -> None:
    assert [s.cost for s in scenarios([])] == [0, 0, 0]
