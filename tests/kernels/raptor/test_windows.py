"""Trips that leave after the last journey of a window has to end are known to be too late."""

import numpy as np
import pytest

from beffroi.kernels.raptor import lines
from beffroi.kernels.raptor.checking import NEVER
from beffroi.kernels.raptor.windows import window_for


@pytest.mark.parametrize(
    ("limit", "late", "last"),
    [(99, 0, -NEVER), (100, 1, 100), (799, 1, 100), (800, 2, 800), (9999, 2, 800)],
)
def test_the_trip_before_the_first_too_late_is_the_last_in_time(
    limit: int, late: int, last: int
) -> None:
    times = [100, 200, 800, 900]
    day = lines([1, 1, 2, 2], [0, 1, 0, 1], times, times, n_stops=2)

    window = window_for(day, np.array([-60, 0], np.int32), limit)

    assert (window.late[0], window.last[0]) == (late, last)
