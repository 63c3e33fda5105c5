"""Offers told by timetables: one for each operator and kind of line, with its hours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.offers.inputs import Verdict
from beffroi.engines.mobility.timetable import service_days
from beffroi.foundation.figures import Source
from beffroi.territory.mobility import BANDS, DAYS, SLOTS

SCHOOL, ON_DEMAND = 712, range(715, 717)
"""Extended route types of school buses and of demand-responsive buses.
https://developers.google.com/transit/gtfs/reference/extended-route-types"""
BY_PHONE = 2
"""`pickup_type` of a stop where one must phone."""
LAST_HOUR = 36
"""What runs after midnight is of the night before. [h]"""
Shares = Mapping[tuple[str, str], float] | None


@dataclass(frozen=True)
class Offer:
    """A row of the register, and on which share of days it runs in each slot.

    Attributes
    ----------
    row
        Columns of `MOBILITY_SERVICES`; those absent are unknown.
    running
        By kind of day and band; None if unknown. [1]
    """

    row: Mapping[str, Any]
    running: Shares


def feed_offers(timetable: Timetable, source: Source, verdict: Verdict) -> Iterator[Offer]:
    """Read the offers of one feed.

    Returns
    -------
    One for each operator and kind of line: regular, school, on demand.
    """
    routes = timetable.tables["routes"].reset_index(drop=True)
    kinds = route_kinds(routes, timetable.tables["trips"], timetable.tables["stop_times"])
    names = operators(routes, timetable.tables.get("agency"))
    for (operator, kind), part in routes.groupby([names, kinds], sort=False):
        trips = timetable.tables["trips"]
        own = trips[trips["route_id"].isin(part["route_id"])]
        times = timetable.tables["stop_times"]
        served = set(times.loc[times["trip_id"].isin(own["trip_id"]), "stop_id"].dropna())
        stops = timetable.stops[timetable.stops["stop_id"].isin(served)]
        yield Offer(
            {
                "service_id": f"{timetable.key}/{operator}/{kind}",
                "kind": kind,
                "name": _name(part, str(operator)),
                "operator": operator or None,
                "n_places": len(stops),
                "accessible": _accessible(stops),
                "booking": "phone" if kind == "on_demand" else "none",
                "data_format": "GTFS",
                "valid": verdict.valid,
                "checker": verdict.checker or None,
                "checked": verdict.date or None,
                "updated": source.date[:10] or None,
                "geometry": shapely.MultiPoint(list(stops.geometry)) if len(stops) else None,
            },
            shares(timetable.tables, own),
        )


def operators(routes: pd.DataFrame, agency: pd.DataFrame | None) -> pd.Series:
    """Name the operator of each route; empty where the feed does not.

    Parameters
    ----------
    routes
        GTFS table; without `agency_id` where the feed has one agency.
    agency
        GTFS table, or None.
    """
    nobody = pd.Series("", index=routes.index, dtype="string")
    if agency is None or agency.empty or "agency_name" not in agency:
        return nobody
    first = str(agency["agency_name"].fillna("").iloc[0]) if len(agency) == 1 else ""
    if "agency_id" not in routes or "agency_id" not in agency:
        return nobody.where(nobody != "", first)
    named = dict(zip(agency["agency_id"], agency["agency_name"], strict=True))
    found = [named.get(id_, first) if not pd.isna(id_) else first for id_ in routes["agency_id"]]
    return pd.Series(["" if pd.isna(n) else n for n in found], index=routes.index, dtype="string")


