"""A tiny timetable of two operators that breaks no rule, and ways to break it."""

from collections.abc import Mapping

import pandas as pd

from beffroi.engines.mobility.validity import remarks
from tests.formats.gtfs.feeds import typed

DAY = "2026-03-02"
CLEAN = {
    "agency": "agency_id,agency_name,agency_url,agency_timezone\n"
    "TIB,Tib,https://tib.example,Europe/Paris\nCAR,Cars,https://car.example,Europe/Paris\n",
    "stops": "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
    "GARE,Gare,47.650,-2.090,1,\nGARE1,Gare quai 1,47.6501,-2.0901,0,GARE\n"
    "HALLE,Les Halles,47.651,-2.085,,\nPORT,Le Port,47.648,-2.083,,\n"
    "BOURG,Le Bourg,47.700,-2.100,,\n",
    "routes": "route_id,agency_id,route_short_name,route_type\nA,TIB,A,3\nB,CAR,B,3\n",
    "trips": "route_id,service_id,trip_id\nA,SEM,A1\nB,CARS,B1\n",
    "stop_times": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "A1,07:30:00,07:30:00,GARE1,1\nA1,07:33:00,07:33:00,HALLE,2\nA1,07:36:00,07:36:00,PORT,3\n"
    "B1,08:00:00,08:00:00,GARE1,1\nB1,08:15:00,08:15:00,BOURG,2\n",
    "calendar": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
    "start_date,end_date\nSEM,1,1,1,1,1,0,0,20260101,20261231\n"
    "CARS,1,1,1,1,1,1,1,20260101,20261231\n",
}


def tables(changes: Mapping[str, str] | None = None) -> dict[str, pd.DataFrame]:
    """Read the tiny timetable, some of its files changed."""
    return {name: typed(name, text) for name, text in (CLEAN | dict(changes or {})).items()}


def found(changes: Mapping[str, str] | None = None, date: str = DAY) -> dict[str, pd.DataFrame]:
    """Return what every rule finds in the timetable, by code."""
    return {remark.code: remark.rows for remark in remarks(tables(changes), date)}


def edited(table: str, old: str, new: str) -> dict[str, str]:
    """Change a text of one file."""
    assert old in CLEAN[table]
    return {table: CLEAN[table].replace(old, new)}


def added(table: str, *lines: str) -> dict[str, str]:
    """Add rows to one file."""
    return {table: CLEAN[table] + "".join(f"{line}\n" for line in lines)}
