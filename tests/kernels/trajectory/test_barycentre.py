"""Barycentre: as a plain average does it; what strays does not pull."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.trajectory.barycentre import CUT, barycentre

WHERE = np.arange(0.0, 201.0, 20.0)


@given(st.integers(0, 2**32 - 1), st.integers(2, 12))
def test_one_ride_is_where_it_was(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    along = np.sort(rng.uniform(0, 200, n))
    points, sigma = rng.normal(0, 50, (n, 2)), rng.uniform(1, 9, n)
    made = barycentre(np.array([0, n]), along, points, sigma, WHERE, bridged=1e9)
    inside = (along[0] <= WHERE) & (along[-1] >= WHERE)
    assert np.isnan(made[0][~inside]).all()
    for axis in (0, 1):
        assert np.allclose(made[0][inside, axis], np.interp(WHERE, along, points[:, axis])[inside])
    k = np.clip(np.searchsorted(along, WHERE[inside]) - 1, 0, n - 2)
    span = along[k + 1] - along[k]
    part = (WHERE[inside] - along[k]) / span
    own = sigma[k] + part * (sigma[k + 1] - sigma[k])
    assert np.allclose(made[1][inside], np.hypot(own, CUT * span * 4 * part * (1 - part)))


def test_strays_gaps_and_cut_corners_do_not_pull() -> None:
    along = np.tile(WHERE, 4)
    points = np.column_stack([along, np.repeat([-2.0, 0.0, 2.0, 70.0], len(WHERE))])
    indptr = np.arange(5) * len(WHERE)
    made, error, count = barycentre(indptr, along, points, np.full(len(along), 4.0), WHERE,
                                    bridged=100)  # fmt: skip
    assert np.abs(made[:, 1]).max() < 0.2
    assert (count > 2.5).all()
    assert (error < 4 / np.sqrt(2)).all()
    two = np.array([0.0, 200.0])
    pair = np.array([[0.0, 40.0], [200.0, 40.0]])
    mixed = barycentre(np.array([0, 2, 2 + len(WHERE)]), np.concatenate([two, WHERE]),
                       np.concatenate([pair, points[11:22]]), np.full(13, 4.0), WHERE,
                       bridged=300)[0]  # fmt: skip
    assert np.abs(mixed[5, 1]) < 1
    silent = barycentre(np.array([0, 2]), two, pair, np.ones(2), WHERE, bridged=100)
    assert np.isnan(silent[0][1:-1]).all()


def test_arrays_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ShapeError):
        barycentre(np.array([0, 1]), np.zeros(1), np.zeros((1, 2)), np.zeros(1), WHERE, bridged=1)
    with pytest.raises(ShapeError):
        barycentre(np.array([0, 1]), np.zeros(2), np.zeros((2, 2)), np.ones(2), WHERE, bridged=1)
