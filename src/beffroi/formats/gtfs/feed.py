"""A timetable once read: its tables, what was repaired, its days of validity, its stops."""

from dataclasses import dataclass
from typing import cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.formats.gtfs.links import among
from beffroi.formats.gtfs.presence import Tables
from beffroi.foundation.language import Words
from beffroi.territory.tables import STOPS

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ADDED = 1
"""`exception_type` of a day of service added."""


@dataclass(frozen=True)
class Feed:
    """A GTFS timetable.

    Attributes
    ----------
    tables
        By file name without extension, in the order of the reference: every column of the file.
        Text is `string`, codes and whole numbers `Int64`, other numbers `Float64`, times `Int64`
        seconds since noon minus 12 h (past 86,400 after midnight), dates ISO 8601 text, amounts of
        money text; `locations` is a GeoDataFrame in WGS 84. What the file leaves blank is missing.
    warnings
        What was repaired, left out or doubtful.
    n_rows
        Data rows found in each file: as many as the table holds plus those set aside.
    set_aside
        By table, the rows that could not be used, with their `line` in the file and the reason
        (`reason_fr`, `reason_en`).
    begin, end
        First and last day of service of its trips, ISO 8601; empty where no trip has a day.
    """

    tables: Tables
    warnings: tuple[Words, ...]
    n_rows: dict[str, int]
    set_aside: Tables
    begin: str
    end: str


def validity(tables: Tables) -> tuple[str, str]:
    """Find the first and the last day on which some trip runs.

    Days taken away by `calendar_dates` inside the period do not shorten it.
    """
    used = tables["trips"]["service_id"]
    days: list[str] = []
    if "calendar" in tables:
        weekly = tables["calendar"]
        runs = among(weekly["service_id"], used) & (weekly[list(DAYS)] == 1).any(axis=1).to_numpy()
        days += [*weekly.loc[runs, "start_date"], *weekly.loc[runs, "end_date"]]
    if "calendar_dates" in tables:
        dates = tables["calendar_dates"]
        is_added = (dates["exception_type"] == ADDED).to_numpy(dtype=bool, na_value=False)
        days += list(dates.loc[among(dates["service_id"], used) & is_added, "date"])
    return (min(days), max(days)) if days else ("", "")


def publisher(feed: Feed) -> str:
    """Name who publishes a feed: its `feed_info`, or else its agencies; empty if neither says."""
    for file, column in (("feed_info", "feed_publisher_name"), ("agency", "agency_name")):
        table = feed.tables.get(file)
        if table is not None and column in table and table[column].notna().any():
            return ", ".join(dict.fromkeys(table[column].dropna()))
    return ""


def stops(feed: Feed, key: str) -> gpd.GeoDataFrame:
    """Return the stops and stations of a feed as the house knows them.

    Parameters
    ----------
    key
        Key of the feed, put before each identifier so that feeds can stand side by side.

    Returns
    -------
    Table `territory.tables.STOPS`, in WGS 84, one row for each row of stops.txt that has
    coordinates (nodes and boarding areas inside a station may have none).
    """
    found = feed.tables.get("stops", pd.DataFrame({"stop_id": pd.Series([], dtype="string")}))
    columns = found.reindex(columns=[*_SAME, "stop_id", "stop_name", "parent_station", *_LONLAT])
    placed = columns[columns[list(_LONLAT)].notna().all(axis=1)].reset_index(drop=True)
    lon, lat = (placed[name].to_numpy(dtype=float, na_value=np.nan) for name in _LONLAT)
    values: dict[str, object] = {
        "stop_id": f"{key}:" + placed["stop_id"].astype("string"),
        "feed": pd.Series(key, index=placed.index, dtype="string"),
        "name": placed["stop_name"],
        "location_type": placed["location_type"].astype("Int64").fillna(0),
        "parent_station": f"{key}:" + placed["parent_station"].astype("string"),
        "wheelchair_boarding": placed["wheelchair_boarding"],
        "geometry": gpd.GeoSeries(shapely.points(lon, lat), crs="EPSG:4326"),
    }
    return cast("gpd.GeoDataFrame", STOPS.framed(values))


_SAME = ("location_type", "wheelchair_boarding")
_LONLAT = ("stop_lon", "stop_lat")
