"""Times by the hierarchy are those of plain searches, to the last bit."""

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.drawing.town import draw
from beffroi.foundation.errors import ShapeError
from beffroi.kernels.graph import Graph, build, costs_between, within
from beffroi.kernels.hierarchy import (
    blocks_from,
    contract,
    sums_within,
    times,
    times_between,
    times_from,
)
from tests.kernels.graph.drawing import Drawn, drawn_towns, scipy_costs
from tests.kernels.hierarchy.grids import uneven_grid

# From no contraction at all to contraction of everything.
DENSEST = st.one_of(st.floats(0, 6), st.just(np.inf))


@pytest.fixture(scope="module")
def town() -> Graph:
    """Streets of a drawn town: main streets are quicker, and every fifth street is one-way."""
    drawn = draw(5_000, 1)
    ways = drawn.ways[["highway" in tags for tags in drawn.ways["tags"]]]
    lon, lat = (drawn.nodes.set_index("id")[name] for name in ("lon", "lat"))
    tails = np.concatenate([nodes[:-1] for nodes in ways["nodes"]])
    heads = np.concatenate([nodes[1:] for nodes in ways["nodes"]])
    way = np.repeat(np.arange(len(ways)), [len(nodes) - 1 for nodes in ways["nodes"]])
    ids, ends = np.unique([tails, heads], return_inverse=True)
    tails, heads = ends.reshape(2, -1)
    x, y = 75_000 * lon[ids].to_numpy(), 111_000 * lat[ids].to_numpy()
    main = np.array([tags["highway"] != "residential" for tags in ways["tags"]])[way]
    there = np.hypot(x[heads] - x[tails], y[heads] - y[tails]) / np.where(main, 14.0, 7.0)
    return build(tails, heads, there, np.where(way % 5 == 0, np.inf, there), x=x, y=y)


@given(drawn_towns(), DENSEST)
@settings(max_examples=40, deadline=None)
def test_times_to_everywhere_are_those_of_plain_searches(town: Drawn, densest: float) -> None:
    nodes = np.arange(town.n_nodes)
    hierarchy = contract(town.graph(), densest=densest)

    there = times_from(hierarchy, nodes)
    back = times_from(hierarchy, nodes, towards=True)

    assert np.array_equal(there, town.costs().astype(np.float32))
    assert np.array_equal(back, there.T)


@given(drawn_towns(least_cost=1), DENSEST)
@settings(max_examples=25, deadline=None)
def test_scipy_measures_the_same_times(town: Drawn, densest: float) -> None:
    found = times_from(contract(town.graph(), densest=densest), np.arange(town.n_nodes))

    # SciPy adds binary fractions.
    assert np.allclose(found, scipy_costs(town, np.inf), rtol=1e-6, atol=0)


@given(drawn_towns(), DENSEST, st.data())
@settings(max_examples=40, deadline=None)
def test_times_between_places_are_those_to_everywhere(
    town: Drawn, densest: float, data: st.DataObject
) -> None:
    places = st.lists(st.integers(0, town.n_nodes - 1), max_size=40)
    sources, targets = (np.array(data.draw(places), dtype=np.int64) for _ in range(2))

    found = times_between(contract(town.graph(), densest=densest), sources, targets)

    assert np.array_equal(found, town.costs().astype(np.float32)[sources][:, targets])


