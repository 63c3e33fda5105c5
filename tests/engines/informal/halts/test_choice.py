"""Which places are stops, and what is learnt of them."""

import numpy as np

from beffroi.engines.informal.halts.across import across
from beffroi.engines.informal.halts.choice import chosen
from beffroi.engines.informal.halts.events import events
from beffroi.engines.informal.halts.passing import passes
from beffroi.engines.informal.halts.places import places
from tests.engines.informal.halts.drawn import BACK, STREET, laid

RIDES = [(0, {800.0: 12.0, 1600.0: 15.0}) for _ in range(6)]


def test_where_a_map_tells_junctions_the_road_explains_halts_just_before_them() -> None:
    drawn = laid((STREET,), [(0, {800.0: 30.0}) for _ in range(2)] + [(0, {})] * 2, noise=0.5)
    seen = events(drawn)
    held = places(drawn.lines, seen)

    plain = chosen(
        seen, held, passes(drawn, seen, held, (np.array([2000.0]),)), 12_000.0, drawn.lines
    )
    queue = chosen(
        seen, held, passes(drawn, seen, held, (np.array([815.0]),)), 12_000.0, drawn.lines
    )

    assert queue.road_share[0] > plain.road_share[0]
    assert queue.stop_share[0] < plain.stop_share[0]


def test_habits_move_from_what_was_supposed_towards_what_rides_do() -> None:
    drawn = laid((STREET,), RIDES, noise=0.5)
    seen = events(drawn)
    held = places(drawn.lines, seen)

    made = chosen(seen, held, passes(drawn, seen, held), 18_000.0, drawn.lines)

    assert sorted(made.place.tolist()) == [0, 1]
    assert made.habits.stop.halting > 0.6
    assert made.habits.stop.stay < 20.0


def test_a_light_that_holds_both_ways_is_no_stop_while_one_way_alone_cannot_tell() -> None:
    halts = ({900.0: 25.0}, {900.0: 8.0}, {900.0: 40.0}, {})
    back = ({2100.0: 40.0}, {2100.0: 12.0}, {2100.0: 30.0}, {})
    rides = [(0, one) for one in halts] + [(1, one) for one in back]
    drawn = laid((STREET, BACK), rides, noise=0.5)
    seen = events(drawn)
    held = places(drawn.lines, seen)
    passed = passes(drawn, seen, held)

    alone = chosen(seen, held, passed, 24_000.0, drawn.lines)
    both = chosen(seen, held, passed, 24_000.0, drawn.lines, across(drawn, seen, held))

    assert (both.road_share > alone.road_share).all()
    assert (both.stop_share < alone.stop_share).all()
