"""What rides of other ways say of a place."""

import numpy as np

from beffroi.engines.informal.halts.across import across, told_across
from beffroi.engines.informal.halts.events import events
from beffroi.engines.informal.halts.model import supposed
from beffroi.engines.informal.halts.places import places
from tests.engines.informal.halts.drawn import BACK, STREET, laid


def told(back: list[dict[float, float]]) -> np.ndarray:
    """Tell what rides back say of the place where rides halt on their way out."""
    rides = [(0, {1000.0: 15.0}) for _ in range(4)] + [(1, one) for one in back]
    drawn = laid((STREET, BACK), rides, noise=0.5)
    seen = events(drawn)
    held = places(drawn.lines, seen)
    first = int(np.flatnonzero(held.units[:, 0] > 0)[0])
    return told_across(across(drawn, seen, held), seen, supposed(8, 24_000.0))[:, first]


def test_nobody_across_says_nothing() -> None:
    assert told([]).tolist() == [0.0, 0.0]


def test_vehicles_that_never_wait_across_speak_against_a_light_more_than_against_a_stop() -> None:
    stop, road = told([{}] * 6)

    assert road < stop < 0


def test_long_waits_of_all_lengths_across_speak_for_a_light_and_short_stays_for_a_stop() -> None:
    stop, road = told([{2000.0: one} for one in (41.0, 7.0, 33.0, 24.0)])
    assert road > max(stop, 0)

    stop, road = told([{2000.0: 17.0}] * 4)
    assert stop > 0
