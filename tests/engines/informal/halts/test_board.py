"""Places judged the surest first, each halt for one alone."""

import numpy as np

from beffroi.engines.informal.halts.board import judged
from beffroi.engines.informal.halts.choice import passes
from beffroi.engines.informal.halts.events import events
from beffroi.engines.informal.halts.model import supposed
from beffroi.engines.informal.halts.places import places
from tests.engines.informal.halts.drawn import STREET, laid


def test_a_halt_between_two_places_speaks_for_the_surer_one_alone() -> None:
    rides = [(0, {1000.0: 15.0}) for _ in range(6)] + [(0, {1036.0: 15.0})]
    drawn = laid((STREET,), rides, noise=0.5)
    seen = events(drawn)
    held = places(drawn.lines, seen)

    made = judged(seen, held, passes(drawn, seen, held), supposed(7, 21_000.0))

    assert np.allclose(held.points[made.place], [[1000, 0]], atol=5)
    taken = made.event[made.event >= 0]
    assert len(taken) == len(set(taken.tolist()))


def test_odds_are_finite_for_every_place_chosen() -> None:
    drawn = laid((STREET,), [(0, {600.0: 15.0, 1900.0: 20.0}) for _ in range(4)], noise=0.5)
    seen = events(drawn)
    held = places(drawn.lines, seen)

    made = judged(seen, held, passes(drawn, seen, held), supposed(8, 12_000.0))

    assert len(made.place) == 2
    assert np.isfinite(made.odds).all()
    assert np.allclose(made.nodes.sum(axis=2), 1.0)
