"""Where one gets by vehicle from a place, leaving at each of many times: the innermost loops."""

from typing import NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from beffroi.kernels.raptor.checking import NEVER, Floats, Ints
from beffroi.kernels.raptor.networks import Network
from beffroi.kernels.raptor.timetable import Lines
from beffroi.kernels.raptor.walking import Walks

Bytes = npt.NDArray[np.uint8]


class Window(NamedTuple):
    """When to leave, by rising time, and how long a journey may take.

    `late` is, for each call, the first trip that leaves it too late for any of the departures.
    """

    departures: Ints
    limit: int
    late: Ints


class Step(NamedTuple):
    """Number of the departure and of the ride, and when one has to be there at last."""

    number: int
    ride: int
    deadline: int


class Desk(NamedTuple):
    """What a search writes on; `clear` makes it ready for the next.

    Columns are numbers of rides: `alighted[s, k]` is the earliest time to alight at stop `s`
    after at most `k + 1` rides, `ready[s, k]` the earliest to board there after at most `k`,
    `boarded[c, k]` the earliest trip that leaves call `c` with one on board on at most ride
    `k + 1`. All three only ever fall, from the latest departure to the earliest, and along
    the columns.

    Stops whose times fell in this round are listed in `at` (to board) and `off` (alighted),
    and marked in `waits` and `gets_off`. `earliest[s, d]` is the time to alight at stop `s`
    having left at departure `d`; rows of stops that were
    `met` are valid, `stops_met[:tally[0]]` lists them.
    """

    alighted: Ints
    ready: Ints
    boarded: Ints
    at: Ints
    off: Ints
    waits: Bytes
    gets_off: Bytes
    earliest: Floats
    met: Bytes
    stops_met: Ints
    tally: npt.NDArray[np.int64]


def window_for(day: Lines, departures: Ints, limit: int) -> Window:
    """Make a window of departures, and find the trips that come too late for it."""
    late = np.empty(day.n_calls, np.int32)
    horizon = int(departures[-1]) + limit if len(departures) else -int(NEVER)
    _find_late(day, horizon, late)
    return Window(departures, limit, late)


def desk_for(day: Lines, window: Window, most_rides: int) -> Desk:
    """Make a desk for searches of at most so many rides."""
    n_stops, shape = day.n_stops, (day.n_stops, most_rides)
    return Desk(
        alighted=np.empty(shape, np.int32),
        ready=np.empty(shape, np.int32),
        boarded=np.empty((day.n_calls, most_rides), np.int32),
        at=np.empty(n_stops + 1, np.int32),
        off=np.empty(n_stops + 1, np.int32),
        waits=np.zeros(n_stops, np.uint8),
        gets_off=np.zeros(n_stops, np.uint8),
        earliest=np.empty((n_stops, len(window.departures)), np.float32),
        met=np.zeros(n_stops, np.uint8),
        stops_met=np.empty(n_stops, np.int32),
        tally=np.zeros(1, np.int64),
    )


@numba.njit(cache=True)
def _find_late(day: Lines, horizon: int, late: Ints) -> None:
    """Find, for each call, the first trip that leaves after the horizon."""
    for call in range(late.size):
        pattern = day.pattern[call]
        n_trips = day.n_trips[pattern]
        start = day.base[pattern] + (call - day.begin[pattern]) * n_trips
        times = day.departures[start : start + n_trips]
        late[call] = np.searchsorted(times, horizon, side="right")


@numba.njit(cache=True, nogil=True)
def clear(desk: Desk, window: Window) -> None:
    """Forget all that the search before found."""
    alighted, ready, boarded, late = desk.alighted, desk.ready, desk.boarded, window.late
    for stop in range(ready.shape[0]):
        for ride in range(ready.shape[1]):
            alighted[stop, ride] = ready[stop, ride] = NEVER
    for call in range(late.size):
        for ride in range(boarded.shape[1]):
            boarded[call, ride] = late[call]
    for place in range(desk.tally[0]):
        desk.met[desk.stops_met[place]] = 0
    desk.tally[0] = 0


@numba.njit(cache=True, nogil=True)
def spread(network: Network, window: Window, desk: Desk, stops: Ints, seconds: Ints) -> None:
    """Find when one can alight at every stop, for each departure of the window.

    Departures are taken from the last to the first: whoever leaves earlier can do all that
    whoever leaves later does, so that only what gets earlier is looked at, ride by ride.

    Parameters
    ----------
    network, window
        Timetable and walks between stops, and the departures.
    desk
        Gets the times to alight, in `earliest`.
    stops, seconds : (n_links,)
        Stops around the place of departure, and the walks to them. [s]

    References
    ----------
    D. Delling, T. Pajor, R. F. Werneck, "Round-Based Public Transit Routing", Transportation
    Science 49 (3), 2015, pp. 591-604, doi:10.1287/trsc.2014.0534: rounds, and rRAPTOR.

    S. Witt, "Trip-Based Public Transit Routing", ESA 2015, pp. 1025-1036,
    doi:10.1007/978-3-662-48350-3_85: of a trip, only the part not yet ridden is looked at.
    """
    clear(desk, window)
    departures = window.departures
    most_rides = desk.ready.shape[1]
    if most_rides == 0:
        return
    for number in range(departures.size - 1, -1, -1):
        leaves = departures[number]
        deadline = leaves + window.limit
        n_waiting = _leave(desk, stops, seconds, leaves, deadline)
        for ride in range(most_rides):
            step = Step(number, ride, deadline)
            n_off = _board(network.lines, desk, n_waiting, step)
            if n_off == 0 or ride + 1 == most_rides:
                break
            n_waiting = _change(network.walks, desk, n_off, step)
        for place in range(n_off):
            desk.gets_off[desk.off[place]] = 0
    _fill(desk)


