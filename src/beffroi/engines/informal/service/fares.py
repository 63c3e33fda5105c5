"""Fares: what a ride costs, by line or everywhere, from what passengers paid."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.service.norms import parameter
from beffroi.engines.informal.service.tariffs import Tariff, tariff, unlikely
from beffroi.territory.informal import INFORMAL_FARES

Floats = npt.NDArray[np.float64]
Place = Mapping[str, float]
PLACES = ("from_lon", "from_lat", "to_lon", "to_lat")


@dataclass(frozen=True, slots=True, eq=False)
class Fares:
    """The fares of a network.

    Attributes
    ----------
    fares
        Rows of `INFORMAL_FARES`.
    zones
        Zone of each stop that is in one.
    n_left_out
        Payments that could be placed on no line.
    """

    fares: pd.DataFrame
    zones: Mapping[str, str]
    n_left_out: int


def fares(
    payments: pd.DataFrame, variants: pd.DataFrame, stops: gpd.GeoDataFrame, calls: pd.DataFrame,
    *, currency: str,
) -> Fares:  # fmt: skip
    """Tell fares from payments.

    Each line has the tariff that explains its payments with the least (`tariffs.tariff`); where one
    price for all lines explains them with less than all of these, it is the price of all lines.

    Parameters
    ----------
    payments
        A row for each: `from_lon`, `from_lat`, `to_lon`, `to_lat`, `price`, and `route_id` where
        the line is known; without, the line is the one that serves both places in that order, if
        there is but one.
    variants, stops, calls
        Rows of the tables of the network.
    currency
        ISO 4217.

    Returns
    -------
    Fares and zones. Prices by distance are given between zones of one stop each.
    """
    table = payments[payments["price"].notna() & (payments["price"] >= 0)]
    table = table[table[list(PLACES)].notna().all(axis=1)].reset_index(drop=True)
    along = _along(variants, calls)
    placed = _placed(table, along, stops)
    good = placed[placed["route_id"] != ""]
    n_left_out = len(payments) - len(good)
    if not len(good):
        return Fares(INFORMAL_FARES.empty(), {}, n_left_out)
    tariffs = {
        str(route): tariff(*(own[name].to_numpy(dtype=float) for name in ("start", "end", "price")))
        for route, own in good.groupby("route_id")
    }
    whole = _everywhere(good, tariffs)
    if whole is not None:
        return Fares(_framed([{**whole, "fare_id": "all"}], currency), {}, n_left_out)
    zones = _zones(tariffs, along)
    n = good.groupby("route_id").size()
    rows = [row for route, own in tariffs.items()
            for row in _rows(route, own, along[route], zones, int(n[route]))]  # fmt: skip
    return Fares(_framed(rows, currency), zones, n_left_out)


def _framed(rows: Sequence[Mapping[str, object]], currency: str) -> pd.DataFrame:
    return INFORMAL_FARES.typed(pd.DataFrame(rows).assign(currency=currency))


def _along(variants: pd.DataFrame, calls: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Place the stops of each line from one of its ends, both directions on one scale."""
    facts = variants.set_index("variant_id")
    found: dict[str, dict[str, list[float]]] = {}
    rows = zip(calls["variant_id"].astype(str), calls["stop_id"].astype(str),
               calls["along_m"].astype(float), strict=True)  # fmt: skip
    lengths = dict(zip(variants["variant_id"], variants["length_m"].astype(float), strict=True))
    ways = dict(zip(variants["variant_id"], variants["direction"].astype(int), strict=True))
    for variant, stop, along in rows:
        where = along if ways[variant] == 0 else lengths[variant] - along
        found.setdefault(str(facts.at[variant, "route_id"]), {}).setdefault(stop, []).append(where)
    return {route: {stop: float(np.mean(places)) for stop, places in own.items()}
            for route, own in found.items()}  # fmt: skip


