"""Cycles, fleets, and the headway of a fleet."""

import pytest

from beffroi.engines.informal.service.fleet import Cycle, by_fleet, cycles
from beffroi.territory.informal import INFORMAL_HEADWAYS
from tests.towns.informal import network

TOWN = network()


def test_a_cycle_is_out_and_back_with_what_vehicles_stand() -> None:
    found = cycles(TOWN.variants, TOWN.calls, TOWN.times)

    ridden, stood = 2 * 2_100 / 6, 2 * 2 * 15
    assert found["1"].seconds == pytest.approx(ridden + stood + 2 * 15)
    assert found["1"].spread > 0


def test_a_fleet_keeps_the_headway_that_asks_for_it() -> None:
    found = by_fleet(TOWN.variants, {"1": Cycle(1_200.0, 0.1)}, {"1": 2, "2": 3},
                     {"weekday": (21_600.0, 68_400.0)})  # fmt: skip

    INFORMAL_HEADWAYS.check(found)
    assert found["headway_s"].tolist() == [600.0, 600.0]
    assert set(found["method"]) == {"cycle"}


def test_nothing_is_said_of_lines_without_times() -> None:
    assert cycles(TOWN.variants, TOWN.calls, TOWN.times.iloc[:0]) == {}
