"""Traces and the rides laid along lines."""

import numpy as np

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.traces import Traces


def test_fixes_of_a_trace_are_its_own() -> None:
    five = np.arange(5.0)
    traces = Traces(Plane(0, 0), ("a", "b"), np.array([0, 2, 5]), np.arange(5), five,
                    np.column_stack([five, five]), five)  # fmt: skip
    assert traces.points[traces.of(1)].tolist() == [[2, 2], [3, 3], [4, 4]]
