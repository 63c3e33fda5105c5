"""Driving: the time and the way of a vehicle from stop to stop, along the streets of cars."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from beffroi.engines.mobility.access.inputs import Basin
from beffroi.engines.mobility.access.inputs import parameter as access_parameter
from beffroi.engines.mobility.ground import Ground, tied
from beffroi.engines.mobility.network import network
from beffroi.engines.mobility.scenarios.changes import Place
from beffroi.foundation.errors import InputError

Floats = npt.NDArray[np.float64]
LEAST = 1e-6
"""Time of a stretch without length, so that it remains one. [s]"""


def driven(basin: Basin, places: Sequence[Place]) -> tuple[Floats, Floats]:
    """Drive from each place to the next, by the quickest way.

    Parameters
    ----------
    basin
        Its streets.
    places
        Two at least, in order.

    Returns
    -------
    (n_places - 1,), (n_places - 1,)
        Time of a car [s], and length of its way [m].

    Raises
    ------
    InputError
        If a place lies off the streets of cars, or is not joined to the next.
    """
    x, y = (np.array([getattr(place, axis) for place in places], float) for axis in "xy")
    net = network(basin.streets, basin.street_nodes, epsg=basin.epsg)
    ground = tied(basin.streets, net, x, y, "car", farthest=access_parameter("farthest_car"))
    for n, place in enumerate(places):
        if ground is None or ground.node[n] < 0:
            raise InputError(
                "{place} lies farther than {metres} m from any street for cars: move it.",
                place=_named(place, n), metres=int(access_parameter("farthest_car")),
            )  # fmt: skip
    if ground is None:
        return np.empty(0), np.empty(0)
    nodes = ground.node
    seconds, before = dijkstra(_costs(ground), indices=nodes[:-1], return_predecessors=True)
    times, ways = np.empty(len(nodes) - 1), np.empty(len(nodes) - 1)
    for n, head in enumerate(nodes[1:]):
        if not np.isfinite(seconds[n, head]):
            raise InputError(
                "No street for cars leads from {one} to {other}: move one of them, or add a stop "
                "between.",
                one=_named(places[n], n), other=_named(places[n + 1], n + 1),
            )  # fmt: skip
        times[n], ways[n] = seconds[n, head], _length(ground, before[n], nodes[n], head)
    return times, ways


def _named(place: Place, n: int) -> str:
    return place.name or f"n° {n + 1}"


def _costs(ground: Ground) -> csr_array:
    """Gather the times between nodes, the quickest of each pair."""
    tails = np.concatenate([ground.tails, ground.heads])
    heads = np.concatenate([ground.heads, ground.tails])
    costs = np.maximum(np.concatenate([ground.there, ground.back]), LEAST)
    kept = np.isfinite(costs)
    order = np.lexsort((costs[kept], heads[kept], tails[kept]))
    tails, heads, costs = (array[kept][order] for array in (tails, heads, costs))
    first = np.ones(len(tails), bool)
    first[1:] = (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])
    n = ground.graph.n_nodes
    return csr_array((costs[first], (tails[first], heads[first])), shape=(n, n))


def _length(ground: Ground, before: npt.NDArray[np.int32], tail: int, head: int) -> float:
    whole, node = 0.0, head
    while node != tail:
        last = int(before[node])
        whole += float(np.hypot(ground.graph.x[node] - ground.graph.x[last],
                                ground.graph.y[node] - ground.graph.y[last]))  # fmt: skip
        node = last
    return whole
