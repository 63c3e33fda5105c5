"""Corridors: which journeys lie along which, by road where it is known, else as the crow flies."""

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree

from beffroi.engines.mobility.network import network
from beffroi.engines.mobility.profiles import speeds
from beffroi.kernels.graph import Graph, build, costs_between

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
FARTHEST = 1000.0
"""Gap between a commune's point and the nearest road from which the roads do not cover it. [m]"""


def roads(streets: gpd.GeoDataFrame, street_nodes: pd.DataFrame, *, epsg: int) -> Graph:
    """Build the graph of the streets open to cars, in metres.

    Parameters
    ----------
    streets, street_nodes, epsg
        As for `network.network`.
    """
    net = network(streets, street_nodes, epsg=epsg)
    open_ = [speed[net.street] > 0 for speed in speeds(streets, "car")]
    usable = (open_[0] | open_[1]) & (net.length > 0)
    kept, ends = np.unique(
        np.concatenate([net.tails[usable], net.heads[usable]]), return_inverse=True
    )
    tails, heads = np.split(ends, 2)
    costs = [np.where(side[usable], net.length[usable], np.inf) for side in open_]
    return build(tails, heads, costs[0], costs[1], x=net.x[kept], y=net.y[kept])


def crow_distances(x: Floats, y: Floats) -> Floats:
    """Measure straight distances between places, (n, n). [m]."""
    return np.asarray(np.hypot(x[:, None] - x, y[:, None] - y), dtype=np.float64)


def distances(x: Floats, y: Floats, roads: Graph | None) -> tuple[Floats, bool]:
    """Measure distances between places, by road if the roads reach all of them.

    Parameters
    ----------
    x, y : (n_places,)
        Points of the communes. [m]
    roads
        Graph of the roads, in metres; None if there is none.

    Returns
    -------
    (n_places, n_places), bool
        Distances from each to each [m], and whether they follow roads.
    """
    crow = crow_distances(x, y)
    if roads is None or roads.n_nodes == 0 or not len(x):
        return crow, False
    tree = cKDTree(np.column_stack([roads.x, roads.y]))
    gap, node = tree.query(np.column_stack([x, y]))
    if (gap > FARTHEST).any():
        return crow, False
    found = costs_between(roads, node.astype(np.int64), node.astype(np.int64)).astype(np.float64)
    return (found, True) if np.isfinite(found).all() else (crow, False)


def along(distance: Floats, origin: Ints, destination: Ints, detour: float) -> Flags:
    """Say which journeys a driver of another one can serve with a small detour.

    The driver of journey `a` leaves home, passes by the origin then the destination of `b`, and
    ends at work: the whole is at most ``1 + detour`` times the driver's own way.

    Parameters
    ----------
    distance : (n_places, n_places)
        Distances. [m]
    origin, destination : (n_journeys,)
        Places of each journey.
    detour
        Longest detour, as a share of the driver's way. [1]

    Returns
    -------
    (n_journeys, n_journeys)
        Whether the driver of the row can serve the column.

    Examples
    --------
    >>> line = np.abs(np.arange(4.0)[:, None] - np.arange(4.0))
    >>> along(line, np.array([0, 1, 2]), np.array([3, 2, 1]), 0.2).tolist()
    [[True, True, False], [False, True, False], [False, False, True]]
    """
    via = (
        distance[np.ix_(origin, origin)]
        + distance[origin, destination]
        + distance[np.ix_(destination, destination)].T
    )
    own = distance[origin, destination]
    return np.asarray(via <= (1 + detour) * own[:, None] + 1e-6, dtype=np.bool_)


def passes_by(first: Floats, second: Floats, own: Floats, detour: float) -> Flags:
    """Say which journeys pass by which points with a small detour.

    Parameters
    ----------
    first : (n_points, n_journeys)
        Distance from the origin of each journey to each point. [m]
    second : (n_points, n_journeys)
        Distance from the point to the destination. [m]
    own : (n_journeys,)
        Distance of the journey itself. [m]
    detour
        Longest detour, as a share of the journey. [1]
    """
    return np.asarray(first + second <= (1 + detour) * own + 1e-6, dtype=np.bool_)
