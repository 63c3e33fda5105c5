"""A hamlet drawn by hand in the national formats: a grid of streets whose every figure is known.

Streets every 100 m make a square of 400 m around the market; Grande Rue runs through its middle,
west to east. Six shops trade and two premises stand empty, one on Grande Rue; two car parks, of 40
bays and of an unknown number; sixteen houses of 100 m² and one storey; a bus along Grande Rue.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from beffroi.formats import gtfs, osm

LON, LAT = -2.08, 47.65
"""South-west corner, near Redon."""
EAST = 1 / (111_195 * math.cos(math.radians(LAT)))
NORTH = 1 / 111_195
"""Degrees in a metre."""
SIDE, STEP = 400, 100
DATE = "2026-09-01"


@dataclass
class Drawing:
    """Objects drawn so far, numbered from 1."""

    nodes: list[tuple[int, float, float, dict[str, str]]]
    ways: list[tuple[int, list[int], dict[str, str]]]

    def node(self, x: float, y: float, **tags: str) -> int:
        """Draw a node at metres from the corner."""
        id_ = len(self.nodes) + 1
        named = {key.replace("__", ":"): value for key, value in tags.items()}
        self.nodes.append((id_, LON + x * EAST, LAT + y * NORTH, named))
        return id_

    def way(self, nodes: list[int], **tags: str) -> None:
        """Draw a way through nodes."""
        named = {key.replace("__", ":"): value for key, value in tags.items()}
        self.ways.append((len(self.ways) + 1, nodes, named))

    def square(self, x: float, y: float, side: float, **tags: str) -> None:
        """Draw a square area."""
        corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)]
        ring = [self.node(*corner) for corner in corners]
        self.way([*ring, ring[0]], **tags)


def drawn() -> Drawing:
    """Draw the hamlet."""
    made = Drawing([], [])
    lines = range(0, SIDE + 1, STEP)
    crossings = {(x, y): made.node(x, y) for y in lines for x in lines}
    for y in lines:
        name = "Grande Rue" if y == SIDE // 2 else f"Rue {y // STEP} Est"
        made.way([crossings[x, y] for x in lines], highway="residential", name=name)
    for x in lines:
        name = f"Rue {x // STEP} Nord"
        made.way([crossings[x, y] for y in lines], highway="residential", name=name)
    for x in (120, 140, 160, 180):
        made.node(x, 205, shop="bakery", name=f"Chez {x}", opening_hours="Tu-Su 07:00-13:00")
    made.node(110, 105, shop="clothes")
    made.node(210, 305, shop="books", phone="+33 2 61 91 00 00")
    made.node(220, 195, shop="vacant")
    made.node(310, 295, disused__shop="yes")
    made.square(250, 150, 30, amenity="parking", capacity="40", name="Place du Marché")
    made.node(20, 20, amenity="parking")
    made.node(205, 210, amenity="bicycle_parking", capacity="6")
    for n in range(16):
        made.square(
            20 + 45 * (n % 8), 320 + 20 * (n // 8), 10, building="house", building__levels="1"
        )
    return made


def write_osm(path: Path) -> Path:
    """Write the hamlet's map."""
    made = drawn()
    nodes = pd.DataFrame(made.nodes, columns=["id", "lon", "lat", "tags"])
    ways = pd.DataFrame(made.ways, columns=["id", "nodes", "tags"])
    none = pd.DataFrame({"id": [], "members": [], "tags": []})
    osm.write(path, nodes, ways, none, date=DATE)
    return path


def write_gtfs(path: Path) -> Path:
    """Write a bus that runs along Grande Rue six times each weekday of September 2026."""
    stops = [f"s{n}" for n in range(3)]
    trips = [f"t{n}" for n in range(6)]
    start = [8 * 3600 + 3600 * n for n in range(6)]
    times = [(t, s, n, at + 120 * n) for t, at in zip(trips, start, strict=True)
             for n, s in enumerate(stops)]  # fmt: skip
    days = {day: [1] for day in ("monday", "tuesday", "wednesday", "thursday", "friday")}
    tables = {
        "agency": {"agency_id": ["a"], "agency_name": ["Car du hameau"],
                   "agency_url": ["https://car.example"], "agency_timezone": ["Europe/Paris"]},
        "stops": {"stop_id": stops, "stop_name": ["Ouest", "Marché", "Est"],
                  "stop_lat": [LAT + 200 * NORTH] * 3,
                  "stop_lon": [LON + x * EAST for x in (0, 200, 400)]},
        "routes": {"route_id": ["r"], "agency_id": ["a"], "route_short_name": ["1"],
                   "route_type": [3]},
        "trips": {"route_id": ["r"] * 6, "service_id": ["w"] * 6, "trip_id": trips},
        "stop_times": {
            "trip_id": [t for t, *_ in times], "arrival_time": [at for *_, at in times],
            "departure_time": [at for *_, at in times], "stop_id": [s for _, s, *_ in times],
            "stop_sequence": [n for _, _, n, _ in times],
        },
        "calendar": {"service_id": ["w"], **days, "saturday": [0], "sunday": [0],
                     "start_date": ["2026-09-01"], "end_date": ["2026-09-30"]},
    }  # fmt: skip
    gtfs.write({name: pd.DataFrame(columns) for name, columns in tables.items()}, path)
    return path


def write_perimeter(path: Path, *, x: float = 100, y: float = 150, side: float = 150) -> Path:
    """Write a square perimeter, in metres from the corner: by default, the middle of Grande Rue."""
    corners = [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
    ring = [[LON + east * EAST, LAT + north * NORTH] for east, north in corners]
    path.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}), encoding="utf-8")
    return path
