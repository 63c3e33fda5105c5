"""What rides tell of their way, and how much of one runs along another."""

import numpy as np

from beffroi.engines.informal.lines.ways import share, way_of, ways
from beffroi.engines.informal.tracing import traced
from tests.engines.informal.drives import HERE, OUT, drive, tables


def test_the_same_way_back_is_not_the_same_way() -> None:
    out, back = way_of(OUT), way_of(OUT[::-1])
    assert share(out, out) == 1
    assert share(out, back) < 0.05
    assert share(way_of(OUT[:2]), out) == 1
    assert abs(share(out, way_of(OUT[:2])) - 0.4) < 0.02


def test_a_silence_says_nothing_of_the_way() -> None:
    own = drive(OUT)
    silent = own[(own["time"] < 150) | (own["time"] > 420)]
    traces, _ = traced(*tables([own, silent]), plane=HERE)
    whole, part = ways(traces).way
    assert 0.5 < part.known.mean() < 0.7
    assert share(whole, part) > 0.97
    assert share(part, whole) > 0.97


def test_a_recorder_switched_on_late_finds_its_vehicle_moving() -> None:
    own = drive(OUT, every=1.0)
    late = own[own["time"] > 100]
    traces, _ = traced(*tables([own, late]), plane=HERE)
    assert ways(traces).stands.tolist() == [[1, 1], [0, 1]]


def test_corners_cut_by_fixes_far_apart_are_tolerated() -> None:
    traces, _ = traced(*tables([drive(OUT), drive(OUT, every=30.0)]), plane=HERE)
    fine, coarse = ways(traces).way
    assert share(fine, coarse) > 0.9
    assert np.max(coarse.slack) > 0
    assert share(coarse, fine) > 0.9
