"""Rides drawn on lines, with halts where one says."""

import numpy as np

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.traces import Floats, Laid, Traces
from beffroi.kernels.polylines import arcs, at

SPEED = 8.0
STREET = np.array([[0.0, 0.0], [3000.0, 0.0]])
BACK = STREET[::-1] + np.array([0.0, 6.0])


def laid(
    lines: tuple[Floats, ...], rides: list[tuple[int, dict[float, float]]], *, seed: int = 0,
    has_time: bool = True, noise: float = 3.0,
) -> Laid:  # fmt: skip
    """Draw rides: the line of each, and how long it halts where along it."""
    draw = np.random.default_rng(seed)
    alongs, times = [], []
    for number, halts in rides:
        length = float(arcs(lines[number])[-1])
        places = sorted(halts)
        knots = np.array([0.0, *(p for place in places for p in (place, place)), length])
        clock = np.cumsum(np.diff(knots, prepend=0.0) / SPEED)
        for rank, place in enumerate(places):
            clock[2 + 2 * rank :] += halts[place]
        time = np.arange(0.0, clock[-1], 1.0)
        alongs.append(np.interp(time, clock, knots) + _wander(len(time), noise, draw))
        times.append(time + 1_767_600_000.0)
    n = [len(time) for time in times]
    variant = np.array([number for number, _ in rides])
    points = np.concatenate([at(lines[v], a) for v, a in zip(variant, alongs, strict=True)])
    time = np.concatenate(times) if has_time else np.full(sum(n), np.nan)
    traces = Traces(
        Plane(0.0, 0.0), tuple(f"r{k}" for k in range(len(rides))),
        np.concatenate([[0], np.cumsum(n)]).astype(np.int64), np.arange(sum(n)), time, points,
        np.full(sum(n), 5.0),
    )  # fmt: skip
    along = np.concatenate(alongs)
    return Laid(traces, lines, np.zeros(len(lines), dtype=np.int64), variant.astype(np.int64),
                along, np.zeros(len(along)))  # fmt: skip


def _wander(n: int, noise: float, draw: np.random.Generator) -> Floats:
    """Draw errors that last a minute, as those of receivers do."""
    made, kept = np.zeros(n), np.exp(-1 / 60)
    for k in range(n):
        before = made[k - 1] if k else 0.0
        made[k] = kept * before + noise * np.sqrt(1 - kept**2) * draw.standard_normal()
    return made
