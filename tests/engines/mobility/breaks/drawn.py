"""A bus and a coach that meet badly at the station: the coach comes in three minutes too late."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.engines.mobility.inputs import Inputs, Timetable
from beffroi.engines.mobility.integration import Part
from beffroi.engines.mobility.service.quality import Quality, quality
from beffroi.territory.tables import PLACES, STREETS
from tests.engines.mobility.integration.feeds import BUS, COACH, IDENTIFIERS, feed
from tests.engines.mobility.service import drawn

FARES = "fare_id,price,currency_type,payment_method,transfers\nF,1.50,EUR,0,0\n"
RULES = "fare_id,route_id\nF,A\n"
COACH_FARES = {"fare_attributes": FARES, "fare_rules": RULES}


def part(key: str, files: Mapping[str, str], **changes: str) -> Part:
    """Read a network under a key."""
    return Part(key, feed(files, **changes))


def timetable(one: Part) -> Timetable:
    """Read the same network as the measures of service do."""
    stops = one.tables["stops"]
    points = gpd.points_from_xy(stops["stop_lon"].astype(float), stops["stop_lat"].astype(float))
    placed = gpd.GeoDataFrame(
        {
            "stop_id": stops["stop_id"].astype(object),
            "name": stops["stop_name"].astype(object),
            "location_type": stops.get("location_type", pd.Series(0, index=stops.index)),
            "parent_station": stops.get("parent_station"),
        },
        geometry=points, crs=4326,
    ).to_crs(2154)  # fmt: skip
    bands = {"frequencies": drawn.NO_FREQUENCIES, "calendar_dates": drawn.NO_DATES}
    return drawn.feed(bands | dict(one.tables), placed, one.key)


def town(*parts: Part, **changes: Any) -> tuple[Inputs, Quality]:
    """Make a town without streets where networks meet, and measure it."""
    places = PLACES.framed(
        {
            "place_id": [1, 2, 3],
            "kind": ["town", "village", "hamlet"],
            "name": ["Ville", "Village", "Le Désert"],
            "geometry": [shapely.Point(-2.09, y) for y in (47.65, 47.6, 47.55)],
        },
        crs="EPSG:4326",
    ).to_crs(2154)
    given = {
        "parts": parts,
        "identifiers": IDENTIFIERS,
        "places": places,
        "streets": STREETS.framed({}, crs="EPSG:2154"),
        "street_nodes": pd.DataFrame({"node_id": [], "lon": [], "lat": []}),
    }
    inputs = drawn.inputs(*map(timetable, parts), **given | changes)
    return inputs, quality(inputs, drawn.street())


@cache
def both(**changes: str) -> tuple[Inputs, Quality]:
    """Put the bus and the coach together, tables of the coach changed."""
    return town(part("bus", BUS), part("car", COACH, **changes))
