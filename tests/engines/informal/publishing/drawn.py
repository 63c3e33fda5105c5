"""Informal networks drawn from a seed: crooked lines, odd names, gaps in what is known."""

import itertools
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.territory import informal
from beffroi.territory.informal import InformalNetwork
from beffroi.territory.informal_plan import KINDS_OF_DAYS, Publisher
from beffroi.territory.rides import PROVISIONAL, USED

DEGREE = 111_195.0
LON, LAT = -54.03, 5.49
CURRENCIES = ("EUR", "XOF", "SRD", "TND")
COLOURS = ("0B5FA5", "9A3412", "166534", "6B21A8")
NAMES = ("Marché", "École Jean-Jaurès", "Pont « neuf »", "L'Acarouany, village", "Baka & Fils")
PUBLISHER = Publisher("Collectivité d’Exemple", "https://www.exemple.fr/mobilite", "a@exemple.fr")
BEGIN = "2026-11-26"
Rows = list[dict[str, Any]]


def network(seed: int) -> InformalNetwork:
    """Draw a network: a few lines, some by water, some provisional, some without headways."""
    rng = np.random.default_rng(seed)
    rows: dict[str, Rows] = {name: [] for name in (
        "routes", "variants", "stops", "calls", "headways", "times", "fares", "sections",
    )}  # fmt: skip
    for n in range(int(rng.integers(1, 4))):
        route = ("ligne é {}", "{}", "r:{}")[n % 3].format(n)
        rows["routes"].append({
            "route_id": route, "number": str(n + 1),
            "mode": "ferry" if rng.random() < 0.2 else "bus",
            "name": f"{n + 1} Marché – Village" if rng.random() < 0.5 else None,
            "colour": COLOURS[n], "text_colour": "FFFFFF", "n_rides": 3, "state": USED,
        })  # fmt: skip
        for k in range(int(rng.integers(1, 4))):
            _variant(rng, rows, route, f"{route}/{k}", k % 2)
        _fares(rng, rows, route)
    return _network(rows)


def _variant(
    rng: np.random.Generator, rows: dict[str, Rows], route: str, variant: str, direction: int
) -> None:
    turns = np.cumsum(rng.normal(0, 0.6, int(rng.integers(2, 25))))
    steps = rng.uniform(0.3, 250, len(turns))[:, np.newaxis]
    path = np.cumsum(np.column_stack([np.cos(turns), np.sin(turns)]) * steps, axis=0)
    path = np.concatenate([np.zeros((1, 2)), path]) + rng.normal(0, 300, 2)
    arcs = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])
    where = np.unique(np.concatenate([[0.0, arcs[-1]], rng.uniform(0, arcs[-1], 6)]))
    where = where[np.concatenate([[True], np.diff(where) > 15])]
    state = PROVISIONAL if rng.random() < 0.2 else USED
    rows["variants"].append({
        "variant_id": variant, "route_id": route, "direction": direction,
        "origin": None, "destination": NAMES[direction] if rng.random() < 0.5 else None,
        "length_m": float(arcs[-1]), "n_rides": 1 if state == PROVISIONAL else 4, "spread_m": 4.0,
        "state": state, "geometry": shapely.LineString(_degrees(path)),
    })  # fmt: skip
    station = f"{variant} gare" if rng.random() < 0.4 else None
    for rank, along in enumerate(where):
        off = 300.0 if rng.random() < 0.03 else 8.0
        place = [np.interp(along, arcs, path[:, i]) + rng.normal(0, off) for i in (0, 1)]
        stop = f"{variant}:{rank}"
        rows["stops"].append(_stop(
            stop, f"{NAMES[rank % 5]} {len(rows['stops'])}", place,
            station=station if rank == 0 else None, zone_id="AB"[rank % 2],
        ))  # fmt: skip
        if rank == 0 and station:
            rows["stops"].append(_stop(station, "Gare des pirogues", place, is_station=True))
        rows["calls"].append({
            "call_id": stop, "variant_id": variant, "rank": rank, "stop_id": stop,
            "along_m": float(along), "n_passes": 4, "n_halts": int(rng.integers(0, 5)),
            "dwell_s": float(rng.uniform(0, 60)) if rng.random() < 0.7 else None,
        })  # fmt: skip
    _times(rng, rows, variant, where)
    _headways(rng, rows, variant)
    for rank, (begins, ends) in enumerate(((0.0, arcs[-1] / 3), (arcs[-1] / 3, arcs[-1]))):
        rows["sections"].append({
            "section_id": f"{variant}:{rank}", "variant_id": variant, "begins_m": begins,
            "ends_m": ends, "n_seen": 5,
            "hailed": float(rng.random()) if rng.random() < 0.8 else None, "is_counted": True,
        })  # fmt: skip


