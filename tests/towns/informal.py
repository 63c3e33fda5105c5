"""An invented informal network: two lines on a grid of streets, one of them out and back."""

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.territory import informal
from beffroi.territory.informal import InformalNetwork
from beffroi.territory.rides import PROVISIONAL, USED

LON, LAT = -54.03, 5.49
DEGREE = 111_195.0
STOPS = {
    "marche": ("Marché", 0, 0), "ecole": ("École", 600, 0), "pont": ("Pont", 1_200, 0),
    "village": ("Village", 1_200, 900), "hopital": ("Hôpital", 0, 900),
}  # fmt: skip
WAYS = {
    "1-out": ("1", 0, ("marche", "ecole", "pont", "village"), 8),
    "1-back": ("1", 1, ("village", "pont", "ecole", "marche"), 7),
    "2-out": ("2", 0, ("marche", "hopital"), 1),
}
SPEED = 6.0


def _at(stop: str) -> tuple[float, float]:
    _, x, y = STOPS[stop]
    return LON + x / DEGREE, LAT + y / DEGREE


def _metres(one: str, other: str) -> float:
    (_, x, y), (_, u, v) = STOPS[one], STOPS[other]
    return abs(u - x) + abs(v - y)


def network() -> InformalNetwork:
    """Draw the network."""
    variants, calls, headways, times, sections, pieces = [], [], [], [], [], []
    for variant, (route, direction, stops, n_rides) in WAYS.items():
        state, along = USED if n_rides > 1 else PROVISIONAL, 0.0
        for rank, stop in enumerate(stops):
            along += _metres(stops[rank - 1], stop) if rank else 0.0
            calls.append({
                "call_id": f"{variant}:{rank}", "variant_id": variant, "rank": rank,
                "stop_id": stop, "along_m": along, "probability": 0.9, "n_passes": n_rides,
                "n_halts": n_rides, "dwell_s": 15.0, "boardings": 2.0, "alightings": 1.5,
            })  # fmt: skip
        variants.append({
            "variant_id": variant, "route_id": route, "direction": direction,
            "origin": STOPS[stops[0]][0], "destination": STOPS[stops[-1]][0], "length_m": along,
            "n_rides": n_rides, "spread_m": 4.0, "matched": 0.8, "state": state,
            "geometry": shapely.LineString([_at(stop) for stop in stops]),
        })  # fmt: skip
        for begins, ends, headway in ((6 * 3600, 9 * 3600, 600), (9 * 3600, 19 * 3600, 1200)):
            headways.append({
                "band_id": f"{variant}:weekday:{begins}", "variant_id": variant,
                "days": "weekday", "begins_s": begins, "ends_s": ends,
                "headway_s": headway if n_rides > 1 else None,
                "low_s": headway * 0.8 if n_rides > 1 else None,
                "high_s": headway * 1.3 if n_rides > 1 else None,
                "variation": 0.6 if n_rides > 1 else None,
                "wait_s": headway * 0.68 if n_rides > 1 else None,
                "n_departures": n_rides, "watched_s": 7_200.0 if n_rides > 1 else None,
                "method": "terminal_counts" if n_rides > 1 else None,
            })  # fmt: skip
        for rank in range(len(stops) - 1):
            seconds = _metres(stops[rank], stops[rank + 1]) / SPEED
            times.append({
                "time_id": f"{variant}:{rank}:0", "variant_id": variant, "rank": rank,
                "begins_s": 0.0, "ends_s": 86_400.0, "seconds": seconds, "low_s": seconds * 0.9,
                "high_s": seconds * 1.2, "n_rides": n_rides,
            })  # fmt: skip
        sections.append({
            "section_id": f"{variant}:0", "variant_id": variant, "begins_m": 0.0, "ends_m": along,
            "hailed": 0.2, "n_seen": 10, "is_counted": True,
        })  # fmt: skip
        pieces += [{
            "piece_id": f"{variant}-{ride}:0", "ride_id": f"{variant}-{ride}",
            "begins_s": 1_767_600_000.0 + 3_600 * ride, "n_fixes": 300,
            "ends_s": 1_767_600_600.0 + 3_600 * ride, "length_m": along, "variant_id": variant,
            "state": state,
        } for ride in range(n_rides)]  # fmt: skip
    routes = [{
        "route_id": route, "number": route, "name": name, "mode": "bus", "colour": colour,
        "text_colour": "FFFFFF", "n_rides": n_rides, "state": state,
    } for route, name, colour, n_rides, state in (
        ("1", "Marché – Village", "0B5FA5", 15, USED),
        ("2", "Marché – Hôpital", "9A3412", 1, PROVISIONAL),
    )]  # fmt: skip
    stops_ = [{
        "stop_id": stop, "name": name, "name_source": "place", "is_station": False,
        "source": "terminal" if stop in {"marche", "village", "hopital"} else "inferred",
        "probability": 0.95, "n_passes": 15, "n_halts": 12, "error_m": 5.0,
        "geometry": shapely.Point(_at(stop)),
    } for stop, (name, _, _) in STOPS.items()]  # fmt: skip
    fares = [{
        "fare_id": route, "route_id": route, "price": 2.0, "currency": "EUR", "model": "flat",
        "n_payments": 30, "agreement": 1.0,
    } for route in ("1", "2")]  # fmt: skip

    def table(schema: informal.Table, rows: list[dict[str, object]]) -> pd.DataFrame:
        return schema.check(schema.typed(pd.DataFrame(rows)))

    def spatial(schema: informal.Table, rows: list[dict[str, object]]) -> gpd.GeoDataFrame:
        return gpd.GeoDataFrame(table(schema, rows))

    return InformalNetwork(
        routes=table(informal.INFORMAL_ROUTES, routes),
        variants=spatial(informal.INFORMAL_VARIANTS, variants),
        stops=spatial(informal.INFORMAL_STOPS, stops_),
        calls=table(informal.INFORMAL_CALLS, calls),
        headways=table(informal.INFORMAL_HEADWAYS, headways),
        times=table(informal.INFORMAL_TIMES, times),
        fares=table(informal.INFORMAL_FARES, fares),
        sections=table(informal.INFORMAL_SECTIONS, sections),
        pieces=table(informal.INFORMAL_PIECES, pieces),
        agency="Transports de Saint-Exemple", time_zone="America/Cayenne",
        first_day="2026-01-05", last_day="2026-01-09",
    )  # fmt: skip
