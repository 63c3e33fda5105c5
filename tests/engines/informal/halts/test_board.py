"""Places judged the surest first, each halt for one alone."""

import numpy as np

from beffroi.engines.informal.halts.board import Before, judged, nothing_known
from beffroi.engines.informal.halts.events import events
from beffroi.engines.informal.halts.model import supposed
from beffroi.engines.informal.halts.passing import passes
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


def test_what_is_known_beforehand_moves_the_odds_of_a_place_by_as_much() -> None:
    drawn = laid((STREET,), [(0, {1000.0: 15.0}), (0, {})], noise=0.5)
    seen = events(drawn)
    held = places(drawn.lines, seen)
    told = passes(drawn, seen, held), supposed(1, 6_000.0)

    plain = judged(seen, held, *told, nothing_known(1))
    likelier = judged(seen, held, *told, Before(np.array([0.5]), np.zeros((2, 1))))

    def odds(share: np.ndarray) -> float:
        return float(np.log(share[0] / (1 - share[0])))

    assert np.isclose(odds(likelier.stop_share) - odds(plain.stop_share), np.log(7.0))
    assert np.isclose(likelier.says[0], plain.says[0])
