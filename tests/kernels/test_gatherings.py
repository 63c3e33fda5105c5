"""Gatherings: chains just short of the reach and just beyond it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.gatherings import gatherings


def chain(step: float, n: int = 20) -> np.ndarray:
    return np.column_stack([np.arange(n) * step, np.zeros(n)])


def test_twenty_shops_199_m_apart_are_a_pole_and_201_m_apart_are_none() -> None:
    assert gatherings(chain(199.0), 200.0, 20).tolist() == [0] * 20
    assert gatherings(chain(201.0), 200.0, 20).tolist() == [-1] * 20


def test_at_the_very_reach_two_are_apart_and_nineteen_are_too_few() -> None:
    assert gatherings(chain(200.0), 200.0, 2).tolist() == [-1] * 20
    assert gatherings(chain(199.0, 19), 200.0, 20).tolist() == [-1] * 19


def test_the_largest_comes_first_whatever_the_order() -> None:
    small, large = chain(10.0, 3), chain(10.0, 5) + 5_000

    assert gatherings(np.concatenate([small, large]), 50.0).tolist() == [1] * 3 + [0] * 5


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(2, 40))
def test_two_are_together_just_where_a_chain_of_short_steps_joins_them(seed: int, n: int) -> None:
    points = np.random.default_rng(seed).uniform(0, 900, (n, 2))
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    reach = np.minimum(apart, np.inf)
    for k in range(n):  # the longest step of the best chain, by Floyd's way
        reach = np.minimum(reach, np.maximum(reach[:, [k]], reach[[k], :]))

    found = gatherings(points, 200.0)

    assert ((found[:, None] == found[None]) == (reach < 200.0)).all()


def test_no_points_gather_nowhere_and_unknown_ones_are_refused() -> None:
    assert gatherings(np.empty((0, 2)), 200.0).tolist() == []
    with pytest.raises(ShapeError, match="finite"):
        gatherings([[0.0, np.nan]], 200.0)
