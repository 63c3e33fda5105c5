"""Candidates for stops, shared by the variants that pass them."""

import numpy as np

from beffroi.engines.informal.halts.events import Events, events
from beffroi.engines.informal.halts.places import places
from beffroi.engines.informal.traces import Floats
from tests.engines.informal.halts.drawn import BACK, STREET, laid

SIDE = np.array([[0.0, 0.0], [1500.0, 0.0], [1500.0, 2000.0]])


def seen_on(lines: tuple[Floats, ...], rides: list[tuple[int, dict[float, float]]]) -> Events:
    return events(laid(lines, rides, noise=0.5))


def test_variants_that_run_the_same_way_share_a_place_and_those_that_come_back_do_not() -> None:
    lines = (STREET, SIDE, BACK)
    seen = seen_on(lines, [(0, {1000.0: 15.0}), (1, {1008.0: 15.0}), (2, {2000.0: 15.0})])

    held = places(lines, seen)

    assert len(held.points) == 2
    passed = {int(place): held.sites.variant[held.of == place].tolist() for place in (0, 1)}
    assert sorted(passed.values()) == [[0, 1], [2]]


def test_a_variant_without_halts_passes_the_places_of_others() -> None:
    lines = (STREET, SIDE)
    held = places(lines, seen_on(lines, [(0, {1000.0: 15.0}), (1, {})]))

    assert held.sites.variant.tolist() == [0, 1]
    assert np.allclose(held.sites.along, [1000, 1000], atol=5)


def test_given_stops_are_of_all_ways_and_push_aside_what_was_found_beside_them() -> None:
    lines = (STREET, BACK)
    seen = seen_on(lines, [(0, {1000.0: 15.0})])

    held = places(lines, seen, np.array([[1020.0, 3.0]]))

    assert held.is_given.tolist() == [True]
    assert held.sites.variant.tolist() == [0, 1]


def test_nothing_seen_and_nothing_given_is_no_place() -> None:
    held = places((STREET,), seen_on((STREET,), [(0, {})]))

    assert len(held.points) == len(held.of) == 0
