"""Laying rides along lines: as cheap as the best of all ways, on lines that meet themselves."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.trajectory.arcs import distances_along, laid

SCALES = {"sigma": 5.0, "beta": 3.0, "widest": 30.0}


def position(line: np.ndarray, along: np.ndarray) -> np.ndarray:
    steps = distances_along(*line)
    return np.array([np.interp(along, steps, axis) for axis in line])


def cost(line: np.ndarray, fixes: np.ndarray, along: np.ndarray) -> float:
    off = np.hypot(*(position(line, along) - fixes))
    chords = np.hypot(*np.diff(fixes, axis=1))
    return float((off**2).sum() / 50 + np.abs(np.diff(along) - chords).sum() / 3)


def test_a_line_that_crosses_itself_is_followed_in_order() -> None:
    line = np.array([[0.0, 200, 200, 100, 100], [0.0, 0, 100, 100, -100]])
    truth = np.arange(5.0, 590, 10)
    fixes = position(line, truth)

    along, off = laid(np.array([0, len(truth)]), *fixes, *line, **SCALES)

    assert np.allclose(along, truth)
    assert np.allclose(off, 0)


def test_fixes_off_the_line_are_unknown_and_the_others_are_not() -> None:
    line = np.array([[0.0, 300.0], [0.0, 0.0]])
    fixes = np.array([[10.0, 60, 110, 160], [3.0, 31.0, -2.0, 0.0]])

    along, off = laid(np.array([0, 4]), *fixes, *line, **SCALES)

    assert np.isnan(along).tolist() == [False, True, False, False]
    assert off[[0, 2]].tolist() == [3, 2]


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.integers(2, 40))
def test_no_other_choice_of_the_near_places_costs_less(seed: int, n: int, vertices: int) -> None:
    rng = np.random.default_rng(seed)
    line = rng.uniform(0, 150, (2, vertices))
    fixes = rng.uniform(0, 150, (2, n))

    along, _ = laid(np.array([0, n]), *fixes, *line, **SCALES)

    near = ~np.isnan(along)
    if not near.any():
        return
    alone = [
        laid(np.array([0, 1]), fixes[:, [k]][0], fixes[:, [k]][1], *line, **SCALES)[0][0]
        for k in np.flatnonzero(near)
    ]
    kept = fixes[:, near]
    mine = cost(line, kept, along[near])
    choices = product(*zip(along[near], alone, strict=True))
    assert all(mine <= cost(line, kept, np.array(choice)) + 1e-6 for choice in choices)


@given(st.integers(0, 2**32 - 1), st.integers(2, 60))
def test_the_nearest_place_of_a_lone_fix_is_nearest(seed: int, vertices: int) -> None:
    rng = np.random.default_rng(seed)
    line, fix = rng.uniform(0, 400, (2, vertices)), rng.uniform(0, 400, 2)

    along, off = laid(np.array([0, 1]), fix[:1], fix[1:], *line, **SCALES)

    dense = position(line, np.linspace(0, distances_along(*line)[-1], 20_000))
    least = np.hypot(*(dense - fix[:, None])).min()
    if least > 30.2:
        assert np.isnan(along[0])
    elif least < 29.8:
        assert off[0] == pytest.approx(least, abs=0.5)


def test_rides_are_laid_one_by_one() -> None:
    line = np.array([[0.0, 100, 0], [0.0, 0, 0]])
    fixes = np.array([[10.0, 50, 90, 90, 50, 10], [0.0] * 6])

    out, _ = laid(np.array([0, 3, 6]), *fixes, *line, **SCALES)

    assert out.tolist() == [10, 50, 90, 110, 150, 190]


def test_a_line_needs_two_vertices() -> None:
    one = np.zeros(1)

    with pytest.raises(ShapeError, match="two vertices"):
        laid(np.array([0, 1]), one, one, one, one, **SCALES)
    with pytest.raises(ShapeError, match="above 0"):
        laid(np.array([0, 1]), one, one, np.zeros(2), np.zeros(2), sigma=0, beta=1, widest=1)
