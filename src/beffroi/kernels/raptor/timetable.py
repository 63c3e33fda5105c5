"""The timetable of one day as arrays: lines whose trips follow one another without overtaking."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.raptor.checking import (
    MOST_SECONDS,
    NEVER,
    Flags,
    Ints,
    numbers,
    pointers,
    same_length,
)


class Lines(NamedTuple):
    """The trips of a day, gathered in patterns: same stops, same rights, no overtaking.

    A *pattern* holds trips that call at the same stops with the same rights to board and to
    alight, each behind the one before all the way. A *call* is a stop of a pattern: those of
    pattern `p` are numbered from `begin[p]` to `begin[p + 1]`. Its trips, `n_trips[p]` of
    them by rising time, stand in `trips` from `trip_begin[p]` on.

    `arrivals` and `departures` of pattern `p` stand from `base[p]` on, trip after trip.

    `stops` and `pattern` are those of each call; `alights` is its stop, or -1 where nobody
    may alight. Calls where one can board at stop `s` are `boarding[indptr[s]:indptr[s + 1]]`;
    never the last of a pattern.
    """

    begin: Ints
    n_trips: Ints
    trip_begin: Ints
    trips: npt.NDArray[np.int64]
    base: npt.NDArray[np.int64]
    arrivals: Ints
    departures: Ints
    stops: Ints
    pattern: Ints
    alights: Ints
    indptr: Ints
    boarding: Ints

    @property
    def n_stops(self) -> int:
        """Number of stops, served or not."""
        return len(self.indptr) - 1

    @property
    def n_calls(self) -> int:
        """Number of calls, all patterns together."""
        return len(self.stops)


class _Rows(NamedTuple):
    """Rows of stop times, trip after trip; those of trip `t` from `indptr[t]` on."""

    indptr: Ints
    trip: npt.NDArray[np.int64]
    stop: Ints
    arrival: Ints
    departure: Ints
    boards: Flags
    alights: Flags


def lines(
    trip: npt.ArrayLike,
    stop: npt.ArrayLike,
    arrival: npt.ArrayLike,
    departure: npt.ArrayLike,
    *,
    n_stops: int,
    boards: npt.ArrayLike | None = None,
    alights: npt.ArrayLike | None = None,
) -> Lines:
    """Gather the stop times of one day into patterns.

    Parameters
    ----------
    trip, stop : (n_rows,)
        Trip and stop of each row; the rows of a trip in the order of travel, not necessarily
        together. A trip may call twice at a stop. Trips of a single row carry nobody and are
        left out.
    arrival, departure : (n_rows,)
        Whole seconds since the start of the service day, beyond 86,400 after midnight; they
        never fall along a trip. [s]
    n_stops
        How many stops there are.
    boards, alights : (n_rows,)
        Whether one may get on or off there; everywhere by default.

    Returns
    -------
    The timetable, ready to be searched.

    Raises
    ------
    ShapeError
        If the lists do not fit together, name a stop that is not there, or a trip runs back
        in time.

    Examples
    --------
    A fast trip that overtakes a slow one gets a pattern of its own:

    >>> day = lines([1, 1, 2, 2], [0, 1, 0, 1], [0, 900, 60, 600], [0, 900, 60, 600], n_stops=2)
    >>> len(day.n_trips)
    2
    """
    rows = _rows(trip, stop, (arrival, departure), n_stops, (boards, alights))
    pattern, rank = _patterns(rows)
    return _gathered(rows, pattern, rank, n_stops)


def _rows(
    trip: npt.ArrayLike,
    stop: npt.ArrayLike,
    times: tuple[npt.ArrayLike, npt.ArrayLike],
    n_stops: int,
    rights: tuple[npt.ArrayLike | None, npt.ArrayLike | None],
) -> _Rows:
    """Check the rows, and put those of each trip together."""
    trips = numbers(trip, int(NEVER), "trips")
    stops = numbers(stop, n_stops, "stops").astype(np.int32)
    arrival, departure = (_times(values) for values in times)
    boards, alights = (
        np.ones(len(trips), np.bool_) if right is None else np.asarray(right, np.bool_)
        for right in rights
    )
    columns = {"stop": stops, "arrival": arrival, "departure": departure}
    same_length({"trip": trips, **columns, "boards": boards, "alights": alights})
    order = np.argsort(trips, kind="stable")
    _, number, count = np.unique(trips[order], return_inverse=True, return_counts=True)
    order = order[count[number] > 1]
    names, number = np.unique(trips[order], return_inverse=True)
    rows = _Rows(
        indptr=pointers(number, len(names)),
        trip=names,
        stop=stops[order],
        arrival=arrival[order],
        departure=departure[order],
        boards=boards[order],
        alights=alights[order],
    )
    _check_times(rows, number)
    return rows


def _times(values: npt.ArrayLike) -> Ints:
    """Take times of the day, which are whole seconds not too far from it."""
    array = np.asarray(values)
    if array.size and not np.issubdtype(array.dtype, np.integer):
        raise ShapeError(
            "Times of the timetable are of type {type}: give whole seconds, and put in those "
            "that a feed leaves blank.",
            type=array.dtype,
        )
    if array.size and np.abs(array).max() > MOST_SECONDS:
        raise ShapeError(
            "A time of the timetable is {time} s: give seconds since the start of the day.",
            time=array[np.abs(array).argmax()],
        )
    return array.astype(np.int32)


def _check_times(rows: _Rows, number: npt.NDArray[np.int64]) -> None:
    """Refuse trips that run back in time."""
    falls = rows.departure < rows.arrival
    falls[1:] |= (rows.arrival[1:] < rows.departure[:-1]) & (number[1:] == number[:-1])
    if falls.any():
        raise ShapeError(
            "{n_bad} rows of the timetable run back in time, first in trip {trip}: give times "
            "that never fall along a trip.",
            n_bad=int(falls.sum()),
            trip=rows.trip[number[falls.argmax()]],
        )


def _patterns(rows: _Rows) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Give each trip its pattern, and its rank within.

    Trips alike are sorted by their first departure; each joins the first of their patterns
    whose last trip it nowhere overtakes.
    """
    key = rows.stop.astype(np.int64) * 4 + rows.boards * 2 + rows.alights
    spans = list(zip(rows.indptr[:-1].tolist(), rows.indptr[1:].tolist(), strict=True))
    kinds: dict[bytes, int] = {}
    kind = np.array([kinds.setdefault(key[a:b].tobytes(), len(kinds)) for a, b in spans], np.int64)
    first = rows.departure[rows.indptr[:-1]]
    total = np.add.reduceat(rows.arrival, rows.indptr[:-1], dtype=np.int64) if spans else first
    pattern, rank = _parted(rows, kind, np.lexsort((total, first, kind)))
    return pattern, rank


