"""New links: what they bring within reach, beside a search of the whole network anew."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import shortest_path

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.links import NEVER, newly_within, through, ticks


def costs_of(n: int, edges: list[tuple[int, int, int]]) -> np.ndarray:
    dense = np.full((n, n), np.inf)
    for tail, head, cost in edges:
        dense[tail, head] = min(dense[tail, head], cost)
    found = shortest_path(csr_array(np.where(np.isfinite(dense), dense, 0)), method="D")
    return np.where(np.isfinite(found), found, NEVER).astype(np.int64)


@st.composite
def cases(draw: st.DrawFn) -> tuple[int, list, list]:
    n = draw(st.integers(2, 7))
    edge = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1), st.integers(1, 20))
    return n, draw(st.lists(edge, max_size=12)), draw(st.lists(edge, min_size=1, max_size=3))


@given(cases(), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_a_link_brings_what_a_new_search_finds(case: tuple, limit: int) -> None:
    n, edges, links = case
    before, after = costs_of(n, edges), costs_of(n, [*edges, *links])
    ports = sorted({end for tail, head, _ in links for end in (tail, head)})
    between = before[np.ix_(ports, ports)]
    for tail, head, cost in links:
        a, b = ports.index(tail), ports.index(head)
        between[a, b] = min(between[a, b], cost)
    origin, destination = (side.ravel() for side in np.divmod(np.arange(n * n), n))
    missing = before[origin, destination] > limit

    found = newly_within(
        np.ascontiguousarray(before[:, ports].T),
        np.ascontiguousarray(before[ports]),
        through(between),
        (origin[missing], destination[missing], np.full(int(missing.sum()), limit)),
    )

    assert found.tolist() == (after[origin, destination] <= limit)[missing].tolist()


def test_costs_are_whole_thousandths() -> None:
    assert ticks([0.0, 0.1234, np.inf]).tolist() == [0, 123, NEVER]


def test_ports_must_fit_together() -> None:
    none = np.zeros((1, 1), dtype=np.int64)
    no_pair = np.zeros(0, dtype=np.int64)

    with pytest.raises(ShapeError):
        newly_within(none, none, np.zeros((2, 2), dtype=np.int64), (no_pair, no_pair, no_pair))


def test_costs_between_ports_are_square() -> None:
    with pytest.raises(ShapeError):
        through(np.zeros((1, 2), dtype=np.int64))
