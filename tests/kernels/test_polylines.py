"""Broken lines: points along them, distances to them, points in order on them."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.polylines import apart, arcs, at, headings, in_order

metres = st.integers(-500, 500).map(float)
lines = st.integers(2, 30).flatmap(lambda n: arrays(np.float64, (n, 2), elements=metres))


@given(lines, arrays(np.float64, (8, 2), elements=metres), st.sampled_from([np.inf, 100.0]))
def test_distances_are_those_of_geos(line: np.ndarray, points: np.ndarray, most: float) -> None:
    if not (np.diff(line, axis=0) != 0).any():
        return
    expected = shapely.distance(shapely.points(points), shapely.LineString(line))

    found = apart(points, np.zeros((8, 2)), line, most=most)

    near = expected < most - 1e-6
    assert np.allclose(found[near], expected[near], atol=1e-6)
    assert np.isinf(found[expected > most + 1e-6]).all()


def test_a_piece_that_runs_the_other_way_does_not_count() -> None:
    line = np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 30.0], [0.0, 30.0]])
    places, ways = np.array([[50.0, 10.0]] * 2), np.array([[1.0, 0.0], [-1.0, 0.0]])

    assert apart(places, ways, line).tolist() == [10.0, 20.0]


@given(st.integers(0, 2**32 - 1))
def test_stops_are_found_again_on_a_line_that_retraces_itself(seed: int) -> None:
    draw = np.random.default_rng(seed)
    out = np.cumsum(draw.uniform(20, 60, (12, 2)), axis=0)
    line = np.concatenate([out, out[::-1][1:]])
    where = np.sort(draw.uniform(0, arcs(line)[-1], 9))

    found = in_order(at(line, where), line)

    assert np.abs(at(line, found) - at(line, where)).max() < 3
    assert (np.diff(found) >= 0).all()


def test_a_heading_skips_pieces_without_length() -> None:
    line = np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 9.0]])

    assert headings(line, np.array([0.0])).tolist() == [[0.0, 1.0]]


def test_a_line_has_two_points() -> None:
    with pytest.raises(ShapeError, match="two points"):
        arcs(np.zeros((1, 2)))


def test_stops_on_a_line_without_length_are_at_its_start() -> None:
    line = np.array([[5.0, 5.0], [5.0, 5.0]])

    assert in_order(np.array([[0.0, 0.0], [5.0, 5.0]]), line).tolist() == [0.0, 0.0]
