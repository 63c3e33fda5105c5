"""Cycles, fleets, and the headway of a fleet."""

import pandas as pd
import pytest

from beffroi.engines.informal.service.fleet import Cycle, by_fleet, cycles, fleet
from beffroi.territory.informal import INFORMAL_HEADWAYS
from tests.towns.informal import network

TOWN = network()


def test_a_cycle_is_out_and_back_with_what_vehicles_stand() -> None:
    found = cycles(TOWN.variants, TOWN.calls, TOWN.times)

    ridden, stood = 2 * 2_100 / 6, 2 * 2 * 15
    assert found["1"].seconds == pytest.approx(ridden + stood + 2 * 15)
    assert found["1"].spread > 0


def test_vehicles_are_the_cycle_over_the_headway_rounded_up() -> None:
    cycle = {"1": Cycle(1_250.0, 0.1)}

    found = fleet(TOWN.variants, TOWN.headways, cycle).set_index("begins_s")

    assert found["vehicles"].tolist() == [3, 2]
    assert (found["low"] <= found["vehicles"]).all()
    assert (found["vehicles"] <= found["high"]).all()
    longer = fleet(TOWN.variants, TOWN.headways, {"1": Cycle(2_500.0, 0.1)})
    assert (longer["vehicles"].to_numpy() >= found["vehicles"].to_numpy()).all()


def test_no_vehicles_are_said_while_a_variant_of_the_line_is_unknown() -> None:
    twin = TOWN.variants[TOWN.variants["variant_id"] == "1-out"].assign(variant_id="1-twin")
    bands = TOWN.headways[TOWN.headways["variant_id"] == "1-out"].assign(variant_id="1-twin")
    cycle = {"1": Cycle(1_250.0, 0.1)}

    both_known = fleet(pd.concat([TOWN.variants, twin]), pd.concat([TOWN.headways, bands]), cycle)
    bands.loc[bands["begins_s"] > 21_600, "headway_s"] = None
    one = fleet(pd.concat([TOWN.variants, twin]), pd.concat([TOWN.headways, bands]), cycle)

    assert both_known["vehicles"].tolist() == [5, 3]
    assert one["vehicles"].tolist() == [5]


def test_a_fleet_keeps_the_headway_that_asks_for_it() -> None:
    found = by_fleet(TOWN.variants, {"1": Cycle(1_200.0, 0.1)}, {"1": 2, "2": 3},
                     {"weekday": (21_600.0, 68_400.0)})  # fmt: skip

    INFORMAL_HEADWAYS.check(found)
    assert found["headway_s"].tolist() == [600.0, 600.0]
    assert set(found["method"]) == {"cycle"}
    assert fleet(TOWN.variants, found, {"1": Cycle(1_200.0, 0.1)})["vehicles"].tolist() == [2]


def test_nothing_is_said_of_lines_without_times() -> None:
    empty = TOWN.times.iloc[:0]

    assert cycles(TOWN.variants, TOWN.calls, empty) == {}
    assert isinstance(fleet(TOWN.variants, TOWN.headways, {}), pd.DataFrame)
