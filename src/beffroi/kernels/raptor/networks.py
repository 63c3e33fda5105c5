"""A timetable with the walks around it, and the same turned round in time."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.raptor.checking import pointers
from beffroi.kernels.raptor.timetable import Lines, boarding_calls, boards
from beffroi.kernels.raptor.walking import Links, Walks


class Network(NamedTuple):
    """All that a journey is made of: made by `lines`, `walks`, and `links` twice.

    `access` holds the walks from the origins to the stops around them, `egress` those from
    the stops to the places.
    """

    lines: Lines
    walks: Walks
    access: Links
    egress: Links


def reversed_(network: Network) -> Network:
    """Turn a network round, so that a search forward in it is one backward in time.

    Times change their sign and places become origins: to arrive by 9:00, search the turned
    network with `departure` -9 * 3600, for a table of places by origins; a journey found in it
    is a journey of the network, as long, read from its end.

    Parameters
    ----------
    network
        The lines and walks to turn round.

    Returns
    -------
    The network turned round.

    Examples
    --------
    >>> from beffroi.kernels.raptor import lines, links, walks
    >>> day = lines([7, 7], [0, 1], [100, 900], [160, 900], n_stops=2)
    >>> home, shop = (links([0], [stop], [60], n_places=1, n_stops=2) for stop in (0, 1))
    >>> turned = reversed_(Network(day, walks([], [], [], n_stops=2), home, shop))
    >>> turned.lines.arrivals.tolist(), turned.lines.departures.tolist()
    ([-900, -160], [-900, -100])
    >>> turned.lines.stops.tolist(), turned.access.stops.tolist()
    ([1, 0], [1])
    """
    turned = _reversed_lines(network.lines), _reversed_walks(network.walks)
    return Network(*turned, access=network.egress, egress=network.access)


def turned_rows(day: Lines) -> npt.NDArray[np.int64]:
    """Say where each row of a timetable that was turned round stands in the timetable given.

    Parameters
    ----------
    day
        The timetable before it was turned.

    Returns
    -------
    (n_rows,)
        Rows of its `arrivals`, in the order of those of the turned one.

    Examples
    --------
    >>> from beffroi.kernels.raptor import lines
    >>> turned_rows(lines([7, 7], [0, 1], [0, 60], [0, 60], n_stops=2)).tolist()
    [1, 0]
    """
    return _turned(np.append(day.base, len(day.arrivals)))


def _reversed_lines(day: Lines) -> Lines:
    times = turned_rows(day)
    order = _turned(day.begin)
    stops = day.stops[order]
    may_alight = boards(day)[order]
    may_board = (day.alights >= 0)[order]
    may_board[day.begin[1:] - 1] = False
    indptr, boarding = boarding_calls(stops, may_board, day.n_stops)
    return day._replace(
        trips=day.trips[_turned(day.trip_begin)],
        arrivals=-day.departures[times],
        departures=-day.arrivals[times],
        stops=stops,
        alights=np.where(may_alight, stops, np.int32(-1)).astype(np.int32),
        indptr=indptr,
        boarding=boarding,
    )


def _turned(begin: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int64]:
    """Give the members of each group, from its last to its first."""
    group = np.repeat(np.arange(len(begin) - 1), np.diff(begin))
    return begin[group] + begin[group + 1] - 1 - np.arange(begin[-1])


def _reversed_walks(between: Walks) -> Walks:
    n_stops = len(between.indptr) - 1
    tails = np.repeat(np.arange(n_stops), np.diff(between.indptr))
    own = between.stops != tails
    order = np.lexsort((tails, between.seconds, own, between.stops))
    return Walks(
        pointers(between.stops.astype(np.int64), n_stops),
        tails[order].astype(np.int32),
        between.seconds[order],
        between.change,
    )
