"""Arrivals at a few places by whatever one boards: searched once, looked up from many origins."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.raptor.boarding import Boards, worthwhile
from beffroi.kernels.raptor.changes import Changes, changes_for
from beffroi.kernels.raptor.checking import NEVER, Ints
from beffroi.kernels.raptor.networks import Network, reversed_, turned_rows
from beffroi.kernels.raptor.rounds import Desk, desk_for, spread
from beffroi.kernels.raptor.rows import TOGETHER, Block, Ranking, spend, summarise
from beffroi.kernels.raptor.tasks import (
    AT_ONCE,
    Spans,
    Walking,
    blocks,
    check_stops,
    departures_of,
    limit_of,
    ranking_for,
    rides_of,
)
from beffroi.kernels.raptor.timetable import Lines
from beffroi.kernels.raptor.walking import Links
from beffroi.kernels.raptor.windows import Window, window_for

Halves = npt.NDArray[np.uint16]
ROOM = 1 << 28
"""Arrivals that may be kept, places times rows of the window: half a gigabyte."""
TOO_LATE = 2**16 - 1
"""Stands for an arrival that does not come; all others come sooner. [s]"""


class Profiles(NamedTuple):
    """When one comes to each place by boarding each row of the timetable, at most so many rides.

    Row `r` of the timetable (a row of `Lines.departures`) has the number `number[r]`, -1 if it
    does not leave within the window; `arrivals[number[r], p]` is the earliest arrival at place `p`
    of whoever boards there the trip of the row or a later one, since the first departure,
    `TOO_LATE` if too late. [s]
    """

    day: Lines
    window: Window
    number: Ints
    arrivals: Halves

    @property
    def n_places(self) -> int:
        """Number of places."""
        return int(self.arrivals.shape[1])


class _Backwards(NamedTuple):
    """A network turned round, where to board around its places, and the window turned round."""

    network: Network
    near: Boards
    changes: Changes
    window: Window
    most_rides: int


def pay(
    day: Lines, departures: npt.NDArray[np.signedinteger[Any]], limit: int, sizes: tuple[int, int]
) -> bool:
    """Say whether profiles of the places cost less than searches from the origins.

    A profile costs as much as a search, or twice where many trips lead to a place (measured, see
    docs/explanation/performance.md), and to look it up next to nothing.

    Parameters
    ----------
    day
        The timetable.
    departures, limit
        As in `spans`.
    sizes
        Searches that profiles would spare (origins, times the networks that differ in how one
        comes to the stops alone), and places.

    Returns
    -------
    True if the searches are at least twice as many as the places, the last arrival is less than
    18 hours after the first departure, and the profiles fit in half a gigabyte.

    Examples
    --------
    >>> from beffroi.kernels.raptor import lines
    >>> day = lines([1, 1], [0, 1], [0, 60], [0, 60], n_stops=2)
    >>> pay(day, np.array([0]), 600, (20, 10)), pay(day, np.array([0]), 600, (10, 10))
    (True, False)
    """
    n_searches, n_places = sizes
    first, last = int(departures[0]), int(departures[-1]) + limit
    room = np.count_nonzero((day.departures >= first) & (day.departures <= last)) * n_places
    return bool(n_searches >= 2 * n_places and last - first < TOO_LATE and room <= ROOM)


def profiles(
    network: Network, *, departures: npt.ArrayLike, limit: int, most_rides: int
) -> Profiles:
    """Search backwards from every place, for all that can be boarded within a window.

    Of every place, each arrival counts that may be another than the one before: those of the
    trips that it is worth walking from. The earliest is searched first; whatever can be boarded
    for it and for none before arrives then.

    Parameters
    ----------
    network
        Timetable, walks between stops and to the places; `access` is left aside.
    departures, limit, most_rides
        As in `spans`.

    Returns
    -------
    The profiles, to be looked up by `looked_up` from any origins.

    Raises
    ------
    ShapeError
        If what is given does not fit together or is out of its range, 18 hours from the first
        departure to the last arrival included.

    References
    ----------
    D. Delling, T. Pajor, R. F. Werneck, "Round-Based Public Transit Routing", Transportation
    Science 49 (3), 2015, pp. 591-604, doi:10.1287/trsc.2014.0534: rRAPTOR, here backwards, over
    all departures that matter.
    """
    check_stops(network)
    day, times, cap = network.lines, departures_of(departures), limit_of(limit)
    turned = reversed_(network)
    first, last = int(times[0]), int(times[-1]) + cap
    if last - first >= TOO_LATE:
        raise ShapeError(
            "Profiles are asked for over {found} s: give a window that ends, with the longest "
            "travel time, less than {most} s after it begins.",
            found=last - first,
            most=TOO_LATE,
        )
    window = window_for(turned.lines, np.array([-last], np.int32), cap, -first)
    task = _Backwards(
        network=turned,
        near=worthwhile(turned.lines, *turned.access),
        changes=changes_for(turned.lines, turned.walks, window, network.egress.n_places),
        window=window,
        most_rides=rides_of(most_rides),
    )
    kept = np.flatnonzero((turned.lines.arrivals >= -last) & (turned.lines.arrivals <= -first))
    number = np.full(len(day.departures), -1, np.int32)
    number[turned_rows(day)[kept]] = np.arange(len(kept))
    n_places = network.egress.n_places
    arrivals = np.empty((len(kept), n_places), np.uint16)

    def fill(places: npt.NDArray[np.int64]) -> None:
        desk = desk_for(
            turned.lines, 0, task.most_rides, listed=task.changes.indptr.size > 0, by_row=True
        )
        for place in places.tolist():
            arrivals[:, place] = _boarded(task, place, desk)[kept]

    with ThreadPoolExecutor(numba.config.NUMBA_NUM_THREADS) as threads:
        list(threads.map(fill, np.array_split(np.arange(n_places), -(-n_places // AT_ONCE) or 1)))
    return Profiles(day, window_for(day, times, cap), number, arrivals)


def looked_up(
    found: Profiles,
    access: Links,
    *,
    percentiles: Sequence[float] = (5, 25, 50, 75, 95),
    direct: Walking | None = None,
) -> Iterator[tuple[slice, Spans]]:
    """Look up the travel times from every origin to every place: the same as `spans` measures.

    Parameters
    ----------
    found
        Profiles of the places.
    access
        Walks from the origins to the stops around them.
    percentiles, direct
        As in `spans`.

    Yields
    ------
    The origins of a block, in order, and their travel times.

    Raises
    ------
    ShapeError
        If what is given does not fit together or is out of its range.

    Examples
    --------
    A bus leaves at 1,000 s and rides for five minutes, as in `spans`:

    >>> from beffroi.kernels.raptor import Network, lines, links, walks
    >>> day = lines([1, 1], [0, 1], [1000, 1300], [1000, 1300], n_stops=2)
    >>> home, shop = (links([0], [stop], [60], n_places=1, n_stops=2) for stop in (0, 1))
    >>> network = Network(day, walks([], [], [], n_stops=2), home, shop)
    >>> found = profiles(network, departures=[900, 960], limit=3600, most_rides=2)
    >>> ((rows, times),) = looked_up(found, home, percentiles=(50, 100))
    >>> times.percentiles.tolist(), times.share.tolist()
    ([[[460.0, inf]]], [[0.5]])
    """
    most = int(access.stops.max(initial=-1))
    if most >= found.day.n_stops:
        raise ShapeError(
            "Links lead to stop {most}, profiles are of {n_stops} stops: number the same stops in "
            "both.",
            most=most,
            n_stops=found.day.n_stops,
        )
    ranking = ranking_for(percentiles, len(found.window.departures))
    boards = worthwhile(found.day, *access)

    def fill(rows: Ints, block: Block) -> None:
        _fill_rows(found, boards, ranking, rows, block)

    return blocks((access.n_places, found.n_places), ranking, direct, fill)


def _boarded(task: _Backwards, place: int, desk: Desk) -> Halves:
    """Find the earliest arrival at a place by each row of the turned timetable, as `Profiles`."""
    day, near = task.network.lines, task.near
    around = slice(near.indptr[place], near.indptr[place + 1])
    leave = _leaves(day, near.calls[around], near.seconds[around])
    leave = leave[(leave >= task.window.departures[0]) & (leave <= task.window.horizon)]
    times = np.full(len(day.arrivals), TOO_LATE, np.uint16)
    if not leave.size:
        return times
    window = task.window._replace(departures=np.unique(leave))
    home = Boards(near.indptr[place : place + 2], near.calls, near.seconds)
    spread(day, home, task.changes, window, desk)
    _carry(day, desk.ridden)
    known = desk.ridden >= 0
    times[known] = window.horizon - window.departures[desk.ridden[known]]
    return times


def _leaves(day: Lines, calls: Ints, seconds: Ints) -> Ints:
    """Say when one has to leave for each trip of some calls, so many seconds away."""
    pattern = day.pattern[calls]
    n_trips = day.n_trips[pattern]
    rank = np.arange(n_trips.sum()) - np.repeat(np.cumsum(n_trips) - n_trips, n_trips)
    row = day.base[pattern] + calls - day.begin[pattern]
    length = day.begin[pattern + 1] - day.begin[pattern]
    rows = np.repeat(row, n_trips) + rank * np.repeat(length, n_trips)
    return np.asarray(day.departures[rows] - np.repeat(seconds, n_trips), np.int32)


@kernel
def _carry(day: Lines, ridden: Ints) -> None:
    """Whatever a trip is ridden for, those after it on its pattern can be ridden for too."""
    for pattern in range(day.n_trips.size):
        length = np.int64(day.begin[pattern + 1] - day.begin[pattern])
        begin = day.base[pattern] + length
        for row in range(begin, begin + length * (day.n_trips[pattern] - 1)):
            ridden[row] = max(ridden[row], ridden[row - length])


@kernel
def _fill_rows(found: Profiles, access: Boards, ranking: Ranking, rows: Ints, block: Block) -> None:
    """Look up the origins of some rows of a block, and write these."""
    window, n_places = found.window, found.arrivals.shape[1]
    soonest = np.empty((window.departures.size, n_places), np.uint16)
    times = np.empty((window.departures.size, TOGETHER), np.int32)
    on_foot = np.full((1, n_places), NEVER, np.int32)
    latest = np.empty(found.day.n_trips.max() if found.day.n_trips.size else 0, np.int32)
    for row in rows:
        _board(found.arrivals, _listed(found, access, block.first + row, latest), soonest)
        walks = block.direct[row] if block.direct.shape[0] else on_foot[0]
        for begin in range(0, n_places, TOGETHER):
            _put(window, soonest[:, begin : begin + TOGETHER], times)
            spend(window, walks[begin : begin + TOGETHER], times)
            summarise(times, ranking, block, row, begin)


@part
def _board(arrivals: Halves, boards: Ints, soonest: Halves) -> None:
    """Come to all places by each of some rows, for the last departure that catches it."""
    soonest[:] = TOO_LATE
    for entry in range(boards.shape[0]):
        number, leave = boards[entry, 0], boards[entry, 1]
        for place in range(arrivals.shape[1]):
            soonest[leave, place] = min(soonest[leave, place], arrivals[number, place])


@part
def _put(window: Window, soonest: Halves, times: Ints) -> None:
    """Make times of the day of the arrivals at some places."""
    first = np.int32(window.departures[0])
    for leave in range(times.shape[0]):
        for column in range(soonest.shape[1]):
            since = np.int32(soonest[leave, column])
            times[leave, column] = NEVER if since == TOO_LATE else first + since


@part
def _listed(found: Profiles, access: Boards, origin: int, latest: Ints) -> Ints:
    """List what is worth boarding from an origin: rows, and the last departure that catches each.

    A trip is left out if the trip before it is caught leaving as late, or if it is caught leaving
    as late at a call farther back: one who boards there can do all that can be done here.
    """
    day, departures, number = found.day, found.window.departures, found.number
    room = 0
    for entry in range(access.indptr[origin], access.indptr[origin + 1]):
        room += min(day.n_trips[day.pattern[access.calls[entry]]], departures.size)
    boards, count, pattern = np.empty((room, 2), np.int32), 0, -1
    for entry in range(access.indptr[origin], access.indptr[origin + 1]):
        call, seconds = access.calls[entry], access.seconds[entry]
        if day.pattern[call] != pattern:
            pattern = day.pattern[call]
            latest[:] = -1
        length = np.int64(day.begin[pattern + 1] - day.begin[pattern])
        row, leave = day.base[pattern] + call - day.begin[pattern], -1
        for trip in range(day.n_trips[pattern]):
            before, off = leave, day.departures[row + trip * length]
            while leave + 1 < departures.size and departures[leave + 1] + seconds <= off:
                leave += 1
            if number[row + trip * length] < 0 and leave >= 0:
                break
            if leave > max(before, latest[trip]):
                boards[count, 0], boards[count, 1] = number[row + trip * length], leave
                count += 1
            latest[trip] = max(latest[trip], leave)
            if leave == departures.size - 1:
                break
    return boards[:count]
