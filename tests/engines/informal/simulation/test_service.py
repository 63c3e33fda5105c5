"""When vehicles leave."""

import numpy as np

from beffroi.engines.informal.published import published
from beffroi.engines.informal.simulation.options import Options
from beffroi.engines.informal.simulation.service import departures
from tests.engines.informal.feeds import feed


def test_full_vehicles_leave_as_often_but_not_evenly() -> None:
    variant = published(feed(headway=600)).variants[0]
    draw = np.random.default_rng(1)

    full = [departures(variant, Options(), draw)[0] for _ in range(20)]
    clock = departures(variant, Options(fill_and_go=False), draw)[0]

    waits = np.concatenate([np.diff(times) for times in full])
    assert np.diff(clock).tolist() == [600.0] * 95
    assert abs(waits.mean() - 600) < 15
    assert abs(waits.std() / waits.mean() - 14**-0.5) < 0.03
