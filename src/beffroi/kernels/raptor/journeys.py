"""One journey leg by leg, to explain a travel time."""

from typing import NamedTuple

import numpy as np

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor.boarding import worthwhile
from beffroi.kernels.raptor.changes import unlisted
from beffroi.kernels.raptor.checking import NEVER, Ints
from beffroi.kernels.raptor.networks import Network
from beffroi.kernels.raptor.rounds import desk_for, spread
from beffroi.kernels.raptor.timetable import Lines, boards
from beffroi.kernels.raptor.walking import Links
from beffroi.kernels.raptor.windows import window_for

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
    """A search from one origin at one departure, done.

    `ready[k, s]` is the earliest time to board at stop `s` for ride `k + 1`, `came[k, s]` the
    stop alighted at before, -1 for the origin.
    """

    day: Lines
    alighted: Ints
    ready: Ints
    came: Ints


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
    come = _around(network.egress, ends[1])
    search = _searched(network, ends[0], departure, limit, most_rides)
    arrivals = search.alighted[:, come[0]] + come[1]
    if not arrivals.size or arrivals.min() > departure + limit:
        return []
    ride, link = (int(found[0]) for found in np.nonzero(arrivals == arrivals.min()))
    stop, seconds = int(come[0][link]), int(come[1][link])
    time = int(search.alighted[ride, stop])
    legs = [Leg(NOWHERE, stop, NOWHERE, time, time + seconds)]
    while ride >= 0:
        legs.append(_ridden(search, legs[-1].start, ride))
        stop = legs[-1].start
        ride = int((search.ready[:, stop] == search.ready[ride, stop]).argmax()) - 1
        before = int(search.came[ride + 1, stop])
        off = departure if ride < 0 else int(search.alighted[ride, before])
        legs.append(Leg(NOWHERE, before, stop, off, int(search.ready[ride + 1, stop])))
    return legs[::-1]


def _searched(
    network: Network, origin: int, departure: int, limit: int, most_rides: int
) -> _Search:
    """Search from an origin, and say when and from where one comes to each stop to board."""
    day, (stops, seconds) = network.lines, _around(network.access, origin)
    window = window_for(day, np.array([departure], np.int32), limit)
    desk = desk_for(day, 1, most_rides, listed=False)
    around = np.array([0, len(stops)], np.int32)
    changes = unlisted(worthwhile(day, *network.walks[:3]))
    spread(day, worthwhile(day, around, stops, seconds), changes, window, desk)
    alighted = desk.alighted.T
    ready = np.full((most_rides, day.n_stops), NEVER, np.int32)
    came = np.full((most_rides, day.n_stops), NOWHERE, np.int32)
    ready[:, stops] = departure + seconds
    tails = np.repeat(np.arange(day.n_stops), np.diff(network.walks.indptr))
    heads = network.walks.stops
    for ride in range(1, most_rides):
        times = np.minimum(alighted[ride - 1, tails], NEVER - network.walks.seconds)
        times += network.walks.seconds
        order = np.argsort(-times, kind="stable")
        better = order[times[order] < ready[ride, heads[order]]]
        ready[ride:, heads[better]], came[ride:, heads[better]] = times[better], tails[better]
    return _Search(day, alighted, ready, came)


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


def _ridden(search: _Search, stop: int, ride: int) -> Leg:
    """Find the trip by which one alights at a stop, and the last stop where one could board."""
    day, time = search.day, search.alighted[ride, stop]
    ride = int((search.alighted[:, stop] == time).argmax())
    may_board = boards(day)
    for call in np.flatnonzero(day.alights == stop).tolist():
        pattern = day.pattern[call]
        begin, end = int(day.begin[pattern]), int(day.begin[pattern + 1])
        block = slice(day.base[pattern], day.base[pattern] + (end - begin) * day.n_trips[pattern])
        arrivals = day.arrivals[block].reshape(-1, end - begin)
        departures = day.departures[block].reshape(-1, end - begin).T
        before = np.arange(begin, call)
        ready = np.where(may_board[before], search.ready[ride, day.stops[before]], NEVER)
        fits = departures[: call - begin] >= ready[:, np.newaxis]
        fits &= arrivals[:, call - begin] == time
        if fits.any():
            place, trip = (int(found[-1]) for found in np.nonzero(fits))
            name = int(day.trips[day.trip_begin[pattern] + trip])
            leaves = int(departures[place, trip])
            return Leg(name, int(day.stops[begin + place]), stop, leaves, int(time))
    raise AssertionError("A time to alight was found without a trip.")
