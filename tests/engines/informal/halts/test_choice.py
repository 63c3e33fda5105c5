"""Which places are stops, and what is learnt of them."""

import numpy as np

from beffroi.engines.informal.halts.choice import chosen, passes
from beffroi.engines.informal.halts.events import events
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


def test_where_a_map_tells_junctions_the_road_explains_halts_just_before_them() -> None:
    drawn = laid((STREET,), [(0, {800.0: 30.0}) for _ in range(2)] + [(0, {})] * 2, noise=0.5)
    seen = events(drawn)
    held = places(drawn.lines, seen)

    plain = chosen(seen, held, passes(drawn, seen, held, (np.array([2000.0]),)), 12_000.0)
    queue = chosen(seen, held, passes(drawn, seen, held, (np.array([815.0]),)), 12_000.0)

    assert queue.road_share[0] > plain.road_share[0]
    assert queue.stop_share[0] < plain.stop_share[0]


def test_habits_move_from_what_was_supposed_towards_what_rides_do() -> None:
    drawn = laid((STREET,), RIDES, noise=0.5)
    seen = events(drawn)
    held = places(drawn.lines, seen)

    made = chosen(seen, held, passes(drawn, seen, held), 18_000.0)

    assert sorted(made.place.tolist()) == [0, 1]
    assert made.habits.stop.halting > 0.6
    assert made.habits.stop.stay < 20.0