@given(drawn_towns(), DENSEST, st.lists(st.integers(0, 900_000), min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_sums_within_limits_are_those_of_plain_searches(
    town: Drawn, densest: float, limits: list[int]
) -> None:
    graph, nodes = town.graph(), np.arange(town.n_nodes)
    weights = np.column_stack([nodes % 3, np.ones(town.n_nodes)])
    seconds = np.sort(limits) / 1000
    hierarchy = contract(graph, densest=densest)

    for towards in (False, True):
        found = sums_within(hierarchy, nodes, seconds, weights, towards=towards)
        assert np.array_equal(found, within(graph, nodes, seconds, weights, towards=towards))


def test_sums_of_one_kind_are_one_number_a_limit(town: Graph) -> None:
    sources, weights = np.arange(0, town.n_nodes, 37), np.ones(town.n_nodes)

    found = sums_within(contract(town), sources, [60.0, 300.0], weights)

    assert np.array_equal(found, within(town, sources, [60.0, 300.0], weights))


def test_times_in_a_drawn_town_are_those_of_the_graph(town: Graph) -> None:
    sources = np.random.default_rng(1).choice(town.n_nodes, 50)
    hierarchy = contract(town)

    everywhere = np.arange(town.n_nodes)
    for towards in (False, True):
        found = times_from(hierarchy, sources, towards=towards)
        assert np.array_equal(found, costs_between(town, sources, everywhere, towards=towards))
    assert np.array_equal(
        times_between(hierarchy, everywhere, sources),
        times_from(hierarchy, sources, towards=True).T,
    )


def test_times_with_a_core_are_those_of_the_graph() -> None:
    grid = uneven_grid(40)
    hierarchy = contract(grid, densest=8.0)
    sources = np.random.default_rng(2).choice(grid.n_nodes, 40)

    found = times_from(hierarchy, sources)

    assert hierarchy.n_core > 0
    assert np.array_equal(found, costs_between(grid, sources, np.arange(grid.n_nodes)))


def test_times_depend_neither_on_threads_nor_on_blocks(
    town: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    hierarchy = contract(town)
    sources = np.random.default_rng(4).integers(0, town.n_nodes, 300)
    whole = times_from(hierarchy, sources)

    monkeypatch.setattr(numba.config, "NUMBA_NUM_THREADS", 1)
    monkeypatch.setattr(times, "BLOCK", 16)

    ones = np.ones(town.n_nodes)
    assert np.array_equal(
        sums_within(hierarchy, sources, [200.0], ones)[:, 0], (whole <= 200).sum(axis=1)
    )
    for size in (7, 300):
        blocks = [(r, c.copy()) for r, c in blocks_from(hierarchy, sources, size=size)]
        assert np.array_equal(np.concatenate([costs for _, costs in blocks]), whole)
        assert np.array_equal(np.concatenate([sources[rows] for rows, _ in blocks]), sources)


def test_a_way_of_more_than_twelve_days_counts_as_none() -> None:
    street = build([0, 1], [1, 2], [1e6, 1e6], [1e6, 1e6], x=[0, 1, 2], y=[0] * 3)

    found = times_from(contract(street), [0])

    assert np.array_equal(found, costs_between(street, [0], [0, 1, 2]))


def test_an_empty_town_has_no_times() -> None:
    nothing = contract(build([], [], [], [], x=[], y=[]))
    nobody = np.empty(0, dtype=int)

    assert times_from(nothing, nobody).shape == (0, 0)
    assert times_between(nothing, nobody, nobody).shape == (0, 0)
    assert list(blocks_from(nothing, nobody)) == []


def test_nobody_goes_nowhere() -> None:
    hierarchy = contract(uneven_grid(3))

    assert times_from(hierarchy, np.empty(0, dtype=int)).shape == (0, 9)
    assert times_between(hierarchy, [0], np.empty(0, dtype=int)).shape == (1, 0)


@pytest.mark.parametrize("source", [[-1], [9], [0.5], [[0]]])
def test_a_place_that_is_no_node_is_refused(source: list[float]) -> None:
    hierarchy = contract(uneven_grid(3))

    with pytest.raises(ShapeError, match="Nodes to search from"):
        times_from(hierarchy, source)
    with pytest.raises(ShapeError, match="Nodes to search from"):
        times_between(hierarchy, [0], source)
    with pytest.raises(ShapeError, match="Nodes to search from"):
        next(blocks_from(hierarchy, source))


@pytest.mark.parametrize("limits", [[-1.0], [np.nan], [120.0, 60.0], []])
def test_limits_that_do_not_rise_are_refused(limits: list[float]) -> None:
    with pytest.raises(ShapeError, match="Limits of a search"):
        sums_within(contract(uneven_grid(3)), [0], limits, np.ones(9))
