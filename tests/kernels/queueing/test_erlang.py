"""Erlang's loss formula against its published tables, its plain sum, and itself turned round."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.queueing.erlang import (
    full_share,
    full_share_at_occupancy,
    load_at_full_share,
    load_at_occupancy,
)


def plain(load: float, spaces: int) -> float:
    terms = [load**k / math.factorial(k) for k in range(spaces + 1)]
    return terms[-1] / sum(terms)


@given(st.lists(st.tuples(st.floats(0, 60), st.integers(0, 60)), min_size=1, max_size=6))
def test_the_recursion_is_the_plain_sum(groups: list[tuple[float, int]]) -> None:
    loads, spaces = zip(*groups, strict=True)

    assert full_share(loads, spaces) == pytest.approx([plain(*g) for g in groups], rel=1e-9)


def test_published_cases() -> None:
    assert full_share(8.108, 15) == pytest.approx([0.01], abs=5e-6)
    for spaces, at_one, at_five in (
        (10, 4.461, 6.216),
        (50, 37.901, 44.533),
        (100, 84.064, 95.240),
    ):
        assert load_at_full_share([0.01, 0.05], spaces) == pytest.approx(
            [at_one, at_five], abs=6e-4
        )
    assert full_share([45, 90, 22.5], [50, 100, 25]) == pytest.approx(
        [0.0541, 0.0270, 0.0936], abs=6e-5
    )


def test_the_85_percent_rule_is_wrong_for_small_streets() -> None:
    published = {
        10: (0.236, 0.327, 0.455), 20: (0.107, 0.173, 0.280), 40: (0.037, 0.074, 0.145),
        100: (0.004, 0.015, 0.045),
    }  # fmt: skip

    for spaces, shares in published.items():
        assert full_share_at_occupancy([0.8, 0.85, 0.9], spaces) == pytest.approx(shares, abs=6e-4)


@given(st.floats(0, 0.999), st.integers(1, 400))
def test_the_load_of_an_occupancy_gives_it_back(occupancy: float, spaces: int) -> None:
    load = load_at_occupancy(occupancy, [spaces])

    assert load * (1 - full_share(load, spaces)) / spaces == pytest.approx(occupancy, abs=1e-9)


def test_what_is_unknown_stays_so_and_what_is_full_is_full() -> None:
    assert np.isnan(full_share(np.nan, 3)).all()
    assert full_share([5.0, 0.0], [0, 3]).tolist() == [1.0, 0.0]
    assert np.isinf(load_at_occupancy(1.0, 3)).all()
    assert np.isnan(load_at_occupancy([0.5, np.nan], [0, 4])).all()
    assert full_share_at_occupancy([1.0, 0.0], 4).tolist() == [1.0, 0.0]
    assert len(full_share([], [])) == 0


@pytest.mark.parametrize(
    ("load", "spaces"), [([-1.0], [3]), ([1.0], [-3]), ([1.0, 2.0], [1, 2, 3])]
)
def test_strange_numbers_are_refused(load: list[float], spaces: list[int]) -> None:
    with pytest.raises(ShapeError):
        full_share(load, spaces)


def test_an_occupancy_above_one_is_refused() -> None:
    with pytest.raises(ShapeError, match="out of its range"):
        load_at_occupancy(1.2, 3)
