"""Candidates for stops, shared by the variants that pass them the same way."""

import numpy as np

from beffroi.engines.informal.halts.events import events
from beffroi.engines.informal.halts.places import places
from tests.engines.informal.halts.drawn import BACK, STREET, laid

SHIFTED = STREET + np.array([0.0, 4.0])


def test_variants_of_one_way_share_a_place_and_those_of_the_other_do_not() -> None:
    lines = (STREET, SHIFTED, BACK)
    rides = [(0, {1000.0: 20.0}), (1, {1008.0: 20.0}), (2, {2000.0: 20.0})]

    made = places(lines, events(laid(lines, rides, noise=0.5)))

    assert len(made.points) == 2
    by_place = sorted(sorted(made.sites.variant[made.of == k].tolist()) for k in range(2))
    assert by_place == [[0, 1], [2]]


def test_a_stop_that_is_given_is_of_all_ways_and_takes_the_places_around_it() -> None:
    lines = (STREET, BACK)
    seen = events(laid(lines, [(0, {1000.0: 20.0}), (1, {2000.0: 20.0})], noise=0.5))

    made = places(lines, seen, np.array([[1010.0, 3.0]]))

    assert made.is_given.tolist() == [True]
    assert sorted(made.sites.variant.tolist()) == [0, 1]
    assert np.allclose(np.sort(made.sites.along), [1010, 1990], atol=1)


def test_without_halts_there_is_no_place() -> None:
    made = places((STREET,), events(laid((STREET,), [(0, {})])))

    assert made.points.shape == (0, 2)
    assert len(made.of) == 0
