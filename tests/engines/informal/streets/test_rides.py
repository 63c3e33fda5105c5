"""Rides on streets: matched where the map has their streets, left alone elsewhere."""

import numpy as np

from beffroi.engines.informal.streets import matched, web
from beffroi.engines.informal.traces import Traces
from tests.engines.informal.drives import HERE
from tests.engines.informal.streets.maps import streets


def traces(*rides: np.ndarray) -> Traces:
    points = np.concatenate(rides)
    n = len(points)
    return Traces(
        HERE, tuple(f"r{k}" for k in range(len(rides))),
        np.cumsum([0, *(len(ride) for ride in rides)]), np.arange(n), np.arange(n, dtype=float),
        points, np.full(n, np.nan),
    )  # fmt: skip


def test_only_rides_near_streets_are_matched() -> None:
    x = np.arange(100.0, 900, 20)
    off, on = np.column_stack([x, 0 * x + 25]), np.column_stack([x, 0 * x + 4])

    found = matched(traces(off, on), web(streets(), HERE))

    assert found.mapped.tolist() == [False, True]
    assert found.near[0] < 0.2
    assert found.near[1] == 1
    assert (found.matched.edge[: len(x)] == -1).all()
    assert (found.matched.edge[len(x) :] >= 0).all()
    assert np.diff(found.matched.indptr).tolist() == [0, 2]
    assert found.matched.first[0] == len(x)


def test_a_trace_without_fixes_is_on_no_map() -> None:
    found = matched(traces(np.empty((0, 2))), web(streets(), HERE))

    assert np.isnan(found.near).tolist() == [True]
    assert found.mapped.tolist() == [False]
