"""Turning: out and back is a turn, a loop is none; the mirror is that of a plain search."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.trajectory.thinning import paths
from beffroi.kernels.trajectory.turning import _mirrors, turns


def found(*corners: tuple[float, float]) -> list[list[int]]:
    line = np.array(corners, dtype=float)
    made = paths(np.array([0, len(line)]), line, step=25)
    pairs = turns(made.indptr, made.points, made.units, width=30, least=16, share=0.5)
    return made.points[pairs].round(-2).astype(int).tolist()


def test_out_back_and_out_again_turns_twice() -> None:
    assert found((0, 0), (2000, 0), (0, 0), (2000, 0)) == [
        [[2000, 0], [2000, 0]], [[0, 0], [0, 0]]]  # fmt: skip


def test_loops_crossings_and_spurs_do_not_turn() -> None:
    assert not found((0, 0), (1000, 0), (1000, 1000), (0, 1000), (0, 0))
    assert not found((0, 0), (1000, 0), (1000, 1000), (500, 1000), (500, -1000))
    assert not found((0, 0), (2000, 0), (2000, 450), (2000, 0), (4000, 0))


@given(st.integers(0, 2**32 - 1), st.integers(1, 60))
def test_the_mirror_of_a_point_is_the_latest_that_goes_against_it(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    points, angle = rng.uniform(-100, 100, (n, 2)), rng.uniform(0, 7, n)
    units = np.column_stack([np.cos(angle), np.sin(angle)])
    plain = [
        max((i for i in range(k) if units[i] @ units[k] <= -0.7
             and np.hypot(*(points[i] - points[k])) <= 30), default=-1)
        for k in range(n)
    ]  # fmt: skip
    assert _mirrors(points, units, 30.0).tolist() == plain


def test_arrays_that_do_not_fit_are_refused() -> None:
    two = np.zeros((2, 2))
    with pytest.raises(ShapeError):
        turns(np.array([0, 2]), two, two[:1], width=30, least=2, share=0.5)
    with pytest.raises(ShapeError):
        turns(np.array([0, 2]), two, two, width=30, least=2, share=2)
