"""Shares of the ranks over draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import rankdata

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.ranks import rank_acceptability
from beffroi.kernels.choice.shapes import Floats


def shared(overall: Floats) -> Floats:
    """Share out the ranks where each draw has one criterion, and its overall values are known."""
    return rank_acceptability(overall[..., np.newaxis], np.ones((len(overall), 1)))


DRAWS = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(0, 4).map(float))
)


@given(DRAWS)
def test_every_draw_shares_out_every_rank(overall: np.ndarray) -> None:
    shares = shared(overall)

    assert np.allclose(shares.sum(axis=0), 1)
    assert np.allclose(shares.sum(axis=1), 1)


@given(DRAWS)
def test_the_mean_rank_is_that_of_scipy(overall: np.ndarray) -> None:
    mean = shared(overall) @ np.arange(1, overall.shape[1] + 1)

    assert np.allclose(mean, rankdata(-overall, axis=1).mean(axis=0))


def test_sums_that_differ_by_rounding_alone_are_tied() -> None:
    assert shared(np.array([[0.1 + 0.2, 0.3]])).tolist() == [[0.5, 0.5], [0.5, 0.5]]


@pytest.mark.parametrize(
    ("values", "weights"),
    [([1.0], [[1.0]]), (np.empty((0, 3)), np.ones((1, 3))), (np.ones((3, 2, 1)), np.ones((2, 1)))],
)
def test_nothing_to_rank_is_refused(values: object, weights: object) -> None:
    with pytest.raises(ShapeError, match="able"):
        rank_acceptability(values, weights)  # type: ignore[arg-type]  # any wrong thing
