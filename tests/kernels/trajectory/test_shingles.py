"""Shingles: a way is found among those around it, by all of its squares or a sketch of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.trajectory.shingles import Register, around, shingles


def walk(seed: int, n: int = 200) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    angle = np.cumsum(rng.normal(0, 0.2, n))
    units = np.column_stack([np.cos(angle), np.sin(angle)])
    return np.cumsum(25 * units, axis=0), units


@given(st.integers(0, 2**32 - 1), st.floats(0, 6.3), st.floats(-0.7, 0.7))
def test_a_way_within_a_cell_is_found_whatever_its_side(
    seed: int, side: float, turned: float
) -> None:
    points, units = walk(seed)
    moved = points + 49 * np.array([np.cos(side), np.sin(side)])
    turn = np.array([[np.cos(turned), np.sin(turned)], [-np.sin(turned), np.cos(turned)]])
    asked = shingles(moved, units @ turn, cell=50)
    assert np.isin(asked, around(points, units, cell=50)).all()
    register = Register([around(*walk(seed + 1), cell=50), around(points, units, cell=50)])
    assert 1 in register.holding(asked, share=0.9, most=40)


def test_the_way_back_is_another() -> None:
    points, units = walk(1)
    straight = np.abs(units[:, 1]) < 0.5
    back = shingles(points[straight], -units[straight], cell=50)
    assert not np.isin(back, around(points[straight], units[straight], cell=50)).any()


def test_an_empty_register_holds_nothing() -> None:
    assert not len(Register([]).holding(np.array([1, 2]), share=0.5, most=10))
    with pytest.raises(ShapeError):
        shingles(np.zeros((2, 2)), np.zeros((2, 2)), cell=0)
