"""How long a journey by public transport takes, leaving now or at any minute of a window."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor.boarding import worthwhile
from beffroi.kernels.raptor.checking import MOST_SECONDS, Floats, Ints
from beffroi.kernels.raptor.networks import Network
from beffroi.kernels.raptor.ranks import comparators, rank
from beffroi.kernels.raptor.rounds import desk_for, window_for
from beffroi.kernels.raptor.rows import Block, Question, Ranking, fill_rows

ROOM = 1 << 23
"""Figures that are kept at a time, over all origins of a block, unless one origin has more."""
AT_ONCE = 16
"""Origins that a thread takes at a time."""
MOST_RIDES = 32
"""More rides than anybody takes: the cap may not be higher."""

Walking = Callable[[slice], npt.ArrayLike]
"""Gives the direct walks of a block of origins, `(n, n_places)`, infinite if too long. [s]"""


@dataclass(frozen=True, slots=True)
class Spans:
    """Travel times over a window of departures, for a block of origins.

    Parameters
    ----------
    percentiles : (n, n_places, n_percentiles)
        Travel time, waiting included, that so many percent of the departures do not exceed
        (nearest rank, `ranks.rank`); those that do not arrive count as infinite, last. [s]
    least : (n, n_places)
        Shortest travel time of all departures, infinite if none arrives. [s]
    share : (n, n_places)
        Departures that arrive within the limit, in [0, 1]. [1]
    """

    percentiles: Floats
    least: Floats
    share: Floats


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
    _check_stops(network)
    window = window_for(network.lines, _departures(departures), _limit(limit))
    question = Question(
        access=worthwhile(network.lines, *network.access),
        changes=worthwhile(network.lines, *network.walks[:3]),
        egress=network.egress,
        window=window,
        ranking=_ranking(percentiles, len(window.departures)),
    )
    return _searched(network, question, _rides(most_rides), direct)


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
    blocks = spans(
        network,
        departures=[departure],
        limit=limit,
        most_rides=most_rides,
        percentiles=(),
        direct=direct,
    )
    table = np.empty((network.access.n_places, network.egress.n_places), np.float32)
    for rows, found in blocks:
        table[rows] = found.least
    return table


def _searched(
    network: Network, question: Question, most_rides: int, direct: Walking | None
) -> Iterator[tuple[slice, Spans]]:
    """Search block after block of origins, each on all threads."""
    n_origins, n_places = network.access.n_places, network.egress.n_places
    n_ranks = len(question.ranking.ranks)
    size = max(ROOM // max(n_places * (n_ranks + 3), 1), 1)
    with ThreadPoolExecutor(numba.config.NUMBA_NUM_THREADS) as threads:
        for begin in range(0, n_origins, size):
            origins = slice(begin, min(begin + size, n_origins))
            block = _block(origins, n_places, n_ranks, direct)

            def fill(rows: Ints, block: Block = block) -> None:
                desk = desk_for(network.lines, question.window, most_rides)
                fill_rows(network.lines, question, desk, rows, block)

            rows = np.arange(origins.stop - begin, dtype=np.int32)
            list(threads.map(fill, np.array_split(rows, -(-len(rows) // AT_ONCE))))
            yield origins, Spans(block.percentiles, block.least, block.share)


def _block(origins: slice, n_places: int, n_ranks: int, direct: Walking | None) -> Block:
    """Make room for the results of some origins."""
    shape = (origins.stop - origins.start, n_places)
    walks = np.empty((0, n_places), np.float32)
    if direct is not None:
        walks = np.ascontiguousarray(direct(origins), dtype=np.float32)
        if walks.shape != shape or not (walks >= 0).all():
            raise ShapeError(
                "Direct walks are of shape {found} for {expected} origins and places, or negative "
                "or missing: give seconds >= 0, infinite where no way leads.",
                found=walks.shape,
                expected=shape,
            )
        walks = np.ceil(walks)
    return Block(
        first=origins.start,
        direct=walks,
        least=np.empty(shape, np.float32),
        share=np.empty(shape, np.float32),
        percentiles=np.empty((*shape, n_ranks), np.float32),
    )


def _check_stops(network: Network) -> None:
    """Refuse a network whose parts do not speak of the same stops."""
    n_stops, n_walks = network.lines.n_stops, len(network.walks.indptr) - 1
    ends = (network.access, network.egress)
    most = max((int(links.stops.max(initial=-1)) for links in ends), default=-1)
    if n_walks != n_stops or most >= n_stops:
        raise ShapeError(
            "The timetable has {n_stops} stops, the walks between stops {n_walks}, and links lead "
            "to stop {most}: number the same stops in all of them.",
            n_stops=n_stops,
            n_walks=n_walks,
            most=most,
        )


def _limit(limit: int) -> int:
    if not 0 <= limit <= MOST_SECONDS:
        raise ShapeError(
            "The longest travel time is {limit} s: give whole seconds from 0 to {most}.",
            limit=limit,
            most=MOST_SECONDS,
        )
    return int(limit)


def _departures(departures: npt.ArrayLike) -> Ints:
    times = np.asarray(departures)
    if (
        times.ndim != 1
        or not times.size
        or not np.issubdtype(times.dtype, np.integer)
        or (np.diff(times) <= 0).any()
        or np.abs(times).max() > MOST_SECONDS
    ):
        raise ShapeError(
            "Departures are {found}: give one list of rising whole seconds.",
            found=times.tolist(),
        )
    return times.astype(np.int32)


def _rides(most_rides: int) -> int:
    if not 0 <= most_rides <= MOST_RIDES:
        raise ShapeError(
            "At most {found} rides are asked for: give a number from 0 to {most}.",
            found=most_rides,
            most=MOST_RIDES,
        )
    return int(most_rides)


def _ranking(percentiles: Sequence[float], n_departures: int) -> Ranking:
    if not all(0 <= percentile <= 100 for percentile in percentiles):
        raise ShapeError(
            "Percentiles are {found}: give numbers from 0 to 100.", found=list(percentiles)
        )
    ranks = [rank(percentile, n_departures) for percentile in percentiles]
    exchanges = comparators(n_departures, tuple(ranks))
    return Ranking(np.array(ranks, np.int32), exchanges)
