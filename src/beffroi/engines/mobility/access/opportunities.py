"""Opportunities: the places of a town that people go to, by family."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from beffroi.engines.mobility.access.day import TRAINS
from beffroi.engines.mobility.access.inputs import Points
from beffroi.engines.mobility.inputs import Timetable
from beffroi.foundation.language import Words

DATA = Path(__file__).parent / "opportunities.toml"


@cache
def families() -> Mapping[str, Any]:
    """Read the families of `opportunities.toml`."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def family_words(family: str) -> Words:
    """Name a family.

    Examples
    --------
    >>> family_words("schools").en
    'schools'
    """
    return Words(**families()[family]["name"])


def opportunities(
    family: str,
    shops: gpd.GeoDataFrame,
    amenities: gpd.GeoDataFrame | None,
    timetables: Sequence[Timetable] = (),
) -> Points | None:
    """List the places of a family.

    Parameters
    ----------
    family
        One of `families`.
    shops, amenities
        Tables `SHOPS` and `AMENITIES`, projected; the latter None if it is not known.
    timetables
        Feeds, for the stops of trains and coaches.

    Returns
    -------
    Places, each of weight 1; None where the map and the feeds know of none: nobody can tell whether
    there are none.
    """
    kinds = families()[family]
    trading = shops[shops["state"] == "trading"]
    wanted = trading if kinds["shop"] == ["*"] else trading[trading["kind"].isin(kinds["shop"])]
    found = [_placed(wanted, "shop_id")]
    if amenities is not None:
        found.append(_placed(amenities[amenities["amenity"].isin(kinds["amenity"])], "amenity_id"))
    if family == "stations":
        found += [_stations(feed) for feed in timetables]
    listed = pd.concat(found).drop_duplicates("id", ignore_index=True)
    if listed.empty:
        return None
    return Points(
        listed["id"].to_numpy(object), listed["x"].to_numpy(float), listed["y"].to_numpy(float),
        np.ones(len(listed)),
    )  # fmt: skip


def _placed(table: gpd.GeoDataFrame, key: str) -> pd.DataFrame:
    known = table[~(table.geometry.isna() | table.geometry.is_empty)]
    inside = known.geometry.representative_point()
    ids = known[key].astype(str).to_numpy(object)
    return pd.DataFrame({"id": ids, "x": inside.x.to_numpy(), "y": inside.y.to_numpy()})


def _stations(feed: Timetable) -> pd.DataFrame:
    """List the stops where a train or a coach of a feed calls, whatever the day."""
    routes, trips = feed.tables["routes"], feed.tables["trips"]
    if "route_type" not in routes:
        return _placed(feed.stops[:0], "stop_id")
    by_train = routes.loc[routes["route_type"].isin(TRAINS), "route_id"]
    times = feed.tables["stop_times"]
    used = times["trip_id"].isin(trips.loc[trips["route_id"].isin(by_train), "trip_id"])
    placed = _placed(feed.stops[feed.stops["stop_id"].isin(times.loc[used, "stop_id"])], "stop_id")
    return placed.assign(id=feed.key + ":" + placed["id"])
