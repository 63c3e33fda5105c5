"""Water: lines by boat parted from those by road, and the landing stages where boats call."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.engines.informal.published import Plane
from beffroi.foundation.dated import dated_values
from beffroi.territory.informal import GIVEN, INFORMAL_CALLS, INFORMAL_STOPS, LANDING

PARAMETERS = Path(__file__).parent / "water.toml"
STAGE, NUMBER = "Débarcadère", "number"


def parted(route: npt.NDArray[np.int64], on_water: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Part the lines of which some variants go by boat and others do not: a line has one mode.

    Parameters
    ----------
    route : (n_variants,)
        Number of the line of each.
    on_water : (n_variants,)
        Whether each goes by boat.

    Returns
    -------
    (n_variants,)
        Numbers of lines, counted from 0 in the order of their first variant.

    Examples
    --------
    >>> parted(np.array([0, 0, 1]), np.array([False, True, True])).tolist()
    [0, 1, 2]
    """
    keys = 2 * route + on_water
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    made: npt.NDArray[np.int64] = np.argsort(np.argsort(first))[inverse].astype(np.int64)
    return made


def landed(
    stops: gpd.GeoDataFrame, calls: pd.DataFrame, boats: set[str], plane: Plane,
    water: gpd.GeoSeries,
) -> tuple[gpd.GeoDataFrame, pd.DataFrame]:  # fmt: skip
    """Keep the calls of boats that are at landing stages: at their ends, or near a bank.

    Parameters
    ----------
    stops, calls
        Tables `INFORMAL_STOPS` and `INFORMAL_CALLS`.
    boats
        Variants that go by boat.
    plane
        Metres to measure in.
    water
        Areas of water, WGS 84.

    Returns
    -------
    Stops and calls: ranks without a hole, stops where boats alone called and no longer do left
    out, and stops where boats alone call said to be landing stages, and numbered as such.
    """
    where = plane.metres(stops.geometry.x, stops.geometry.y)
    bank = _area(plane, water).boundary
    off = shapely.distance(shapely.points(where), bank)
    near = dict(zip(stops["stop_id"], off <= dated_values(PARAMETERS)["shore"], strict=True))
    by_boat = calls["variant_id"].isin(boats)
    rank = calls.groupby("variant_id")["rank"]
    at_end = calls["rank"].eq(0) | calls["rank"].eq(rank.transform("max"))
    kept = calls[~by_boat | at_end | calls["stop_id"].map(near).astype(bool)].copy()
    kept["rank"] = kept.groupby("variant_id", sort=False).cumcount()
    kept["call_id"] = kept["variant_id"] + ":" + kept["rank"].astype(str)
    boat_stops = set(calls.loc[by_boat, "stop_id"])
    road_stops = set(calls.loc[~by_boat, "stop_id"])
    gone = boat_stops - set(kept["stop_id"])
    made = stops[~(stops["stop_id"].isin(gone) & stops["source"].ne(GIVEN))].copy()
    landing = made["stop_id"].isin(boat_stops - road_stops) & made["source"].ne(GIVEN)
    made["source"] = made["source"].mask(landing, LANDING)
    made = _called(made.reset_index(drop=True))
    return (
        gpd.GeoDataFrame(INFORMAL_STOPS.typed(made)),
        INFORMAL_CALLS.typed(kept.reset_index(drop=True)),
    )


def _called(stops: pd.DataFrame) -> pd.DataFrame:
    """Call landing stages without a name so, by number, and their stations as the first of them."""
    unnamed = (stops["source"].eq(LANDING) & stops["name_source"].eq(NUMBER)).astype(bool)
    numbers = unnamed.cumsum().astype(str)
    names = stops["name"].mask(unnamed, f"{STAGE} " + numbers)
    own = stops["station"].notna()
    afloat_alone = unnamed[own].groupby(stops["station"][own]).all()
    first = names[own].groupby(stops["station"][own]).first()[afloat_alone]
    station = stops["is_station"].astype(bool) & stops["stop_id"].isin(first.index)
    return stops.assign(name=names.mask(station, stops["stop_id"].map(first)))


def _area(plane: Plane, water: gpd.GeoSeries) -> shapely.Geometry:
    """Join areas of water, in metres."""
    whole = shapely.union_all(np.asarray(water.array, dtype=object))
    return shapely.transform(whole, lambda xy: plane.metres(xy[:, 0], xy[:, 1]))
