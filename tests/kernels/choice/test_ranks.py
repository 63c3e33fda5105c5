"""Shares of the ranks over draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import rankdata

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.ranks import rank_acceptability

DRAWS = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(0, 4).map(float))
)


@given(DRAWS)
def test_every_draw_shares_out_every_rank(overall: np.ndarray) -> None:
    shares = rank_acceptability(overall)

    assert np.allclose(shares.sum(axis=0), 1)
    assert np.allclose(shares.sum(axis=1), 1)


@given(DRAWS)
def test_the_mean_rank_is_that_of_scipy(overall: np.ndarray) -> None:
    mean = rank_acceptability(overall) @ np.arange(1, overall.shape[1] + 1)

    assert np.allclose(mean, rankdata(-overall, axis=1).mean(axis=0))


def test_sums_that_differ_by_rounding_alone_are_tied() -> None:
    assert rank_acceptability([[0.1 + 0.2, 0.3]]).tolist() == [[0.5, 0.5], [0.5, 0.5]]


@pytest.mark.parametrize("wrong", [[1.0], np.empty((0, 3)), np.empty((3, 0))])
def test_nothing_to_rank_is_refused(wrong: object) -> None:
    with pytest.raises(ShapeError, match="one row a draw"):
        rank_acceptability(wrong)  # type: ignore[arg-type]  # any wrong thing
