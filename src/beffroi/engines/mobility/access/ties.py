"""Ties: places tied to the streets of each profile, and the times between them along these."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.access.inputs import Points, parameter
from beffroi.engines.mobility.access.shared import Shared
from beffroi.engines.mobility.ground import Ground, tied_at
from beffroi.engines.mobility.profiles import Profile
from beffroi.engines.mobility.snapped import APPROACH, FARTHEST
from beffroi.kernels.graph import costs_between
from beffroi.kernels.hierarchy import Hierarchy, contract, times_between
from beffroi.kernels.raptor import Links, links

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
PARTS = ("origins", "destinations", "stops", "park_rides")


@dataclass(frozen=True)
class Ties:
    """Places of several kinds, tied to the streets of the profiles that are needed.

    Attributes
    ----------
    grounds
        Streets by profile; None where the map has none.
    parts
        Positions of each kind of place among those tied.
    hierarchy
        For far places by car; None where no car is asked for.
    """

    grounds: Mapping[Profile, Ground | None]
    parts: Mapping[str, Ints]
    hierarchy: Hierarchy | None


def ties(
    shared: Shared,
    profiles: tuple[Profile, ...],
    places: Mapping[str, tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]],
) -> Ties:
    """Tie places to the streets of each profile.

    Parameters
    ----------
    shared
        The streets of the basin.
    profiles
        Who moves.
    places
        Coordinates by kind of place: those of `PARTS`, which may lack, and others. [m]
    """
    known = dict.fromkeys(PARTS, (np.empty(0), np.empty(0))) | dict(places)
    x, y = (np.concatenate([held[axis] for held in known.values()]) for axis in (0, 1))
    ends = np.cumsum([0, *(len(held[0]) for held in known.values())])
    parts = {name: np.arange(*ends[n : n + 2]) for n, name in enumerate(known)}
    grounds = {
        profile: tied_at(shared.speeds(profile), shared.network, x, y, farthest=_farthest(profile))
        for profile in profiles
    }
    car = grounds.get("car")
    return Ties(grounds, parts, None if car is None else contract(car.graph))


def _farthest(profile: Profile) -> float:
    return parameter("farthest_car") if profile == "car" else FARTHEST


def coordinates(points: Points) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return where points are, as `ties` takes them."""
    return points.x, points.y


def between(
    ties: Ties, profile: Profile, tails: Ints, heads: Ints, limit: float
) -> npt.NDArray[np.float32]:
    """Measure the times from places to places along the streets of a profile.

    The search starts from the side that has fewer places.

    Parameters
    ----------
    ties
        Places tied to the streets.
    profile
        Who moves.
    tails, heads : (n_tails,), (n_heads,)
        Positions of the places to leave and to come to.
    limit
        Longest time that counts, approach on foot at both ends included. [s]

    Returns
    -------
    (n_tails, n_heads)
        Times; infinite beyond the limit, and where a place is tied to nothing. [s]
    """
    ground = ties.grounds[profile]
    table = np.full((len(tails), len(heads)), np.inf, np.float32)
    if ground is None:
        return table
    rows = np.flatnonzero(ground.node[tails] >= 0)
    columns = np.flatnonzero(ground.node[heads] >= 0)
    if not len(rows) or not len(columns):
        return table
    sources, targets = ground.node[tails[rows]], ground.node[heads[columns]]
    if profile == "car" and ties.hierarchy is not None:
        costs = times_between(ties.hierarchy, sources, targets)
    elif len(rows) <= len(columns):
        costs = costs_between(ground.graph, sources, targets, limit)
    else:
        costs = costs_between(ground.graph, targets, sources, limit, towards=True).T
    off = (ground.off / APPROACH).astype(np.float32)
    whole = costs + off[tails[rows], None] + off[heads[columns]]
    whole[whole > limit] = np.inf
    table[np.ix_(rows, columns)] = whole
    return table


def walked_to_stops(ties: Ties, tails: Ints) -> npt.NDArray[np.float32]:
    """Measure the walks between places and stops, `(n_places, n_stops)`, both ways alike. [s]."""
    return between(ties, "walk", tails, ties.parts["stops"], parameter("walk_to_stop"))


def links_of(seconds: Floats) -> Links:
    """Gather the times between places and stops, `(n_places, n_stops)`, that are finite. [s]."""
    place, stop = np.nonzero(np.isfinite(seconds))
    n_places, n_stops = seconds.shape
    return links(place, stop, seconds[place, stop], n_places=n_places, n_stops=n_stops)


def is_tied(ties: Ties, profile: Profile, part: str) -> npt.NDArray[np.bool_]:
    """Say which places of a kind are tied to a street of a profile."""
    ground, positions = ties.grounds[profile], ties.parts[part]
    if ground is None:
        return np.zeros(len(positions), bool)
    return np.asarray(ground.node[positions] >= 0, dtype=bool)