def route_kinds(routes: pd.DataFrame, trips: pd.DataFrame, times: pd.DataFrame) -> pd.Series:
    """Tell the kind of each route: by its type, or on demand where one must phone at every stop.

    Returns
    -------
    ``regular_line``, ``school_line`` or ``on_demand``.
    """
    kinds = pd.Series("regular_line", index=routes.index, dtype="string")
    types = routes["route_type"].astype("Int64")
    kinds[types.eq(SCHOOL).fillna(value=False)] = "school_line"
    kinds[types.isin(ON_DEMAND)] = "on_demand"
    if "pickup_type" in times:
        asked = times["pickup_type"].eq(BY_PHONE).fillna(value=False)
        free = times["pickup_type"].fillna(0).eq(0)
        trip_routes = trips.set_index("trip_id")["route_id"]
        of_asked = set(times.loc[asked, "trip_id"].map(trip_routes))
        of_free = set(times.loc[free, "trip_id"].map(trip_routes))
        kinds[routes["route_id"].isin(of_asked - of_free)] = "on_demand"
    return kinds


def _name(routes: pd.DataFrame, operator: str) -> str:
    shown = routes.get("route_short_name")
    names = [] if shown is None else list(dict.fromkeys(shown.dropna()))
    if not names:
        return operator
    more = "…" if len(names) > 6 else ""
    return f"{operator} {', '.join(map(str, names[:6]))}{more}".strip()


def _accessible(stops: pd.DataFrame) -> bool | None:
    """Say whether every stop is known to be accessible, or some is known not to be."""
    said = stops["wheelchair_boarding"].fillna(0)
    if len(said) and said.eq(1).all():
        return True
    return False if said.eq(2).any() else None


def shares(tables: Mapping[str, pd.DataFrame], trips: pd.DataFrame) -> Shares:
    """Say on which share of days trips run in each part of each kind of day.

    Days are those between the first and the last on which anything of the feed runs.

    Parameters
    ----------
    tables
        The feed.
    trips
        Its trips that matter.

    Returns
    -------
    None where no trip has a day or a time.
    """
    days = service_days(tables["calendar"], tables["calendar_dates"])
    days = days[days["service_id"].isin(tables["trips"]["service_id"])]
    spans = _spans(tables, trips)
    if days.empty or spans.empty:
        return None
    every = pd.date_range(days["date"].min(), days["date"].max())
    known = {day: int((_day(every) == day).sum()) for day in DAYS}
    services = {band: set(_in_band(spans, band)["service_id"]) for band in BANDS}
    running = {}
    for day, band in SLOTS:
        dates = days.loc[days["service_id"].isin(services[band]), "date"].drop_duplicates()
        if known[day]:
            running[day, band] = float((_day(pd.DatetimeIndex(dates)) == day).sum()) / known[day]
    return running


def _day(dates: pd.DatetimeIndex) -> "np.ndarray[Any, np.dtype[np.str_]]":
    return np.select([dates.day_of_week < 5, dates.day_of_week == 5], DAYS[:2], DAYS[2])


def _spans(tables: Mapping[str, pd.DataFrame], trips: pd.DataFrame) -> pd.DataFrame:
    """Return the first and last hour of each trip, headways included."""
    times = tables["stop_times"]
    times = times[times["trip_id"].isin(trips["trip_id"])]
    first = pd.to_numeric(times["departure_time"]) / 3600
    by_trip = first.groupby(times["trip_id"]).agg(["min", "max"])
    bands = tables["frequencies"]
    bands = bands[bands["trip_id"].isin(trips["trip_id"])]
    if len(bands):
        hours = bands.groupby("trip_id").agg({"start_time": "min", "end_time": "max"}) / 3600
        hours.columns = pd.Index(["min", "max"])
        by_trip = pd.concat([by_trip[~by_trip.index.isin(hours.index)], hours])
    spans = by_trip.dropna().rename_axis("trip_id").reset_index()
    return spans.merge(trips[["trip_id", "service_id"]], on="trip_id")


def _in_band(spans: pd.DataFrame, band: str) -> pd.DataFrame:
    start, end = BANDS[band]
    end = LAST_HOUR if end == 24 else end
    return spans[(spans["min"].astype(float) < end) & (spans["max"].astype(float) >= start)]