@numba.njit(cache=True, nogil=True)
def _leave(desk: Desk, stops: Ints, seconds: Ints, leaves: int, deadline: int) -> int:
    """Walk from the place to the stops around it, and wait there; say at how many."""
    ready, waits, at, n_waiting = desk.ready, desk.waits, desk.at, 0
    for link in range(stops.size):
        stop, time = stops[link], leaves + seconds[link]
        if time < ready[stop, 0] and time <= deadline:
            _lower(ready, stop, 0, time)
            at[n_waiting] = stop
            n_waiting += 1 - waits[stop]
            waits[stop] = 1
    return n_waiting


@numba.njit(cache=True, nogil=True, inline="always")
def _lower(table: Ints, row: int, ride: int, value: int) -> bool:
    """Lower the value of a ride and of all later rides; say whether the last one fell."""
    while ride < table.shape[1] and table[row, ride] > value:
        table[row, ride] = value
        ride += 1
    fell: bool = ride == table.shape[1]
    return fell


@numba.njit(cache=True, nogil=True)
def _change(between: Walks, desk: Desk, n_off: int, step: Step) -> int:
    """Walk from the stops alighted at to those around, and wait there; say at how many."""
    indptr, heads, seconds = between.indptr, between.stops, between.seconds
    ready, alighted, waits, at, off = desk.ready, desk.alighted, desk.waits, desk.at, desk.off
    gets_off, ride, n_waiting = desk.gets_off, step.ride, 0
    for place in range(n_off):
        stop = off[place]
        gets_off[stop] = 0
        alights = alighted[stop, ride]
        for walk in range(indptr[stop], indptr[stop + 1]):
            head, time = heads[walk], alights + seconds[walk]
            if time > step.deadline:
                break
            if time < ready[head, ride + 1]:
                _lower(ready, head, ride + 1, time)
                at[n_waiting] = head
                n_waiting += 1 - waits[head]
                waits[head] = 1
    return n_waiting


@numba.njit(cache=True, nogil=True)
def _board(day: Lines, desk: Desk, n_waiting: int, step: Step) -> int:
    """Board at the stops where one waits, and ride on; say at how many stops one alights.

    Of each trip, only the part is ridden that nobody rode on an earlier one of its pattern.
    """
    indptr, boarding, patterns, begins = day.indptr, day.boarding, day.pattern, day.begin
    departures, arrivals, counts, base = day.departures, day.arrivals, day.n_trips, day.base
    alights, boarded, alighted, ready = day.alights, desk.boarded, desk.alighted, desk.ready
    at, off, waits, gets_off, n_off = desk.at, desk.off, desk.waits, desk.gets_off, 0
    ride, deadline = step.ride, step.deadline
    for place in range(n_waiting):
        start = at[place]
        waits[start] = 0
        since = ready[start, ride]
        for entry in range(indptr[start], indptr[start + 1]):
            call = boarding[entry]
            trip = np.int64(boarded[call, ride])
            pattern = patterns[call]
            begin, end, n_trips = begins[pattern], begins[pattern + 1], counts[pattern]
            row = base[pattern] + np.int64(call - begin) * n_trips
            if trip == 0 or departures[row + trip - 1] < since:
                continue
            trip = _earliest(departures, row, trip - 1, since)
            _lower(boarded, call, ride, trip)
            row = base[pattern] + trip * (end - begin) - begin
            for after in range(call + 1, end):
                time, stop = arrivals[row + after], alights[after]
                if time > deadline:
                    break
                if stop >= 0 and time < alighted[stop, ride]:
                    off[n_off] = stop
                    n_off += 1 - gets_off[stop]
                    gets_off[stop] = 1
                    if _lower(alighted, stop, ride, time):
                        _note(desk, stop, step.number, time)
                if boarded[after, ride] <= trip:
                    break
                _lower(boarded, after, ride, trip)
    return n_off


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


@numba.njit(cache=True, nogil=True, inline="always")
def _earliest(departures: Ints, row: int, trip: int, time: int) -> int:
    """Find the earliest trip of a row not before a time, going back from one that is not."""
    step = 1
    while trip >= step and departures[row + trip - step] >= time:
        trip -= step
        step *= 2
    low = max(trip - step, -1)
    while trip - low > 1:
        middle = (low + trip) // 2
        if departures[row + middle] >= time:
            trip = middle
        else:
            low = middle
    return trip


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
