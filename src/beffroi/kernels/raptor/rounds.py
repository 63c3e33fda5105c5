"""Where one gets by vehicle from a place, leaving at each of many times: the innermost loops."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.raptor.boarding import Boards
from beffroi.kernels.raptor.changes import Changes
from beffroi.kernels.raptor.checking import NEVER, Ints
from beffroi.kernels.raptor.timetable import Lines
from beffroi.kernels.raptor.windows import Window

Bytes = npt.NDArray[np.uint8]
Rows = npt.NDArray[np.int64]


class Step(NamedTuple):
    """Number of the departure and of the ride, and when one has to be there at last."""

    number: int
    ride: int
    deadline: int


class Desk(NamedTuple):
    """What a search writes on; `clear` makes it ready for the next.

    Column `k` is for journeys of at most `k + 1` rides: `alighted[s, k]` is the earliest time
    to alight at stop `s`, `boarded[c, k]` the earliest trip that leaves call `c` with one on
    board, `before[c, k]` the time at which the trip before it leaves, the latest to come to
    the stop for better; of the latter only the first column is there if changes are listed.
    All only ever fall, from the latest departure to the earliest, and from column to column.

    Stops whose times fell in a ride are listed in `off`, of even and of odd rides apart, and
    marked in `gets_off`; `came` lists all rows of the timetable where one may alight of what was
    ridden. Calls where one boards are listed in `queue` and marked in `gets_on`.

    `notes[s]` says of stop `s` when one alights there, having left at which departure, by
    falling departure: `n_notes[s]` pairs of a departure's number and a time. Whoever leaves
    between two of them alights with the later. There is no room for notes if none are wanted.

    `ridden[r]` is the last departure after which one can alight by row `r` of the timetable (and
    by no trip before it), -1 if none; there is none if it is not wanted.
    """

    alighted: Ints
    boarded: Ints
    before: Ints
    off: Ints
    came: Rows
    gets_off: Bytes
    queue: Ints
    gets_on: Bytes
    notes: Ints
    n_notes: Ints
    ridden: Ints


def desk_for(
    day: Lines, n_departures: int, most_rides: int, *, listed: bool, by_row: bool = False
) -> Desk:
    """Make a desk for searches of at most so many rides, with or without a list of changes.

    It has room for notes of so many departures, or else, `by_row`, for what is ridden.
    """
    n_stops, n_calls = day.n_stops, day.n_calls
    return Desk(
        alighted=np.empty((n_stops, most_rides), np.int32),
        boarded=np.empty((n_calls, most_rides), np.int32),
        before=np.empty((n_calls, min(most_rides, 1) if listed else most_rides), np.int32),
        off=np.empty((2, n_stops + 1), np.int32),
        came=np.empty((2, len(day.arrivals) + n_calls + 1), np.int64),
        gets_off=np.zeros(n_stops, np.uint8),
        queue=np.empty(n_calls + 1, np.int32),
        gets_on=np.zeros(n_calls, np.uint8),
        notes=np.empty((n_stops, 0 if by_row else 2 * n_departures), np.int32),
        n_notes=np.empty(n_stops, np.int32),
        ridden=np.empty(len(day.arrivals) if by_row else 0, np.int32),
    )


@part
def clear(desk: Desk, window: Window) -> None:
    """Forget all that the search before found."""
    alighted, boarded, before = desk.alighted, desk.boarded, desk.before
    late, last = window.late, window.last
    alighted[:] = NEVER
    for call in range(late.size):
        boarded[call], before[call] = late[call], last[call]
    desk.n_notes[:] = 0
    desk.ridden[:] = -1


@kernel
def spread(day: Lines, access: Boards, changes: Changes, window: Window, desk: Desk) -> None:
    """Find when one can alight at every stop, for each departure of the window.

    Departures are taken from the last to the first: whoever leaves earlier can do all that
    whoever leaves later does, so that only what gets earlier is looked at, ride by ride.

    Parameters
    ----------
    day, window
        The timetable and the departures.
    access
        Calls worth boarding around the place of departure, a single one.
    changes
        Where it is worth changing to.
    desk
        Gets the times to alight, in `alighted` for the first departure, in `notes` for all, or
        what is ridden.

    References
    ----------
    D. Delling, T. Pajor, R. F. Werneck, "Round-Based Public Transit Routing", Transportation
    Science 49 (3), 2015, pp. 591-604, doi:10.1287/trsc.2014.0534: rounds, and rRAPTOR.

    S. Witt, "Trip-Based Public Transit Routing", ESA 2015, pp. 1025-1036,
    doi:10.1007/978-3-662-48350-3_85: of a trip, only the part not yet ridden is looked at, and
    changes that are of use are known beforehand.
    """
    clear(desk, window)
    departures, most_rides, known = window.departures, desk.alighted.shape[1], changes.indptr.size
    home, leaves = np.zeros(1, np.int32), np.empty(1, np.int32)
    for number in range(departures.size - 1, -1, -1):
        leaves[0] = departures[number]
        n_off, n_came = 0, 0
        for ride in range(most_rides):
            step = Step(number, ride, min(leaves[0] + window.limit, window.horizon))
            now = desk.off[(ride + 1) % 2, :n_off]
            if ride == 0:
                n_on = _walk(day, access, home, leaves, desk, ride)
            elif known:
                n_on = _change(changes, desk.came[(ride + 1) % 2, :n_came], desk, ride)
            else:
                n_on = _walk(day, changes.around, now, desk.alighted[:, ride - 1], desk, ride)
            n_off, n_came = _ride(day, desk.queue[:n_on], desk, step)
            if n_came == 0:
                break
            _note(desk, desk.off[ride % 2, :n_off], step)
            if desk.ridden.size:
                _mark(desk, desk.came[ride % 2, :n_came], step)


@part
def _walk(  # noqa: PLR0917 (gathered in the desk, places and times would cost a third more)
    day: Lines, around: Boards, groups: Ints, times: Ints, desk: Desk, ride: int
) -> int:
    """Board around places where one is at certain times; say at how many calls."""
    indptr, calls, seconds = around.indptr, around.calls, around.seconds
    departures, patterns, begins, base = day.departures, day.pattern, day.begin, day.base
    boarded, before, queue, gets_on = desk.boarded, desk.before, desk.queue, desk.gets_on
    n_on = 0
    for place in range(groups.size):
        group = groups[place]
        time = times[group]
        for entry in range(indptr[group], indptr[group + 1]):
            call, since = calls[entry], time + seconds[entry]
            if since > before[call, ride]:
                continue
            pattern = patterns[call]
            length = np.int64(begins[pattern + 1] - begins[pattern])
            trip = boarded[call, ride] - 1
            row = base[pattern] + trip * length + call - begins[pattern]
            while trip > 0 and departures[row - length] >= since:
                trip -= 1
                row -= length
            boarded[call, ride] = trip
            before[call, ride] = departures[row - length] if trip > 0 else -NEVER
            queue[n_on] = call
            n_on += 1 - gets_on[call]
            gets_on[call] = 1
    return n_on


@part
def _change(changes: Changes, rows: Rows, desk: Desk, ride: int) -> int:
    """Change after arrivals; say at how many calls one boards.

    All arrivals of what was ridden count, also those at stops where one was earlier: a change
    may be listed only farther on a trip, where another trip came first, and the other way round.
    """
    indptr, boards = changes.indptr, changes.boards
    boarded, queue, gets_on = desk.boarded, desk.queue, desk.gets_on
    n_on = 0
    for row in rows:
        for entry in range(indptr[row], indptr[row + 1]):
            call, trip = boards[entry, 0], boards[entry, 1]
            if trip < boarded[call, ride]:
                boarded[call, ride] = trip
                queue[n_on] = call
                n_on += 1 - gets_on[call]
                gets_on[call] = 1
    return n_on


@part
def _ride(day: Lines, queue: Ints, desk: Desk, step: Step) -> tuple[int, int]:
    """Ride on from the calls where one boards; count stops where one alights earlier, and rows.

    Of each trip, only the part is ridden that nobody rode on an earlier one of its pattern.
    Nothing is called in the loops: each call would count the users of the arrays it is given.
    """
    departures, arrivals, alights = day.departures, day.arrivals, day.alights
    patterns, begins, base = day.pattern, day.begin, day.base
    alighted, boarded, before = desk.alighted, desk.boarded, desk.before
    gets_on, gets_off, ride, n_off, n_came = desk.gets_on, desk.gets_off, step.ride, 0, 0
    off, came = desk.off[ride % 2], desk.came[ride % 2]
    for call in queue:
        gets_on[call] = 0
        pattern, trip = patterns[call], boarded[call, ride]
        begin, end = np.int64(begins[pattern]), begins[pattern + 1]
        row = base[pattern] + trip * (end - begin) - begin
        for after in range(call + 1, end):
            leaves = departures[row + after - 1 - (end - begin)] if trip > 0 else -NEVER
            for later in range(ride, boarded.shape[1]):
                boarded[after - 1, later] = min(boarded[after - 1, later], trip)
            for later in range(ride, before.shape[1]):
                before[after - 1, later] = min(before[after - 1, later], leaves)
            there, stop = arrivals[row + after], alights[after]
            if there > step.deadline:
                break
            came[n_came] = row + after
            n_came += stop >= 0
            if stop >= 0 and there < alighted[stop, ride]:
                for later in range(ride, alighted.shape[1]):
                    alighted[stop, later] = min(alighted[stop, later], there)
                off[n_off] = stop
                n_off += 1 - gets_off[stop]
                gets_off[stop] = 1
            if boarded[after, ride] <= trip:
                break
    return n_off, n_came


@part
def _note(desk: Desk, stops: Ints, step: Step) -> None:
    """Note when one alights at stops, having left at a departure, if never as early before."""
    notes, n_notes, alighted, gets_off = desk.notes, desk.n_notes, desk.alighted, desk.gets_off
    for stop in stops:
        gets_off[stop] = 0
        if notes.shape[1] == 0:
            continue
        time, count = alighted[stop, step.ride], n_notes[stop]
        if count == 0 or time < notes[stop, 2 * count - 1]:
            if count == 0 or notes[stop, 2 * count - 2] != step.number:
                count += 1
            notes[stop, 2 * count - 2], notes[stop, 2 * count - 1] = step.number, time
            n_notes[stop] = count


@part
def _mark(desk: Desk, rows: Rows, step: Step) -> None:
    """Mark the rows of the timetable that are ridden for the first time."""
    for row in rows:
        if desk.ridden[row] < 0:
            desk.ridden[row] = step.number
