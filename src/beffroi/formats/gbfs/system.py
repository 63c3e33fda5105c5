"""A system of shared vehicles, whatever its version, as the tables that the house knows."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from beffroi.carriers import opening
from beffroi.formats.gbfs.documents import Feed, finite
from beffroi.formats.gbfs.fields import items
from beffroi.formats.gbfs.places import zones
from beffroi.formats.gbfs.values import fits, moment, text
from beffroi.territory.mobility import (
    SHARED_PRICES,
    SHARED_STATIONS,
    SHARED_SYSTEMS,
    SHARED_VEHICLES,
)
from beffroi.territory.table import Table

HALF_HOUR = 30.0
"""Trip whose price is told, to compare systems. [min]"""
MOST_COUNT = 10_000_000
"""Most docks or vehicles taken for real: the largest systems of the world hold some 100,000."""


@dataclass(frozen=True)
class System:
    """A system, version 2.x or 3.0 alike.

    Attributes
    ----------
    systems
        Table `SHARED_SYSTEMS`, one row; none where nothing tells of the system.
    stations
        Table `SHARED_STATIONS`, in WGS 84; stations without a position are left out.
    vehicles
        Table `SHARED_VEHICLES`, in WGS 84.
    prices
        Table `SHARED_PRICES`.
    forms
        Forms of vehicles that the system has; bicycles where it tells of no type, as the
        specification says.
    running
        Share of each kind of day on which it is open, by kind of day and band; None where its
        hours are unknown. [1]
    """

    systems: pd.DataFrame
    stations: gpd.GeoDataFrame
    vehicles: gpd.GeoDataFrame
    prices: pd.DataFrame
    forms: tuple[str, ...]
    running: Mapping[tuple[str, str], float] | None = None


def read(feed: Feed) -> System:
    """Turn the files of a system into tables.

    What is missing or of the wrong form is unknown; the first of two objects of one identifier is
    kept. `checked` tells what is wrong.
    """
    types = {str(item.get("vehicle_type_id")): item for item in items(feed, "vehicle_types")}
    vehicles = _vehicles(feed, types)
    forms = [form for item in types.values() if (form := _code(item.get("form_factor")))]
    systems = _framed(SHARED_SYSTEMS, [_about(feed)] if feed.files else [])
    hours = systems["hours"].dropna().tolist()
    plans = [_price(item, feed) for item in items(feed, "system_pricing_plans")]
    has_types = "vehicle_types" in feed.files
    return System(
        systems=systems,
        stations=_stations(feed),
        vehicles=vehicles,
        prices=_framed(SHARED_PRICES, plans),
        forms=tuple(dict.fromkeys([*forms, *vehicles["form"].dropna()]))
        or (() if has_types else ("bicycle",)),
        running=opening.shares(hours[0]) if hours else None,
    )


def _framed(table: Table, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Make a table of rows, the first of those that share a key, none without one."""
    kept = {row[table.key]: row for row in reversed(rows) if row[table.key]}
    columns = {name: [row.get(name) for row in reversed(kept.values())] for name in table.columns}
    frame = pd.DataFrame(columns, dtype=object)
    return table.typed(frame)


