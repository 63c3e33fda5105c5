"""Meeting points: where commuters could meet, and which existing places lie on their way."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.carpool.axes import Axes, Journeys
from beffroi.engines.mobility.carpool.corridors import passes_by
from beffroi.engines.mobility.carpool.norms import norm
from beffroi.kernels.covering import Cover, cover_curve

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Meeting:
    """Sites where commuters could meet.

    Attributes
    ----------
    sites
        `site_id`, `name`, `exists` (in the national register) and a point.
    serves : (n_sites, n_flows)
        Whether a flow passes by a site, near its start.
    curve
        The best site, the best two…
    """

    sites: gpd.GeoDataFrame
    serves: Flags
    curve: list[Cover]


def meeting(
    given: Journeys, communes: gpd.GeoDataFrame, places: gpd.GeoDataFrame | None
) -> Meeting:
    """Choose the meeting points that serve the most commuters.

    Sites are the communes' points and the open places of the register. A site serves a flow if it
    is at most the norm `access` from where the flow starts, and on its way within the norm
    `detour`, as the crow flies.

    Parameters
    ----------
    given
        The flows.
    communes
        Columns `commune`, `name` and a point, in metres.
    places
        Table `CARPOOL_PLACES`, in metres; None if unknown.
    """
    sites = _sites(communes, places)
    serves = _near_start(given, sites) if len(sites) else np.zeros((0, len(given.flows)), bool)
    return Meeting(sites, serves, cover_curve(serves, given.commuters, int(norm("lines").value)))


def _sites(communes: gpd.GeoDataFrame, places: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame:
    towns = communes.drop_duplicates("commune")
    new = gpd.GeoDataFrame(
        {
            "site_id": towns["commune"].astype("string").to_numpy(),
            "name": towns["name"].to_numpy(),
            "exists": False,
        },
        geometry=towns.geometry.to_numpy(),
        crs=communes.crs,
    )
    if places is None or places.empty:
        return new
    open_ = places[places["open"].fillna(value=True).astype(bool)]
    old = gpd.GeoDataFrame(
        {
            "site_id": open_["carpool_place_id"].to_numpy(),
            "name": open_["name"].to_numpy(),
            "exists": True,
        },
        geometry=open_.geometry.to_numpy(),
        crs=communes.crs,
    )
    return gpd.GeoDataFrame(pd.concat([old, new], ignore_index=True))


def _gaps(given: Journeys, points: gpd.GeoSeries) -> tuple[Floats, Floats, Floats]:
    """Measure from origins to points, from points to destinations, and the flows themselves."""
    x, y = points.x.to_numpy()[:, None], points.y.to_numpy()[:, None]
    first, second = (
        np.hypot(given.x[end] - x, given.y[end] - y) for end in (given.origin, given.destination)
    )
    own = np.hypot(
        given.x[given.origin] - given.x[given.destination],
        given.y[given.origin] - given.y[given.destination],
    )
    return first, second, own


def _near_start(given: Journeys, sites: gpd.GeoDataFrame) -> Flags:
    first, second, own = _gaps(given, sites.geometry)
    on_way = passes_by(first, second, own, norm("detour").value)
    return np.asarray(on_way & (first <= norm("access").value), dtype=np.bool_)


def place_table(given: Journeys, found: Axes, places: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Say which corridor each existing place lies on, and how many commuters pass by.

    Returns
    -------
    `carpool_place_id`, `name`, `commune`, `open`, `capacity` [bay], `axis_id` (most
    travelled corridor that passes by; missing if none does), `commuters` of the flows that pass
    by [person], `parked` (always missing: no register counts the cars that stand there) and a
    point.
    """
    columns = ["carpool_place_id", "name", "commune", "open", "capacity"]
    first, second, own = _gaps(given, places.geometry)
    passing = passes_by(first, second, own, norm("detour").value)
    best = np.where(passing, found.commuters, -1.0)
    row = best.argmax(axis=1) if best.shape[1] else np.zeros(len(places), dtype=np.int64)
    ids = given.flows["flow_id"].to_numpy(dtype=object)
    axis = [ids[r] if p.any() else None for r, p in zip(row, passing, strict=True)]
    table = gpd.GeoDataFrame(places[[*columns, "geometry"]].reset_index(drop=True))
    return table.assign(
        axis_id=pd.array(axis, dtype="string"),
        commuters=passing @ given.commuters,
        parked=pd.array([pd.NA] * len(table), dtype="Int64"),
    )
