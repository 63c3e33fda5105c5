"""Ground: the streets of a profile, and places tied to the nearest point of one."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.engines.mobility.network import Network
from beffroi.engines.mobility.profiles import Profile, Speeds, speeds
from beffroi.engines.mobility.snapped import APPROACH, FARTHEST
from beffroi.kernels.graph import Graph, build, reached

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
PARAMETERS = Path(__file__).parent / "ground.toml"
AT_ONCE = 512
"""Places searched from together."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Streets with places tied to them, each at the nearest point of the nearest stretch.

    Attributes
    ----------
    graph
        The streets, cut at the places, costs in seconds.
    node : (n_places,)
        Node of each place; -1 where no street is near enough.
    off : (n_places,)
        Distance between a place and its street; infinite where it has none. [m]
    tails, heads : (n_edges,)
        Nodes at the ends of each stretch, once cut.
    there, back : (n_edges,)
        Time along each stretch and against it; infinite where it is forbidden. [s]
    names : (n_nodes,)
        Rising numbers of the nodes, the same for all profiles: those of the network, then places.
    """

    graph: Graph
    node: Ints
    off: Floats
    tails: Ints
    heads: Ints
    there: Floats
    back: Floats
    names: Ints


class Near(NamedTuple):
    """Pairs of places within a walk: positions of both, and what lies between them. [s]."""

    tail: Ints
    head: Ints
    seconds: Floats


@cache
def parameter(name: str) -> float:
    """Return the value of one of the parameters of `ground.toml`, in its unit.

    Examples
    --------
    >>> parameter("least_island")
    50.0
    """
    with PARAMETERS.open("rb") as file:
        return float(tomllib.load(file)[name]["value"])


def tied(
    streets: pd.DataFrame,
    net: Network,
    x: Floats,
    y: Floats,
    profile: Profile = "walk",
    *,
    farthest: float = FARTHEST,
) -> Ground | None:
    """Tie places to the streets that a profile can use, which are cut where the places are.

    Streets cut off from all others, joined to fewer nodes than the parameter `least_island`, are
    taken for gaps of the map, and no place is tied to them.

    Parameters
    ----------
    streets
        Table `STREETS`.
    net
        Its stretches.
    x, y : (n_places,)
        The places, in the projection of `net`; one that is not finite is tied to nothing. [m]
    profile
        Who moves.
    farthest
        A place farther than this from any street is tied to nothing. [m]

    Returns
    -------
    None where the map has no street for the profile.
    """
    return tied_at(speeds(streets, profile), net, x, y, farthest=farthest)


def tied_at(
    given: tuple[Speeds, Speeds], net: Network, x: Floats, y: Floats, *, farthest: float = FARTHEST
) -> Ground | None:
    """Tie places as `tied` does, to streets whose speeds are known already.

    Parameters
    ----------
    given : (n_streets,), (n_streets,)
        Speed of who moves along each street and against it (`profiles.speeds`). [m/s]
    net, x, y, farthest
        As in `tied`.

    Returns
    -------
    None where nobody can move along any street.
    """
    forwards, backwards = (speed[net.street] for speed in given)
    usable = (forwards > 0) | (backwards > 0)
    kept = np.flatnonzero(usable & _is_large(net, usable))
    if len(kept) == 0:
        return None
    ends = np.stack([_points(net, net.tails[kept]), _points(net, net.heads[kept])], axis=1)
    lines = shapely.linestrings(ends)
    known = np.flatnonzero(np.isfinite(x) & np.isfinite(y))
    places = shapely.points(x[known], y[known])
    (found, stretch), distance = shapely.STRtree(lines).query_nearest(
        places, max_distance=farthest, return_distance=True, all_matches=False
    )
    share = shapely.line_locate_point(lines[stretch], places[found], normalized=True)
    place = known[found]
    off, node = np.full(len(x), np.inf), np.full(len(x), -1)
    off[place], node[place] = distance, len(net.x) + place
    edges = _cut(net, kept, kept[stretch], place, np.nan_to_num(share))
    there, back = (_times(edges, speed) for speed in (forwards, backwards))
    numbers, renumbered = np.unique(np.concatenate([edges.tails, edges.heads]), return_inverse=True)
    tails, heads = np.split(renumbered, 2)
    node[place] = np.searchsorted(numbers, node[place])
    points = np.zeros((len(x), 2))
    points[place] = shapely.get_coordinates(
        shapely.line_interpolate_point(lines[stretch], np.nan_to_num(share), normalized=True)
    )
    every = np.concatenate([np.column_stack([net.x, net.y]), points])[numbers]
    made = build(tails, heads, there, back, x=every[:, 0], y=every[:, 1])
    return Ground(made, node, off, tails, heads, there, back, numbers)


def near(ground: Ground, tails: Ints, heads: Ints, limit: float) -> Iterator[Near]:
    """List the places that can be come to from others within a limit, along the streets.

    Parameters
    ----------
    ground
        Streets with the places tied to them.
    tails, heads : (n_tails,), (n_heads,)
        Positions of the places that are left, and of those that may be come to; those tied to
        nothing are passed over.
    limit
        Longest time, approach on foot at both ends included. [s]

    Yields
    ------
    Pairs of positions, some places at a time. A pair of a place with itself is among them where it
    stands in both lists.
    """
    tails, heads = (places[ground.node[places] >= 0] for places in (tails, heads))
    order = heads[np.argsort(ground.node[heads], kind="stable")]
    nodes = ground.node[order]
    for few in np.array_split(tails, max(1, -(-len(tails) // AT_ONCE))):
        found = reached(ground.graph, ground.node[few], limit)
        tail = np.repeat(few, np.diff(found.indptr))
        first, last = (np.searchsorted(nodes, found.nodes, side) for side in ("left", "right"))
        held = np.flatnonzero(last > first)
        counts = (last - first)[held]
        rank = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        head = order[np.repeat(first[held], counts) + rank]
        tail, cost = np.repeat(tail[held], counts), np.repeat(found.costs[held], counts)
        seconds = cost.astype(float) + (ground.off[tail] + ground.off[head]) / APPROACH
        kept = seconds <= limit
        yield Near(tail[kept], head[kept], seconds[kept])


def _points(net: Network, nodes: Ints) -> Floats:
    return np.column_stack([net.x[nodes], net.y[nodes]])


def _is_large(net: Network, usable: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Say which stretches belong to streets that lead somewhere."""
    tails, heads, n = net.tails[usable], net.heads[usable], len(net.x)
    if len(tails) == 0:
        return usable
    links = coo_array((np.ones(len(tails), np.int8), (tails, heads)), shape=(n, n))
    _, island = connected_components(links, directed=False)
    size = np.bincount(island)
    least = min(parameter("least_island"), size.max())
    return np.asarray(size[island[net.tails]] >= least, dtype=bool)


