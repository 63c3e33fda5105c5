"""Searches agree with SciPy and with plain Python on every pair of nodes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.graph import (
    Graph,
    Reached,
    build,
    costs_between,
    gathering,
    nearest_of,
    reached,
    search,
    within,
)
from tests.kernels.graph.drawing import Drawn, drawn_towns, scipy_costs

# Costs are whole thousandths in both; single precision keeps seven digits of them.
SAME = {"rtol": 1e-6, "atol": 0}
LIMITS = st.integers(0, 900_000).map(lambda ticks: ticks / 1000)


def dense(found: Reached, n_nodes: int) -> np.ndarray:
    """Spread what is in reach over a table, infinite elsewhere; each node but once."""
    table = np.full((len(found.indptr) - 1, n_nodes), np.inf)
    rows = np.repeat(np.arange(len(table)), np.diff(found.indptr))
    assert len(set(zip(rows.tolist(), found.nodes.tolist(), strict=True))) == len(rows)
    table[rows, found.nodes] = found.costs
    return table


@given(drawn_towns(), LIMITS)
@settings(max_examples=30, deadline=None)
def test_every_place_within_the_limit_is_reached_at_its_cost(town: Drawn, limit: float) -> None:
    costs = town.costs()
    nodes = np.arange(town.n_nodes)

    found = dense(reached(town.graph(), nodes, limit), town.n_nodes)

    expected = np.where(costs <= limit, costs, np.inf)
    assert np.array_equal(np.isfinite(found), np.isfinite(expected))
    assert np.allclose(found, expected, **SAME)


@given(drawn_towns(least_cost=1), LIMITS)
@settings(max_examples=25, deadline=None)
def test_scipy_reaches_the_same_places(town: Drawn, limit: float) -> None:
    # SciPy adds binary fractions, whose sums miss the limit by a hair: half a tick apart.
    expected = scipy_costs(town, limit + 0.0005)

    found = dense(reached(town.graph(), np.arange(town.n_nodes), limit), town.n_nodes)

    assert np.array_equal(np.isfinite(found), np.isfinite(expected))
    assert np.allclose(found, expected, **SAME)


@given(drawn_towns(), LIMITS)
@settings(max_examples=25, deadline=None)
def test_towards_a_place_is_the_way_from_it_turned_round(town: Drawn, limit: float) -> None:
    graph, nodes = town.graph(), np.arange(town.n_nodes)

    there = costs_between(graph, nodes, nodes, limit)
    back = costs_between(graph, nodes, nodes, limit, towards=True)
    listed = dense(reached(graph, nodes, limit, towards=True), town.n_nodes)

    assert np.array_equal(there.T, back)
    assert np.array_equal(listed, back)


@given(drawn_towns())
@settings(max_examples=25, deadline=None)
def test_without_a_limit_every_way_is_found(town: Drawn) -> None:
    nodes = np.arange(town.n_nodes)

    costs = costs_between(town.graph(), nodes, nodes)

    assert np.allclose(costs, town.costs(), **SAME)


@given(drawn_towns(), st.lists(LIMITS, min_size=1, max_size=3).map(sorted), st.integers(0, 9))
@settings(max_examples=30, deadline=None)
def test_sums_within_limits_count_every_place_once(
    town: Drawn, limits: list[float], seed: int
) -> None:
    weights = np.random.default_rng(seed).integers(0, 50, (town.n_nodes, 2)).astype(float)
    in_reach = town.costs()[:, np.newaxis, :] <= np.array(limits)[:, np.newaxis]

    sums = within(town.graph(), np.arange(town.n_nodes), limits, weights)

    assert np.array_equal(sums, in_reach @ weights)


@given(drawn_towns(), st.lists(st.integers(0, 10), max_size=5), LIMITS)
@settings(max_examples=30, deadline=None)
def test_the_nearest_of_several_places_is_the_cheapest_of_them(
    town: Drawn, targets: list[int], limit: float
) -> None:
    costs = town.costs()[:, targets].min(axis=1, initial=np.inf)

    nearest = nearest_of(town.graph(), np.array(targets, dtype=int), limit)

    assert np.allclose(nearest, np.where(costs <= limit, costs, np.inf), **SAME)


@given(drawn_towns(), st.lists(st.integers(0, 10), min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
def test_from_the_nearest_place_the_streets_are_taken_the_other_way(
    town: Drawn, targets: list[int]
) -> None:
    costs = town.costs()[targets].min(axis=0)

    nearest = nearest_of(town.graph(), np.array(targets), towards=False)

    assert np.allclose(nearest, costs, **SAME)


def grid(side: int, cost: float = 60.0) -> Graph:
    """Build a square town of equal blocks, its corners cut into two links each."""
    number = np.arange(side * side).reshape(side, side)
    tails = np.concatenate([number[:, :-1].ravel(), number[:-1].ravel()])
    heads = np.concatenate([number[:, 1:].ravel(), number[1:].ravel()])
    costs = np.full(len(tails), cost)
    return build(tails, heads, costs, costs, x=number.ravel() % side, y=number.ravel() // side)


def test_a_place_at_exactly_fifteen_minutes_is_in_reach() -> None:
    town = grid(31)

    found = reached(town, [0], 15 * 60.0)

    assert len(found.nodes) == 16 * 17 / 2
    assert found.costs.max() == 900.0


def test_tenths_of_a_second_do_not_push_a_place_out_of_reach() -> None:
    street = build([0, 1, 2], [1, 2, 3], [0.1] * 3, [0.1] * 3, x=[0, 1, 2, 3], y=[0] * 4)

    found = reached(street, [0], 0.3)

    assert sorted(found.nodes.tolist()) == [0, 1, 2, 3]


def test_results_of_many_sources_keep_the_order_of_the_sources() -> None:
    town = grid(25)
    sources = np.random.default_rng(1).permutation(625)

    found = reached(town, sources, 120.0)
    sums = within(town, sources, [120.0], np.ones(625))

    rows = np.repeat(sources, np.diff(found.indptr))
    own = found.costs == 0
    assert found.nodes[own].tolist() == rows[own].tolist() == sources.tolist()
    assert np.array_equal(sums[:, 0], np.diff(found.indptr))


def test_lists_longer_than_a_buffer_are_complete() -> None:
    town = grid(60)

    found = reached(town, np.arange(300), np.inf)

    assert np.array_equal(np.diff(found.indptr), np.full(300, 3600))


def test_a_hub_of_cheap_streets_behind_a_very_long_one_is_still_exact() -> None:
    tails, heads = [0, 0, 0, 1], [1, 2, 3, 4]
    street = build(
        tails, heads, [0.001, 0.002, 1e6, 0.0], [0.001, 0.002, 1e6, 0.0], x=[0] * 5, y=[0] * 5
    )

    costs = costs_between(street, [4], [0, 1, 2, 3, 4])

    assert np.allclose(costs, [[0.001, 0, 0.003, 1_000_000.001, 0]], **SAME)


def test_an_empty_graph_has_nothing_in_reach() -> None:
    nothing = build([], [], [], [], x=[], y=[])
    nobody = np.empty(0, dtype=int)

    assert reached(nothing, nobody, 900.0).indptr.tolist() == [0]
    assert costs_between(nothing, nobody, nobody).shape == (0, 0)
    assert within(nothing, nobody, [900.0], []).shape == (0, 1)
    assert nearest_of(nothing, nobody).shape == (0,)


def test_every_kernel_is_compiled_for_one_set_of_types() -> None:
    town = grid(3)
    one, several = np.array([1], dtype=np.int16), np.arange(9)
    one.flags.writeable = False

    for sources in (one, several, [2]):
        reached(town, sources, 60)
        costs_between(town, sources, several, np.float32(60))
        within(town, sources, [60, 120], np.ones(9, dtype=int))
        nearest_of(town, sources)

    kernels = [
        search.spread,
        search.enter_chains,
        search.clear,
        gathering.gather_nodes,
        gathering.gather_costs,
        gathering.gather_sums,
        gathering.put_nodes,
    ]
    # None where the cache on disk gave the kernel as part of another one.
    assert max(len(kernel.signatures) for kernel in kernels) == 1


@pytest.mark.parametrize("source", [[-1], [9], [0.5], [[0]]])
def test_a_source_that_is_no_node_is_refused(source: list[float]) -> None:
    with pytest.raises(ShapeError, match="Nodes to search from"):
        reached(grid(3), source, 60.0)


@pytest.mark.parametrize("limits", [[-1.0], [np.nan], [120.0, 60.0], []])
def test_limits_that_do_not_rise_are_refused(limits: list[float]) -> None:
    with pytest.raises(ShapeError, match="Limits of a search"):
        within(grid(3), [0], limits, np.ones(9))


@pytest.mark.parametrize("weights", [[1.0], [[[1.0]]] * 9, [np.nan] * 9])
def test_weights_that_are_not_one_known_row_for_each_node_are_refused(weights: list[float]) -> None:
    with pytest.raises(ShapeError, match="eights are"):
        within(grid(3), [0], [60.0], weights)
