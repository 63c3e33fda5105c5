"""When one leaves and how long one may be on the way, and the trips that come too late for it."""

from typing import NamedTuple

import numpy as np

from beffroi.kernels.compiling import kernel
from beffroi.kernels.raptor.checking import NEVER, Ints
from beffroi.kernels.raptor.timetable import Lines


class Window(NamedTuple):
    """When to leave, by rising time, how long a journey may take, and when all have to be there.

    `late` is, for each call, the first trip that leaves it too late for any of the departures,
    and `last` the time at which the trip before that one leaves.
    """

    departures: Ints
    limit: int
    horizon: int
    late: Ints
    last: Ints


def window_for(day: Lines, departures: Ints, limit: int, horizon: int | None = None) -> Window:
    """Make a window of departures, and find the trips that come too late for it.

    Parameters
    ----------
    day
        The timetable.
    departures : (n_departures,)
        When to leave, rising; at least one. [s]
    limit
        How long a journey may take. [s]
    horizon
        When one has to be there at last; by default the last departure and `limit`. [s]
    """
    end = int(departures[-1]) + limit if horizon is None else horizon
    late, last = np.empty((2, day.n_calls), np.int32)
    _find_late(day, end, late, last)
    return Window(departures, limit, end, late, last)


@kernel
def _find_late(day: Lines, horizon: int, late: Ints, last: Ints) -> None:
    """Find, for each call, the first trip that leaves after the horizon, and the one before."""
    for call in range(late.size):
        pattern = day.pattern[call]
        begin, end = day.begin[pattern], day.begin[pattern + 1]
        row, low, high = day.base[pattern] + call - begin, -1, day.n_trips[pattern]
        while high - low > 1:
            middle = (low + high) // 2
            if day.departures[row + middle * (end - begin)] > horizon:
                high = middle
            else:
                low = middle
        late[call] = high
        last[call] = day.departures[row + low * (end - begin)] if low >= 0 else -NEVER
