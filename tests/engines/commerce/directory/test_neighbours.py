"""Shops around premises."""

import numpy as np

from beffroi.engines.commerce.directory.neighbours import trading_near


def test_a_shop_on_the_edge_counts_and_one_beyond_does_not() -> None:
    premises = np.array([[0.0, 0.0], [1_000.0, 0.0]])
    trading = np.array([[100.0, 0.0], [0.0, 100.1], [1_000.0, 0.0]])

    assert trading_near(premises, trading).tolist() == [1, 1]


def test_nobody_around_is_none() -> None:
    assert trading_near(np.zeros((2, 2)), np.zeros((0, 2))).tolist() == [0, 0]
    assert trading_near(np.zeros((0, 2)), np.zeros((2, 2))).tolist() == []
