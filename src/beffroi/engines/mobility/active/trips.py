"""Trips: from where people live to the places they go, and which can stay on quiet streets."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.active.ways import Ways, nearest_nodes, norm
from beffroi.kernels.graph import Graph, costs_between
from beffroi.kernels.links import NEVER, ticks

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Places with a weight each: people who live there, or how many shops there are.

    Attributes
    ----------
    x, y, weight : (n_points,)
        Place [m], and weight >= 0. [any]
    """

    x: Floats
    y: Floats
    weight: Floats


@dataclass(frozen=True, eq=False)
class Trips:
    """Trips from homes to places, under the norm `farthest` by the shortest permitted way.

    Attributes
    ----------
    homes : (n_homes,)
        Node of each group of homes.
    places : (n_places,)
        Node of each place.
    home, place : (n_pairs,)
        Positions in `homes` and `places` of each pair within reach.
    limit : (n_pairs,)
        Longest quiet way that is no detour. [mm]
    people : (n_pairs, n_purposes)
        People for whom the pair stands: those of a home are shared among the places within reach
        by their weight. [person]
    purposes
        Names of the purposes, in order.
    """

    homes: Ints
    places: Ints
    home: Ints
    place: Ints
    limit: Ints
    people: Floats
    purposes: tuple[str, ...]


def grouped(ways: Ways, points: Points) -> tuple[Ints, Floats, Ints]:
    """Gather points by the node where they reach the streets.

    Returns
    -------
    The nodes, their weights, and for each point its position among the nodes (-1 for none).
    """
    node = nearest_nodes(ways, points.x, points.y)
    tied = node >= 0
    nodes, position = np.unique(node[tied], return_inverse=True)
    whole = np.full(len(node), -1, dtype=np.int64)
    whole[tied] = position
    return nodes, _summed(position, points.weight[tied], len(nodes)), whole


def squares(points: Points) -> Points:
    """Gather points by square of the norm `place_side`, each at the middle of its points."""
    if not len(points.x):
        return points
    side = norm("place_side")
    cells = np.column_stack([points.x // side, points.y // side])
    _, at = np.unique(cells, axis=0, return_inverse=True)
    at = at.ravel()
    count = np.bincount(at)
    x, y = (np.bincount(at, side_) / count for side_ in (points.x, points.y))
    return Points(x, y, _summed(at, points.weight, len(count)))


def _summed(at: Ints, weight: Floats, n: int) -> Floats:
    return np.asarray(np.bincount(at, weight, n), dtype=np.float64)


def trips(ways: Ways, every: Graph, homes: Points, places: Mapping[str, Points]) -> Trips:
    """List the trips of every purpose from every home.

    Parameters
    ----------
    ways
        The streets.
    every
        Graph of all of them.
    homes
        People where they live.
    places
        Places to go, by purpose.
    """
    home_nodes, living, _ = grouped(ways, homes)
    gathered = {name: grouped(ways, squares(points)) for name, points in places.items()}
    place_nodes = np.unique(
        np.concatenate([np.empty(0, np.int64), *(g[0] for g in gathered.values())])
    )
    farthest = norm("farthest")
    costs = costs_between(every, place_nodes, home_nodes, farthest, towards=True).T
    near = np.isfinite(costs)
    home, place = np.nonzero(near)
    limit = np.floor(ticks(costs[near]) * (1 + norm("detour"))).astype(np.int64)
    people = np.zeros((len(home), len(gathered)))
    for column, (nodes, weight, _) in enumerate(gathered.values()):
        pull = np.zeros(len(place_nodes))
        pull[np.searchsorted(place_nodes, nodes)] = weight
        total = near @ pull
        share = np.divide(living, total, out=np.zeros(len(living)), where=total > 0)
        people[:, column] = share[home] * pull[place]
    return Trips(home_nodes, place_nodes, home, place, limit, people, tuple(gathered))


def quiet_costs(quiet: Graph, given: Trips) -> Ints:
    """Measure the quiet way of each trip.

    Returns
    -------
    (n_pairs,)
        Length, `NEVER` where no quiet way leads within any trip's limit. [mm]
    """
    longest = given.limit.max(initial=0) / 1000
    costs = costs_between(quiet, given.places, given.homes, longest, towards=True)
    found: Ints = ticks(costs)[given.place, given.home]
    return found


def stays_quiet(quiet: Graph, given: Trips) -> Flags:
    """Say which trips can stay on quiet streets without a detour, (n_pairs,)."""
    return quiet_costs(quiet, given) <= given.limit


def shares(given: Trips, kept: Flags) -> dict[str, float | None]:
    """Give the share of the people of each purpose whose trips stay quiet; None without any."""
    whole, quiet = given.people.sum(axis=0), given.people[kept].sum(axis=0)
    return {
        name: float(q / w) if w > 0 else None
        for name, w, q in zip(given.purposes, whole, quiet, strict=True)
    }


def by_home(given: Trips, costs: Ints) -> tuple[Floats, Floats]:
    """Sum up the trips of each home.

    Parameters
    ----------
    given
        The trips.
    costs : (n_pairs,)
        Their quiet ways, as `quiet_costs` gives them. [mm]

    Returns
    -------
    (n_homes, n_purposes), (n_homes,)
        Share of the trips of each purpose that stay quiet; and mean detour of those with a
        quiet way of any length, over the shortest way. NaN where a home has no such trip. [1]
    """
    n = len(given.homes)
    kept = costs <= given.limit
    share = np.full((n, len(given.purposes)), np.nan)
    for column in range(len(given.purposes)):
        people = given.people[:, column]
        whole = np.bincount(given.home, people, n)
        quiet = np.bincount(given.home, people * kept, n)
        share[:, column] = np.divide(quiet, whole, out=np.full(n, np.nan), where=whole > 0)
    led = (costs < NEVER) & (given.limit > 0)
    detour = np.zeros(len(costs))
    detour[led] = costs[led] * (1 + norm("detour")) / given.limit[led] - 1
    weight = np.where(led, given.people.sum(axis=1), 0.0)
    whole = np.bincount(given.home, weight, n)
    summed = np.bincount(given.home, weight * detour, n)
    return share, np.divide(summed, whole, out=np.full(n, np.nan), where=whole > 0)
