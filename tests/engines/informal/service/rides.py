"""Invented rides along a straight street, laid on it without any error."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.traces import Laid, Traces
from beffroi.territory.informal import INFORMAL_CALLS

HERE = Plane(-54.03, 5.49)
MONDAY = 1_767_571_200.0
"""5 January 2026, midnight in UTC."""
STOPS = (0.0, 500.0, 1_000.0)


def calls(variant: str = "a", stops: tuple[float, ...] = STOPS) -> pd.DataFrame:
    """Draw the calls of a variant."""
    return INFORMAL_CALLS.framed({
        "call_id": [f"{variant}:{k}" for k in range(len(stops))],
        "variant_id": [variant] * len(stops), "rank": range(len(stops)),
        "stop_id": [f"{variant}{k}" for k in range(len(stops))], "along_m": stops,
    })  # fmt: skip


def laid(rides: list[tuple[np.ndarray, np.ndarray]], length: float = 1_000.0) -> Laid:
    """Lay rides, each its times and its places, along one variant."""
    sizes = [len(time) for time, _ in rides]
    time, along = (np.concatenate(parts) for parts in zip(*rides, strict=True))
    points = np.column_stack([along, along * 0])
    indptr = np.concatenate([[0], np.cumsum(sizes)])
    ids = tuple(f"r{k}" for k in range(len(rides)))
    traces = Traces(HERE, ids, indptr, np.arange(len(time)), time, points, np.ones(len(time)))
    line = np.array([[0.0, 0.0], [length, 0.0]])
    return Laid(traces, (line,), np.zeros(1, dtype=np.int64),
                np.zeros(len(rides), dtype=np.int64), along, along * 0)  # fmt: skip


def ride(left: float, speed: float = 10.0, stood: float = 20.0) -> tuple[np.ndarray, np.ndarray]:
    """Draw a ride that waits a minute, leaves, and stands once, at 500 m."""
    run = 500.0 / speed
    knots = left + np.array([-60.0, 0.0, run, run + stood, 2 * run + stood, 2 * run + stood + 10])
    time = left - 60.0 + np.arange(knots[-1] - knots[0] + 1)
    return time, np.interp(time, knots, [0.0, 0.0, 500.0, 500.0, 1_000.0, 1_000.0])
