"""Islands of streets: those on foot that lead to no other, for want of a bridge or of a join."""

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from beffroi.engines.mobility.network import network
from beffroi.engines.mobility.profiles import speeds

COLUMNS = ("streets", "metres", "name", "x", "y")


def street_islands(
    streets: gpd.GeoDataFrame, street_nodes: pd.DataFrame, *, epsg: int
) -> pd.DataFrame:
    """List the streets on foot that are cut off from the greatest part of the map.

    Parameters
    ----------
    streets, street_nodes
        Table `STREETS`, and columns `node_id`, `lon`, `lat` of their nodes.
    epsg
        Legal projection.

    Returns
    -------
    One row an island, the longest first: `streets` (objects of the map that it holds), `metres`
    (length that can be walked), `name` (of one of its streets; may be missing), `x`, `y` of one of
    its nodes [m]. The greatest part itself is not listed.
    """
    net = network(streets, street_nodes, epsg=epsg)
    forwards, backwards = (speed[net.street] for speed in speeds(streets, "walk"))
    usable = (forwards > 0) | (backwards > 0)
    tails, heads = net.tails[usable], net.heads[usable]
    if len(tails) == 0:
        return pd.DataFrame({name: [] for name in COLUMNS})
    n = len(net.x)
    links = coo_array((np.ones(len(tails), np.int8), (tails, heads)), shape=(n, n))
    _, island = connected_components(links, directed=False)
    names = streets["name"].to_numpy(dtype=object)[net.street[usable]]
    stretches = pd.DataFrame({
        "island": island[tails], "street": net.street[usable], "metres": net.length[usable],
        "name": pd.Series(names, dtype="string"), "x": net.x[tails], "y": net.y[tails],
    })  # fmt: skip
    listed = stretches.groupby("island").agg(
        streets=("street", "nunique"), metres=("metres", "sum"), name=("name", "first"),
        x=("x", "first"), y=("y", "first"),
    )  # fmt: skip
    longest = listed.sort_values("metres", ascending=False, kind="stable")
    return longest.iloc[1:][list(COLUMNS)].reset_index(drop=True)
