"""Small timetables drawn by hand: a line of stops 400 m apart, and calendars in seven digits."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.mobility.inputs import Inputs, Timetable
from beffroi.foundation.figures import Source
from beffroi.foundation.language import Words
from beffroi.kernels.graph import Graph, build
from beffroi.territory.population import SpreadPopulation
from beffroi.territory.tables import POPULATION_CELLS

HOUR = 3600.0
LAMBERT = "EPSG:2154"
ORIGIN = (320_000.0, 6_740_000.0)
APART = 400.0
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NO_CALENDAR = pd.DataFrame({"service_id": [], "start_date": [], "end_date": []})
NO_DATES = pd.DataFrame({"service_id": [], "date": [], "exception_type": []})
NO_FREQUENCIES = pd.DataFrame({"trip_id": [], "start_time": [], "end_time": [], "headway_secs": []})
OSM = (Source("osm", "OpenStreetMap", "OSM contributors", "2019", "ODbL 1.0"),)
SAID = Words(fr="Estimée.", en="Estimated.")


def calendar(service: str, days: str, start: str, end: str) -> pd.DataFrame:
    """Make a calendar row from seven digits, Monday first."""
    runs = {name: [int(digit)] for name, digit in zip(WEEK, days, strict=True)}
    return pd.DataFrame({"service_id": [service], "start_date": [start], "end_date": [end]} | runs)


def exceptions(service: str, dates: Iterable[str], kind: int) -> pd.DataFrame:
    """Add (1) or take away (2) dates of a service."""
    listed = list(dates)
    return pd.DataFrame({"service_id": service, "date": listed, "exception_type": kind})


def days_between(first: str, last: str) -> list[str]:
    """List the dates from one to another."""
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return [(start + dt.timedelta(days=n)).isoformat() for n in range((end - start).days + 1)]


def tables(
    runs: Mapping[str, Mapping[str, Any]],
    calendars: Iterable[pd.DataFrame] = (),
    dates: Iterable[pd.DataFrame] = (),
    **others: pd.DataFrame,
) -> dict[str, pd.DataFrame]:
    """Make the tables of a feed.

    Parameters
    ----------
    runs
        By trip: `route`, `service`, `stops`, `hours` (one for each stop), and `direction` if given.
    """
    trips = pd.DataFrame(
        {
            "trip_id": list(runs),
            "route_id": [run.get("route", "r") for run in runs.values()],
            "service_id": [run.get("service", "w") for run in runs.values()],
            "direction_id": [run.get("direction", np.nan) for run in runs.values()],
        }
    )
    calls = [
        (trip, stop, rank, hour * HOUR, hour * HOUR)
        for trip, run in runs.items()
        for rank, (stop, hour) in enumerate(zip(run["stops"], run["hours"], strict=True))
    ]
    columns = ["trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time"]
    given = {
        "routes": pd.DataFrame({"route_id": trips["route_id"].drop_duplicates(), "route_type": 3}),
        "trips": trips,
        "stop_times": pd.DataFrame(calls, columns=columns),
        "calendar": pd.concat([*calendars]) if calendars else NO_CALENDAR,
        "calendar_dates": pd.concat([*dates]) if dates else NO_DATES,
        "frequencies": NO_FREQUENCIES,
        "agency": pd.DataFrame({"agency_timezone": ["Europe/Paris"]}),
    }
    return given | others


def stops(ids: Iterable[str], **columns: list[Any]) -> gpd.GeoDataFrame:
    """Place stops every 400 m from the origin, eastwards."""
    listed = list(ids)
    points = [shapely.Point(ORIGIN[0] + APART * n, ORIGIN[1]) for n in range(len(listed))]
    own = {"stop_id": listed, "name": listed, "location_type": 0, "parent_station": None}
    return gpd.GeoDataFrame(own | columns, geometry=points, crs=LAMBERT)


def feed(
    given: Mapping[str, pd.DataFrame], placed: gpd.GeoDataFrame | None = None, key: str = "gtfs-1"
) -> Timetable:
    """Make a feed; its stops are those of its tables unless they are placed."""
    ids = sorted(given["stop_times"]["stop_id"].dropna().unique())
    source = Source(key, "Horaires", "Réseau", "2026-09-01", "ODbL 1.0", file=f"inputs/{key}.zip")
    return Timetable(key, source, stops(ids) if placed is None else placed, given)


def street(n: int = 12) -> Graph:
    """Draw a street of `n` crossings every 100 m from the origin, walked at 1.25 m/s."""
    tails = np.arange(max(n - 1, 0))
    costs = np.full(len(tails), 80.0)
    x = ORIGIN[0] + 100.0 * np.arange(n)
    return build(tails, tails + 1, costs, costs, x=x, y=np.full(n, ORIGIN[1]))


def people(*homes: tuple[float, float]) -> SpreadPopulation:
    """House people, (metres east, inhabitants), on the street."""
    cells = POPULATION_CELLS.framed(
        {
            "cell_id": [f"c{n}" for n in range(len(homes))],
            "population": [number for _, number in homes],
            "geometry": [shapely.Point(ORIGIN[0] + x, ORIGIN[1]) for x, _ in homes],
        },
        crs=LAMBERT,
    )
    return SpreadPopulation(cells, float(sum(n for _, n in homes)), None, SAID)


def inputs(*feeds: Timetable, **changes: Any) -> Inputs:
    """Make what public transport reads: the perimeter holds the first 1,000 m of the street."""
    x, y = ORIGIN
    left_out = dict.fromkeys(
        ("streets", "street_nodes", "main_street", "shops", "car_parks", "carpool_places")
    )
    given = {
        "epsg": 2154,
        "bounds": (x - 2000, y - 2000, x + 2000, y + 2000),
        "perimeter": shapely.box(x - 50, y - 50, x + 1000, y + 50),
        "centre": shapely.Point(x, y),
        "population": people((0, 10), (900, 30)),
        "timetables": feeds,
        "sources": {"osm": OSM, "population": OSM},
    }
    return Inputs(**(left_out | given | changes))
