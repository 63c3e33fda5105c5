"""How long a journey by public transport takes, leaving now or at any minute of a window."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from beffroi.kernels.raptor.boarding import worthwhile
from beffroi.kernels.raptor.changes import changes_for
from beffroi.kernels.raptor.checking import Floats, Ints
from beffroi.kernels.raptor.networks import Network
from beffroi.kernels.raptor.rounds import desk_for
from beffroi.kernels.raptor.rows import Block, Question, fill_rows
from beffroi.kernels.raptor.tasks import (
    Spans,
    Walking,
    blocks,
    check_stops,
    departures_of,
    limit_of,
    ranking_for,
    rides_of,
)
from beffroi.kernels.raptor.windows import window_for


def spans(
    network: Network,
    *,
    departures: npt.ArrayLike,
    limit: int,
    most_rides: int,
    percentiles: Sequence[float] = (5, 25, 50, 75, 95),
    direct: Walking | None = None,
) -> Iterator[tuple[slice, Spans]]:
    """Measure the travel times from every origin to every place, over a window of departures.

    Whoever leaves at 8:00 walks to a stop, waits, rides, changes (walking at most once between
    two rides) and walks from a stop to the place; the travel time is all of it. Walks are
    never strung together: the first and the last are those of `access` and `egress`.

    Parameters
    ----------
    network
        Timetable, walks between stops, from the origins and to the places.
    departures : (n_departures,)
        When to leave, rising, such as every minute from 7:00 to 7:59; at least one. [s]
    limit
        Longest travel time that counts, >= 0. [s]
    most_rides
        Vehicles that may be taken, 0 to 32; one more than the changes.
    percentiles
        Percentiles that are wanted, 0 to 100.
    direct
        Gives the direct walks of a block of origins, which may be quicker.

    Yields
    ------
    The origins of a block, in order, and their travel times: a block at a time, so that memory
    does not grow with the number of origins.

    Raises
    ------
    ShapeError
        If what is given does not fit together or is out of its range.

    References
    ----------
    D. Delling, T. Pajor, R. F. Werneck, "Round-Based Public Transit Routing", Transportation
    Science 49 (3), 2015, pp. 591-604, doi:10.1287/trsc.2014.0534.

    Examples
    --------
    A bus leaves at 1,000 s and rides for five minutes; origin and destination lie a minute from
    its stops. Leaving at 900 s one waits 40 s, leaving at 960 s one misses it:

    >>> from beffroi.kernels.raptor import Network, lines, links, walks
    >>> day = lines([1, 1], [0, 1], [1000, 1300], [1000, 1300], n_stops=2)
    >>> home, shop = (links([0], [stop], [60], n_places=1, n_stops=2) for stop in (0, 1))
    >>> network = Network(day, walks([], [], [], n_stops=2), home, shop)
    >>> task = {"limit": 3600, "most_rides": 2, "percentiles": (50, 100)}
    >>> for rows, found in spans(network, departures=[900, 960], **task):
    ...     print(rows, found.percentiles.tolist(), found.share.tolist())
    slice(0, 1, None) [[[460.0, inf]]] [[0.5]]
    """
    check_stops(network)
    window = window_for(network.lines, departures_of(departures), limit_of(limit))
    question = Question(
        access=worthwhile(network.lines, *network.access),
        changes=changes_for(network.lines, network.walks, window, network.access.n_places),
        egress=network.egress,
        window=window,
        ranking=ranking_for(percentiles, len(window.departures)),
    )
    cap, listed = rides_of(most_rides), question.changes.indptr.size > 0

    def fill(rows: Ints, block: Block) -> None:
        desk = desk_for(network.lines, len(window.departures), cap, listed=listed)
        fill_rows(network.lines, question, desk, rows, block)

    shape = network.access.n_places, network.egress.n_places
    return blocks(shape, question.ranking, direct, fill)


def durations(
    network: Network,
    *,
    departure: int,
    limit: int,
    most_rides: int,
    direct: Walking | None = None,
) -> Floats:
    """Measure the travel times from every origin to every place, leaving at one time.

    To arrive by a time instead, turn round the timetable (see `reversed_`).

    Parameters
    ----------
    network, limit, most_rides, direct
        As in `spans`.
    departure
        When to leave. [s]

    Returns
    -------
    (n_origins, n_places)
        Travel times, waiting included, infinite where they exceed the limit. [s]

    Raises
    ------
    ShapeError
        If what is given does not fit together or is out of its range.

    Examples
    --------
    >>> from beffroi.kernels.raptor import Network, lines, links, walks
    >>> day = lines([1, 1], [0, 1], [1000, 1300], [1000, 1300], n_stops=2)
    >>> home, shop = (links([0], [stop], [60], n_places=1, n_stops=2) for stop in (0, 1))
    >>> network = Network(day, walks([], [], [], n_stops=2), home, shop)
    >>> durations(network, departure=900, limit=3600, most_rides=2)
    array([[460.]], dtype=float32)
    """
    parts = spans(
        network,
        departures=[departure],
        limit=limit,
        most_rides=most_rides,
        percentiles=(),
        direct=direct,
    )
    table = np.empty((network.access.n_places, network.egress.n_places), np.float32)
    for rows, found in parts:
        table[rows] = found.least
    return table
