"""Poles: where the vehicles of each feed stop, in metres, and which way they go from there."""

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.integration.identifiers import key_of
from beffroi.engines.mobility.integration.scopes import cells

NEAR_ZERO = 0.01
"""Degrees around (0, 0), in the Gulf of Guinea, where a stop means that its place is unknown."""
POLE, STATION = 0, 1
"""`location_type` of a stop or platform, and of a station."""
Floats = npt.NDArray[np.float64]


def poles(tables: Mapping[str, pd.DataFrame], *, epsg: int) -> pd.DataFrame:
    """List the stops of known place, those on which people stand.

    Parameters
    ----------
    tables
        GTFS tables whose identifiers bear the key of their feed: `stops`, `stop_times`.
    epsg
        Projection in which metres are measured.

    Returns
    -------
    One row for each row of `stops` of `location_type` 0 with coordinates, not near (0, 0):
    `stop_id`, `feed`, `name` (its station's where it has none; may be missing), `parent` (may be
    missing), `x`, `y` [m], `east`, `north`: mean of the unit vectors towards the next stop of each
    vehicle (from the stop before where it is the last), missing where no vehicle stops. [1]
    """
    stops = tables.get("stops")
    if stops is None:
        stops = pd.DataFrame({"stop_id": pd.array([], dtype="string")})
    lon, lat = (degrees(stops, name) for name in ("stop_lon", "stop_lat"))
    kind = cells(stops, "location_type", "Int64").fillna(POLE)
    lost = is_lost(lon, lat)
    kept = (kind == POLE).to_numpy(bool) & ~lost
    names = cells(stops, "stop_name")
    parent = cells(stops, "parent_station")
    station = pd.Series(names.to_numpy(), index=stops["stop_id"])
    station = station[~station.index.duplicated()]
    listed = pd.DataFrame({
        "stop_id": stops["stop_id"], "feed": stops["stop_id"].map(key_of),
        "name": names.fillna(parent.map(station)), "parent": parent,
    })[kept].reset_index(drop=True)  # fmt: skip
    points = gpd.GeoSeries.from_xy(lon[kept], lat[kept], crs=4326).to_crs(epsg)
    listed["x"], listed["y"] = points.x.to_numpy(), points.y.to_numpy()
    heading = headings(tables["stop_times"], listed)
    return listed.join(heading, on="stop_id")


def degrees(stops: pd.DataFrame, column: str) -> Floats:
    """Return a column of coordinates, NaN where they are unknown."""
    return cells(stops, column, "Float64").to_numpy(dtype=float, na_value=np.nan)


def is_lost(lon: Floats, lat: Floats) -> npt.NDArray[np.bool_]:
    """Say which places are unknown: without coordinates, or at 0 degrees of both."""
    nowhere = np.isnan(lon) | np.isnan(lat)
    return nowhere | ((np.abs(lon) < NEAR_ZERO) & (np.abs(lat) < NEAR_ZERO))


def headings(stop_times: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Say which way vehicles go from each stop.

    Parameters
    ----------
    stop_times
        GTFS table.
    placed
        Columns `stop_id`, `x`, `y`. [m]

    Returns
    -------
    Columns `east`, `north` by `stop_id`: means of unit vectors, of length 1 where all vehicles go
    one way and near 0 where they go all ways. Stops where nothing stops are not in it. [1]
    """
    calls = stop_times.reindex(columns=["trip_id", "stop_sequence", "stop_id"]).dropna()
    calls = calls.sort_values(["trip_id", "stop_sequence"], kind="stable")
    place = pd.Index(placed["stop_id"]).get_indexer(calls["stop_id"])
    x, y = (np.append(placed[c].to_numpy(dtype=float), np.nan)[place] for c in ("x", "y"))
    trip, _ = pd.factorize(calls["trip_id"])
    goes_on = trip[1:] == trip[:-1]
    ahead = np.where(goes_on[:, None], np.diff(np.column_stack([x, y]), axis=0), np.nan)
    missing = np.full((min(len(calls), 1), 2), np.nan)
    onwards = np.concatenate([ahead, missing])
    before = np.concatenate([missing, ahead])
    is_last = np.append(~goes_on, np.ones(min(len(calls), 1), bool))
    step = np.where(is_last[:, None], before, onwards)
    length = np.hypot(step[:, 0], step[:, 1])
    with np.errstate(invalid="ignore", divide="ignore"):
        unit = np.where(length[:, None] > 0, step / length[:, None], np.nan)
    frame = pd.DataFrame({"stop_id": calls["stop_id"].to_numpy(), "east": unit[:, 0],
                          "north": unit[:, 1]})  # fmt: skip
    return frame.dropna().groupby("stop_id")[["east", "north"]].mean()
