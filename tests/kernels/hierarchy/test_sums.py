"""Sums over lanes count each target once, on the source's own street as elsewhere."""

import numpy as np

from beffroi.kernels.graph import build, within
from beffroi.kernels.hierarchy import contract, sums_within


def ring(n_nodes: int) -> tuple[np.ndarray, np.ndarray]:
    """A ring of streets of 10 s each, one way round: all nodes but one lie on one chain."""
    return np.arange(n_nodes), (np.arange(n_nodes) + 1) % n_nodes


def test_a_way_along_the_own_street_counts_once() -> None:
    tails, heads = ring(12)
    there, never = np.full(12, 10.0), np.full(12, np.inf)
    graph = build(tails, heads, there, never, x=np.cos(tails), y=np.sin(tails))
    weights = 2.0 ** np.arange(12)

    found = sums_within(contract(graph), np.arange(12), [0.0, 30.0, 500.0], weights)

    assert graph.n_junctions == 1
    assert np.array_equal(found, within(graph, np.arange(12), [0.0, 30.0, 500.0], weights))
    assert found[:, 0].tolist() == weights.tolist()
    assert found[:, 2].tolist() == [weights.sum()] * 12


def test_where_nothing_is_there_is_nothing_to_sum() -> None:
    tails, heads = ring(5)
    graph = build(tails, heads, [1.0] * 5, [1.0] * 5, x=tails, y=tails)

    found = sums_within(contract(graph), [0, 1], [60.0], np.zeros((5, 2)))

    assert found.tolist() == [[[0.0, 0.0]], [[0.0, 0.0]]]
