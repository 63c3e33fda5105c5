"""Bike links: new ways for bikes alone, tied to the crossings that they touch."""

from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from beffroi.engines.mobility.access.inputs import Basin
from beffroi.engines.mobility.active.ways import Hops, Ways
from beffroi.engines.mobility.network import network
from beffroi.engines.mobility.profiles import speeds
from beffroi.engines.mobility.scenarios.changes import BikeLink
from beffroi.engines.mobility.scenarios.parameters import parameter
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Traced:
    """A link drawn on the ground.

    Attributes
    ----------
    basin
        The basin with the link among its streets.
    x, y : (n_points,)
        Where the link goes: crossings where it is tied to one, its own points between. [m]
    tied : (n_points,)
        Whether each is a crossing of the network.
    ends
        How far each end of the path lies from the crossing it is tied to. [m]
    """

    basin: Basin
    x: Floats
    y: Floats
    tied: npt.NDArray[np.bool_]
    ends: tuple[float, float]

    @property
    def metres(self) -> float:
        """Length of the link, from crossing to crossing. [m]."""
        return float(np.hypot(np.diff(self.x), np.diff(self.y)).sum())


def added(basin: Basin, change: BikeLink) -> Traced:
    """Add a link to the streets of a basin.

    Both ends are tied to the nearest crossing or bend of the streets for bikes, and so is each
    point of the path near one (`link_join`); the way to the crossing counts in the link. Streets
    that it crosses elsewhere are passed over, as by a bridge. Nobody walks or drives on it.

    Parameters
    ----------
    basin
        The streets.
    change
        The link.

    Returns
    -------
    The basin with one more street, and how the link is tied.

    Raises
    ------
    InputError
        If an end lies too far from any street for bikes (`link_tie`), or both are tied to the
        same crossing.
    """
    path = np.array([(place.x, place.y) for place in change.path], float)
    nodes = _nodes(basin)
    distance, position = cKDTree(nodes[["x", "y"]].to_numpy(float)).query(path)
    tied = distance <= parameter("link_join")
    for n, words in ((0, Words(fr="premier", en="first")), (-1, Words(fr="dernier", en="last"))):
        if distance[n] > parameter("link_tie"):
            raise InputError(
                "The {end} point of the link {name} lies {metres} m from any crossing or bend of a "
                "street for bikes, more than {most} m: draw it to the street.",
                end=words, name=change.name,
                metres=round(float(distance[n])), most=round(parameter("link_tie")),
            )  # fmt: skip
        tied[n] = True
    held = nodes.iloc[position].reset_index(drop=True)
    new = int(basin.street_nodes["node_id"].max()) + 1 + np.arange(len(path))
    ids = np.where(tied, held["node_id"].to_numpy(np.int64), new)
    x, y = (np.where(tied, held[axis].to_numpy(float), path[:, n]) for n, axis in enumerate("xy"))
    kept = np.append(True, ids[1:] != ids[:-1])
    ids, x, y, tied = ids[kept], x[kept], y[kept], tied[kept]
    if len(ids) < 2:
        raise InputError(
            "The link {name} begins and ends at the same crossing: draw a longer one.",
            name=change.name,
        )
    made = _with_street(basin, change, ids, np.column_stack([x, y]), tied)
    return Traced(made, x, y, tied, (float(distance[0]), float(distance[-1])))


def _nodes(basin: Basin) -> pd.DataFrame:
    """List the nodes of the streets for bikes: `node_id`, `x`, `y`."""
    net = network(basin.streets, basin.street_nodes, epsg=basin.epsg)
    along, against = (speed[net.street] for speed in speeds(basin.streets, "bike"))
    usable = (along > 0) | (against > 0)
    if not usable.any():
        raise InputError("The map has no street for bikes to which a link could be tied.")
    used = np.unique(np.concatenate([net.tails[usable], net.heads[usable]]))
    ids = np.sort(basin.street_nodes["node_id"].to_numpy(np.int64))
    return pd.DataFrame({"node_id": ids[used], "x": net.x[used], "y": net.y[used]})


def _with_street(
    basin: Basin, change: BikeLink, ids: Ints, xy: Floats, tied: npt.NDArray[np.bool_]
) -> Basin:
    row = {
        "street_id": f"scenario:{change.name}", "highway": "cycleway", "name": change.name,
        "nodes": ids, "foot": "no", "bicycle": "designated",
        "geometry": shapely.LineString(xy),
    }  # fmt: skip
    one = gpd.GeoDataFrame([row], geometry="geometry", crs=basin.epsg)
    streets = pd.concat([basin.streets, one.reindex(columns=basin.streets.columns)],
                        ignore_index=True).astype(_types(basin.streets))  # fmt: skip
    free = gpd.GeoSeries.from_xy(xy[~tied, 0], xy[~tied, 1], crs=basin.epsg).to_crs(4326)
    points = pd.DataFrame({"node_id": ids[~tied], "lon": free.x.to_numpy(),
                           "lat": free.y.to_numpy()})  # fmt: skip
    nodes = pd.concat([basin.street_nodes[["node_id", "lon", "lat"]], points], ignore_index=True)
    return replace(basin, streets=streets, street_nodes=nodes)


def _types(table: pd.DataFrame) -> dict[str, object]:
    return {str(name): kind for name, kind in table.dtypes.items() if name != "geometry"}


def hops(ways: Ways, traced: Traced) -> Hops:
    """Give what a link adds to the quiet ways, from crossing to crossing.

    Parameters
    ----------
    ways
        The streets of before, as a cyclist finds them.
    traced
        The link.
    """
    at = np.flatnonzero(traced.tied)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(traced.x), np.diff(traced.y)))])
    tree = cKDTree(np.column_stack([ways.x, ways.y]))
    nodes = tree.query(np.column_stack([traced.x[at], traced.y[at]]))[1].astype(np.int64)
    return Hops(nodes[:-1], nodes[1:], np.diff(along[at]))
