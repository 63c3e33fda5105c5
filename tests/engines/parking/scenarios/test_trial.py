"""Policies on a small drawn town: what they must do, whatever the numbers."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from beffroi.engines.parking.scenarios.demand import Demand
from beffroi.engines.parking.scenarios.policy import (
    ByOccupancy,
    Checks,
    Guidance,
    Measure,
    NewPlace,
    Permit,
    Policy,
    Rule,
    Shuttle,
    Spaces,
)
from beffroi.engines.parking.scenarios.supply import Place, supply
from beffroi.engines.parking.scenarios.tariffs import hourly
from beffroi.engines.parking.scenarios.trial import Town, Trial, trial
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words

PAID_HOURS = ((9.0, 12.0), (14.0, 18.0))
WALK = np.array([[1.0, 3.0, 6.0, 12.0], [4.0, 2.0, 5.0, 9.0], [8.0, 6.0, 3.0, 6.0]])
HOURS = np.array([1, 2, 6, 8, 8, 6, 4, 5, 6, 7, 6, 4, 2, 1, 2]) / 68.0


def table() -> pd.DataFrame:
    return pd.DataFrame({
        "place_id": ["square", "street", "blue", "edge"], "spaces": [60, 15, 25, 120],
        "regulation": ["paid", "paid", "blue_zone", "free"], "maxstay": [None, None, 120.0, None],
        "tariff": [hourly(1.2, free=0.5), hourly(1.2), None, None], "windows": [PAID_HOURS] * 4,
    })  # fmt: skip


@cache
def town() -> Town:
    arrivals = np.zeros((3, 15, 3))
    arrivals[:, :, 1] = np.outer([400.0, 250.0, 150.0], HOURS)
    arrivals[:, 0:3, 2] = 12.0
    arrivals[:, 10:13, 0] = 8.0
    return Town(supply(table(), WALK), Demand(arrivals, ("centre", "centre", "station")))


@cache
def tried(*measures: Measure, draws: int = 0) -> Trial:
    return trial(town(), Policy("p", Words("p", "p"), measures), draws=draws)


def test_no_change_makes_no_difference() -> None:
    found = tried(draws=2)

    for key, value in found.middle.before.values.items():
        assert found.middle.after.values[key] == pytest.approx(value, rel=1e-6), key
    assert all(lost == 0 for _, lost, _, _ in found.middle.losers.values())
    assert np.allclose(found.draws["parked"][:, 0], found.draws["parked"][:, 1], rtol=1e-3)


def test_drivers_are_conserved_before_and_after() -> None:
    found = tried(Rule(("square", "street"), "paid", hourly(3.0), hours=PAID_HOURS))

    for state in (found.middle.before, found.middle.after):
        values = state.values
        assert values["parked"] + values["gave_up"] + values["stayed_away"] == pytest.approx(
            values["drivers"]
        )
    assert found.middle.after.values["stayed_away"] > found.middle.before.values["stayed_away"]


def test_spaces_added_for_free_make_nobody_lose() -> None:
    new = Place("barn", "barn", 40)
    found = tried(NewPlace(new, WALK[:, 2]), Spaces("edge", 20))

    assert all(lost == 0 for _, lost, _, _ in found.middle.losers.values())
    assert found.middle.after.values["search_total"] < found.middle.before.values["search_total"]


def test_spaces_taken_away_cost_those_who_go_there() -> None:
    found = tried(Spaces("square", -60))

    assert found.middle.losers["visitors", "centre"][1] > 0
    assert np.isnan(found.middle.after.occupancy[0]).all()
    assert found.middle.after.values["walk_minutes"] > found.middle.before.values["walk_minutes"]


def test_guidance_searches_less_than_lots_apart() -> None:
    found = tried(Guidance(("square", "street", "blue")))

    assert found.middle.after.values["search_total"] < found.middle.before.values["search_total"]


def test_today_is_calibrated_on_the_respect_observed() -> None:
    told = replace(town(), respect=0.4, checks=0.5, fine=17.0)

    found = trial(told, Policy("p", Words("p", "p")), draws=0)

    assert found.middle.before.values["respect"] == pytest.approx(0.4, abs=0.01)


def test_more_checks_are_paid_more() -> None:
    found = tried(Checks((), 1.2, 0.3))

    assert found.middle.after.values["respect"] > found.middle.before.values["respect"] + 0.2


def test_permits_bring_residents_and_their_fee() -> None:
    found = tried(Permit(("square",), "residents", 10.0))

    assert found.middle.losers["residents", "centre"][2] > 0


def test_a_shuttle_brings_the_edge_nearer_and_shares_its_spaces() -> None:
    found = tried(Shuttle("edge", headway=10.0, minutes=4.0, fare=0.0, walk=WALK[:, 0]))

    assert found.after.groups[2].tolist() == [60, 15, 25, 120]
    assert found.middle.losers["visitors", "centre"][2] > 0


def test_prices_by_occupancy_move_towards_the_band() -> None:
    found = tried(ByOccupancy(("square", "street"), adjustments=4))

    surcharge = found.middle.surcharge
    assert surcharge is not None
    assert surcharge[2:].any() == False  # noqa: E712 - an array's own truth
    assert np.abs(surcharge[:2]).max() > 0


def test_draws_are_the_same_for_one_seed_and_bound_the_middle() -> None:
    measure = Rule(("square", "street"), "paid", hourly(3.0), hours=PAID_HOURS)
    drawn = tried(measure, draws=2).draws["walk_minutes"]

    again = trial(town(), Policy("p", Words("p", "p"), (measure,)), draws=1).draws["walk_minutes"]

    assert np.array_equal(drawn[:1], again)
    assert (drawn[:, 1] > drawn[:, 0]).all()


def test_unknown_spaces_and_a_place_listed_twice_are_refused() -> None:
    unknown = table().assign(spaces=[60, np.nan, -1, 120])
    twice = table().assign(place_id=["a", "a", "b", "c"])

    with pytest.raises(InputError, match="unknown or negative for street, blue"):
        supply(unknown, WALK)
    with pytest.raises(InputError, match="listed twice: a"):
        supply(twice, WALK)
