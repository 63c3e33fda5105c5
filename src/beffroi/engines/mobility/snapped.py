"""Snapped places: how many minutes lie between them and the centre, along the streets."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from beffroi.kernels.graph import Graph, costs_between, nearest_of

Floats = npt.NDArray[np.float64]
FARTHEST = 150.0
"""A place farther than this from any street of the profile is out of reach. [m]"""
APPROACH = 1.25
"""Speed between a place and the nearest street node. [m/s]"""
AT_ONCE = 64
"""Origins searched together: keeps the matrix of times small."""
FRINGE = 100.0
"""Width of the band along the edge of the map within which an area in reach may go on. [m]"""


@dataclass(frozen=True, slots=True)
class Snapped:
    """Places tied to the nearest node of a graph.

    Attributes
    ----------
    node : (n_places,)
        Node of the graph.
    delay : (n_places,)
        Time between the place and its node; infinite beyond `FARTHEST`. [s]
    """

    node: npt.NDArray[np.int64]
    delay: Floats


def snapped(graph: Graph, x: Floats, y: Floats) -> Snapped:
    """Tie places to the nearest node of a graph, at a walking cost.

    Parameters
    ----------
    graph
        Streets of one profile.
    x, y : (n_places,)
        Places, in the graph's projection. [m]
    """
    if graph.n_nodes == 0:
        return Snapped(np.zeros(len(x), dtype=np.int64), np.full(len(x), np.inf))
    distance, node = cKDTree(np.column_stack([graph.x, graph.y])).query(np.column_stack([x, y]))
    delay = np.where(distance <= FARTHEST, distance / APPROACH, np.inf)
    return Snapped(node.astype(np.int64), delay)


def times(
    graph: Graph, origins: Snapped, places: Snapped, *, limit: float, towards: bool = False
) -> Floats:
    """Give the time between each place and the nearest of several origins.

    Parameters
    ----------
    graph
        Streets of one profile, with costs in seconds.
    origins, places
        Tied to the graph.
    limit
        Times above it are infinite. [s]
    towards
        Time from the place to the origin, not from the origin to the place.

    Returns
    -------
    (n_places,)
        Time, approach at both ends included; infinite out of reach. [s]
    """
    best = np.full(len(places.node), np.inf)
    near = np.flatnonzero(np.isfinite(origins.delay))
    if graph.n_nodes == 0 or len(places.node) == 0:
        return best
    for few in np.array_split(near, max(1, len(near) // AT_ONCE)):
        costs = _costs(graph, origins.node[few], places.node, limit, towards=towards)
        whole = costs + origins.delay[few][:, None] + places.delay
        best = np.minimum(best, whole.min(axis=0, initial=np.inf))
    return np.where(best <= limit, best, np.inf)


def _costs(
    graph: Graph,
    origins: npt.NDArray[np.int64],
    places: npt.NDArray[np.int64],
    limit: float,
    *,
    towards: bool,
) -> Floats:
    """Give the costs between origins and places, (n_origins, n_places), in one direction."""
    return costs_between(graph, origins, places, limit, towards=towards).astype(np.float64)


def node_times(
    graph: Graph, origins: npt.NDArray[np.int64], *, limit: float, towards: bool = False
) -> Floats:
    """Give the time in seconds between each node and the nearest of several origin nodes."""
    return np.asarray(nearest_of(graph, origins, limit, towards=towards), dtype=np.float64)


def reaches_edge(
    x: Floats, y: Floats, seconds: Floats, *, bounds: tuple[float, float, float, float]
) -> bool:
    """Say whether the places in reach touch the edge of the map, so that counts are a minimum.

    Parameters
    ----------
    x, y : (n_nodes,)
        Street nodes. [m]
    seconds : (n_nodes,)
        Time from the centre, infinite out of reach. [s]
    bounds
        West, south, east and north edge of the map. [m]
    """
    west, south, east, north = bounds
    inner = (x > west + FRINGE) & (x < east - FRINGE) & (y > south + FRINGE) & (y < north - FRINGE)
    return bool((np.isfinite(seconds) & ~inner).any())
