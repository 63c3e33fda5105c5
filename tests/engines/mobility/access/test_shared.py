"""What searches on one basin need alike is made once, and changes none of them."""

import numpy as np
import pytest

from beffroi.engines.mobility.access import Task, ready
from beffroi.engines.mobility.access.reach_of_centre import searched
from beffroi.engines.mobility.access.shared import Shared
from beffroi.foundation.errors import InputError
from tests.engines.mobility.access.basins import DATE, basin, bus, points

TASK = Task(("walk", "quiet_bike", "transit"), DATE)


def test_searches_that_share_give_the_times_of_searches_alone() -> None:
    streets = basin(bus())
    shared = Shared(streets)
    here, there = points((0, 0), (900, 10)), points(*((100.0 * n, -5) for n in range(9)))

    for pair in ((here, there), (there, here)):
        alone, together = (searched(streets, *pair, TASK, one) for one in (None, shared))
        assert list(alone) == list(together) == list(TASK.modes)
        for mode in alone:
            assert np.array_equal(alone[mode], together[mode], equal_nan=True)


def test_a_day_is_laid_out_once_for_all_searches_of_it() -> None:
    streets = basin(bus())
    shared = Shared(streets)
    some = points((0, 0))

    one, two = (ready(streets, some, some, TASK, shared=shared) for _ in range(2))

    assert one.day is two.day
    assert shared.network is shared.network
    assert shared.speeds("walk") is shared.speeds("walk")


def test_a_day_without_service_is_refused_each_time() -> None:
    shared = Shared(basin(bus()))

    for _ in range(2):
        with pytest.raises(InputError, match="Nothing runs on 2030-01-01"):
            shared.day("2030-01-01", (0.0, 3600.0))
