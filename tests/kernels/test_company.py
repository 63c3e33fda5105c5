"""Company: chance has a mean of one, friends are found, strangers are not."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.company import company


def test_by_hand_three_points_in_a_row() -> None:
    # 0 at both ends, 1 in the middle: each 0 sees the 1 alone; the 1 sees two 0.
    found = company([[0, 0], [50, 0], [100, 0]], [0, 1, 0], 60.0, draws=0)

    assert found.ratio[0, 1] == 1.0  # (3 - 2) / (2 * 1) * (1/1 + 1/1)
    assert found.ratio[0, 0] == 0.0
    assert found.ratio[1, 0] == 1.0  # (3 - 1) / (1 * 2) * 2/2
    assert np.isnan(found.probability).all()


def test_kinds_dealt_at_random_have_a_mean_of_one() -> None:
    dice = np.random.default_rng(1)
    points = dice.uniform(0, 600, (80, 2))
    kinds = np.repeat([0, 1, 2], [40, 25, 15])

    ratios = [company(points, dice.permutation(kinds), 100.0, draws=0).ratio for _ in range(800)]

    assert np.allclose(np.mean(ratios, axis=0), 1.0, atol=0.06)


def test_kinds_that_seek_one_another_are_found_and_others_are_not() -> None:
    dice = np.random.default_rng(4)
    places = dice.uniform(0, 3_000, (60, 2))
    points = np.concatenate([places, places + dice.uniform(-25, 25, (60, 2)),
                             dice.uniform(0, 3_000, (60, 2))])  # fmt: skip
    kinds = np.repeat([0, 1, 2], 60)

    found = company(points, kinds, 100.0)

    assert found.ratio[0, 1] > 1.5
    assert found.discovery[0, 1] < 0.05
    assert found.discovery[1, 0] < 0.05
    assert found.ratio[0, 0] < 1
    assert found.discovery[0, 2] >= found.probability[0, 2]


def test_probabilities_are_fair_where_there_is_nothing_to_find() -> None:
    dice = np.random.default_rng(6)
    small = 0
    for seed in range(40):
        points = dice.uniform(0, 500, (50, 2))
        found = company(points, dice.integers(0, 2, 50), 100.0, draws=99, seed=seed)
        small += int((found.probability <= 0.1).sum())

    assert small <= 0.2 * 160


def test_the_same_seed_gives_the_same_answer() -> None:
    points = np.random.default_rng(0).uniform(0, 300, (30, 2))
    kinds = np.arange(30) % 3

    one, two = (company(points, kinds, 100.0, draws=50, seed=9) for _ in range(2))

    assert np.array_equal(one.probability, two.probability, equal_nan=True)


def test_nobody_and_loners_have_no_company() -> None:
    assert company(np.empty((0, 2)), [], 100.0).ratio.shape == (0, 0)
    assert np.isnan(company([[0, 0], [500, 0]], [0, 1], 100.0).ratio).all()


def test_one_kind_for_each_point_is_asked_for() -> None:
    with pytest.raises(ShapeError, match="one kind"):
        company([[0, 0], [1, 1]], [0], 100.0)