@dataclass(frozen=True, slots=True)
class _Edges:
    """Stretches, cut where places are tied to them: ends, original stretch, and length."""

    tails: Ints
    heads: Ints
    stretch: Ints
    length: Floats


def _cut(net: Network, kept: Ints, stretch: Ints, place: Ints, share: Floats) -> _Edges:
    """Cut stretches at places: a share of the length from the tail of each."""
    order = np.lexsort((share, stretch))
    stretch, node, share = stretch[order], len(net.x) + place[order], share[order]
    is_first = np.diff(stretch, prepend=-1) != 0
    is_last = np.diff(stretch, append=-1) != 0
    before = np.where(is_first, net.tails[stretch], np.roll(node, 1))
    step = share - np.where(is_first, 0.0, np.roll(share, 1))
    whole = kept[~np.isin(kept, stretch)]
    ended = stretch[is_last]
    return _Edges(
        np.concatenate([net.tails[whole], before, node[is_last]]),
        np.concatenate([net.heads[whole], node, net.heads[ended]]),
        np.concatenate([whole, stretch, ended]),
        np.concatenate([
            net.length[whole], step * net.length[stretch],
            (1 - share[is_last]) * net.length[ended],
        ]),
    )  # fmt: skip


def _times(edges: _Edges, speed: Floats) -> Floats:
    """Measure how long stretches take at the speeds of their streets."""
    given = speed[edges.stretch]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(given > 0, edges.length / given, np.inf)
