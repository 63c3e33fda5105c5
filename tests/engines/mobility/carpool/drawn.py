"""A valley drawn by hand: communes A, B, C, D along a road every 10 km, and E aside."""

import geopandas as gpd
import pandas as pd

from beffroi.territory.tables import CARPOOL_PLACES, FLOWS

LAMBERT = "EPSG:2154"
AT = {"A": (0, 0), "B": (10_000, 0), "C": (20_000, 0), "D": (30_000, 0), "E": (0, 20_000)}


def communes(*names: str) -> gpd.GeoDataFrame:
    kept = names or tuple(AT)
    points = gpd.points_from_xy([AT[n][0] for n in kept], [AT[n][1] for n in kept])
    return gpd.GeoDataFrame(
        {"commune": list(kept), "name": list(kept)}, geometry=points, crs=LAMBERT
    )


def flows(*rows: tuple[str, str, float], by_car: list[float] | None = None) -> pd.DataFrame:
    origin, destination, commuters = zip(*rows, strict=True)
    return FLOWS.framed({
        "flow_id": [f"{a}>{b}" for a, b, _ in rows],
        "origin": list(origin), "destination": list(destination),
        "origin_name": list(origin), "destination_name": list(destination),
        "commuters": list(commuters),
    } | ({"by_car": by_car} if by_car else {}))  # fmt: skip


def places(*rows: tuple[str, float, float, int | None]) -> gpd.GeoDataFrame:
    return CARPOOL_PLACES.framed(
        {
            "carpool_place_id": [row[0] for row in rows],
            "name": [row[0] for row in rows],
            "open": [True] * len(rows),
            "capacity": pd.array([row[3] for row in rows], dtype="Int64"),
            "geometry": gpd.points_from_xy([row[1] for row in rows], [row[2] for row in rows]),
        },
        crs=LAMBERT,
    )


VALLEY = (("A", "D", 100.0), ("B", "D", 50.0), ("B", "C", 30.0), ("D", "A", 40.0),
          ("A", "E", 60.0), ("A", "A", 900.0))  # fmt: skip
