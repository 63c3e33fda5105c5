"""Figures and their intervals."""

import numpy as np
import pytest

from beffroi.engines.informal.comparison.estimates import UNKNOWN, quantile, ratio, scores


def test_intervals_cover_as_often_as_they_say() -> None:
    draw = np.random.default_rng(0)
    hits = 0
    for _ in range(200):
        found = draw.random(80) < 0.8
        said = scores(int(found.sum()), int(found.sum()), 80, draw).recall
        assert said.low is not None
        assert said.high is not None
        hits += said.low <= 0.8 <= said.high
    assert 0.83 <= hits / 200 <= 0.96


def test_a_quantile_is_of_all_that_was_measured() -> None:
    parts = [np.arange(50.0), np.arange(50.0, 100.0)]

    said = quantile(parts, 0.95, np.random.default_rng(0))

    assert said.value == pytest.approx(94.05)
    assert said.n == 2


def test_nothing_to_compare_is_unknown() -> None:
    draw = np.random.default_rng(0)

    assert ratio(np.empty(0), np.empty(0), draw) == quantile([], 0.5, draw) == UNKNOWN
    assert scores(0, 0, 3, draw).f1 == UNKNOWN
