"""Points find their nearest node, and how far it is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.graph import build, snap

PLACES = st.lists(
    st.tuples(st.integers(-999, 999), st.integers(-999, 999)), min_size=1, max_size=20
)


@given(PLACES, PLACES)
@settings(max_examples=25, deadline=None)
def test_no_node_is_nearer_than_the_one_found(
    nodes: list[tuple[int, int]], points: list[tuple[int, int]]
) -> None:
    streets, places = np.array(nodes, float), np.array(points, float)
    graph = build([], [], [], [], x=streets[:, 0], y=streets[:, 1])

    found, distances = snap(graph, places[:, 0], places[:, 1])

    apart = np.hypot(*(places[:, np.newaxis] - streets).T).T
    assert np.allclose(distances, apart.min(axis=1))
    assert np.allclose(apart[np.arange(len(places)), found], distances)


def test_a_far_point_says_how_far_it_is() -> None:
    graph = build([], [], [], [], x=[0.0], y=[0.0])

    nodes, distances = snap(graph, [30_000.0], [40_000.0])

    assert (nodes[0], distances[0]) == (0, 50_000.0)


def test_a_point_without_a_place_has_no_node() -> None:
    graph = build([], [], [], [], x=[0.0], y=[0.0])

    nodes, distances = snap(graph, [np.nan, 3.0], [1.0, 4.0])

    assert nodes.tolist() == [-1, 0]
    assert np.array_equal(distances, [np.nan, 5.0], equal_nan=True)


def test_points_cannot_be_snapped_to_a_graph_without_nodes() -> None:
    with pytest.raises(ShapeError, match="0 nodes"):
        snap(build([], [], [], [], x=[], y=[]), [1.0], [1.0])
