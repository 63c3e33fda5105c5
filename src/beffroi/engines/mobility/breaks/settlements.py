"""Settlements: the named places of a basin between which people should be able to travel."""

import geopandas as gpd
import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from beffroi.engines.mobility.integration.inputs import parameter

RANKS = ("city", "town", "suburb", "village", "quarter", "neighbourhood", "hamlet")
"""Kinds of places that people live in, the greatest first (OpenStreetMap `place`)."""
MOST = 30
"""Places looked at, the greatest first: their pairs grow as the square."""


def settlements(places: gpd.GeoDataFrame, poles: pd.DataFrame) -> pd.DataFrame:
    """List the places of a basin with the stops that one can walk to.

    Parameters
    ----------
    places
        Table `PLACES`, in metres.
    poles
        Columns `stop_id`, `x`, `y`. [m]

    Returns
    -------
    Columns `place` and `stop_id`, a row for each stop within the parameter `place_reach` of the
    name on the map; one row without `stop_id` where there is none. Places in the order of their
    kind, then of their people; places of one name are told once.
    """
    kind = pd.Series(places["kind"]).map({name: n for n, name in enumerate(RANKS)})
    people = pd.to_numeric(places["population"]).astype("Float64").fillna(0)
    known = places.assign(rank=kind, people=people)[kind.notna() & places["name"].notna()]
    order = known.sort_values(["rank", "people", "name"], ascending=[True, False, True])
    chosen = order.drop_duplicates("name").head(MOST)
    middle = chosen.geometry.representative_point()
    points = np.column_stack([middle.x, middle.y])
    tree = cKDTree(poles[["x", "y"]].to_numpy(dtype=float)) if len(poles) else None
    rows: list[tuple[str, str | None]] = []
    for name, point in zip(chosen["name"], points, strict=True):
        near = (
            [] if tree is None else sorted(tree.query_ball_point(point, parameter("place_reach")))
        )
        stops = poles["stop_id"].iloc[near].tolist()
        rows += [(str(name), stop) for stop in stops] or [(str(name), None)]
    return pd.DataFrame(rows, columns=["place", "stop_id"], dtype="string")
