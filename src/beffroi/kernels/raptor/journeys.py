"""One journey leg by leg, to explain a travel time."""

from typing import NamedTuple

import numpy as np

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor.checking import NEVER, Ints
from beffroi.kernels.raptor.networks import Network
from beffroi.kernels.raptor.rounds import Desk, desk_for, spread, window_for
from beffroi.kernels.raptor.timetable import Lines, boards
from beffroi.kernels.raptor.walking import Links, Walks

NOWHERE = -1
"""Stands for the stop of the origin and of the place, and for the trip of a walk."""


class Leg(NamedTuple):
    """A walk (`trip` -1) or a ride; one waits between the end of a leg and the next begin.

    `start` and `end` are stops, -1 at the two ends of the journey. [s]
    """

    trip: int
    start: int
    end: int
    begins: int
    ends: int


class _Search(NamedTuple):
    """A search from one origin at one departure, done."""

    day: Lines
    between: Walks
    desk: Desk


def journey(
    network: Network,
    *,
    ends: tuple[int, int],
    departure: int,
    limit: int,
    most_rides: int,
) -> list[Leg]:
    """Find the legs of a quickest journey, of those one with the fewest rides.

    Parameters
    ----------
    network, departure, limit, most_rides
        As in `spans.durations`.
    ends
        Numbers of the origin and of the place.

    Returns
    -------
    Walks and rides in turn, from the departure to an arrival as early as `durations` says; a
    change at one stop is a walk of no length (or of the time that a change takes). Empty if no
    vehicle leads there within the limit; direct walks are the caller's.

    Raises
    ------
    ShapeError
        If the origin or the place is not there.

    Examples
    --------
    >>> from beffroi.kernels.raptor import Network, lines, links, walks
    >>> day = lines([7, 7], [0, 1], [1000, 1300], [1000, 1300], n_stops=2)
    >>> home, shop = (links([0], [stop], [60], n_places=1, n_stops=2) for stop in (0, 1))
    >>> network = Network(day, walks([], [], [], n_stops=2), home, shop)
    >>> for leg in journey(network, ends=(0, 0), departure=900, limit=3600, most_rides=2):
    ...     print(leg)
    Leg(trip=-1, start=-1, end=0, begins=900, ends=960)
    Leg(trip=7, start=0, end=1, begins=1000, ends=1300)
    Leg(trip=-1, start=1, end=-1, begins=1300, ends=1360)
    """
    if most_rides == 0:
        return []
    leave, come = _around(network.access, ends[0]), _around(network.egress, ends[1])
    window = window_for(network.lines, np.array([departure], np.int32), limit)
    search = _Search(network.lines, network.walks, desk_for(network.lines, window, most_rides))
    spread(network, window, search.desk, *leave)
    arrivals = search.desk.alighted[come[0]] + come[1][:, np.newaxis]
    if not len(arrivals) or arrivals.min() > departure + limit:
        return []
    ride = int((arrivals.min(axis=0) == arrivals.min()).argmax())
    link = int(arrivals[:, ride].argmin())
    stop, seconds = int(come[0][link]), int(come[1][link])
    time = int(search.desk.alighted[stop, ride])
    legs = [Leg(NOWHERE, stop, NOWHERE, time, time + seconds)]
    while ride >= 0:
        legs.append(_ridden(search, legs[-1].start, ride))
        legs.append(_walked(search, legs[-1].start, ride, departure))
        ride = _first(search.desk.ready[legs[-1].end], ride) - 1
    return legs[::-1]


def _around(links: Links, place: int) -> tuple[Ints, Ints]:
    """Take the stops around a place, and the walks to them."""
    if not 0 <= place < links.n_places:
        raise ShapeError(
            "A journey is asked for from or to place {place} of {n_places}: give one of them.",
            place=place,
            n_places=links.n_places,
        )
    around = slice(links.indptr[place], links.indptr[place + 1])
    return links.stops[around], links.seconds[around]


def _first(times: Ints, ride: int) -> int:
    """Find the fewest rides after which the time of a stop is that after so many."""
    return int((times == times[ride]).argmax())


def _ridden(search: _Search, stop: int, ride: int) -> Leg:
    """Find the trip by which one alights at a stop, and the last stop where one could board."""
    day, desk = search.day, search.desk
    ride = _first(desk.alighted[stop], ride)
    time = desk.alighted[stop, ride]
    may_board = boards(day)
    for call in np.flatnonzero(day.alights == stop).tolist():
        pattern = day.pattern[call]
        begin, end = int(day.begin[pattern]), int(day.begin[pattern + 1])
        block = slice(day.base[pattern], day.base[pattern] + (end - begin) * day.n_trips[pattern])
        arrivals = day.arrivals[block].reshape(-1, end - begin)
        departures = day.departures[block].reshape(end - begin, -1)
        before = np.arange(begin, call)
        ready = np.where(may_board[before], desk.ready[day.stops[before], ride], NEVER)
        fits = departures[: call - begin] >= ready[:, np.newaxis]
        fits &= arrivals[:, call - begin] == time
        if fits.any():
            place, trip = (int(found[-1]) for found in np.nonzero(fits))
            name = int(day.trips[day.trip_begin[pattern] + trip])
            leaves = int(departures[place, trip])
            return Leg(name, int(day.stops[begin + place]), stop, leaves, int(time))
    raise AssertionError("A time to alight was found without a trip.")


def _walked(search: _Search, stop: int, ride: int, departure: int) -> Leg:
    """Find the walk by which one came to a stop to board there."""
    desk, between = search.desk, search.between
    ride = _first(desk.ready[stop], ride)
    time = int(desk.ready[stop, ride])
    if ride == 0:
        return Leg(NOWHERE, NOWHERE, stop, departure, time)
    tails = np.repeat(np.arange(len(between.indptr) - 1), np.diff(between.indptr))
    off = desk.alighted[tails, ride - 1]
    fits = (between.stops == stop) & (off + between.seconds == time)
    walk = int(fits.argmax())
    return Leg(NOWHERE, int(tails[walk]), stop, int(off[walk]), time)
