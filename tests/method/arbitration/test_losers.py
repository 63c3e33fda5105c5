"""Who loses with each choice, against its own best and against doing nothing."""

import numpy as np
import pytest

from beffroi.method.arbitration.losers import Stake, stakes
from beffroi.method.arbitration.table import table
from tests.method.arbitration.choices import criterion, group, option

CRITERIA = (criterion("a"), criterion("b"))
OPTIONS = (option("x", a=9, b=0), option("y", a=5, b=6), option("none", baseline=True, a=2, b=5))


def found(n_left: int = 3) -> dict[tuple[str, str], Stake]:
    whole, known = table(OPTIONS, CRITERIA), table(OPTIONS[:n_left], CRITERIA)
    groups = (group("drivers"), group("walkers"))
    weights = {"drivers": np.array([[1.0, 0.0]] * 9), "walkers": np.array([[0.0, 1.0]] * 9)}
    every = stakes(known, whole, groups, weights, baseline="none", seed=1)
    return {(one.group, one.option): one for one in every}


def test_gains_and_regrets_are_those_done_by_hand() -> None:
    driver, walker = found()["drivers", "x"], found()["walkers", "x"]

    assert (driver.value, driver.regret, driver.worse) == (0.9, 0.0, 0.0)
    assert driver.gain == pytest.approx(0.7)
    assert (walker.own_best, walker.worse) == ("y", 1.0)
    assert walker.gain == pytest.approx(-0.5)
    assert walker.regret == pytest.approx(0.6)


def test_doing_nothing_is_never_worse_than_itself() -> None:
    assert found()["walkers", "none"].worse == 0
    assert found()["walkers", "none"].gain == 0


def test_an_excluded_baseline_still_serves_as_reference() -> None:
    left = found(n_left=2)

    assert ("walkers", "none") not in left
    assert left["walkers", "x"].gain == pytest.approx(-0.5)
    assert left["walkers", "y"].worse == 0
