"""Groups: their own criteria, their members, and what they weigh together."""

import numpy as np
import pytest

from beffroi.method.arbitration.groups import any_weights, shares, together, weights_of
from tests.method.arbitration.choices import decision, group, said


def test_a_criterion_that_is_not_the_group_s_own_weighs_nothing() -> None:
    own = group("g", said("shares", a=1.0), criteria=("a",))

    assert weights_of(own, decision()).tolist() == [[1.0, 0.0]] * 400


def test_members_count_alike_within_their_group() -> None:
    two = group("g", said("shares", a=1.0, b=0.0), said("shares", a=0.0, b=1.0))

    found = weights_of(two, decision())

    assert found.mean(axis=0) == pytest.approx([0.5, 0.5])
    assert 0 < found[:200, 0].sum() < 200


def test_a_group_that_said_nothing_may_weigh_anything() -> None:
    found = weights_of(group("g"), decision(draws=4_000))

    assert found[:, 0].min() < 0.05
    assert found[:, 0].max() > 0.95


def test_groups_are_brought_together_alike_or_by_their_members() -> None:
    pair = (group("g"), group("h", members=3))
    weights = [np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])]

    assert shares(pair, "equal").tolist() == [0.5, 0.5]
    assert together(weights, decision(groups=pair)).tolist() == [[0.5, 0.5]]
    by_members = decision(groups=pair, aggregation="members")
    assert together(weights, by_members).tolist() == [[0.25, 0.75]]


def test_without_a_group_every_weighting_counts() -> None:
    alone = decision(groups=())

    assert (together([], alone) == any_weights(alone)).all()
