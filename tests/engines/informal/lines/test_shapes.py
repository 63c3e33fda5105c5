"""Shapes come nearer to the truth with more rides, and keep their turns."""

import numpy as np
import pytest

from beffroi.engines.informal.lines.grouping import grouped
from beffroi.engines.informal.lines.shapes import shape, simplified
from beffroi.engines.informal.lines.ways import silences, ways
from beffroi.engines.informal.tracing import traced
from beffroi.kernels.polylines import apart, at, headings, spread
from tests.engines.informal.drives import HERE, OUT, drive, tables


def errors(drives: list) -> np.ndarray:
    traces, _ = traced(*tables(drives), plane=HERE)
    own = ways(traces)
    (group,) = grouped(own, [""] * len(drives))
    line = shape(group, own, traces, silences(traces, own.knots))
    where = spread(OUT, 10)
    return apart(at(OUT, where), headings(OUT, where), line)


def test_the_mean_of_eight_rides_is_nearer_than_one() -> None:
    rides = [drive(OUT, seed=k, noise=7.0) for k in range(8)]
    assert errors(rides).mean() < 0.6 * errors(rides[:1]).mean()


@pytest.mark.parametrize("every", [5.0, 30.0])
def test_turns_are_kept(every: float) -> None:
    assert errors([drive(OUT, seed=k, every=every, waits=27 + 4 * k) for k in range(8)]).max() < 20


def test_a_silence_is_bridged_by_other_rides() -> None:
    rides = [drive(OUT, seed=k) for k in range(3)]
    silent = [rides[0][(rides[0]["time"] < 200) | (rides[0]["time"] > 350)], *rides[1:]]
    assert errors(silent).max() < 20


def test_simplifying_keeps_both_ends() -> None:
    line = np.array([[0.0, 0.0], [50.0, 1.0], [100.0, 0.0]])
    assert simplified(line, 3.0).tolist() == [[0, 0], [100, 0]]
