"""Thinning: as a plain pass does it; points evenly spaced."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.trajectory.thinning import paths, thinned


def plain(time: np.ndarray, points: np.ndarray) -> list[list[int]]:
    groups: list[list[int]] = []
    for k in range(len(time)):
        if groups:
            first = groups[-1][0]
            away = np.hypot(*(points[k] - points[first]))
            if away < 10 or (away < 0.5 * (time[k] - time[first]) and away < 30):
                groups[-1].append(k)
                continue
        groups.append([k])
    return groups


@given(st.integers(0, 2**32 - 1), st.integers(0, 60))
def test_knots_are_those_of_a_plain_pass(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    time, points = np.cumsum(rng.uniform(1, 60, n)), np.cumsum(rng.normal(0, 8, (n, 2)), axis=0)
    made = thinned(np.array([0, n]), time, points, radius=10, slow=0.5)
    groups = plain(time, points)
    assert made.first.tolist() == [group[0] for group in groups]
    assert made.last.tolist() == [group[-1] for group in groups]
    assert np.allclose(made.points, np.reshape([points[g].mean(axis=0) for g in groups], (-1, 2)))


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_paths_are_evenly_spaced_between_both_ends(seed: int, sizes: list[int]) -> None:
    indptr = np.concatenate([[0], np.cumsum(sizes)])
    points = np.cumsum(np.random.default_rng(seed).normal(0, 40, (indptr[-1], 2)), axis=0)
    made = paths(indptr, points, step=25)
    for k, size in enumerate(sizes):
        own = slice(made.indptr[k], made.indptr[k + 1])
        if size < 2:
            assert own.start == own.stop
            continue
        assert np.allclose(made.points[own][[0, -1]], points[indptr[k] : indptr[k + 1]][[0, -1]])
        assert np.hypot(*np.diff(made.points[own], axis=0).T).max() <= 25 + 1e-9
        assert (made.chord[own] > 0).all()
        assert ((made.knot[own] >= indptr[k]) & (made.knot[own] < indptr[k + 1] - 1)).all()


def test_arrays_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ShapeError):
        thinned(np.array([0, 1]), np.zeros(1), np.zeros((1, 2)), radius=0, slow=1)
    with pytest.raises(ShapeError):
        paths(np.array([0, 1]), np.zeros((1, 3)), step=25)
