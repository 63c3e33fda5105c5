"""An invented street along which several informal lines run side by side."""

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.territory import informal
from beffroi.territory.informal import InformalNetwork
from tests.towns.informal import DEGREE, LAT, LON
from tests.towns.informal import network as hamlet

SPEED = 5.0
GAP = 150.0
"""Between two stops. [m]"""
Line = Sequence[tuple[float, float]]
WAYS: dict[str, tuple[str, int, Line, float | None]] = {
    "A-out": ("A", 0, ((0, 0), (6_000, 0)), 600.0),
    "A-back": ("A", 1, ((6_000, 0), (0, 0)), 600.0),
    "B-out": ("B", 0, ((0, 10), (5_100, 10)), 900.0),
    "B-back": ("B", 1, ((5_100, 10), (0, 10)), 900.0),
    "C-out": ("C", 0, ((0, 0), (3_000, 0), (3_000, 4_000)), 1_200.0),
    "D-out": ("D", 0, ((0, 0), (0, 900), (900, 900), (900, 0), (0, 0)), None),
}
"""Line, direction, corners [m], headway [s]."""


def _placed(line: Line) -> tuple[list[float], list[shapely.Point]]:
    shape = shapely.LineString(line)
    along = np.arange(0, shape.length + 1, GAP)
    return along.tolist(), [shape.interpolate(where) for where in along]


def _degrees(x: float, y: float) -> tuple[float, float]:
    return LON + x / DEGREE / float(np.cos(np.radians(LAT))), LAT + y / DEGREE


def network(*, n_rides: int = 6, boardings: float | None = 0.3) -> InformalNetwork:
    """Draw the street: A and B run side by side, C leaves them halfway, D is a loop not counted.

    Every stop of a variant is its own. Weekdays only, 6 to 20 h, in one band.
    """
    variants, stops, calls, bands, times, sections = [], [], [], [], [], []
    for variant, (route, direction, line, headway) in WAYS.items():
        along, points = _placed(line)
        variants.append({
            "variant_id": variant, "route_id": route, "direction": direction, "state": "used",
            "length_m": shapely.LineString(line).length, "n_rides": n_rides,
            "geometry": shapely.LineString([_degrees(x, y) for x, y in line]),
        })  # fmt: skip
        for rank, (where, point) in enumerate(zip(along, points, strict=True)):
            stop = f"{variant}:{rank}"
            stops.append({
                "stop_id": stop, "name": f"Arrêt {variant} {rank}", "name_source": "number",
                "is_station": False, "source": "inferred",
                "geometry": shapely.Point(_degrees(point.x, point.y)),
            })  # fmt: skip
            calls.append({
                "call_id": stop, "variant_id": variant, "rank": rank, "stop_id": stop,
                "along_m": where, "n_passes": n_rides, "n_halts": n_rides, "dwell_s": 10.0,
                "boardings": boardings, "alightings": boardings,
            })  # fmt: skip
            if rank:
                times.append({
                    "time_id": f"{stop}:0", "variant_id": variant, "rank": rank - 1,
                    "begins_s": 0.0, "ends_s": 86_400.0, "seconds": GAP / SPEED,
                    "low_s": GAP / SPEED * 0.9, "high_s": GAP / SPEED * 1.2, "n_rides": n_rides,
                })  # fmt: skip
        bands.append({
            "band_id": variant, "variant_id": variant, "days": "weekday", "begins_s": 21_600.0,
            "ends_s": 72_000.0, "headway_s": headway, "n_departures": 9,
            "low_s": headway and headway * 0.85, "high_s": headway and headway * 1.2,
            "wait_s": headway and headway * 0.6,
        })  # fmt: skip
        sections.append({
            "section_id": variant, "variant_id": variant, "begins_m": 0.0, "ends_m": along[-1],
            "hailed": 0.4, "n_seen": 20, "is_counted": boardings is not None,
        })  # fmt: skip
    routes = [{
        "route_id": route, "number": route, "name": f"Ligne {route}", "mode": "bus",
        "colour": "0B5FA5", "text_colour": "FFFFFF", "n_rides": 2 * n_rides, "state": "used",
    } for route in "ABCD"]  # fmt: skip
    fares = [{
        "fare_id": "all", "price": 2.0, "currency": "EUR", "model": "flat", "n_payments": 40,
    }]  # fmt: skip

    def table(schema: informal.Table, rows: list[dict[str, object]]) -> pd.DataFrame:
        return schema.check(schema.typed(pd.DataFrame(rows)))

    return replace(
        hamlet(),
        routes=table(informal.INFORMAL_ROUTES, routes),
        variants=gpd.GeoDataFrame(table(informal.INFORMAL_VARIANTS, variants)),
        stops=gpd.GeoDataFrame(table(informal.INFORMAL_STOPS, stops)),
        calls=table(informal.INFORMAL_CALLS, calls),
        headways=table(informal.INFORMAL_HEADWAYS, bands),
        times=table(informal.INFORMAL_TIMES, times),
        fares=table(informal.INFORMAL_FARES, fares),
        sections=table(informal.INFORMAL_SECTIONS, sections),
        pieces=informal.INFORMAL_PIECES.typed(informal.INFORMAL_PIECES.empty()),
    )


def uncounted() -> InformalNetwork:
    """Draw the street where nobody counted departures."""
    drawn = network()
    unknown = drawn.headways.assign(headway_s=pd.NA, low_s=pd.NA, high_s=pd.NA, wait_s=pd.NA)
    return replace(drawn, headways=informal.INFORMAL_HEADWAYS.typed(unknown))
