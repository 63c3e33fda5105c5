"""A small network drawn for tests: two lines that cross, both ways, with times, bands and fares."""

import numpy as np
import pandas as pd

from beffroi.engines.informal.published import Plane
from tests.formats.gtfs.feeds import typed

HERE = Plane(-54.03, 5.5)
STOPS = np.arange(0, 3001, 500)
"""Where stops stand along a line of 3 km. [m]"""
PACE = 0.125
"""Seconds that a metre takes: 8 m/s. [s/m]"""
SIDE = 12.0
"""How far to the right of the middle of its street each direction runs. [m]"""


def line(axis: int, way: int) -> np.ndarray:
    """The middle of the lane of a direction of a line, a point each 100 m."""
    along = np.arange(-1500.0, 1501.0, 100.0)[::way]
    points = np.zeros((len(along), 2))
    points[:, axis] = along
    points[:, 1 - axis] = SIDE * way * (1 if axis else -1)
    return points


def text(rows: list[str]) -> str:
    return "\n".join(rows) + "\n"


def files(headway: int = 600, price: str = "2.00") -> dict[str, str]:
    """Write the network: lines EW and NS, from 5 to 21 h, one price for each line."""
    tables: dict[str, list[str]] = {
        "agency": ["agency_id,agency_name,agency_url,agency_timezone",
                   "A,A,https://a.example,America/Cayenne"],
        "routes": ["route_id,agency_id,route_short_name,route_type", "EW,A,EW,3", "NS,A,NS,3"],
        "calendar": [("service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
                     "start_date,end_date"), "W,1,1,1,1,1,0,0,20260101,20261231"],
        "stops": ["stop_id,stop_name,stop_lat,stop_lon"],
        "trips": ["route_id,service_id,trip_id,direction_id,shape_id"],
        "stop_times": ["trip_id,arrival_time,departure_time,stop_id,stop_sequence"],
        "shapes": ["shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence"],
        "frequencies": ["trip_id,start_time,end_time,headway_secs"],
        "fare_attributes": ["fare_id,price,currency_type,payment_method,transfers",
                            f"F,{price},EUR,0,0", "G,3.00,EUR,0,0"],
        "fare_rules": ["fare_id,route_id", "F,EW", "G,NS"],
    }  # fmt: skip
    for axis, route in enumerate(("EW", "NS")):
        for way in (1, -1):
            key = f"{route}{(1 - way) // 2}"
            points = line(axis, way)
            lon, lat = HERE.degrees(points)
            tables["trips"].append(f"{route},W,{key},{(1 - way) // 2},{key}")
            tables["frequencies"].append(f"{key},05:00:00,21:00:00,{headway}")
            tables["shapes"] += [f"{key},{lat[i]:.7f},{lon[i]:.7f},{i}" for i in range(len(lat))]
            for rank, where in enumerate(STOPS):
                i, second = where // 100, 18_000 + int(where * PACE)
                clock = f"{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"
                tables["stops"].append(f"{key}-{rank},{key} {rank},{lat[i]:.7f},{lon[i]:.7f}")
                tables["stop_times"].append(f"{key},{clock},{clock},{key}-{rank},{rank}")
    return {f"{name}.txt": text(rows) for name, rows in tables.items()}


def feed(headway: int = 600, price: str = "2.00") -> dict[str, pd.DataFrame]:
    """Return the network as tables."""
    return {
        name.removesuffix(".txt"): typed(name.removesuffix(".txt"), content)
        for name, content in files(headway, price).items()
    }


def moved(tables: dict[str, pd.DataFrame], table: str, east: float) -> dict[str, pd.DataFrame]:
    """Move the stops or the shapes of a network eastwards by some metres."""
    column = "stop_lon" if table == "stops" else "shape_pt_lon"
    degrees = HERE.degrees(np.array([[east, 0.0]]))[0][0] - HERE.lon
    return tables | {table: tables[table].assign(**{column: tables[table][column] + degrees})}
