"""Changes from trip to trip that are of use, known before any search."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.raptor.boarding import Boards, worthwhile
from beffroi.kernels.raptor.checking import NEVER, Ints
from beffroi.kernels.raptor.timetable import Lines
from beffroi.kernels.raptor.walking import Walks
from beffroi.kernels.raptor.windows import Window

ROOM = 1 << 16
"""Changes for which there is room at first."""


class Changes(NamedTuple):
    """Where to change to: calls `around` each stop and, if listed, trips after each arrival.

    Whoever alights by row `r` of the timetable (a row of `Lines.arrivals`) boards at the calls
    `boards[n, 0]` the trips `boards[n, 1]` of their patterns, `n` from `indptr[r]` to
    `indptr[r + 1]`. `indptr` is empty if these are not listed.
    """

    around: Boards
    indptr: npt.NDArray[np.int64]
    boards: Ints


class _Sheet(NamedTuple):
    """What one can do by alighting from a trip from some call on, as in `rounds.Desk`.

    `late` and `last` are those of the window: what one can do before.

    The calls and the stops whose figures fell are listed in `calls` and `stops`, so many of
    them as `tally` says, to be wiped for the next trip.
    """

    late: Ints
    last: Ints
    boarded: Ints
    before: Ints
    alighted: Ints
    calls: Ints
    stops: Ints
    tally: npt.NDArray[np.int64]


def unlisted(around: Boards) -> Changes:
    """Know nothing but the calls around each stop, which is best for few searches.

    Parameters
    ----------
    around
        Calls worth boarding at around each stop, by `boarding.worthwhile`.

    Returns
    -------
    Changes without trips.
    """
    return Changes(around, np.empty(0, np.int64), np.empty((0, 2), np.int32))


def changes(day: Lines, around: Boards, window: Window) -> Changes:
    """List the trips worth changing to after each arrival within a window.

    A change is left out if wherever one can alight thereafter, one alights as early by staying
    on the trip, or by another change from it, there or farther on.

    Parameters
    ----------
    day, window
        The timetable and the departures.
    around
        Calls worth boarding at around each stop, by `boarding.worthwhile`.

    Returns
    -------
    The changes; all times to alight are as early as with all changes.

    References
    ----------
    S. Witt, "Trip-Based Public Transit Routing", ESA 2015, pp. 1025-1036,
    doi:10.1007/978-3-662-48350-3_85, section 3.1; times are compared where one alights, not
    after a walk, so that nothing is asked of the walks.

    Examples
    --------
    Two buses go the same way; to change from the first to the second is of use where the first
    turns off:

    >>> from beffroi.kernels.raptor import lines, walks
    >>> from beffroi.kernels.raptor.boarding import worthwhile
    >>> from beffroi.kernels.raptor.windows import window_for
    >>> times = [0, 60, 120, 180, 100, 160, 220, 280]
    >>> day = lines([1] * 4 + [2] * 4, [0, 1, 2, 3, 0, 1, 2, 4], times, times, n_stops=5)
    >>> around = worthwhile(day, *walks([], [], [], n_stops=5)[:3])
    >>> found = changes(day, around, window_for(day, np.array([0], np.int32), 3600))
    >>> found.indptr.tolist(), day.stops[found.boards[:, 0]].tolist()
    ([0, 0, 0, 1, 1, 1, 1, 1, 1], [2])
    """
    counts, boards = _listed(day, around, window)
    return Changes(around, np.concatenate([[0], np.cumsum(counts)]), boards)


def pays(day: Lines, window: Window, n_origins: int) -> bool:
    """Say whether to list the changes costs less than it saves.

    A search without the list looks at the changes from most stops, once or more; the list takes
    those from every arrival, each about six times as long (measured, see
    docs/explanation/performance.md).

    Parameters
    ----------
    day, window
        The timetable and the departures.
    n_origins
        How many searches there will be.

    Returns
    -------
    True if origins times stops are at least six times the arrivals within the window.

    Examples
    --------
    >>> from beffroi.kernels.raptor import lines
    >>> from beffroi.kernels.raptor.windows import window_for
    >>> day = lines([1, 1], [0, 1], [0, 60], [0, 60], n_stops=2)
    >>> window = window_for(day, np.array([0], np.int32), 3600)
    >>> pays(day, window, 5), pays(day, window, 6)
    (False, True)
    """
    first, last = window.departures[0], window.horizon
    n_arrivals = np.count_nonzero((day.arrivals >= first) & (day.arrivals <= last))
    return bool(n_origins * day.n_stops >= 6 * n_arrivals)


def changes_for(day: Lines, between: Walks, window: Window, n_origins: int) -> Changes:
    """Find where to change to, and list it for each arrival if the searches are many.

    Parameters
    ----------
    day, between, window
        The timetable, the walks between its stops, and the departures.
    n_origins
        How many searches there will be.

    Returns
    -------
    The calls around each stop, and the trips after each arrival if `pays` says so.
    """
    around = worthwhile(day, *between[:3])
    return changes(day, around, window) if pays(day, window, n_origins) else unlisted(around)


@kernel
def _listed(
    day: Lines, around: Boards, window: Window
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """List the changes from the last row of the timetable to the first, and turn the list."""
    first, horizon = window.departures[0], window.horizon
    counts, sheet = np.zeros(day.arrivals.size, np.int64), _sheet(day, window)
    boards, filled = np.empty((ROOM, 2), np.int32), 0
    for pattern in range(day.n_trips.size - 1, -1, -1):
        begin, end = day.begin[pattern], day.begin[pattern + 1]
        length, room = np.int64(end - begin), _room(day, around, pattern)
        for trip in range(day.n_trips[pattern] - 1, -1, -1):
            row = day.base[pattern] + trip * length
            if day.arrivals[row + length - 1] < first or day.departures[row] > horizon:
                continue
            if filled + room > boards.shape[0]:
                boards = _roomier(boards, room)
            for place in range(length - 1, 0, -1):
                there, stop = day.arrivals[row + place], day.alights[begin + place]
                if there < first:
                    break
                if stop >= 0 and there <= horizon:
                    count = _leave(day, around, (stop, there, horizon), sheet, boards[filled:])
                    counts[row + place] = count
                    filled += count
                leaves = day.departures[row + place - length] if trip > 0 else -NEVER
                _stay(sheet, begin + place, trip, leaves)
            _wipe(sheet)
    return counts, boards[:filled][::-1].copy()


@part
def _sheet(day: Lines, window: Window) -> _Sheet:
    n_stops, n_calls = day.indptr.size - 1, window.late.size
    return _Sheet(
        window.late,
        window.last,
        window.late.copy(),
        window.last.copy(),
        np.full(n_stops, NEVER, np.int32),
        np.empty(n_calls + 1, np.int32),
        np.empty(n_stops + 1, np.int32),
        np.zeros(2, np.int64),
    )


@part
def _wipe(sheet: _Sheet) -> None:
    """Forget what one can do after alighting from a trip."""
    for call in sheet.calls[: sheet.tally[0]]:
        sheet.boarded[call], sheet.before[call] = sheet.late[call], sheet.last[call]
    for stop in sheet.stops[: sheet.tally[1]]:
        sheet.alighted[stop] = NEVER
    sheet.tally[:] = 0


@part
def _room(day: Lines, around: Boards, pattern: int) -> int:
    """Count the changes from a trip of a pattern, of use or not."""
    room = 0
    for call in range(day.begin[pattern], day.begin[pattern + 1]):
        stop = day.stops[call]
        room += around.indptr[stop + 1] - around.indptr[stop]
    return room


@part
def _roomier(boards: Ints, room: int) -> Ints:
    """Copy a list into one twice as long, and by so much more."""
    copy = np.empty((2 * boards.shape[0] + room, 2), np.int32)
    # One by one: with slices, Numba would compile how to refuse shapes that differ too.
    for n in range(boards.shape[0]):
        copy[n, 0], copy[n, 1] = boards[n, 0], boards[n, 1]
    return copy


@part
def _stay(sheet: _Sheet, call: int, trip: int, leaves: int) -> None:
    """Stay on a trip at a call."""
    if trip < sheet.boarded[call]:
        sheet.calls[sheet.tally[0]] = call
        sheet.tally[0] += sheet.boarded[call] == sheet.late[call]
        sheet.boarded[call], sheet.before[call] = trip, leaves


@part
def _leave(
    day: Lines, around: Boards, arrival: tuple[int, int, int], sheet: _Sheet, found: Ints
) -> int:
    """Alight at a stop at a time, list the changes of use, and say how many they are.

    Each trip is ridden to its end, or to where one is on it anyway; it is of use if one alights
    anywhere earlier than before.
    """
    stop, time, horizon = arrival
    arrivals, departures, alights, patterns = day.arrivals, day.departures, day.alights, day.pattern
    boarded, before, late, alighted = sheet.boarded, sheet.before, sheet.late, sheet.alighted
    on, off, (n_on, n_off), n_found = sheet.calls, sheet.stops, sheet.tally, 0
    if time < alighted[stop]:
        off[n_off] = stop
        n_off += alighted[stop] == NEVER
        alighted[stop] = time
    for entry in range(around.indptr[stop], around.indptr[stop + 1]):
        call, since = around.calls[entry], time + around.seconds[entry]
        if since > before[call]:
            continue
        begin, end = day.begin[patterns[call]], day.begin[patterns[call] + 1]
        length, row = np.int64(end - begin), day.base[patterns[call]] - begin
        trip = _first_trip(departures, (row + call, length, since, boarded[call] - 1))
        row, helps = row + trip * length, False
        for after in range(call + 1, end):
            on[n_on] = after - 1
            n_on += boarded[after - 1] == late[after - 1]
            leaves = departures[row + after - 1 - length] if trip > 0 else -NEVER
            boarded[after - 1], before[after - 1] = trip, leaves
            there, stop = arrivals[row + after], alights[after]
            if there > horizon:
                break
            if stop >= 0 and there < alighted[stop]:
                off[n_off] = stop
                n_off += alighted[stop] == NEVER
                alighted[stop], helps = there, True
            if boarded[after] <= trip:
                break
        found[n_found, 0], found[n_found, 1] = call, trip
        n_found += helps
    sheet.tally[0], sheet.tally[1] = n_on, n_off
    return n_found


@part
def _first_trip(departures: Ints, among: tuple[int, int, int, int]) -> int:
    """Find the first trip that leaves a call at a time or later, up to one that does."""
    row, length, since, high = among
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        if departures[row + middle * length] >= since:
            high = middle
        else:
            low = middle
    return high
