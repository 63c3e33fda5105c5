"""Wherever drivers begin, they end at the same place."""

from dataclasses import replace

import numpy as np

from beffroi.engines.parking.scenarios.parameters import behaviour
from beffroi.engines.parking.scenarios.starts import SAME, STARTS, Starts, starts
from tests.engines.parking.scenarios.test_equilibrium import settled, town, visitors


def test_empty_full_and_drawn_starts_end_alike() -> None:
    _, found = settled(town((10, 30), ((1.0, 4.0), (5.0, 2.0))), visitors(200.0, 150.0))

    ends = starts(found, behaviour())

    assert len(ends.apart) == len(STARTS)
    assert ends.is_one
    assert max(ends.apart) < 1e-5


def test_an_end_elsewhere_is_seen() -> None:
    _, found = settled(town((10, 30), ((1.0, 4.0), (5.0, 2.0))), visitors(200.0, 150.0))
    moved = replace(found, full=np.clip(found.full + 0.1, 0.0, 1.0))

    ends = starts(moved, behaviour())

    assert not ends.is_one
    assert min(ends.apart) > SAME
    assert not Starts((0.0,), settled=False).is_one
