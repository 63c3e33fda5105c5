"""Matching: the chance that somebody passes in time."""

import math

from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.mobility.carpool.matching import chance, chance_range


def test_one_driver_expected_is_two_chances_in_three() -> None:
    assert chance(1200, 0.1, 0.5, 2) == 1 - math.exp(-1)


@given(st.floats(0, 1e5), st.floats(0, 1e5))
def test_more_drivers_never_lower_the_chance(some: float, more: float) -> None:
    usual, low, high = chance_range((some, some, some + more))

    assert 0 <= low <= usual <= high <= 1
