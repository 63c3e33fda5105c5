"""What is asked of a search, checked, and its results, block after block of origins."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.raptor.checking import MOST_SECONDS, NEVER, Floats, Ints
from beffroi.kernels.raptor.networks import Network
from beffroi.kernels.raptor.ranks import comparators, rank
from beffroi.kernels.raptor.rows import Block, Ranking

ROOM = 1 << 23
"""Figures that are kept at a time, over all origins of a block, unless one origin has more."""
AT_ONCE = 16
"""Origins that a thread takes at a time."""
MOST_RIDES = 32
"""More rides than anybody takes: the cap may not be higher."""

Walking = Callable[[slice], npt.ArrayLike]
"""Gives the direct walks of a block of origins, `(n, n_places)`, infinite if too long. [s]"""


Fill = Callable[[Ints, Block], None]
"""Writes some rows of a block."""


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


def blocks(
    shape: tuple[int, int], ranking: Ranking, direct: Walking | None, fill: Fill
) -> Iterator[tuple[slice, Spans]]:
    """Fill block after block of origins, each on all threads.

    Parameters
    ----------
    shape
        How many origins and places there are.
    ranking
        What is wanted of the travel times.
    direct
        Gives the direct walks of a block of origins.
    fill
        Writes some rows of a block; called by several threads at once.

    Yields
    ------
    The origins of a block, in order, and their travel times.
    """
    n_origins, n_places = shape
    size = max(ROOM // max(n_places * (len(ranking.ranks) + 3), 1), 1)
    with ThreadPoolExecutor(numba.config.NUMBA_NUM_THREADS) as threads:
        for begin in range(0, n_origins, size):
            origins = slice(begin, min(begin + size, n_origins))
            block = _block(origins, n_places, len(ranking.ranks), direct)
            rows = np.arange(origins.stop - begin, dtype=np.int32)
            parts = np.array_split(rows, -(-len(rows) // AT_ONCE))
            list(threads.map(fill, parts, [block] * len(parts)))
            yield origins, Spans(block.percentiles, block.least, block.share)


def _block(origins: slice, n_places: int, n_ranks: int, direct: Walking | None) -> Block:
    """Make room for the results of some origins."""
    shape = (origins.stop - origins.start, n_places)
    walks = np.empty((0, n_places), np.int32)
    if direct is not None:
        given = np.asarray(direct(origins), dtype=np.float32)
        if given.shape != shape or not (given >= 0).all():
            raise ShapeError(
                "Direct walks are of shape {found} for {expected} origins and places, or negative "
                "or missing: give seconds >= 0, infinite where no way leads.",
                found=given.shape,
                expected=shape,
            )
        walks = np.minimum(np.ceil(given), np.float32(NEVER)).astype(np.int32)
    return Block(
        first=origins.start,
        direct=walks,
        least=np.empty(shape, np.float32),
        share=np.empty(shape, np.float32),
        percentiles=np.empty((*shape, n_ranks), np.float32),
    )


def check_stops(network: Network) -> None:
    """Refuse a network whose parts do not speak of the same stops.

    Raises
    ------
    ShapeError
        If timetable, walks and links do not number the same stops.
    """
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


def limit_of(limit: int) -> int:
    """Take the longest travel time, in whole seconds that sums can hold.

    Raises
    ------
    ShapeError
        If it is out of its range.
    """
    if not 0 <= limit <= MOST_SECONDS:
        raise ShapeError(
            "The longest travel time is {limit} s: give whole seconds from 0 to {most}.",
            limit=limit,
            most=MOST_SECONDS,
        )
    return int(limit)


def departures_of(departures: npt.ArrayLike) -> Ints:
    """Take departures, rising.

    Raises
    ------
    ShapeError
        If they are not one list of rising whole seconds.
    """
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


def rides_of(most_rides: int) -> int:
    """Take how many vehicles may be ridden.

    Raises
    ------
    ShapeError
        If they are more than anybody takes.
    """
    if not 0 <= most_rides <= MOST_RIDES:
        raise ShapeError(
            "At most {found} rides are asked for: give a number from 0 to {most}.",
            found=most_rides,
            most=MOST_RIDES,
        )
    return int(most_rides)


def ranking_for(percentiles: Sequence[float], n_departures: int) -> Ranking:
    """Find how to come by some percentiles of so many departures.

    Raises
    ------
    ShapeError
        If a percentile is out of its range.
    """
    if not all(0 <= percentile <= 100 for percentile in percentiles):
        raise ShapeError(
            "Percentiles are {found}: give numbers from 0 to 100.", found=list(percentiles)
        )
    ranks = [rank(percentile, n_departures) for percentile in percentiles]
    exchanges = comparators(n_departures, tuple(ranks))
    return Ranking(np.array(ranks, np.int32), exchanges)