@kernel
def _parted(
    rows: _Rows, kind: npt.NDArray[np.int64], order: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Part the trips of each kind into patterns without overtaking, and rank them within."""
    pattern, rank, last = np.empty_like(kind), np.empty_like(kind), np.empty_like(kind)
    begin, n_patterns = 0, 0
    for place in range(order.size):
        trip = order[place]
        if place == 0 or kind[order[place - 1]] != kind[trip]:
            begin = n_patterns
        number = begin
        while number < n_patterns and not _follows(rows, last[number], trip):
            number += 1
        rank[trip] = 0 if number == n_patterns else rank[last[number]] + 1
        n_patterns = max(n_patterns, number + 1)
        pattern[trip], last[number] = number, trip
    return pattern, rank


@part
def _follows(rows: _Rows, before: int, after: int) -> bool:
    """Say whether a trip stays behind another at every call."""
    indptr, arrival, departure = rows.indptr, rows.arrival, rows.departure
    shift = indptr[after] - indptr[before]
    for row in range(indptr[before], indptr[before + 1]):
        if arrival[row] > arrival[row + shift] or departure[row] > departure[row + shift]:
            return False
    return True


def _gathered(
    rows: _Rows, pattern: npt.NDArray[np.int64], rank: npt.NDArray[np.int64], n_stops: int
) -> Lines:
    """Lay the trips out pattern after pattern."""
    order = np.lexsort((rank, pattern))
    trip_begin = pointers(pattern, int(pattern.max(initial=-1)) + 1)
    leaders = order[trip_begin[:-1]]
    length = np.diff(rows.indptr)[leaders]
    begin = np.concatenate([[0], np.cumsum(length)]).astype(np.int32)
    n_trips = np.diff(trip_begin)
    base = np.concatenate([[0], np.cumsum(length.astype(np.int64) * n_trips)])[:-1]
    calls = np.concatenate(
        [np.arange(a, a + n) for a, n in zip(rows.indptr[leaders], length, strict=True)]
        or [np.empty(0, np.int64)]
    ).astype(np.int64)
    along = np.concatenate(
        [np.arange(a, b) for a, b in zip(rows.indptr[order], rows.indptr[order + 1], strict=True)]
        or [np.empty(0, np.int64)]
    ).astype(np.int64)
    stops, rights = rows.stop[calls], rows.boards[calls].copy()
    rights[begin[1:] - 1] = False
    indptr, boarding = boarding_calls(stops, rights, n_stops)
    return Lines(
        begin=begin,
        n_trips=n_trips.astype(np.int32),
        trip_begin=trip_begin,
        trips=rows.trip[order],
        base=base.astype(np.int64),
        arrivals=rows.arrival[along],
        departures=rows.departure[along],
        stops=stops,
        pattern=np.repeat(np.arange(len(length), dtype=np.int32), length),
        alights=np.where(rows.alights[calls], stops, np.int32(-1)).astype(np.int32),
        indptr=indptr,
        boarding=boarding,
    )


def boarding_calls(stops: Ints, rights: Flags, n_stops: int) -> tuple[Ints, Ints]:
    """List the calls at which one can board, by stop.

    Parameters
    ----------
    stops, rights : (n_calls,)
        Stop of each call, and whether one may board.
    n_stops
        How many stops there are.

    Returns
    -------
    (n_stops + 1,) and (n_boarding,)
        Calls of stop `s` stand from `indptr[s]` to `indptr[s + 1]`.

    Examples
    --------
    >>> boarding_calls(np.array([1, 0, 1]), np.array([True, False, True]), 2)[1].tolist()
    [0, 2]
    """
    calls = np.flatnonzero(rights)
    order = np.argsort(stops[calls], kind="stable")
    indptr = pointers(stops[calls].astype(np.int64), n_stops)
    return indptr, calls[order].astype(np.int32)


def boards(day: Lines) -> Flags:
    """Say at which calls one can board.

    Parameters
    ----------
    day
        Made by `lines`.

    Returns
    -------
    (n_calls,)
        Never the last call of a pattern.

    Examples
    --------
    >>> boards(lines([7, 7], [0, 1], [100, 900], [160, 900], n_stops=2)).tolist()
    [True, False]
    """
    rights = np.zeros(day.n_calls, np.bool_)
    rights[day.boarding] = True
    return rights
