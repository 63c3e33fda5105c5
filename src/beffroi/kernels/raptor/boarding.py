"""Where it is worth walking to for a bus: calls around a place, save where it comes later."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.compiling import kernel
from beffroi.kernels.raptor.checking import NEVER, Ints
from beffroi.kernels.raptor.timetable import Lines


class Boards(NamedTuple):
    """Calls to board at around each place: those of `g` from `indptr[g]` to `indptr[g + 1]`.

    `seconds` is the walk to the call, and what a change takes besides.
    """

    indptr: npt.NDArray[np.int64]
    calls: Ints
    seconds: Ints


def worthwhile(day: Lines, indptr: Ints, stops: Ints, seconds: Ints) -> Boards:
    """List the calls that are worth a walk from each place.

    A call is not if some call before it on the same pattern can be walked to so early that
    every trip comes no earlier to the former after calling there: one who boards there is on
    board of the same trips, and can alight wherever the other can.

    Parameters
    ----------
    day
        The timetable.
    indptr, stops, seconds
        Stops around each place, and the walks to them, as in `Links` and `Walks`. [s]

    Returns
    -------
    The calls of each place; all arrivals are as early as with all calls.

    References
    ----------
    The idea is that of S. Witt, "Trip-Based Public Transit Routing", ESA 2015, pp. 1025-1036,
    doi:10.1007/978-3-662-48350-3_85, who leaves out changes that are of no use.

    Examples
    --------
    Nobody walks ten minutes to the second stop of a bus that is there in two:

    >>> from beffroi.kernels.raptor import lines
    >>> day = lines([1, 1, 1], [0, 1, 2], [0, 120, 240], [0, 120, 240], n_stops=3)
    >>> worthwhile(day, np.array([0, 2]), np.array([0, 1]), np.array([60, 600])).calls.tolist()
    [0]
    """
    room = int((day.indptr[stops + 1] - day.indptr[stops]).sum(dtype=np.int64))
    calls, times = np.empty((2, room), np.int32)
    counts = np.zeros(len(indptr), np.int64)
    _list(day, (indptr, stops, seconds), longest_rides(day), (counts, calls, times))
    found = np.cumsum(counts)
    return Boards(found, calls[: found[-1]].copy(), times[: found[-1]].copy())


@kernel
def longest_rides(day: Lines) -> Ints:
    """Measure how far each call lies behind the first of its pattern, on the slowest trips.

    Parameters
    ----------
    day
        The timetable.

    Returns
    -------
    (n_calls,)
        Time from departure to departure, each stretch on the slowest trip: never less than any
        trip takes between two calls. [s]
    """
    away = np.zeros(day.stops.size, np.int32)
    for pattern in range(day.n_trips.size):
        begin, end, base = day.begin[pattern], day.begin[pattern + 1], day.base[pattern]
        for call in range(begin + 1, end):
            slowest = 0
            for trip in range(day.n_trips[pattern]):
                at = base + trip * (end - begin) + call - begin
                slowest = max(slowest, day.departures[at] - day.departures[at - 1])
            away[call] = away[call - 1] + slowest
    return away


@kernel
def _list(
    day: Lines,
    around: tuple[Ints, Ints, Ints],
    away: Ints,
    found: tuple[npt.NDArray[np.int64], Ints, Ints],
) -> None:
    """List the worthwhile calls of each place, by rising number, and count them."""
    indptr, stops, seconds = around
    counts, calls, times = found
    walk = np.full(away.size, NEVER, np.int32)
    near = np.empty(away.size, np.int32)
    filled = 0
    for place in range(indptr.size - 1):
        n_near = 0
        for link in range(indptr[place], indptr[place + 1]):
            for entry in range(day.indptr[stops[link]], day.indptr[stops[link] + 1]):
                call = day.boarding[entry]
                walk[call] = seconds[link]
                near[n_near] = call
                n_near += 1
        pattern, best = -1, np.int64(NEVER)
        for call in np.sort(near[:n_near]):
            if day.pattern[call] != pattern:
                pattern, best = day.pattern[call], np.int64(NEVER)
            if walk[call] - away[call] < best:
                best = walk[call] - away[call]
                calls[filled], times[filled] = call, walk[call]
                filled += 1
                counts[place + 1] += 1
