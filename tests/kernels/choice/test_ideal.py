"""TOPSIS, beside two peers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.choice.ideal import closeness
from beffroi.kernels.choice.shapes import Floats
from tests.kernels.choice import peers

TABLES = st.tuples(st.integers(1, 5), st.integers(1, 4)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.integers(0, 9).map(float))
)


@pytest.mark.parametrize("seed", range(3))
def test_pymcdm_finds_the_same_of_benefits(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    performances, weights = drawn.random((6, 4)), drawn.dirichlet(np.ones(4))

    peer = peers.topsis_by_pymcdm(performances, weights, [1] * 4)

    assert np.allclose(closeness(performances, weights), peer)


@pytest.mark.parametrize("seed", range(3))
def test_scikit_criteria_finds_the_same_of_benefits_and_costs(seed: int) -> None:
    drawn = np.random.default_rng(seed)
    performances, weights = drawn.random((6, 4)), drawn.dirichlet(np.ones(4))
    types = [1, -1, 1, -1]

    peer = peers.topsis_by_scikit_criteria(performances, weights, types)

    assert np.allclose(closeness(performances * types, weights), peer)


@given(TABLES)
def test_the_dominated_is_no_nearer_and_order_changes_nothing(values: Floats) -> None:
    weights = np.full(values.shape[1], 1 / values.shape[1])
    with_worse = np.vstack([values, np.maximum(values[0] - 1, 0), values.max(axis=0) + 1])

    found = closeness(with_worse, weights)

    assert found[-2] <= found[0] + 1e-12
    assert found[-1] == 1
    assert np.allclose(closeness(with_worse[::-1, ::-1], weights), found[::-1])


def test_alike_or_unknown_nobody_is_nearer() -> None:
    assert np.isnan(closeness([[1.0, 2.0], [1.0, 2.0]], [0.5, 0.5])).all()
    assert np.isnan(closeness([[1.0, np.nan], [2.0, 2.0]], [0.5, 0.5])).all()


def test_a_criterion_of_zeros_counts_for_nothing() -> None:
    assert closeness([[0.0, 1.0], [0.0, 2.0]], [0.5, 0.5]).tolist() == [0, 1]


def test_weights_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ShapeError, match="one weight a criterion"):
        closeness([[1.0, 2.0]], [1.0])
