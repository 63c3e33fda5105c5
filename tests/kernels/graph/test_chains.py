"""Streets are cut at crossings alone."""

import numpy as np

from beffroi.kernels.graph.chains import NEVER, junctions_of, neighbours_of, traced


def parts(tails: list[int], heads: list[int], n_nodes: int) -> tuple[list[int], list[list[int]]]:
    """List the junctions, and each chain from junction to junction, one tick for each link."""
    costs = np.ones((2, len(tails)), np.int32)
    neighbours = neighbours_of(n_nodes, np.array(tails), np.array(heads), costs)
    junction = junctions_of(neighbours)
    trace = traced(neighbours, junction)
    chains = [
        [int(first), *trace.inner[begin:end].tolist(), int(last)]
        for first, last, begin, end in zip(
            trace.first, trace.last, trace.indptr[:-1], trace.indptr[1:], strict=True
        )
    ]
    return np.flatnonzero(junction).tolist(), chains


def test_a_crossing_of_three_streets_is_kept_and_their_ends_are_not() -> None:
    junctions, chains = parts([0, 1, 0, 0], [1, 2, 3, 4], 5)

    assert junctions == [0]
    assert chains == [[0, 1, 2, 0], [0, 3, 0], [0, 4, 0]]


def test_a_ring_without_crossing_keeps_one_node() -> None:
    junctions, chains = parts([0, 1, 2], [1, 2, 0], 3)

    assert junctions == [0]
    assert chains == [[0, 1, 2, 0]]


def test_a_street_alone_is_a_dead_end_behind_one_of_its_ends() -> None:
    junctions, chains = parts([0, 1], [2, 2], 4)

    assert junctions == [0, 3]
    assert chains == [[0, 2, 1, 0]]


def test_two_streets_between_the_same_crossings_are_two_chains() -> None:
    tails, heads = [0, 1, 0, 2, 0, 3], [1, 3, 2, 3, 4, 5]

    junctions, chains = parts(tails, heads, 6)

    assert junctions == [0, 3]
    assert [0, 1, 3] in chains
    assert [0, 2, 3] in chains


def test_the_cheapest_of_parallel_edges_counts_in_each_direction() -> None:
    costs = np.array([[5, 9, NEVER], [NEVER, 3, 4]], np.int32)

    neighbours = neighbours_of(2, np.array([0, 0, 1]), np.array([1, 1, 0]), costs)

    assert neighbours.nodes.tolist() == [1, 0]
    assert neighbours.outward.tolist() == [4, 3]
    assert neighbours.inward.tolist() == [3, 4]
