"""Routes: variants between the same terminals, there and back."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.engines.informal.lines.grouping import likeness, near_ends
from beffroi.engines.informal.lines.norms import parameter
from beffroi.engines.informal.lines.ways import Way, share, way_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def routes(lines: Sequence[Floats], labels: Sequence[str], weights: Ints) -> tuple[Ints, Ints]:
    """Give variants the numbers of their routes, and their directions.

    Variants that begin at one terminal and end at another one, with `route_overlap` of their ways
    in common, are one direction of a route; so are those that files call by one name, where one
    runs as much along the other. The way back between the same terminals is its other direction: of
    several candidates the one that runs most along the way out. Different names part routes.

    Parameters
    ----------
    lines
        Shapes. [m]
    labels
        What the files call them; empty where they do not.
    weights : (n_variants,)
        Rides of each: the direction with more is 0.

    Returns
    -------
    route, direction : (n_variants,)
        Numbers of both.
    """
    n = len(lines)
    ends = np.array([line[[0, -1]] for line in lines]).reshape(-1, 2, 2)
    own = [way_of(line) for line in lines]
    pairs = [(i, j) for i, j in near_ends(ends, ends) if i < j and _is_one(i, j, own, labels)]
    named = _named(own, labels)
    pairs += [(i, j) for i, j in named if _part(own[i], own[j])]
    side = _components(pairs, n)
    back = _backs(own, ends, side, labels)
    back += [(i, j) for i, j in named if _part(own[i], turned(own[j]))]
    route = _components([*pairs, *back], n)
    direction = np.zeros(n, np.int64)
    for one in range(int(route.max(initial=-1)) + 1):
        sides = np.unique(side[route == one])
        heavy = max(sides, key=lambda s: int(weights[side == s].sum()))
        direction[(route == one) & (side != heavy)] = 1
    return route, direction


def _is_one(i: int, j: int, own: Sequence[Way], labels: Sequence[str]) -> bool:
    if labels[i] and labels[j]:
        return labels[i] == labels[j]
    return likeness(own[i], own[j]) >= parameter("route_overlap")


def _named(own: Sequence[Way], labels: Sequence[str]) -> list[tuple[int, int]]:
    """List the pairs that files call by one name."""
    by_name: dict[str, list[int]] = {}
    for k in range(len(own)):
        if labels[k]:
            by_name.setdefault(labels[k], []).append(k)
    return [pair for members in by_name.values() for pair in combinations(members, 2)]


def _part(one: Way, other: Way) -> bool:
    """Say whether most of one of two ways runs along the other."""
    return bool(max(share(one, other), share(other, one)) >= parameter("route_overlap"))


def _components(pairs: Sequence[tuple[int, int]], n: int) -> Ints:
    """Give numbers to the groups that pairs make, in the order of their first."""
    links = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    graph = coo_array((np.ones(len(links)), links.T), shape=(n, n))
    labels = connected_components(graph, directed=False)[1]
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    return np.asarray(np.argsort(np.argsort(first))[inverse], dtype=np.int64)


def _backs(
    own: Sequence[Way], ends: Floats, side: Ints, labels: Sequence[str]
) -> list[tuple[int, int]]:
    """Pair each direction with the one that comes back, the most alike first."""
    found: list[tuple[float, int, int]] = []
    for i, j in near_ends(ends, ends[:, ::-1]):
        if i < j and side[i] != side[j] and _may_return(i, j, labels):
            alike = share(own[i], turned(own[j]))
            closed = np.hypot(*(ends[i, 0] - ends[i, 1])) <= parameter("terminal")
            if not closed or alike >= parameter("route_overlap"):
                found.append((alike + (labels[i] == labels[j] != ""), i, j))
    taken: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(found, key=lambda pair: -pair[0]):
        if side[i] not in taken and side[j] not in taken:
            taken |= {int(side[i]), int(side[j])}
            pairs.append((i, j))
    return pairs


def _may_return(i: int, j: int, labels: Sequence[str]) -> bool:
    return not labels[i] or not labels[j] or labels[i] == labels[j]


def turned(way: Way) -> Way:
    """Return a way as it is ridden backwards."""
    return Way(way.points[::-1], -way.units[::-1], way.known[::-1], way.slack[::-1])
