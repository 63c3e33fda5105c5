"""The survey plan."""

from dataclasses import replace

import pandas as pd

from beffroi.engines.informal.sizing.plan import RIDE, WATCH, plan
from tests.towns.informal import network

TOWN = network()


def test_a_variant_seen_once_comes_first_and_what_is_known_is_left_alone() -> None:
    errands = plan(TOWN)

    assert errands[0].kind == RIDE
    assert errands[0].variant_id == "2-out"
    assert errands[0].rides >= 1
    assert {one.variant_id for one in errands if one.kind == RIDE} == {"2-out"}


def test_a_headway_nobody_knows_asks_for_a_watch_of_its_band() -> None:
    watches = [one for one in plan(TOWN) if one.kind == WATCH]

    assert {one.variant_id for one in watches if "inconnu" in one.why.fr} == {"2-out"}
    assert all(0 < one.hours <= 3 for one in watches)
    known = TOWN.headways.assign(low_s=TOWN.headways["headway_s"] * 0.95,
                                 high_s=TOWN.headways["headway_s"] * 1.05)  # fmt: skip
    left = plan(replace(TOWN, headways=known))
    assert {one.variant_id for one in left if one.kind == WATCH} == {"2-out"}


def test_wider_intervals_ask_for_more_rides() -> None:
    def asked(factor: float) -> int:
        times: pd.DataFrame = TOWN.times.assign(high_s=TOWN.times["seconds"] * factor)
        errands = plan(replace(TOWN, times=times))
        return sum(one.rides for one in errands if one.variant_id == "1-out")

    assert 0 == asked(1.15) < asked(1.25) < asked(1.35)
