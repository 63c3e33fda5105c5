"""Which rides passed which places, and which halt is nearest."""

import numpy as np

from beffroi.engines.informal.halts.events import events
from beffroi.engines.informal.halts.passing import nearest_halts, passes
from beffroi.engines.informal.halts.places import places
from tests.engines.informal.halts.drawn import STREET, laid

RIDES = [(0, {800.0: 12.0, 1600.0: 15.0}) for _ in range(6)]


def test_rides_pass_the_places_they_rode_by_and_their_halts_are_near() -> None:
    drawn = laid((STREET,), [*RIDES, (0, {})], noise=0.5)
    seen = events(drawn)
    held = places(drawn.lines, seen)

    passed = passes(drawn, seen, held)

    assert np.bincount(passed.site).tolist() == [7, 7]
    assert (passed.last - passed.first)[passed.trace < 6].tolist() == [1] * 12
    assert (passed.last - passed.first)[passed.trace == 6].tolist() == [0, 0]


def test_a_halt_that_is_taken_is_nobody_elses() -> None:
    drawn = laid((STREET,), RIDES[:2], noise=0.5)
    seen = events(drawn)
    held = places(drawn.lines, seen)
    passed = passes(drawn, seen, held)
    free = np.array([True, False, True, True])

    best, offset = nearest_halts(slice(0, 4), seen, held, passed, free)

    assert sorted(best.tolist()) == [-1, 0, 2, 3]
    assert np.isnan(offset[best < 0]).all()
    assert (np.abs(offset[best >= 0]) < 10).all()