def _code(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _count(value: Any) -> int | None:
    """Return a whole number; None where it is none, or more than any system holds."""
    return int(value) if fits("count", value, "2") and value <= MOST_COUNT else None


def _about(feed: Feed) -> dict[str, Any]:
    about = next(iter(items(feed, "system_information")), {})
    updated = [moment(document.get("last_updated"), feed.major) for document in feed.files.values()]
    known = [moment_.astimezone(dt.UTC) for moment_ in updated if moment_ is not None]
    return {
        "system_id": _code(about.get("system_id")) or feed.name,
        "name": text(about.get("name")),
        "operator": text(about.get("operator")),
        "version": feed.version or None,
        "hours": _code(about.get("opening_hours")),
        "licence": _code(about.get("license_id")) or _code(about.get("license_url")),
        "url": _code(about.get("url")),
        "updated": max(known).isoformat(timespec="seconds") if known else None,
        "n_zones": len(zones(feed)) if "geofencing_zones" in feed.files else None,
    }


def _stations(feed: Feed) -> gpd.GeoDataFrame:
    word = "vehicles" if feed.major == "3" else "bikes"
    states = {str(item.get("station_id")): item for item in items(feed, "station_status")}
    rows = []
    for item in items(feed, "station_information"):
        point, state = _point(item), states.get(str(item.get("station_id")), {})
        if point is None:
            continue
        rows.append(
            {
                "station_id": _code(item.get("station_id")),
                "name": text(item.get("name")),
                "capacity": _capacity(item),
                "n_vehicles": _count(state.get(f"num_{word}_available")),
                "n_docks": _count(state.get("num_docks_available")),
                "renting": _flag(state.get("is_renting")),
                "geometry": point,
            }
        )
    return gpd.GeoDataFrame(_framed(SHARED_STATIONS, rows))


def _capacity(item: Mapping[str, Any]) -> int | None:
    """Return the capacity, or the sum over types of vehicles where only that is told."""
    if item.get("capacity") is not None:
        return _count(item["capacity"])
    by_type = item.get("vehicle_type_capacity") or item.get("vehicle_capacity")
    if isinstance(by_type, dict):
        counts = [_count(value) for value in by_type.values()]
    else:
        listed = item.get("vehicle_docks_capacity") or item.get("vehicle_types_capacity")
        parts = listed if isinstance(listed, list) else []
        counts = [_count(part.get("count")) if isinstance(part, dict) else None for part in parts]
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None


def _vehicles(feed: Feed, types: Mapping[str, Mapping[str, Any]]) -> gpd.GeoDataFrame:
    kind, key = (
        ("vehicle_status", "vehicle_id") if feed.major == "3" else ("free_bike_status", "bike_id")
    )
    rows = []
    for item in items(feed, kind):
        type_ = types.get(str(item.get("vehicle_type_id")), {})
        states = [_flag(item.get(name)) for name in ("is_reserved", "is_disabled")]
        rows.append(
            {
                "vehicle_id": _code(item.get(key)),
                "form": _code(type_.get("form_factor")),
                "propulsion": _code(type_.get("propulsion_type")),
                "station_id": _code(item.get("station_id")),
                "available": None if None in states else not any(states),
                "geometry": _point(item),
            }
        )
    return gpd.GeoDataFrame(_framed(SHARED_VEHICLES, rows))


def _point(item: Mapping[str, Any]) -> shapely.Point | None:
    lon, lat = item.get("lon"), item.get("lat")
    if not (fits("lon", lon, "2") and fits("lat", lat, "2")):
        return None
    return shapely.Point(float(lon), float(lat))  # type: ignore[arg-type]


def _price(item: Mapping[str, Any], feed: Feed) -> dict[str, Any]:
    price = finite(item.get("price"))
    if price is None and feed.major == "2" and isinstance(item.get("price"), str):
        price = _from_text(item["price"])
    price = price if price is not None and price >= 0 else None
    return {
        "plan_id": _code(item.get("plan_id")),
        "name": text(item.get("name")),
        "currency": _code(item.get("currency")),
        "price": price,
        "half_hour": half_hour(price, item),
    }


def _from_text(written: str) -> float | None:
    """Read a price that older versions wrote between quotes."""
    try:
        read_ = float(written)
    except ValueError:
        return None
    return read_ if math.isfinite(read_) else None


def half_hour(price: float | None, plan: Mapping[str, Any]) -> float | None:
    """Work out what thirty minutes cost.

    Each segment adds its rate at its start, and again at every interval until its end.

    Parameters
    ----------
    price
        Fixed part; None if unknown. [currency]
    plan
        The plan as published.

    Returns
    -------
    None where the fixed part is unknown, a segment is not of the right form, or the price also
    depends on distance. [currency]

    References
    ----------
    MobilityData, GBFS 3.0, `system_pricing_plans.json`, `per_min_pricing`.

    Examples
    --------
    >>> half_hour(1.0, {"per_min_pricing": [{"start": 0, "rate": 0.2, "interval": 1}]})
    7.0
    """
    if price is None or plan.get("per_km_pricing"):
        return None
    segments = plan.get("per_min_pricing") or []
    costs = [_segment(part) for part in segments] if isinstance(segments, list) else [None]
    if None in costs:
        return None
    return round(price + sum(cost for cost in costs if cost is not None), 6)


def _segment(part: Any) -> float | None:
    """Return what one segment adds to a trip of thirty minutes."""
    if not isinstance(part, dict):
        return None
    start, rate, interval = (finite(part.get(name)) for name in ("start", "rate", "interval"))
    end = finite(part["end"]) if part.get("end") is not None else math.inf
    if start is None or rate is None or interval is None or end is None or min(start, interval) < 0:
        return None
    last = min(HALF_HOUR, end)
    if start >= last:
        return 0.0
    return rate if interval == 0 else rate * math.ceil((last - start) / interval)
