"""The walks of a journey: from a place to the stops around it, and from stop to stop."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels import graph
from beffroi.kernels.raptor.checking import (
    NEVER,
    Ints,
    numbers,
    pointers,
    same_length,
    whole_seconds,
)


class Links(NamedTuple):
    """Stops within a walk of each place: those of place `p` from `indptr[p]` to `indptr[p + 1]`.

    The same links serve to leave a place and to come to it, where walking takes as long both
    ways.
    """

    indptr: Ints
    stops: Ints
    seconds: Ints

    @property
    def n_places(self) -> int:
        """Number of places, with stops around them or not."""
        return len(self.indptr) - 1


class Walks(NamedTuple):
    """Stops at which one can board after alighting at a stop, the stop itself first.

    Those for stop `s` stand from `indptr[s]` to `indptr[s + 1]`, after itself by rising `seconds`,
    which are the walk and `change`, the time that every change takes besides. Where `amended`
    forbids a change at one stop, the stop itself lacks.
    """

    indptr: Ints
    stops: Ints
    seconds: Ints
    change: int


def links(
    place: npt.ArrayLike,
    stop: npt.ArrayLike,
    seconds: npt.ArrayLike,
    *,
    n_places: int,
    n_stops: int,
) -> Links:
    """Gather the walks between places and the stops around them.

    Parameters
    ----------
    place, stop : (n_links,)
        Numbers of the place and of the stop that each walk joins. Of several walks between
        the same two the shortest counts.
    seconds : (n_links,)
        Walking time >= 0, rounded up to whole seconds; infinite where no way leads. [s]
    n_places, n_stops
        How many there are.

    Returns
    -------
    The links of each place, possibly none.

    Raises
    ------
    ShapeError
        If the lists do not fit together, name a place or a stop that is not there, or hold a
        time that is negative or missing.

    Examples
    --------
    >>> links([1, 1], [0, 2], [60, 90], n_places=2, n_stops=3).indptr.tolist()
    [0, 0, 2]
    """
    places, stops = numbers(place, n_places, "places"), numbers(stop, n_stops, "stops")
    times = whole_seconds(seconds, "links")
    same_length({"place": places, "stop": stops, "seconds": times})
    pairs = places * n_stops + stops
    known = times < NEVER
    if not (known.all() and (np.diff(pairs) > 0).all()):
        order = np.lexsort((times, pairs))
        order = order[known[order]]
        first = np.append(True, np.diff(pairs[order]) != 0)[: len(order)]
        places, stops, times = (values[order[first]] for values in (places, stops, times))
    return Links(pointers(places, n_places), stops.astype(np.int32), times)


def walks(
    tails: npt.ArrayLike,
    heads: npt.ArrayLike,
    seconds: npt.ArrayLike,
    *,
    n_stops: int,
    change: int = 0,
    longest: float | None = None,
) -> Walks:
    """Gather the walks between stops, and close them: walks one after the other are one walk.

    Parameters
    ----------
    tails, heads : (n_walks,)
        Stops where each walk begins and ends. Give both directions.
    seconds : (n_walks,)
        Walking time >= 0, rounded up to whole seconds; infinite where no way leads. [s]
    n_stops
        How many stops there are.
    change
        Time that every change of vehicle takes besides the walk, at the same stop as well:
        who alights at 8:00 boards from 8:00 and `change` seconds on. [s]
    longest
        Longest walk that is made of several; by default the longest walk given. Without such
        a limit, stops a few minutes apart would join a whole town on foot. [s]

    Returns
    -------
    The walks, each stop's own (of no length) included, transitively closed up to `longest`.

    Raises
    ------
    ShapeError
        If the lists do not fit together, name a stop that is not there, or a time is negative
        or missing.

    References
    ----------
    D. Delling, T. Pajor, R. F. Werneck, "Round-Based Public Transit Routing", Transportation
    Science 49 (3), 2015, pp. 591-604, doi:10.1287/trsc.2014.0534: a round looks at a single
    walk after each ride, so that walks must be closed.

    Examples
    --------
    >>> around = walks([0, 1], [1, 2], [60, 60], n_stops=3, longest=120)
    >>> around.stops[:3].tolist(), around.seconds[:3].tolist()
    ([0, 1, 2], [0, 60, 120])
    """
    from_stop, to_stop = numbers(tails, n_stops, "tails"), numbers(heads, n_stops, "heads")
    times = whole_seconds(seconds, "walks")
    same_length({"tails": from_stop, "heads": to_stop, "seconds": times})
    if change < 0:
        raise ShapeError("A change takes {change} s: give seconds >= 0.", change=change)
    limit = _longest(times) if longest is None else float(longest)
    known = times <= limit
    nowhere = np.zeros(n_stops)
    ways = graph.build(
        from_stop[known],
        to_stop[known],
        times[known],
        np.full(int(known.sum()), np.inf),
        x=nowhere,
        y=nowhere,
    )
    near = graph.reached(ways, np.arange(n_stops), limit)
    tail = np.repeat(np.arange(n_stops), np.diff(near.indptr))
    order = np.lexsort((near.nodes, near.nodes != tail, near.costs, tail))
    return Walks(
        near.indptr.astype(np.int32),
        near.nodes[order],
        np.rint(near.costs[order]).astype(np.int32) + np.int32(change),
        int(change),
    )


def amended(
    between: Walks, tails: npt.ArrayLike, heads: npt.ArrayLike, seconds: npt.ArrayLike
) -> Walks:
    """Give some changes another time than the walk and the usual margin; forbid some.

    Parameters
    ----------
    between
        The walks between stops, closed.
    tails, heads : (n_pairs,)
        Stops to alight and to board at, each pair once; a stop with itself is a change there.
    seconds : (n_pairs,)
        Time from alighting to boarding >= 0, all included, rounded up to whole seconds;
        infinite where one cannot change. [s]

    Returns
    -------
    The walks with these times in the place of theirs, and with the pairs that were not there; they
    are not closed again: a time holds for its own pair alone.

    Raises
    ------
    ShapeError
        If the lists do not fit together, name a stop that is not there, or a time is negative
        or missing.

    Examples
    --------
    >>> around = walks([0, 1], [1, 0], [60, 60], n_stops=2, change=30)
    >>> mended = amended(around, [0, 1], [1, 1], [300, np.inf])
    >>> mended.indptr.tolist(), mended.stops.tolist(), mended.seconds.tolist()
    ([0, 2, 3], [0, 1, 0], [30, 300, 90])
    """
    n_stops = len(between.indptr) - 1
    from_stop, to_stop = numbers(tails, n_stops, "tails"), numbers(heads, n_stops, "heads")
    times = whole_seconds(seconds, "changes")
    same_length({"tails": from_stop, "heads": to_stop, "seconds": times})
    tail = np.repeat(np.arange(n_stops), np.diff(between.indptr))
    kept = ~np.isin(tail * n_stops + between.stops, from_stop * n_stops + to_stop)
    known = times < NEVER
    tail = np.concatenate([tail[kept], from_stop[known]])
    head = np.concatenate([between.stops[kept].astype(np.int64), to_stop[known]])
    time = np.concatenate([between.seconds[kept], times[known]])
    order = np.lexsort((head, time, head != tail, tail))
    return Walks(pointers(tail, n_stops), head[order].astype(np.int32), time[order], between.change)


def _longest(times: Ints) -> float:
    return float(times[times < NEVER].max(initial=0))
