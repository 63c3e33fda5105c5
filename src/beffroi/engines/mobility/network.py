"""The street network: which crossings each stretch of street joins, and how long it is."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.profiles import Profile, speeds
from beffroi.kernels.graph import Graph, build

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Network:
    """Stretches of street between consecutive nodes.

    Attributes
    ----------
    x, y : (n_nodes,)
        Coordinates of the nodes in the legal projection. [m]
    tails, heads : (n_edges,)
        Node at each end of a stretch, as a position in `x` and `y`.
    street : (n_edges,)
        Row of the table of streets that each stretch belongs to.
    length : (n_edges,)
        Length of each stretch. [m]
    """

    x: Floats
    y: Floats
    tails: Ints
    heads: Ints
    street: Ints
    length: Floats


def network(streets: pd.DataFrame, street_nodes: pd.DataFrame, *, epsg: int) -> Network:
    """Cut streets into stretches between consecutive nodes.

    Parameters
    ----------
    streets
        Table `STREETS`.
    street_nodes
        Columns `node_id`, `lon`, `lat`: the nodes of the streets. Stretches that lead to a node
        which is not there are left out.
    epsg
        Legal projection of the territory.
    """
    nodes = street_nodes.sort_values("node_id", ignore_index=True)
    points = gpd.GeoSeries.from_xy(nodes["lon"], nodes["lat"], crs=4326).to_crs(epsg)
    x, y = points.x.to_numpy(), points.y.to_numpy()
    counts = streets["nodes"].map(len).to_numpy(dtype=np.int64)
    listed = [np.asarray(ids, dtype=np.int64) for ids in streets["nodes"]]
    ids = np.concatenate([np.empty(0, dtype=np.int64), *listed])
    street = np.repeat(np.arange(len(streets)), counts)
    known = nodes["node_id"].to_numpy(dtype=np.int64)
    position, present = _positions(ids, known)
    joined = (street[1:] == street[:-1]) & present[1:] & present[:-1]
    tails, heads = position[:-1][joined], position[1:][joined]
    length = np.hypot(x[heads] - x[tails], y[heads] - y[tails])
    return Network(x, y, tails, heads, street[1:][joined], length)


def _positions(ids: Ints, known: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
    if len(known) == 0:
        return np.zeros_like(ids), np.zeros(len(ids), dtype=bool)
    position = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    return position, known[position] == ids


def graph(streets: pd.DataFrame, net: Network, profile: Profile) -> tuple[Graph, Ints]:
    """Build the graph of a profile, from the nodes that it can use.

    Parameters
    ----------
    streets
        Table `STREETS`.
    net
        Its stretches.
    profile
        Who moves.

    Returns
    -------
    The graph, with costs in seconds, and for each of its nodes its position in the network:
    nodes that no allowed stretch touches are not in it.
    """
    forwards, backwards = (speed[net.street] for speed in speeds(streets, profile))
    usable = (forwards > 0) | (backwards > 0)
    kept, renumbered = np.unique(
        np.concatenate([net.tails[usable], net.heads[usable]]), return_inverse=True
    )
    tails, heads = np.split(renumbered, 2)
    length = net.length[usable]
    with np.errstate(divide="ignore"):
        costs = [np.where(v > 0, length / v, np.inf) for v in (forwards[usable], backwards[usable])]
    made = build(tails, heads, costs[0], costs[1], x=net.x[kept], y=net.y[kept])
    return made, kept
