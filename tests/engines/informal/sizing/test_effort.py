"""How many rides things ask for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from beffroi.engines.informal.sizing.effort import (
    departures_for_width,
    recall,
    rides_for_stops,
    rides_for_width,
)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=12))
def test_more_rides_see_more_stops(halts: list[int]) -> None:
    seen, passes = np.array(halts, dtype=float), np.full(len(halts), 6.0)

    found = recall(seen, passes, np.arange(0.0, 20))

    assert found[0] < 1e-9
    assert (np.diff(found) > 0).all()
    assert found[-1] <= 1


def test_the_share_of_stops_seen_is_told_from_those_that_were() -> None:
    draw, told, true = np.random.default_rng(4), [], []
    for _ in range(60):
        chance = draw.beta(2, 2, 60)
        halts = draw.binomial(4, chance).astype(float)
        known = halts > 0
        told.append(recall(halts[known], np.full(known.sum(), 4.0), np.array([4.0]))[0])
        true.append(known.mean())

    assert abs(np.mean(told) - np.mean(true)) < 0.05


def test_rarer_halts_narrower_intervals_and_uneven_headways_ask_for_more() -> None:
    passes = np.full(10, 8.0)

    assert rides_for_stops(np.full(10, 2.0), passes) > rides_for_stops(np.full(10, 7.0), passes)
    assert rides_for_width(0.3, 4, 0.1) > rides_for_width(0.3, 4, 0.2)
    assert departures_for_width(1.0, 0.2) > departures_for_width(0.3, 0.2)
    assert np.isnan(recall(np.zeros(0), np.zeros(0), np.ones(1)))[0]
