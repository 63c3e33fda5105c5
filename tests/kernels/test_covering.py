"""Covering: the best few sites, beside every choice tried one by one."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.covering import best_cover, cover_curve

SERVED = arrays(bool, st.tuples(st.integers(1, 6), st.integers(1, 7)))


def brute(serves: np.ndarray, weights: np.ndarray, n_sites: int) -> float:
    few = min(n_sites, len(serves))
    return max(
        float(weights[serves[list(some)].any(axis=0)].sum())
        for some in combinations(range(len(serves)), few)
    )


@given(SERVED, st.integers(1, 4), st.data())
@settings(max_examples=25, deadline=None)
def test_no_other_choice_serves_more(serves: np.ndarray, n_sites: int, data: st.DataObject) -> None:
    whole = data.draw(arrays(np.int64, serves.shape[1], elements=st.integers(0, 50)))
    weights = whole.astype(float)

    best = best_cover(serves, weights, n_sites)

    assert best.weight == pytest.approx(brute(serves, weights, n_sites))
    assert best.bound == pytest.approx(best.weight)
    assert len(best.sites) <= n_sites


def test_the_nearest_greedy_choice_is_not_always_the_best() -> None:
    serves = np.array([
        [1, 1, 1, 1, 0, 0], [1, 1, 0, 0, 1, 0], [0, 0, 1, 1, 0, 1],
    ], dtype=bool)  # fmt: skip

    best = best_cover(serves, np.ones(6), 2)

    assert best.sites.tolist() == [1, 2]
    assert best.weight == 6


def test_the_curve_ends_where_nobody_is_gained() -> None:
    serves = np.array([[1, 1, 0], [0, 1, 1], [0, 1, 0]], dtype=bool)

    curve = cover_curve(serves, [5.0, 1.0, 2.0], 9)

    assert [(c.sites.tolist(), c.weight) for c in curve] == [([0], 6.0), ([0, 1], 8.0)]


def test_nobody_to_serve_needs_no_site() -> None:
    assert best_cover(np.zeros((2, 3), dtype=bool), np.ones(3), 2).sites.tolist() == []


@pytest.mark.parametrize("weights", [[1.0], [1.0, np.nan], [1.0, -2.0]])
def test_weights_must_be_known(weights: list[float]) -> None:
    with pytest.raises(ShapeError):
        best_cover(np.ones((2, 2), dtype=bool), weights, 1)