def _stop(stop: str, name: str, place: list[float], **more: object) -> dict[str, Any]:
    return {
        "stop_id": stop, "name": name, "name_source": "number", "is_station": False,
        "source": "inferred", "probability": 0.8,
        "geometry": shapely.Point(*_degrees(np.array([place]))[0]),
    } | more  # fmt: skip


def _degrees(points: np.ndarray) -> np.ndarray:
    return np.column_stack([LON + points[:, 0] / DEGREE, LAT + points[:, 1] / DEGREE])


def _times(
    rng: np.random.Generator, rows: dict[str, Rows], variant: str, where: np.ndarray
) -> None:
    for begins, ends in ((0.0, 43_200.0), (43_200.0, 90_000.0)):
        for rank, metres in enumerate(np.diff(where)):
            rows["times"].append({
                "time_id": f"{variant}:{rank}:{begins}", "variant_id": variant, "rank": rank,
                "begins_s": begins, "ends_s": ends, "n_rides": 4,
                "seconds": float(metres / rng.uniform(0.5, 80)) if rng.random() < 0.7 else None,
            })  # fmt: skip


def _headways(rng: np.random.Generator, rows: dict[str, Rows], variant: str) -> None:
    for days in KINDS_OF_DAYS[: int(rng.integers(1, 4))]:
        edges = np.sort(rng.uniform(4 * 3600, 27 * 3600, 4))
        for begins, ends in itertools.pairwise(edges):
            rows["headways"].append({
                "band_id": f"{variant}:{days}:{begins}", "variant_id": variant, "days": days,
                "begins_s": float(begins), "ends_s": float(ends), "n_departures": 3,
                "headway_s": float(rng.uniform(120, 7_000)) if rng.random() < 0.8 else None,
            })  # fmt: skip


def _fares(rng: np.random.Generator, rows: dict[str, Rows], route: str) -> None:
    currency = str(rng.choice(CURRENCIES))
    model = str(rng.choice(["flat", "zones", "distance"]))
    pairs = [("A", "A"), ("A", "B"), ("B", "A")] if model == "zones" else [(None, None)]
    rows["fares"] += [{
        "fare_id": f"{route}:{one}:{other}", "route_id": route if rng.random() < 0.8 else None,
        "from_zone": one, "to_zone": other, "price": round(float(rng.uniform(0.5, 900)), 3),
        "currency": currency, "model": model, "n_payments": 9,
    } for one, other in pairs]  # fmt: skip


def _network(rows: dict[str, Rows]) -> InformalNetwork:
    def table(schema: informal.Table, name: str) -> pd.DataFrame:
        frame = schema.check(schema.typed(pd.DataFrame(rows.get(name, []))))
        return gpd.GeoDataFrame(frame) if schema.is_spatial else frame

    return InformalNetwork(
        routes=table(informal.INFORMAL_ROUTES, "routes"),
        variants=table(informal.INFORMAL_VARIANTS, "variants"),
        stops=table(informal.INFORMAL_STOPS, "stops"),
        calls=table(informal.INFORMAL_CALLS, "calls"),
        headways=table(informal.INFORMAL_HEADWAYS, "headways"),
        times=table(informal.INFORMAL_TIMES, "times"),
        fares=table(informal.INFORMAL_FARES, "fares"),
        sections=table(informal.INFORMAL_SECTIONS, "sections"),
        pieces=informal.INFORMAL_PIECES.empty(),
        agency="Transports de Saint-Exemple", time_zone="America/Cayenne",
        first_day="2026-01-05", last_day="2026-01-09",
    )  # fmt: skip
