"""Stops chosen among places."""

import numpy as np

from beffroi.engines.informal.halts.choice import chosen, passes
from beffroi.engines.informal.halts.events import events
from beffroi.engines.informal.halts.places import places
from tests.engines.informal.halts.drawn import STREET, laid


def test_a_ride_that_was_silent_around_a_place_did_not_pass_it() -> None:
    drawn = laid((STREET,), [(0, {1000.0: 15.0}), (0, {1000.0: 15.0})], noise=0.5)
    second = drawn.traces.of(1)
    hidden = (drawn.along > 900) & (drawn.along < 1100)
    hidden[: second.start] = False
    drawn.along[hidden] = np.nan
    seen = events(drawn)

    passed = passes(drawn, seen, places((STREET,), seen))

    assert passed.trace.tolist() == [0]


def test_a_halt_speaks_for_one_stop_alone() -> None:
    rides = [(0, {1000.0: 14.0}) for _ in range(5)]
    seen = events(laid((STREET,), rides, noise=2.0))
    held = places((STREET,), seen)
    drawn = laid((STREET,), rides, noise=2.0)

    made = chosen(seen, held, passes(drawn, seen, held), 15_000.0)

    taken = made.event[made.event >= 0]
    assert len(made.place) == 1
    assert len(taken) == len(set(taken.tolist()))


def test_where_a_map_shows_a_junction_long_waits_of_half_the_rides_are_for_the_road() -> None:
    draw = np.random.default_rng(5)
    rides = [
        (0, {1200.0: float(draw.uniform(10, 50))} if k % 2 else {2500.0: 3.0}) for k in range(12)
    ]
    drawn = laid((STREET,), rides, noise=2.0)
    seen = events(drawn)
    held = places((STREET,), seen)

    without = chosen(seen, held, passes(drawn, seen, held), 36_000.0)
    near = chosen(seen, held, passes(drawn, seen, held, (np.array([1210.0]),)), 36_000.0)

    place = int(np.argmin(np.abs(held.points[:, 0] - 1200)))
    assert near.stop_share[place] < without.stop_share[place]
    assert near.road_share[place] > 0.5
