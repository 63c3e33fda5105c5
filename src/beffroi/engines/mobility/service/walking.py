"""Walks to stops: how far each stop is from each place near it, along the streets."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.snapped import APPROACH, snapped
from beffroi.kernels.graph import Graph, reached

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Points:
    """Places: their coordinates. [m]."""

    x: Floats
    y: Floats


def walks(graph: Graph, places: Points, stops: Points, *, farthest: float) -> pd.DataFrame:
    """List the stops within walking distance of each place.

    Parameters
    ----------
    graph
        Streets on foot, with costs in seconds.
    places, stops
        Coordinates; those that are not finite, or far from any street, are out of reach.
    farthest
        Longest walk, from the place to the street, along streets and to the stop. [m]

    Returns
    -------
    Columns `origin` (row of the place) and `stop` (row of the stop), `metres`: the
    time of the walk times the speed on flat ground, so that stairs count for more than their
    length.
    """
    near = _pairs(graph, places, stops, farthest / APPROACH)
    metres = near.pop("seconds") * APPROACH
    return near.assign(metres=metres)[metres <= farthest].reset_index(drop=True)


def _pairs(graph: Graph, places: Points, stops: Points, limit: float) -> pd.DataFrame:
    home, halt = _snapped(graph, places), _snapped(graph, stops)
    if home.empty or halt.empty:
        return pd.DataFrame({"origin": [], "stop": [], "seconds": []})
    nodes = halt["node"].unique()
    found = reached(graph, nodes, limit, towards=True)
    near = pd.DataFrame(
        {
            "halt": np.repeat(nodes, np.diff(found.indptr)),
            "node": found.nodes.astype(np.int64),
            "cost": found.costs.astype(float),
        }
    )
    near = near[near["node"].isin(home["node"])]
    joined = near.merge(home, on="node").merge(
        halt.rename(columns={"node": "halt", "row": "stop", "delay": "last"}), on="halt"
    )
    seconds = joined["cost"] + joined["delay"] + joined["last"]
    return pd.DataFrame({"origin": joined["row"], "stop": joined["stop"], "seconds": seconds})


def _snapped(graph: Graph, points: Points) -> pd.DataFrame:
    rows = np.flatnonzero(np.isfinite(points.x) & np.isfinite(points.y))
    if graph.n_nodes == 0 or not len(rows):
        return pd.DataFrame({"node": [], "row": [], "delay": []})
    tied = snapped(graph, points.x[rows], points.y[rows])
    made = pd.DataFrame({"node": tied.node, "row": rows, "delay": tied.delay})
    reachable: pd.DataFrame = made[np.isfinite(made["delay"])]
    return reachable
