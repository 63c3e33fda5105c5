"""Where one gets by vehicle from a place, leaving at each of many times: the innermost loops."""

from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from beffroi.kernels.raptor.boarding import Boards
from beffroi.kernels.raptor.checking import NEVER, Floats, Ints
from beffroi.kernels.raptor.timetable import Lines

Bytes = npt.NDArray[np.uint8]


class Window(NamedTuple):
    """When to leave, by rising time, and how long a journey may take.

    `late` is, for each call, the first trip that leaves it too late for any of the departures,
    and `last` the time at which the trip before that one leaves.
    """

    departures: Ints
    limit: int
    late: Ints
    last: Ints


class Step(NamedTuple):
    """Number of the departure and of the ride, and when one has to be there at last."""

    number: int
    ride: int
    deadline: int


class Desk(NamedTuple):
    """What a search writes on; `clear` makes it ready for the next.

    Row `k` is for journeys of at most `k + 1` rides: `alighted[k, s]` is the earliest time to
    alight at stop `s`, `boarded[k, c]` the earliest trip that leaves call `c` with one on
    board, `before[k, c]` the time at which the trip before it leaves, the latest to come to
    the stop for better. All only ever fall, from the latest departure to the earliest, and
    from row to row.

    Stops whose times fell in a ride are listed in `off`, of even and of odd rides apart, and
    marked in `gets_off`. `earliest[s, d]` is the time to alight at stop `s` having left at
    departure `d`; rows of stops that were `met` are valid, `stops_met[:tally[0]]` lists them.
    """

    alighted: Ints
    boarded: Ints
    before: Ints
    off: Ints
    gets_off: Bytes
    earliest: Floats
    met: Bytes
    stops_met: Ints
    tally: npt.NDArray[np.int64]


def window_for(day: Lines, departures: Ints, limit: int) -> Window:
    """Make a window of departures, and find the trips that come too late for it."""
    late, last = np.empty((2, day.n_calls), np.int32)
    _find_late(day, int(departures[-1]) + limit, late, last)
    return Window(departures, limit, late, last)


def desk_for(day: Lines, window: Window, most_rides: int) -> Desk:
    """Make a desk for searches of at most so many rides."""
    n_stops = day.n_stops
    return Desk(
        alighted=np.empty((most_rides, n_stops), np.int32),
        boarded=np.empty((most_rides, day.n_calls), np.int32),
        before=np.empty((most_rides, day.n_calls), np.int32),
        off=np.empty((2, n_stops + 1), np.int32),
        gets_off=np.zeros(n_stops, np.uint8),
        earliest=np.empty((n_stops, len(window.departures)), np.float32),
        met=np.zeros(n_stops, np.uint8),
        stops_met=np.empty(n_stops, np.int32),
        tally=np.zeros(1, np.int64),
    )


@numba.njit(cache=True)
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


@numba.njit(cache=True, nogil=True)
def clear(desk: Desk, window: Window) -> None:
    """Forget all that the search before found."""
    alighted, boarded, before = desk.alighted, desk.boarded, desk.before
    late, last = window.late, window.last
    for ride in range(alighted.shape[0]):
        for stop in range(alighted.shape[1]):
            alighted[ride, stop] = NEVER
        for call in range(late.size):
            boarded[ride, call], before[ride, call] = late[call], last[call]
    for place in range(desk.tally[0]):
        desk.met[desk.stops_met[place]] = 0
    desk.tally[0] = 0


@numba.njit(cache=True, nogil=True)
def spread(day: Lines, access: Boards, changes: Boards, window: Window, desk: Desk) -> None:
    """Find when one can alight at every stop, for each departure of the window.

    Departures are taken from the last to the first: whoever leaves earlier can do all that
    whoever leaves later does, so that only what gets earlier is looked at, ride by ride.

    Parameters
    ----------
    day, window
        The timetable and the departures.
    access, changes
        Calls worth boarding around the place of departure (a single one) and around each stop.
    desk
        Gets the times to alight, in `earliest`.

    References
    ----------
    D. Delling, T. Pajor, R. F. Werneck, "Round-Based Public Transit Routing", Transportation
    Science 49 (3), 2015, pp. 591-604, doi:10.1287/trsc.2014.0534: rounds, and rRAPTOR.

    S. Witt, "Trip-Based Public Transit Routing", ESA 2015, pp. 1025-1036,
    doi:10.1007/978-3-662-48350-3_85: of a trip, only the part not yet ridden is looked at.
    """
    clear(desk, window)
    departures, most_rides = window.departures, desk.alighted.shape[0]
    home, leaves = np.zeros(1, np.int32), np.empty(1, np.int32)
    for number in range(departures.size - 1, -1, -1):
        leaves[0] = departures[number]
        deadline, n_off = leaves[0] + window.limit, 0
        for ride in range(most_rides):
            step = Step(number, ride, deadline)
            if ride == 0:
                n_off = _board(day, access, home, leaves, desk, step)
            else:
                now = desk.off[(ride - 1) % 2, :n_off]
                n_off = _board(day, changes, now, desk.alighted[ride - 1], desk, step)
            if n_off == 0:
                break
            _wipe(desk.gets_off, desk.off[ride % 2, :n_off])
    _fill(desk)


