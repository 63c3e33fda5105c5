"""Walking: how long it takes from stop to stop, along the streets where the map has some."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from beffroi.engines.mobility.access import APPROACH, FARTHEST
from beffroi.engines.mobility.integration.inputs import Streets, parameter
from beffroi.engines.mobility.network import Network, network
from beffroi.engines.mobility.profiles import speeds
from beffroi.kernels.graph import Graph, build, reached

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
AT_ONCE = 512
"""Places searched from together."""
COLUMNS = ("tail", "head", "seconds", "metres", "by")


@dataclass(frozen=True, slots=True)
class Ground:
    """Streets with places tied to them, each at the nearest point of the nearest stretch.

    Attributes
    ----------
    graph
        The streets, cut at the places, costs in seconds.
    node : (n_places,)
        Node of each place; -1 where no street is within `access.FARTHEST`.
    off : (n_places,)
        Distance between a place and its street; infinite where it has none. [m]
    """

    graph: Graph
    node: Ints
    off: Floats


def walks(x: Floats, y: Floats, ground: Ground | None, *, limit: float) -> pd.DataFrame:
    """List the walks between places that take no longer than a limit.

    Parameters
    ----------
    x, y : (n_places,)
        The places. [m]
    ground
        Streets to which they are tied; None if no map is given.
    limit
        Longest walk. [s]

    Returns
    -------
    One row for each ordered pair of different places: `tail` and `head` (positions), `seconds`,
    `metres` walked (as the crow flies where the map has no street), `by`: ``streets``, or
    ``crow`` where one of the two is farther than `access.FARTHEST` from any street: then the
    straight line, longer by the parameter `detour`.
    """
    on_streets = np.zeros(len(x), bool) if ground is None else ground.node >= 0
    found = [] if ground is None else list(_by_streets(ground, np.flatnonzero(on_streets), limit))
    found.append(_by_crow(x, y, ~on_streets, limit))
    listed = pd.concat([f for f in found if len(f)] or found[:1], ignore_index=True)
    return listed.sort_values(["tail", "head"], ignore_index=True)


def ground(streets: Streets, x: Floats, y: Floats, *, epsg: int) -> Ground | None:
    """Tie places to the streets that can be walked along.

    Streets cut off from all others, joined to fewer nodes than the parameter `least_island`, are
    taken for gaps of the map, and no place is tied to them.

    Returns
    -------
    None where the map has no such street.
    """
    net = network(streets.streets, streets.street_nodes, epsg=epsg)
    speed = speeds(streets.streets, "walk")[0][net.street]
    kept = np.flatnonzero((speed > 0) & _is_large(net, speed > 0))
    if len(kept) == 0:
        return None
    ends = np.stack([_points(net, net.tails[kept]), _points(net, net.heads[kept])], axis=1)
    lines = shapely.linestrings(ends)
    places = shapely.points(x, y)
    (place, stretch), distance = shapely.STRtree(lines).query_nearest(
        places, max_distance=FARTHEST, return_distance=True, all_matches=False
    )
    share = shapely.line_locate_point(lines[stretch], places[place], normalized=True)
    off, node = np.full(len(x), np.inf), np.full(len(x), -1)
    off[place], node[place] = distance, len(net.x) + place
    edges = _cut(net, kept, kept[stretch], place, np.nan_to_num(share))
    made, numbers = _graph(net, edges, speed, shapely.get_coordinates(places))
    node[place] = np.searchsorted(numbers, node[place])
    return Ground(made, node, off)


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


def _graph(net: Network, edges: _Edges, speed: Floats, places: Floats) -> tuple[Graph, Ints]:
    """Build the graph; its nodes are numbered anew, in the order of the numbers given back."""
    x, y = np.append(net.x, places[:, 0]), np.append(net.y, places[:, 1])
    numbers, renumbered = np.unique(np.concatenate([edges.tails, edges.heads]), return_inverse=True)
    tails, heads = np.split(renumbered, 2)
    cost = edges.length / speed[edges.stretch]
    return build(tails, heads, cost, cost, x=x[numbers], y=y[numbers]), numbers


def _by_streets(ground: Ground, tied: Ints, limit: float) -> Iterator[pd.DataFrame]:
    order = tied[np.argsort(ground.node[tied], kind="stable")]
    nodes = ground.node[order]
    for few in np.array_split(tied, max(1, -(-len(tied) // AT_ONCE))):
        near = reached(ground.graph, ground.node[few], limit)
        tail = np.repeat(few, np.diff(near.indptr))
        first, last = (np.searchsorted(nodes, near.nodes, side) for side in ("left", "right"))
        held = np.flatnonzero(last > first)
        counts = (last - first)[held]
        rank = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        head = order[np.repeat(first[held], counts) + rank]
        tail, cost = np.repeat(tail[held], counts), np.repeat(near.costs[held], counts)
        seconds = cost.astype(float) + (ground.off[tail] + ground.off[head]) / APPROACH
        kept = (seconds <= limit) & (tail != head)
        yield _frame(tail[kept], head[kept], seconds[kept], seconds[kept] * APPROACH, "streets")


def _by_crow(
    x: Floats, y: Floats, off_streets: npt.NDArray[np.bool_], limit: float
) -> pd.DataFrame:
    detour = parameter("detour")
    far = np.flatnonzero(off_streets)
    if len(far) == 0:
        return _frame(far, far, np.empty(0), np.empty(0), "crow")
    every, radius = np.column_stack([x, y]), limit * APPROACH / detour
    near = cKDTree(every[far]).sparse_distance_matrix(
        cKDTree(every), radius, output_type="coo_matrix"
    )
    one, other = far[near.row], near.col.astype(np.int64)
    metres = np.hypot(x[one] - x[other], y[one] - y[other])
    both = np.concatenate([one, other]), np.concatenate([other, one])
    twice = _frame(*both, np.tile(metres * detour / APPROACH, 2), np.tile(metres, 2), "crow")
    listed = twice[twice["tail"] != twice["head"]]
    return listed.drop_duplicates(["tail", "head"], ignore_index=True)


def _frame(tail: Ints, head: Ints, seconds: Floats, metres: Floats, by: str) -> pd.DataFrame:
    kinds = pd.Series(by, index=range(len(tail)), dtype="string")
    return pd.DataFrame(dict(zip(COLUMNS, (tail, head, seconds, metres, kinds), strict=True)))
