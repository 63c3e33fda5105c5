"""Ways: the streets as somebody on a bicycle finds them, all of them and the quiet ones alone."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.spatial import cKDTree

from beffroi.engines.mobility.network import Network, network
from beffroi.engines.mobility.profiles import QUIET_STRESS, speeds
from beffroi.engines.mobility.stress import SPEEDS, stress
from beffroi.kernels.graph import Graph, build

NORMS = Path(__file__).parent / "norms.toml"
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@cache
def norm(name: str) -> float:
    """Return a norm of `norms.toml`."""
    return float(tomllib.loads(NORMS.read_text(encoding="utf-8"))[name]["value"])


@dataclass(frozen=True, eq=False)
class Ways:
    """Stretches of street that a bicycle may use, ridden or pushed.

    Attributes
    ----------
    x, y : (n_nodes,)
        Nodes that they touch. [m]
    tails, heads : (n_ways,)
        Node at each end.
    forward, backward : (n_ways,)
        Metres ridden, or as many as one would ride in the time of pushing; infinite where a
        direction is closed. [m]
    length : (n_ways,)
        Length on the ground. [m]
    street : (n_ways,)
        Row of the table of streets.
    quiet : (n_ways,)
        Whether the stress is 2 at most.
    """

    x: Floats
    y: Floats
    tails: Ints
    heads: Ints
    forward: Floats
    backward: Floats
    length: Floats
    street: Ints
    quiet: Flags

    @property
    def touched(self) -> Flags:
        """Say which nodes a quiet street touches, (n_nodes,)."""
        found = np.zeros(len(self.x), dtype=bool)
        found[self.tails[self.quiet]] = True
        found[self.heads[self.quiet]] = True
        return found


def ways(streets: gpd.GeoDataFrame, street_nodes: pd.DataFrame, *, epsg: int) -> Ways:
    """Cut streets into stretches, and measure them as a cyclist does.

    Parameters
    ----------
    streets, street_nodes
        As for `network.network`.
    epsg
        Legal projection of the territory.
    """
    net = network(streets, street_nodes, epsg=epsg)
    along, against = (speed[net.street] for speed in speeds(streets, "bike"))
    usable = ((along > 0) | (against > 0)) & (net.length > 0)
    kept, ends = np.unique(
        np.concatenate([net.tails[usable], net.heads[usable]]), return_inverse=True
    )
    tails, heads = np.split(ends.astype(np.int64), 2)
    riding = tomllib.loads(SPEEDS.read_text(encoding="utf-8"))["bike"]["value"]
    return Ways(
        net.x[kept],
        net.y[kept],
        tails,
        heads,
        _metres(net, usable, along, riding),
        _metres(net, usable, against, riding),
        net.length[usable],
        net.street[usable],
        (stress(streets) <= QUIET_STRESS)[net.street[usable]],
    )


def _metres(net: Network, usable: Flags, speed: Floats, riding: float) -> Floats:
    with np.errstate(divide="ignore"):
        return np.where(speed[usable] > 0, net.length[usable] * (riding / speed[usable]), np.inf)


@dataclass(frozen=True, slots=True, eq=False)
class Hops:
    """New quiet links between nodes, open both ways, and how long each is, in metres."""

    tails: Ints
    heads: Ints
    metres: Floats


def every_way(given: Ways) -> Graph:
    """Build the graph of all ways, in metres."""
    return build(given.tails, given.heads, given.forward, given.backward, x=given.x, y=given.y)


def quiet_ways(given: Ways, added: Hops | None = None) -> Graph:
    """Build the graph of the quiet ways, in metres, with new links if any are given."""
    quiet = given.quiet
    tails, heads = given.tails[quiet], given.heads[quiet]
    costs = [given.forward[quiet], given.backward[quiet]]
    if added is not None:
        tails = np.concatenate([tails, added.tails])
        heads = np.concatenate([heads, added.heads])
        costs = [np.concatenate([side, added.metres]) for side in costs]
    return build(tails, heads, costs[0], costs[1], x=given.x, y=given.y)


def nearest_nodes(given: Ways, x: Floats, y: Floats) -> Ints:
    """Tie places to the nearest node of a quiet street, or of any street if none is near.

    Returns
    -------
    (n_places,)
        Node; -1 beyond the norm `approach` of every street.
    """
    found = np.full(len(x), -1, dtype=np.int64)
    places = np.column_stack([x, y])
    for nodes in (np.arange(len(given.x)), np.flatnonzero(given.touched)):
        if len(nodes) and len(places):
            tree = cKDTree(np.column_stack([given.x[nodes], given.y[nodes]]))
            distance, position = tree.query(places)
            near = distance <= norm("approach")
            found[near] = nodes[position[near]]
    return found
