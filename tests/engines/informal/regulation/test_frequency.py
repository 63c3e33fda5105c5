import numpy as np
import pytest

from beffroi.engines.informal.regulation.draws import Dice
from beffroi.engines.informal.regulation.frequency import (
    Band,
    departures,
    is_run,
    most_alike,
    observed,
    together,
    with_target,
)
from beffroi.territory.informal import InformalNetwork

HALF = np.array([0.5])


def band(begins: float, ends: float, headway: float) -> Band:
    return Band("weekday", begins * 3_600, ends * 3_600, np.array([1 / headway]), HALF)


def test_a_headway_that_nobody_counted_stays_unknown(street: InformalNetwork, dice: Dice) -> None:
    bands = observed(street.headways, dice)

    assert not bands["D-out"][0].is_known
    assert departures(bands["A-out"]) == pytest.approx(14 * 6)
    assert is_run(bands["A-out"], "weekday")
    assert not is_run(bands["A-out"], "sunday")


def test_merged_variants_leave_as_often_as_all_of_them() -> None:
    members = [[band(6, 9, 600), band(9, 20, 1_200)], [band(7, 12, 900)]]

    summed = together(members)

    assert departures(summed) == pytest.approx(sum(departures(own) for own in members))
    assert [one.begins / 3_600 for one in summed] == [6, 7, 9, 12]


def test_a_sum_of_which_a_part_is_unknown_is_partial() -> None:
    summed = together([[band(6, 9, 600)], [band(6, 9, np.nan)]])

    assert summed[0].is_partial
    assert summed[0].rate[0] == pytest.approx(1 / 600)
    assert not together([[band(6, 9, np.nan)], [band(6, 9, np.nan)]])[0].is_known


def test_vehicles_that_go_come_back_as_often() -> None:
    both_ways = most_alike([band(6, 20, 900)], [band(6, 9, 600), band(9, 20, np.nan)])

    assert [round(1 / one.rate[0]) for one in both_ways] == [600, 900]
    assert len(most_alike([band(6, 9, 600)], [])) == 1


def test_a_policy_makes_headways_known(dice: Dice) -> None:
    made = with_target({"x": [band(6, 9, np.nan)]}, 600.0, dice)

    assert made["x"][0].rate[0] == pytest.approx(1 / 600)
