"""Candidates: which stretches of busy street could be made quiet."""

import numpy as np

from beffroi.engines.mobility.active.candidates import candidates
from tests.engines.mobility.active.drawn import quarters, ways

NAMES = np.array([None, "Avenue", "Avenue", "Avenue", None, None, None, None], dtype=object)


def test_busy_stretches_are_joined_between_quiet_streets() -> None:
    found = candidates(quarters(), NAMES)

    assert [(link.ports, link.metres) for link in found] == [
        ((1, 2), 100.0),
        ((2, 4), 200.0),
        ((1, 2, 4), 300.0),
    ]


def test_streets_of_two_names_are_no_run() -> None:
    names = NAMES.copy()
    names[1] = "Rue Neuve"

    assert {link.ports for link in candidates(quarters(), names)} == {(1, 2), (2, 4)}


def test_a_link_that_is_too_long_is_left_out() -> None:
    far = ways((0, 1, True), (1, 2, False), (2, 3, True), at=[(0, 0), (9, 0), (900, 0), (910, 0)])

    assert candidates(far, np.array([None] * 3, dtype=object)) == []


def test_a_busy_street_that_touches_one_quiet_street_joins_nothing() -> None:
    lone = ways((0, 1, True), (1, 2, False), at=[(0, 0), (9, 0), (90, 0)])

    assert candidates(lone, np.array([None] * 2, dtype=object)) == []
