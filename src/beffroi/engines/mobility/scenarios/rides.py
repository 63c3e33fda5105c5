"""Rides: what a zone on demand and a line of carpooling add to walking and to timetables.

Neither has a timetable: who takes one waits, rides, and walks at the ends, whatever the minute.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.access.inputs import Points, Task, parameter
from beffroi.engines.mobility.access.journeys import searched
from beffroi.engines.mobility.access.ready import Ready
from beffroi.engines.mobility.access.shared import Shared
from beffroi.engines.mobility.access.ties import (
    Ties,
    between,
    coordinates,
    links_of,
    ties,
    walked_to_stops,
)
from beffroi.engines.mobility.profiles import Profile
from beffroi.engines.mobility.scenarios.changes import Place
from beffroi.kernels.raptor import Links, Network

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Legs:
    """Times that one ride gives, each infinite where it leads nowhere. [s].

    Attributes
    ----------
    direct : (n_origins, n_destinations)
        From door to door.
    to_stops : (n_origins, n_stops)
        To the stops where one boards.
    from_stops : (n_stops, n_destinations)
        From the stops where one alights.
    """

    direct: Floats
    to_stops: Floats
    from_stops: Floats


@dataclass(frozen=True, eq=False)
class Ground:
    """Places tied to the streets, between which rides are measured.

    Attributes
    ----------
    ties
        Origins, destinations, stops, and the places of each ride (`names`).
    origins, destinations
        As searched.
    stops
        Where the stops are: (n_stops, 2). [m]
    longest
        Longest time that counts. [s]
    """

    ties: Ties
    origins: Points
    destinations: Points
    stops: Floats
    longest: float

    def walk(self, tails: str, heads: str) -> Floats:
        """Measure the walks between kinds of place, `(n_tails, n_heads)`, a quarter at most."""
        return self._between("walk", tails, heads, parameter("walk_to_stop"))

    def car(self, tails: str, heads: str) -> Floats:
        """Measure the time of a car between kinds of place, `(n_tails, n_heads)`. [s]."""
        return self._between("car", tails, heads, self.longest)

    def _between(self, profile: Profile, tails: str, heads: str, limit: float) -> Floats:
        parts = self.ties.parts
        return between(self.ties, profile, parts[tails], parts[heads], limit).astype(np.float64)


def grounded(laid: Ready, places: dict[str, tuple[Place, ...]]) -> Ground:
    """Tie what rides join to the streets on foot and by car.

    Parameters
    ----------
    laid
        Origins, destinations and stops.
    places
        The places of each ride by the name of the ride.
    """
    day = laid.day
    stops = (np.empty(0), np.empty(0)) if day is None else (day.x, day.y)
    held = {
        "origins": coordinates(laid.origins), "destinations": coordinates(laid.destinations),
        "stops": stops,
    }  # fmt: skip
    named = {name: _coordinates(of) for name, of in places.items()}
    tied = ties(Shared(laid.basin), ("walk", "car"), held | named)
    return Ground(tied, laid.origins, laid.destinations, np.column_stack(stops),
                  laid.task.longest)  # fmt: skip


def _coordinates(places: tuple[Place, ...]) -> tuple[Floats, Floats]:
    return (np.array([place.x for place in places], float),
            np.array([place.y for place in places], float))  # fmt: skip


def through(before: Floats, within: Floats, after: Floats) -> Floats:
    """Come to a place, ride to another and go on: the least time of all pairs of places.

    Parameters
    ----------
    before : (n_tails, n_places)
        Time to each place where one may be taken in. [s]
    within : (n_places, n_places)
        Time from being there to being set down at another, the wait included. [s]
    after : (n_places, n_heads)
        Time from each place where one may be set down. [s]

    Returns
    -------
    (n_tails, n_heads)
        Infinite where no pair leads. [s]

    Examples
    --------
    >>> through(np.array([[60.0]]), np.array([[300.0]]), np.array([[30.0]]))
    array([[390.]])
    """
    return least_sum(least_sum(before, within), after)


def least_sum(one: Floats, other: Floats) -> Floats:
    """Add times through the best place between: `(n, k)` and `(k, m)` give `(n, m)`. [s]."""
    best = np.full((one.shape[0], other.shape[1]), np.inf)
    for k in range(one.shape[1]):
        np.minimum(best, one[:, k, None] + other[k], out=best)
    return best


def shared_seconds(laid: Ready, legs: Iterable[Legs]) -> npt.NDArray[np.float32]:
    """Measure the times of those who may take rides as well as walk and use the timetables.

    A journey rides before its first vehicle, after its last one, or the whole way; never between
    two vehicles.

    Parameters
    ----------
    laid
        From `access.ready`.
    legs
        What each ride gives.

    Returns
    -------
    (n_origins, n_destinations)
        Median over the window; infinite out of reach, NaN for a place off the streets. [s]
    """
    tails, heads = laid.ties.parts["origins"], laid.ties.parts["destinations"]
    direct = between(laid.ties, "walk", tails, heads, laid.task.longest).astype(np.float64)
    listed = tuple(legs)
    for leg in listed:
        direct = np.minimum(direct, leg.direct)
    direct[direct > laid.task.longest] = np.inf
    seconds = direct.astype(np.float32)
    if laid.day is not None and laid.walks is not None and not laid.day.is_empty:
        to_stops = walked_to_stops(laid.ties, tails).astype(np.float64)
        from_stops = walked_to_stops(laid.ties, heads).astype(np.float64)
        for leg in listed:
            to_stops = np.minimum(to_stops, leg.to_stops)
            from_stops = np.minimum(from_stops, leg.from_stops.T)
        network = Network(laid.day.lines, laid.walks, _links(to_stops), _links(from_stops))
        spans = searched(laid, network, seconds)
        seconds = spans.percentiles[:, :, spans.percentiles.shape[2] // 2].copy()
    seconds[laid.unplaced_origins[:, None] | laid.unplaced_destinations] = np.nan
    return seconds


def _links(seconds: Floats) -> Links:
    return links_of(seconds.astype(np.float32))


def runs_through(begin: float, end: float, task: Task) -> bool:
    """Say whether hours hold the whole window of a task."""
    return begin <= task.window[0] and end >= task.window[1]
