"""Lights stand at places, not on lines."""

import numpy as np

from beffroi.engines.informal.simulation.junctions import lights
from beffroi.kernels.polylines import at


def test_two_lines_in_one_street_meet_the_same_lights() -> None:
    long = np.array([[-5000.0, 10.0], [5000.0, 10.0]])
    short = np.array([[-2000.0, 10.0], [5000.0, 10.0]])

    ours, theirs = (at(line, lights(line, 4))[:, 0] for line in (long, short))

    assert len(theirs) > 3
    assert all(np.abs(ours - where).min() < 10 for where in theirs)
    assert lights(long, 4).tolist() != lights(long, 5).tolist()
