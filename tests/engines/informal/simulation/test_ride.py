"""One ride."""

import numpy as np

from beffroi.engines.informal.published import published
from beffroi.engines.informal.simulation.options import Options
from beffroi.engines.informal.simulation.ride import ride
from tests.engines.informal.feeds import HERE, feed

VARIANT = published(feed(), HERE).variants[0]


def test_a_detour_leaves_the_street_and_its_stops() -> None:
    options = Options(noise=0.0, detours=1.0, skipped=0.0, gaps=0.0)
    draws = (np.random.default_rng(seed) for seed in range(20))
    rides = [ride(VARIANT, VARIANT.trips[0], options, draw) for draw in draws]

    left = [one for one in rides if np.isfinite(one.detour[0])]

    assert left
    for one in left:
        aside = np.abs(one.points[:, 1] + 12.0)
        assert 119 < aside.max() < 121
        inside = (VARIANT.where > one.detour[0]) & (VARIANT.where < one.detour[1])
        assert not one.served[inside].any()


def test_passages_are_in_order_and_red_lights_last() -> None:
    one = ride(VARIANT, None, Options(skipped=0.5), np.random.default_rng(4))

    assert (np.diff(one.passes) > 0).all()
    assert (one.leaves >= one.passes - 1e-6).all()
    assert one.served[[0, -1]].all()
    assert ((one.reds[:, 1] >= 5) & (one.reds[:, 1] <= 45)).all()
