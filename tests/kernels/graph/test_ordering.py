"""Hilbert's curve visits every cell once and never leaps."""

import numpy as np
import pytest

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.graph.ordering import hilbert_order


@pytest.mark.parametrize("side", [2, 4, 32])
def test_the_curve_steps_from_each_cell_of_a_grid_to_one_beside_it(side: int) -> None:
    y, x = np.divmod(np.random.default_rng(1).permutation(side * side), side)

    order = hilbert_order(x / side, y / side)

    steps = np.abs(np.diff(x[order])) + np.abs(np.diff(y[order]))
    assert steps.tolist() == [1] * (side * side - 1)


def test_points_on_one_spot_keep_their_order() -> None:
    assert hilbert_order([5.0] * 4, [7.0] * 4).tolist() == [0, 1, 2, 3]


def test_no_point_has_no_order() -> None:
    assert hilbert_order([], []).tolist() == []


@pytest.mark.parametrize("x", [[np.nan, 1.0], [np.inf, 1.0]])
def test_points_without_a_finite_place_are_refused(x: list[float]) -> None:
    with pytest.raises(ShapeError, match="finite coordinates"):
        hilbert_order(x, np.zeros_like(x))