@numba.njit(cache=True, nogil=True)
def _wipe(marks: Bytes, places: Ints) -> None:
    for place in places:
        marks[place] = 0


@numba.njit(cache=True, nogil=True)
def _board(  # noqa: PLR0917 (gathered in the desk, places and times would cost a third more)
    day: Lines, around: Boards, groups: Ints, times: Ints, desk: Desk, step: Step
) -> int:
    """Board around places where one is at certain times, and ride on; say how far this helps.

    Of each trip, only the part is ridden that nobody rode on an earlier one of its pattern. What
    is handed back is the number of stops at which one alights earlier than before.
    """
    indptr, calls, seconds = around.indptr, around.calls, around.seconds
    patterns, begins, base, alights = day.pattern, day.begin, day.base, day.alights
    departures, arrivals = day.departures, day.arrivals
    alighted, boarded, before, gets_off = desk.alighted, desk.boarded, desk.before, desk.gets_off
    ride, deadline, off, n_off = step.ride, step.deadline, desk.off, 0
    for place in range(groups.size):
        group = groups[place]
        time = times[group]
        for entry in range(indptr[group], indptr[group + 1]):
            call, since = calls[entry], time + seconds[entry]
            if since > before[ride, call]:
                continue
            pattern = patterns[call]
            begin, end = np.int64(begins[pattern]), begins[pattern + 1]
            length = end - begin
            trip = boarded[ride, call] - 1
            row = base[pattern] + trip * length - begin
            while trip > 0 and departures[row - length + call] >= since:
                trip -= 1
                row -= length
            _lower(boarded, before, departures, ride, call, trip, row - length)
            for after in range(call + 1, end):
                there, stop = arrivals[row + after], alights[after]
                if there > deadline:
                    break
                if stop >= 0 and there < alighted[ride, stop]:
                    off[ride % 2, n_off] = stop
                    n_off += 1 - gets_off[stop]
                    gets_off[stop] = 1
                    if _fall(alighted, ride, stop, there):
                        _note(desk, stop, step.number, there)
                if boarded[ride, after] <= trip:
                    break
                _lower(boarded, before, departures, ride, after, trip, row - length)
    return n_off


@numba.njit(cache=True, nogil=True, inline="always")
def _lower(  # noqa: PLR0917 (inlined, and gathered they would cost more time)
    boarded: Ints, before: Ints, departures: Ints, ride: int, call: int, trip: int, row: int
) -> None:
    """Board an earlier trip at a call, for a ride and all later ones; `row` is the one before."""
    leaves = departures[row + call] if trip > 0 else -NEVER
    while ride < boarded.shape[0] and boarded[ride, call] > trip:
        boarded[ride, call], before[ride, call] = trip, leaves
        ride += 1


@numba.njit(cache=True, nogil=True, inline="always")
def _fall(alighted: Ints, ride: int, stop: int, time: int) -> bool:
    """Alight earlier at a stop after a ride and all later ones; say whether after the last."""
    while ride < alighted.shape[0] and alighted[ride, stop] > time:
        alighted[ride, stop] = time
        ride += 1
    fell: bool = ride == alighted.shape[0]
    return fell


@numba.njit(cache=True, nogil=True, inline="always")
def _note(desk: Desk, stop: int, number: int, time: int) -> None:
    """Note when one alights at a stop, having left at a departure."""
    earliest, met, tally = desk.earliest, desk.met, desk.tally
    if met[stop] == 0:
        met[stop] = 1
        desk.stops_met[tally[0]] = stop
        tally[0] += 1
        for other in range(earliest.shape[1]):
            earliest[stop, other] = np.inf
    earliest[stop, number] = time


@numba.njit(cache=True, nogil=True)
def _fill(desk: Desk) -> None:
    """Let whoever leaves earlier do what whoever leaves later does."""
    earliest, stops_met = desk.earliest, desk.stops_met
    for place in range(desk.tally[0]):
        stop = stops_met[place]
        least = earliest[stop, earliest.shape[1] - 1]
        for number in range(earliest.shape[1] - 2, -1, -1):
            least = min(least, earliest[stop, number])
            earliest[stop, number] = least
