"""Demand betweenness: how many of those who walk to shops pass along each street."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
SHORTEST = 0.01
"""Streets shorter than this count as this long: each step leads away from where one started. [m]"""
SLACK = 1e-9
"""Two ways whose lengths differ by less than this share are equally long. [1]"""


class Paths(NamedTuple):
    """Streets that can be walked both ways, as compressed sparse rows; made by `paths`."""

    indptr: Ints
    heads: Ints
    edges: Ints
    lengths: Floats
    n_edges: int


class Habits(NamedTuple):
    r"""How people walk.

    Attributes
    ----------
    radius
        Nobody walks farther. [m]
    decay
        :math:`\beta`: how a shop draws less with distance. [1/m]
    detour
        Longest way taken, as a multiple of the shortest, >= 1. [1]
    spread
        :math:`\theta`: how much less often a longer way is taken, e^{-\theta} for each metre. [1/m]
    """

    radius: float = 800.0
    decay: float = 0.002
    detour: float = 1.1
    spread: float = 0.02


USUAL = Habits()
"""The middle of what is published."""


def paths(
    tails: npt.ArrayLike, heads: npt.ArrayLike, lengths: npt.ArrayLike, n_nodes: int
) -> Paths:
    """Lay streets out for walks.

    Parameters
    ----------
    tails, heads : (n_edges,)
        Nodes that each street joins, in [0, n_nodes).
    lengths : (n_edges,)
        >= 0. [m]
    n_nodes
        Number of nodes.

    Raises
    ------
    ShapeError
        If arrays do not fit together, or a length is unknown or negative.
    """
    a, b = np.asarray(tails, np.int64), np.asarray(heads, np.int64)
    metres = np.asarray(lengths, np.float64)
    if a.ndim != 1 or not a.shape == b.shape == metres.shape:
        raise ShapeError("Give one tail, one head and one length for each street.")
    if a.size and (min(a.min(), b.min()) < 0 or max(a.max(), b.max()) >= n_nodes):
        raise ShapeError("Streets name nodes that are not there: give numbers below {n}.",
                         n=n_nodes)  # fmt: skip
    if not ((metres >= 0) & np.isfinite(metres)).all():
        raise ShapeError("Lengths must be known, and not negative.")
    loop = a == b
    edge = np.flatnonzero(~loop)
    ends = np.concatenate([a[edge], b[edge]])
    order = np.argsort(ends, kind="stable")
    indptr = np.zeros(n_nodes + 1, np.int64)
    np.cumsum(np.bincount(ends, minlength=n_nodes), out=indptr[1:])
    others, numbers = np.concatenate([b[edge], a[edge]]), np.concatenate([edge, edge])
    long = np.maximum(metres, SHORTEST)[numbers]
    return Paths(indptr.astype(np.int32), others[order].astype(np.int32),
                 numbers[order].astype(np.int32), long[order], len(a))  # fmt: skip


def passers(
    streets: Paths,
    origins: npt.ArrayLike,
    walkers: npt.ArrayLike,
    pull: npt.ArrayLike,
    habits: Habits = USUAL,
) -> tuple[Floats, Floats]:
    r"""Count who passes along each street on the way from where people are to shops.

    The walkers of each origin share themselves out among the destinations within the radius,

    .. math:: T_{od} = W_o \frac{A_d e^{-\beta d_{od}}}{\sum_k A_k e^{-\beta d_{ok}}},

    and those of each pair among the near-shortest ways: ways each step of which leads away from
    the origin, none of which is longer, up to any of its points, than `detour` times the shortest
    way there. A way is taken in proportion to :math:`e^{-\theta L}` (Dial's assignment, all
    destinations of an origin at once).

    Parameters
    ----------
    streets
        Made by `paths`.
    origins : (n_origins,)
        Nodes where walks begin; one may come several times.
    walkers : (n_origins,)
        :math:`W_o`, >= 0. [person]
    pull : (n_nodes,)
        :math:`A_d` of the destinations on each node, >= 0. [any]
    habits
        How people walk.

    Returns
    -------
    (n_edges,) and (n_origins,)
        Passers on each street, and walkers of each origin that reach no destination. [person]

    Raises
    ------
    ShapeError
        If arrays do not fit together, something is unknown or negative, or the habits are none.

    References
    ----------
    R. B. Dial, "A probabilistic multipath traffic assignment model which obviates path
    enumeration", Transportation Research 5 (2), 1971, pp. 83-111,
    doi:10.1016/0041-1647(71)90012-8. A. Sevtsuk, R. Kalvo, "Predicting pedestrian flow along city
    streets", International Journal of Sustainable Transportation 15 (10), 2021.

    Examples
    --------
    Ten people on one node of a street, shops on the next but one:

    >>> street = paths([0, 1], [1, 2], [100.0, 50.0], 3)
    >>> passers(street, [0], [10.0], [0.0, 0.0, 1.0])[0]
    array([10., 10.])
    """
    start, who, draws = _checked(streets, origins, walkers, pull, habits)
    nodes, of = np.unique(start, return_inverse=True)
    gathered = np.bincount(of, weights=who, minlength=len(nodes))
    workers = max(1, min(os.cpu_count() or 1, len(nodes)))
    parts = np.array_split(np.arange(len(nodes)), workers)
    with ThreadPoolExecutor(workers) as pool:
        done = list(pool.map(
            lambda rows: _walked(streets, nodes[rows].astype(np.int32), gathered[rows], draws,
                                 habits),
            parts,
        ))  # fmt: skip
    flows = np.sum([one[0] for one in done], axis=0)
    lost = np.concatenate([one[1] for one in done])
    return np.asarray(flows), np.where(lost[of], who, 0.0)


def _checked(
    streets: Paths, origins: npt.ArrayLike, walkers: npt.ArrayLike, pull: npt.ArrayLike,
    habits: Habits,
) -> tuple[npt.NDArray[np.int64], Floats, Floats]:  # fmt: skip
    start, who = np.asarray(origins, np.int64), np.asarray(walkers, np.float64)
    draws, n_nodes = np.asarray(pull, np.float64), len(streets.indptr) - 1
    if start.ndim != 1 or start.shape != who.shape or draws.shape != (n_nodes,):
        raise ShapeError("Give walkers for each origin, and a pull for each node.")
    if start.size and (start.min() < 0 or start.max() >= n_nodes):
        raise ShapeError("Origins name nodes that are not there: give numbers below {n}.",
                         n=n_nodes)  # fmt: skip
    for one in (who, draws):
        if not ((one >= 0) & np.isfinite(one)).all():
            raise ShapeError("Walkers and pulls must be known, and not negative.")
    if not (habits.radius > 0 and habits.decay >= 0 and habits.detour >= 1 and habits.spread >= 0):
        raise ShapeError(
            "A walk has a radius above 0, a decay and a spread from 0 and a detour from 1 on."
        )
    return start, who, draws


class _Desk(NamedTuple):
    """What a walk writes on: one value for each node, or each arc."""

    dist: Floats
    likely: Floats
    longest: Floats
    through: Floats
    weight: Floats
    heap: Ints
    place: Ints
    order: Ints


@part
def _push(desk: _Desk, n: int, node: int) -> int:
    """Put a node in the heap, or bring it up where it is nearer than before."""
    heap, place, dist = desk.heap, desk.place, desk.dist
    at = place[node]
    if at < 0:
        at, n = n, n + 1
    while at > 0:
        up = (at - 1) >> 1
        if dist[heap[up]] <= dist[node]:
            break
        heap[at] = heap[up]
        place[heap[at]] = at
        at = up
    heap[at] = node
    place[node] = at
    return n


@part
def _pop(desk: _Desk, n: int) -> int:
    """Take the nearest node off the heap; the next one comes up."""
    heap, place, dist = desk.heap, desk.place, desk.dist
    last, at = heap[n - 1], 0
    n -= 1
    while 2 * at + 1 < n:
        down = 2 * at + 1
        if down + 1 < n and dist[heap[down + 1]] < dist[heap[down]]:
            down += 1
        if dist[heap[down]] >= dist[last]:
            break
        heap[at] = heap[down]
        place[heap[at]] = at
        at = down
    heap[at] = last
    place[last] = at
    return n


@part
def _reach(streets: Paths, desk: _Desk, origin: int, radius: float) -> int:
    """Settle the nodes within the radius, the nearest first; say how many."""
    indptr, heads, lengths, dist = streets.indptr, streets.heads, streets.lengths, desk.dist
    n_settled, n = 0, 1
    dist[origin], desk.heap[0], desk.place[origin] = 0.0, origin, 0
    while n > 0:
        node = desk.heap[0]
        n = _pop(desk, n)
        desk.order[n_settled] = node
        n_settled += 1
        for arc in range(indptr[node], indptr[node + 1]):
            head, far = heads[arc], dist[node] + lengths[arc]
            if far <= radius and far < dist[head]:
                dist[head] = far
                n = _push(desk, n, head)
    return n_settled


@part
def _outwards(streets: Paths, desk: _Desk, n: int, detour: float, spread: float) -> None:
    """Weigh the near-shortest ways into each node reached, the nearest node first."""
    dist, likely, longest = desk.dist, desk.likely, desk.longest
    likely[desk.order[0]] = 1.0
    for at in range(1, n):
        node = desk.order[at]
        here, sum_, most = dist[node], 0.0, 0.0
        bound = detour * here * (1.0 + SLACK)
        for arc in range(streets.indptr[node], streets.indptr[node + 1]):
            tail, share = streets.heads[arc], 0.0
            far = longest[tail] + streets.lengths[arc]
            if dist[tail] < here and far <= bound:
                extra = dist[tail] + streets.lengths[arc] - here
                share = likely[tail] * np.exp(-spread * extra) if extra > 0.0 else likely[tail]
                most = max(most, far)
            desk.weight[arc] = share
            sum_ += share
        likely[node], longest[node] = sum_, most


@part
def _inwards(streets: Paths, desk: _Desk, n: int, flows: Floats) -> None:
    """Bring the walkers of each node back along the ways, the farthest node first."""
    for at in range(n - 1, 0, -1):
        node = desk.order[at]
        if desk.through[node] > 0.0:
            each = desk.through[node] / desk.likely[node]
            for arc in range(streets.indptr[node], streets.indptr[node + 1]):
                if desk.weight[arc] > 0.0:
                    flow = each * desk.weight[arc]
                    flows[streets.edges[arc]] += flow
                    desk.through[streets.heads[arc]] += flow


@kernel
def _walked(
    streets: Paths, origins: Ints, walkers: Floats, pull: Floats, habits: Habits
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Walk from each origin: settle, weigh the ways outwards, bring the walkers back inwards."""
    n_nodes = streets.indptr.size - 1
    flows, lost = np.zeros(streets.n_edges), np.zeros(origins.size, np.bool_)
    desk = _Desk(
        np.full(n_nodes, np.inf), np.zeros(n_nodes), np.zeros(n_nodes), np.zeros(n_nodes),
        np.zeros(streets.heads.size), np.empty(n_nodes, np.int32),
        np.full(n_nodes, -1, np.int32), np.empty(n_nodes, np.int32),
    )  # fmt: skip
    for k in range(origins.size):
        n, total = _reach(streets, desk, origins[k], habits.radius), 0.0
        for node in desk.order[:n]:
            drawn = pull[node] * np.exp(-habits.decay * desk.dist[node]) if pull[node] > 0 else 0.0
            desk.through[node] = drawn
            total += drawn
        lost[k] = total == 0.0
        if total > 0.0:
            for node in desk.order[:n]:
                desk.through[node] *= walkers[k] / total
            _outwards(streets, desk, n, habits.detour, habits.spread)
            _inwards(streets, desk, n, flows)
        for node in desk.order[:n]:
            desk.dist[node], desk.place[node], desk.longest[node] = np.inf, -1, 0.0
    return flows, lost
