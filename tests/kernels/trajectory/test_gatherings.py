"""Gatherings: the same as those of scikit-learn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.cluster import DBSCAN

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.trajectory.gatherings import gatherings


@given(st.integers(0, 2**32 - 1), st.integers(1, 80))
def test_dense_places_are_those_of_dbscan(seed: int, n: int) -> None:
    points = np.random.default_rng(seed).uniform(0, 100, (n, 2))
    made = gatherings(points, radius=12, fewest=3)
    peer = DBSCAN(eps=12, min_samples=3).fit(points)
    assert ((made >= 0) == (peer.labels_ >= 0)).all()
    cores = peer.core_sample_indices_
    same = made[cores, np.newaxis] == made[cores]
    assert (same == (peer.labels_[cores, np.newaxis] == peer.labels_[cores])).all()


def test_no_points_are_in_no_gathering_and_limits_are_above_zero() -> None:
    assert not len(gatherings(np.empty((0, 2)), radius=1, fewest=1))
    with pytest.raises(ShapeError):
        gatherings(np.zeros((3, 2)), radius=0, fewest=1)
