"""Two small invented networks that meet: a town bus, and a coach that comes to its station."""

from collections.abc import Mapping

import pandas as pd

from beffroi.engines.mobility.integration import Merged, Part, merged
from beffroi.engines.mobility.integration.inputs import Tables
from beffroi.formats.gtfs.reference import FILES
from tests.formats.gtfs.feeds import typed

EPSG = 2154
WEEK = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
IDENTIFIERS = {
    name: [column for column, field in file.columns.items() if field.kind == "id"]
    for name, file in FILES.items()
} | {"locations": ["id"]}

BUS = {
    "agency": "agency_id,agency_name,agency_url,agency_timezone,agency_lang\n"
    "1,Réseau TIB,https://tib.example,Europe/Paris,fr\n",
    "stops": "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
    "G,Gare,47.65000,-2.09000,1,\n"
    "1,Gare,47.65000,-2.09000,0,G\n"
    "2,Pl. St-Michel,47.65500,-2.09000,0,\n"
    "3,Hôpital,47.66000,-2.09000,0,\n",
    "routes": "route_id,agency_id,route_short_name,route_type\nA,1,A,3\n",
    "trips": "route_id,service_id,trip_id,direction_id,trip_headsign\nA,S,1,0,Hôpital\n",
    "stop_times": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "1,08:00:00,08:00:00,1,1\n1,08:05:00,08:05:00,2,2\n1,08:10:00,08:10:00,3,3\n",
    "calendar": WEEK + "S,1,1,1,1,1,0,0,20260105,20260130\n",
}
"""A bus that goes north from the station on weekdays of January 2026."""
COACH = {
    "agency": "agency_name,agency_url,agency_timezone\n"
    "Cars Bleus,https://bleus.example,Europe/Paris\n",
    "stops": "stop_id,stop_name,stop_lat,stop_lon\n"
    "1,Village,47.60000,-2.09000\n"
    "2,Gare SNCF,47.65010,-2.09010\n"
    "3,PLACE SAINT MICHEL,47.65510,-2.09000\n",
    "routes": "route_id,route_short_name,route_type\nA,12,3\n",
    "trips": "route_id,service_id,trip_id,trip_headsign\nA,S,1,Place St-Michel\n",
    "stop_times": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "1,07:30:00,07:30:00,1,1\n1,08:03:00,08:03:00,2,2\n1,08:08:00,08:08:00,3,3\n",
    "calendar": WEEK + "S,1,1,1,1,1,1,0,20260112,20260206\n",
}
"""A coach that comes from a village to the same two places, on weekdays and Saturdays."""


def feed(files: Mapping[str, str], **changes: str | None) -> Tables:
    """Read the tables of a network, some of them changed; None takes one away."""
    texts = {**files, **changes}
    return {name: typed(name, text) for name, text in texts.items() if text is not None}


def part(key: str, files: Mapping[str, str], **changes: str | None) -> Part:
    """Read a network under a key."""
    return Part(key, feed(files, **changes))


def both(**changes: str | None) -> Merged:
    """Merge the two networks, tables of the bus changed."""
    return together(part("bus", BUS, **changes), part("car", COACH))


def together(*parts: Part) -> Merged:
    """Merge networks without a map."""
    return merged(parts, identifiers=IDENTIFIERS, epsg=EPSG, today="2026-01-01")


def text(*values: str | None) -> pd.Series:
    """Make a column of text."""
    return pd.Series(values, dtype="string")
