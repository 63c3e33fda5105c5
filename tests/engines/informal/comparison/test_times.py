"""Headways and profiles of running time."""

import numpy as np
import pytest

from beffroi.engines.informal.comparison.times import headway, profile
from beffroi.engines.informal.published import Trip, Variant, published
from tests.engines.informal.feeds import feed

MORNING = (7 * 3600.0, 9 * 3600.0)


def variant(*trips: Trip) -> Variant:
    plain = published(feed()).variants[0]
    return Variant("0", "A", "", plain.stop_ids, plain.stops, plain.line, plain.where, True, trips)


def trip(periods: list[list[float]], pace: float = 1.0) -> Trip:
    times = np.arange(7.0) * 60 * pace
    return Trip("t", times, times, np.array(periods).reshape(-1, 3))


def test_overlapping_bands_add_up_and_single_trips_count() -> None:
    two = variant(trip([[25_200, 28_800, 600]]), trip([[27_000, 28_800, 300]]))
    single = variant(*(trip([[at, at, 0]]) for at in (25_200, 26_400, 30_000)))

    assert headway(two, MORNING) == 3600 / (6 + 6)
    assert headway(single, MORNING) == 7200 / 3
    assert np.isnan(headway(single, (0.0, 7200.0)))


def test_a_profile_weighs_trips_by_their_departures() -> None:
    mixed = variant(trip([[25_200, 28_800, 600]]), trip([[28_800, 30_600, 900]], pace=2.0))

    times = profile(mixed, MORNING)

    assert times is not None
    assert times[-1] == pytest.approx((6 * 360 + 2 * 720) / 8)
    assert profile(variant(), MORNING) is None
