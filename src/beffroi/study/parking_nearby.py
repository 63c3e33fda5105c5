"""Places on foot: how far each lies from a destination along the streets, and how free it is."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.network import graph, network
from beffroi.engines.mobility.snapped import snapped, times
from beffroi.engines.parking.explanation.filling import RULE, full_shares
from beffroi.engines.parking.explanation.free import all_free, free_spaces

MINUTES = (5, 10)
"""Walks shown. [min]"""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Near:
    """Places within a walk, less full than the usual rule.

    Attributes
    ----------
    minutes
        The walk. [min]
    places
        How many.
    free, low, high
        Their free spaces together, and the bounds of nine moments of ten. [space]
    unknown
        Places within the walk whose occupancy or spaces are not known.
    """

    minutes: int
    places: int
    free: float
    low: float
    high: float
    unknown: int


def placed(  # noqa: PLR0917 - a town, its occupancy and where one walks
    places: gpd.GeoDataFrame, occupancy: Floats, streets: gpd.GeoDataFrame,
    nodes: pd.DataFrame, aim: tuple[float, float], epsg: int,
) -> gpd.GeoDataFrame:  # fmt: skip
    """Say of each place how full it is, how far on foot, and how many spaces are free.

    Parameters
    ----------
    places
        Table `PARKING_PLACES`.
    occupancy : (n_places,)
        Share taken; NaN where unknown. [1]
    streets, nodes
        The streets and their nodes.
    aim
        Where one walks to. [m]
    epsg
        Legal projection.

    Returns
    -------
    Columns `place_id`, `kind`, `name`, `regulation`, `spaces`, `occupancy`, `full_share`,
    `walk_min` (missing beyond the longest walk), `is_free` (known to be less full than
    the usual rule of 85 %), `free`, `free_low`, `free_high`, `geometry`.
    """
    spaces = places["spaces"].to_numpy(dtype=float, na_value=np.nan)
    free, low, high = free_spaces(spaces, occupancy)
    is_free = (occupancy < RULE) & (spaces > 0)
    return gpd.GeoDataFrame({
        "place_id": places["place_id"].to_numpy(), "kind": places["kind"].to_numpy(),
        "name": places["name"].fillna(places["street"]).to_numpy(),
        "regulation": places["regulation"].to_numpy(), "spaces": spaces,
        "occupancy": occupancy, "full_share": full_shares(spaces, occupancy),
        "walk_min": _walks(places, streets, nodes, aim, epsg),
        "is_free": is_free, "free": free, "free_low": low, "free_high": high,
    }, geometry=np.asarray(places.geometry.array), crs=4326)  # fmt: skip


def _walks(
    places: gpd.GeoDataFrame, streets: gpd.GeoDataFrame, nodes: pd.DataFrame,
    aim: tuple[float, float], epsg: int,
) -> Floats:  # fmt: skip
    made, _ = graph(streets, network(streets, nodes, epsg=epsg), "walk")
    points = places.to_crs(epsg).geometry.representative_point()
    start = snapped(made, np.array(aim[:1]), np.array(aim[1:]))
    ends = snapped(made, points.x.to_numpy(), points.y.to_numpy())
    seconds = times(made, start, ends, limit=60.0 * max(MINUTES), towards=True)
    return np.where(np.isfinite(seconds), seconds / 60, np.nan)


def near(places: pd.DataFrame) -> tuple[Near, ...]:
    """Count the free spaces of places under the rule, within each walk of `MINUTES`.

    Parameters
    ----------
    places
        As `placed` gives them.
    """
    return tuple(_near(places[(places["walk_min"] <= most).to_numpy()], most) for most in MINUTES)


def _near(within: pd.DataFrame, most: int) -> Near:
    kept = within[within["is_free"]]
    spaces, taken = (kept[name].to_numpy(dtype=float) for name in ("spaces", "occupancy"))
    unknown = within["occupancy"].isna() | within["spaces"].isna()
    return Near(most, len(kept), *all_free(spaces, taken), int(unknown.sum()))
