"""Who passes along each street on the way to shops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.graph.betweenness import SLACK, Habits, passers, paths

Town = tuple[np.ndarray, np.ndarray, np.ndarray, int]


@st.composite
def towns(draw: st.DrawFn) -> Town:
    """A small town: a few nodes, streets of whole metres between them."""
    n = draw(st.integers(2, 7))
    pairs = [(a, b) for a in range(n) for b in range(a)]
    kept = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=12))
    lengths = draw(st.lists(st.integers(1, 300), min_size=len(kept), max_size=len(kept)))
    ends = np.array(kept)
    return ends[:, 0], ends[:, 1], np.array(lengths, float), n


def plainly(
    town: Town, origin: int, walkers: float, pull: np.ndarray, habits: Habits
) -> tuple[np.ndarray, float]:
    """Walk every near-shortest way one by one, as the docstring says it."""
    tails, heads, lengths, n = town
    least: dict[tuple[int, int], float] = {}
    for a, b, metres in zip(tails.tolist(), heads.tolist(), lengths.tolist(), strict=True):
        for pair in ((a, b), (b, a)):
            least[pair] = min(metres, least.get(pair, np.inf))
    ends = np.array(list(least))
    dense = coo_array((list(least.values()), (ends[:, 0], ends[:, 1])), shape=(n, n))
    dist = dijkstra(dense.tocsr(), indices=origin)
    dist[dist > habits.radius] = np.inf
    arcs = [(a, b, metres, e) for e, (a, b, metres) in enumerate(
        zip([*tails, *heads], [*heads, *tails], [*lengths, *lengths], strict=True))]  # fmt: skip
    flows = np.zeros(len(tails))
    draws = np.where(np.isfinite(dist), pull * np.exp(-habits.decay * dist), 0.0)
    if draws.sum() == 0:
        return flows, walkers
    longest = np.zeros(n)
    allowed: list[tuple[int, int, float, int]] = []
    for node in np.argsort(dist)[: int(np.isfinite(dist).sum())]:
        most = habits.detour * dist[node] * (1 + SLACK)
        into = [arc for arc in arcs if arc[1] == node and dist[arc[0]] < dist[node]
                and longest[arc[0]] + arc[2] <= most]  # fmt: skip
        longest[node] = max((longest[arc[0]] + arc[2] for arc in into), default=0.0)
        allowed += into

    def ways(node: int) -> list[tuple[float, list[int]]]:
        if node == origin:
            return [(0.0, [])]
        return [(far + arc[2], [*taken, arc[3] % len(tails)])
                for arc in allowed if arc[1] == node for far, taken in ways(arc[0])]  # fmt: skip

    for node in np.flatnonzero(draws > 0):
        found = ways(int(node))
        chance = np.array([np.exp(-habits.spread * (far - dist[node])) for far, _ in found])
        for share, (far, taken) in zip(chance / chance.sum(), found, strict=True):
            assert far <= habits.detour * dist[node] * (1 + 2 * SLACK)
            for edge in taken:
                flows[edge] += walkers * draws[node] / draws.sum() * share
    return flows, 0.0


@settings(max_examples=60)
@given(
    towns(),
    st.floats(50, 900),
    st.sampled_from([1.0, 1.05, 1.15, 1.5]),
    st.sampled_from([0.0, 0.002, 0.02]),
    st.randoms(use_true_random=False),
)
def test_passers_are_those_of_all_ways_walked_one_by_one(
    town: Town, radius: float, detour: float, spread: float, chance: np.random.Generator
) -> None:
    n = town[3]
    pull = np.array([chance.choice([0.0, 1.0, 3.0]) for _ in range(n)])
    habits = Habits(radius, 0.003, detour, spread)
    found, lost = passers(paths(*town), [0, n - 1], [10.0, 4.0], pull, habits)
    one, one_lost = plainly(town, 0, 10.0, pull, habits)
    other, other_lost = plainly(town, n - 1, 4.0, pull, habits)

    assert found == pytest.approx(one + other, abs=1e-9)
    assert lost.tolist() == [one_lost, other_lost]


def test_two_ways_as_long_are_taken_alike_and_a_longer_one_less() -> None:
    square = paths([0, 0, 1, 2], [1, 2, 3, 3], [50.0, 50.0, 50.0, 55.0], 4)
    alone = passers(square, [0], [8.0], [0, 0, 0, 1.0], Habits(detour=1.0))[0]
    both = passers(square, [0], [8.0], [0, 0, 0, 1.0], Habits(detour=1.1, spread=0.02))[0]

    assert alone.tolist() == [8, 0, 8, 0]
    assert both[3] / both[2] == pytest.approx(np.exp(-0.1))
    assert both[2] + both[3] == pytest.approx(8.0)


def test_walkers_share_themselves_among_shops_with_distance() -> None:
    street = paths([0, 1, 2], [1, 2, 3], [100.0, 100.0, 900.0], 4)
    near, lost = passers(street, [0, 3], [9.0, 5.0], [0, 1.0, 1.0, 0], Habits(decay=0.001))

    assert near[0] == pytest.approx(9.0)
    assert near[1] == pytest.approx(9.0 * np.exp(-0.1) / (1 + np.exp(-0.1)))
    assert near[2] == 0.0
    assert lost.tolist() == [0.0, 5.0]


def test_a_shop_where_one_stands_makes_nobody_walk() -> None:
    assert passers(paths([0], [1], [30.0], 2), [0], [9.0], [1.0, 0.0])[0].tolist() == [0.0]


def test_what_does_not_fit_is_refused() -> None:
    street = paths([0], [1], [10.0], 2)
    for wrong in (
        lambda: paths([0], [2], [1.0], 2),
        lambda: paths([0], [1], [-1.0], 2),
        lambda: paths([0, 1], [1], [1.0], 2),
        lambda: passers(street, [2], [1.0], [0.0, 1.0]),
        lambda: passers(street, [0], [-1.0], [0.0, 1.0]),
        lambda: passers(street, [0], [1.0], [1.0]),
        lambda: passers(street, [0], [1.0], [0.0, 1.0], Habits(detour=0.9)),
    ):
        with pytest.raises(ShapeError):
            wrong()
