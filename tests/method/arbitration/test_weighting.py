"""Weights drawn among all that fit what was said."""

import itertools

import numpy as np
import pytest

from beffroi.method.arbitration.decision import Weighting
from beffroi.method.arbitration.weighting import drawn
from tests.method.arbitration.choices import said, swing

OWN = ("a", "b", "c")


def weights(weighting: Weighting, own: tuple[str, ...] = OWN, n: int = 2_000) -> np.ndarray:
    return drawn(weighting, own, n, seed=5, margin=10.0)


ORDER = Weighting("order", order=(("b", ">", "a"), ("b", ">", "c")))
INTERVALS = Weighting(
    "intervals", (("a", 0.5), ("b", 0.1), ("c", 0.0)), (("a", 0.7), ("b", 0.3), ("c", 0.3))
)
EVERY = [
    Weighting("any"), swing(a=100, b=60, c=0), said("ranks", a=1, b=2, c=2), ORDER,
    said("shares", a=0.5, b=0.3, c=0.2), INTERVALS,
]  # fmt: skip


@pytest.mark.parametrize("weighting", EVERY, ids=lambda w: w.kind)
def test_weights_are_positive_and_sum_to_one_whatever_was_said(weighting: Weighting) -> None:
    found = weights(weighting)

    assert found.shape == (2_000, 3)
    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize("weighting", EVERY, ids=lambda w: w.kind)
def test_the_order_of_criteria_changes_nothing(weighting: Weighting) -> None:
    found, other = weights(weighting, n=50), weights(weighting, ("c", "a", "b"), n=50)

    assert (found == other[:, [1, 2, 0]]).all()


def test_swing_keeps_points_within_their_margin_of_the_greatest() -> None:
    found = weights(swing(a=100, b=60, c=0))

    ratio = found[:, 1] / found[:, 0]
    assert ratio.min() >= 50 / 110
    assert ratio.max() <= 70 / 90
    assert ratio.mean() == pytest.approx(0.6, abs=0.01)
    assert (found[:, 2] == 0).all()


def test_swings_given_the_same_points_may_be_meant_in_either_order() -> None:
    found = weights(swing(a=100, b=100), ("a", "b"))

    assert (found[:, 0] > found[:, 1]).mean() == pytest.approx(0.5, abs=0.05)
    assert found[:, 0].min() == pytest.approx(90 / 200, abs=0.01)
    assert found[:, 0].max() == pytest.approx(110 / 200, abs=0.01)


def test_a_point_more_or_less_hardly_changes_what_is_drawn() -> None:
    level, near = (weights(swing(a=100, b=n), ("a", "b")) for n in (100, 99))

    assert (near[:, 0] > near[:, 1]).mean() == pytest.approx(0.55, abs=0.05)
    assert near == pytest.approx(level, abs=0.005)


def test_points_say_the_same_whatever_the_greatest_number() -> None:
    whole, half = (weights(swing(a=n, b=0.8 * n, c=0.3 * n)) for n in (100, 50))

    assert half == pytest.approx(whole)


def test_points_below_the_margin_are_drawn_as_far_above_as_below() -> None:
    found = weights(swing(a=100, b=4), ("a", "b"))

    ratio = found[:, 1] / found[:, 0]
    assert ratio.min() >= 0
    assert ratio.mean() == pytest.approx(0.04, abs=0.002)


def test_ranks_are_obeyed_and_ties_are_not_ordered() -> None:
    found = weights(said("ranks", a=1, b=3, c=3))

    assert (found[:, 0] >= found[:, 1:].max(axis=1)).all()
    assert (found[:, 1] > found[:, 2]).mean() == pytest.approx(0.5, abs=0.05)


def test_statements_are_obeyed_and_say_nothing_more() -> None:
    found = weights(ORDER)

    assert (found[:, 1] >= found[:, 0]).all()
    assert (found[:, 1] >= found[:, 2]).all()
    assert (found[:, 0] > found[:, 2]).mean() == pytest.approx(0.5, abs=0.05)


def test_statements_are_drawn_evenly_among_the_weights_that_obey_them() -> None:
    chain = Weighting("order", order=(("a", ">", "b"),))
    found = weights(chain, n=20_000)

    every = np.random.default_rng(1).dirichlet(np.ones(3), 60_000)
    obeying = every[every[:, 0] >= every[:, 1]]
    assert found.mean(axis=0) == pytest.approx(obeying.mean(axis=0), abs=0.01)
    orders = {tuple(np.argsort(-row)) for row in found[:500]}
    assert orders == {p for p in itertools.permutations(range(3)) if p.index(0) < p.index(1)}


def test_criteria_said_to_be_equal_are_not_ordered_and_stay_together() -> None:
    tied = Weighting("order", order=(("a", "=", "b"), ("b", ">", "c")))
    found = weights(tied)

    assert (found[:, :2].min(axis=1) >= found[:, 2]).all()
    assert (found[:, 0] > found[:, 1]).mean() == pytest.approx(0.5, abs=0.05)


def test_intervals_and_shares_are_kept() -> None:
    inside, exact = weights(INTERVALS), weights(said("shares", a=0.5, b=0.3, c=0.2))

    assert inside[:, 0].min() >= 0.5 - 1e-9
    assert inside[:, 1].max() <= 0.3 + 1e-9
    assert exact == pytest.approx(np.tile([0.5, 0.3, 0.2], (2_000, 1)))


def test_intervals_whose_ends_were_rounded_still_hold_a_weighting() -> None:
    thirds = tuple((id_, 0.333) for id_ in OWN)

    assert weights(Weighting("intervals", thirds, thirds)).sum(axis=1) == pytest.approx(1, abs=2e-3)