def _placed(
    table: pd.DataFrame, along: Mapping[str, Place], stops: gpd.GeoDataFrame
) -> pd.DataFrame:
    """Put payments on their lines, at the stops nearest to where they were made and good for."""
    known = stops[~stops["is_station"].fillna(value=False).astype(bool)]
    lon, lat = known.geometry.x.to_numpy(), known.geometry.y.to_numpy()
    plane = Plane(float(np.median(lon)), float(np.median(lat)))
    where = dict(zip(known["stop_id"].astype(str), plane.metres(lon, lat), strict=True))
    ends = [plane.metres(*table[list(PLACES[k : k + 2])].to_numpy(dtype=float).T) for k in (0, 2)]
    said = table["route_id"].astype("string").fillna("") if "route_id" in table else ""
    routes = pd.Series(said, index=table.index, dtype="string").astype(str)
    made = table.assign(route_id="", start=np.nan, end=np.nan)
    served = np.zeros(len(table), dtype=np.int64)
    for route, own in along.items():
        listed = [stop for stop in own if stop in where]
        mine = np.flatnonzero((routes == route) | (routes == "")) if listed else np.zeros(0, int)
        if not len(mine):
            continue
        points, places = np.array([where[s] for s in listed]), np.array([own[s] for s in listed])
        near = [_nearest(end[mine], points) for end in ends]
        good = (near[0][1] <= parameter("stop_radius")) & (near[1][1] <= parameter("stop_radius"))
        rows = mine[good]
        served[rows] += 1
        made.loc[rows, "route_id"] = route
        made.loc[rows, "start"] = places[near[0][0][good]]
        made.loc[rows, "end"] = places[near[1][0][good]]
    made.loc[served != 1, "route_id"] = ""
    return made


def _nearest(points: Floats, stops: Floats) -> tuple[npt.NDArray[np.intp], Floats]:
    apart = np.hypot(*(points[:, np.newaxis] - stops[np.newaxis]).transpose(2, 0, 1))
    nearest = apart.argmin(axis=1)
    return nearest, np.asarray(apart[np.arange(len(points)), nearest])


def _everywhere(good: pd.DataFrame, tariffs: Mapping[str, Tariff]) -> dict[str, object] | None:
    """Return the one price of all lines, if it explains payments with less than their tariffs."""
    levels, counts = np.unique(good["price"].to_numpy(dtype=float), return_counts=True)
    n, matches = len(good), int(counts.max())
    single = unlikely(matches, n, len(counts)) + np.log(n)
    apart = sum(one.criterion for one in tariffs.values())
    if len(tariffs) == 1 or single > apart:
        return None
    return {"price": float(levels[counts.argmax()]), "model": "flat", "n_payments": n,
            "agreement": matches / n}  # fmt: skip


def _zones(tariffs: Mapping[str, Tariff], along: Mapping[str, Place]) -> dict[str, str]:
    """Give zones numbers: stops that are in the same zones of all their lines are in one zone."""
    parts: dict[str, list[tuple[str, int]]] = {}
    for route, own in tariffs.items():
        if own.model == "flat":
            continue
        places = sorted(along[route].items(), key=lambda pair: pair[1])
        for rank, (stop, place) in enumerate(places):
            zone = int(np.searchsorted(own.edges, place, side="right"))
            parts.setdefault(stop, []).append((route, rank if own.model == "distance" else zone))
    keys = {key: f"z{n + 1:03d}" for n, key in enumerate(dict.fromkeys(map(tuple, parts.values())))}
    return {stop: keys[tuple(own)] for stop, own in parts.items()}


def _rows(
    route: str, own: Tariff, along: Place, zones: Mapping[str, str], n: int
) -> Iterator[dict[str, object]]:
    common = {"route_id": route, "model": own.model, "n_payments": n, "agreement": own.agreement}
    if own.model == "flat":
        yield {"fare_id": route, "price": float(own.prices[0, 0]), **common}
        return
    middle: dict[str, list[float]] = {}
    for stop, place in along.items():
        middle.setdefault(zones[stop], []).append(place)
    names = list(middle)
    for start in names:
        for end in names:
            a, b = (np.array([np.mean(middle[name])]) for name in (start, end))
            price = float(own.of(a, b)[0])
            if np.isfinite(price):
                yield {"fare_id": f"{route}:{start}:{end}", "from_zone": start, "to_zone": end,
                       "price": price, **common}  # fmt: skip
