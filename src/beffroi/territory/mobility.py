"""Mobility services: every way to move that a basin offers, whoever runs it, in one register."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from beffroi.foundation.language import Words
from beffroi.territory.table import Column, Table

DATA = Path(__file__).parent / "data" / "mobility_kinds.toml"
DAYS = ("weekday", "saturday", "sunday")
"""Kinds of days of a register: a weekday is any from Monday to Friday."""
BANDS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"morning": (5, 9), "daytime": (9, 17), "evening": (17, 20), "night": (20, 24)}
)
"""Parts of a day; what a timetable runs after midnight belongs to the night before. [h]"""
SLOTS = tuple((day, band) for day in DAYS for band in BANDS)
"""Every part of every kind of day."""


@dataclass(frozen=True, slots=True)
class ServiceKind:
    """A kind of mobility service.

    Attributes
    ----------
    id
        Key, as in `MOBILITY_SERVICES.kind`.
    name
        What people call it.
    duty
        Which obligation of publication weighs on it; empty if none does.
    """

    id: str
    name: Words
    duty: str


@cache
def service_kinds() -> Mapping[str, ServiceKind]:
    """Return every kind of mobility service, by id, in the order of reading.

    Examples
    --------
    >>> service_kinds()["on_demand"].name.en
    'On-demand transport'
    """
    entries = tomllib.loads(DATA.read_text(encoding="utf-8"))
    kinds = {id_: ServiceKind(id_, Words(**e["name"]), e["duty"]) for id_, e in entries.items()}
    return MappingProxyType(kinds)


MOBILITY_SERVICES = Table(
    "mobility_services",
    "A mobility service of the basin: who runs it, where, when, at what price, and whether its "
    "data are published.",
    {
        "service_id": Column("string", "source and name, unique", optional=False),
        "kind": Column("string", "kind of service (`territory/data/mobility_kinds.toml`)",
                       optional=False),
        "name": Column("string", "name that travellers know"),
        "operator": Column("string", "who runs it"),
        "authority": Column("string", "who organises it"),
        "communes": Column("object", "INSEE codes of the communes served (list of texts)"),
        "n_places": Column("Int64", "stops, stations, ranks or stands [place]", least=0),
        "capacity": Column("Int64", "vehicles, bays or bicycles that it offers [place]", least=0),
        "hours": Column("string", "opening hours, in the syntax of OpenStreetMap"),
        "fare_low": Column("Float64", "lowest price of a usual trip [€]", least=0),
        "fare_high": Column("Float64", "highest price of a usual trip [€]", least=0),
        "fare": Column("string", "how the price is made"),
        "booking": Column("string", "`none`, `phone`, `app`, or `phone app`"),
        "accessible": Column("boolean", "whether people in a wheelchair can use it"),
        "published": Column("boolean", "whether its data are published"),
        "data_url": Column("string", "where they are published"),
        "data_format": Column("string", "format: GTFS, GTFS-Flex, NeTEx, GBFS, BNLC…"),
        "data_licence": Column("string", "licence of reuse"),
        "valid": Column("boolean", "whether the data given were found valid"),
        "checker": Column("string", "what checked them"),
        "checked": Column("string", "day of the check, ISO 8601"),
        "updated": Column("string", "day of the last update of what is known, ISO 8601"),
        "source": Column("string", "source of the study that tells of it", optional=False),
        "geometry": Column("geometry", "its places, or its area; missing where unknown"),
    },
)  # fmt: skip

SERVICE_HOURS = Table(
    "service_hours",
    "A part of a kind of day, and on how many of these days a mobility service runs in it.",
    {
        "slot": Column("string", "service, day and band, parted by slashes", optional=False),
        "service_id": Column("string", "the service", optional=False),
        "day": Column("string", "`weekday`, `saturday` or `sunday`", optional=False),
        "band": Column("string", "`morning`, `daytime`, `evening` or `night`", optional=False),
        "share": Column("Float64", "share of these days on which it runs; missing where unknown "
                        "[1]", least=0),
    },
)  # fmt: skip


def hours_table(shares: Mapping[str, Mapping[tuple[str, str], float] | None]) -> pd.DataFrame:
    """Make a table `SERVICE_HOURS`.

    Parameters
    ----------
    shares
        By service, the share of days by kind of day and band; None where unknown.

    Returns
    -------
    One row for each service and slot.
    """
    rows = [
        (f"{id_}/{day}/{band}", id_, day, band, None if known is None else known.get((day, band)))
        for id_, known in shares.items()
        for day, band in SLOTS
    ]
    return SERVICE_HOURS.typed(pd.DataFrame(rows, columns=list(SERVICE_HOURS.columns)))


SHARED_SYSTEMS = Table(
    "shared_systems",
    "A system of shared bicycles, cars or scooters (GBFS).",
    {
        "system_id": Column("string", "identifier of the system", optional=False),
        "name": Column("string", "name that travellers know"),
        "operator": Column("string", "who runs it"),
        "version": Column("string", "version of GBFS"),
        "hours": Column("string", "opening hours, in the syntax of OpenStreetMap"),
        "licence": Column("string", "licence of reuse, or its address"),
        "url": Column("string", "address of the system"),
        "updated": Column("string", "when the data were made, ISO 8601 in UTC"),
        "n_zones": Column("Int64", "zones with rules of their own [zone]", least=0),
    },
)

SHARED_STATIONS = Table(
    "shared_stations",
    "A station of a system of shared vehicles.",
    {
        "station_id": Column("string", "identifier in its system", optional=False),
        "name": Column("string", "name that travellers know"),
        "capacity": Column("Int64", "docks, or bays of a virtual station [place]", least=0),
        "n_vehicles": Column("Int64", "vehicles available [vehicle]", least=0),
        "n_docks": Column("Int64", "docks available [place]", least=0),
        "renting": Column("boolean", "whether vehicles can be taken"),
        "geometry": Column("geometry", "where it is", optional=False),
    },
)

SHARED_VEHICLES = Table(
    "shared_vehicles",
    "A vehicle of a system of shared vehicles.",
    {
        "vehicle_id": Column("string", "identifier, which changes after each trip", optional=False),
        "form": Column("string", "`bicycle`, `cargo_bicycle`, `car`, `moped`, `scooter_standing`…"),
        "propulsion": Column("string", "`human`, `electric_assist`, `electric`…"),
        "station_id": Column("string", "station where it stands"),
        "available": Column("boolean", "whether it is neither reserved nor disabled"),
        "geometry": Column("geometry", "where it is; missing for a vehicle at a station"),
    },
)

SHARED_PRICES = Table(
    "shared_prices",
    "A pricing plan of a system of shared vehicles.",
    {
        "plan_id": Column("string", "identifier in its system", optional=False),
        "name": Column("string", "name that travellers know"),
        "currency": Column("string", "ISO 4217 code"),
        "price": Column("Float64", "fixed part [currency]", least=0),
        "half_hour": Column("Float64", "cost of thirty minutes, fixed part included; missing where "
                            "the price also depends on distance [currency]", least=0),
    },
)  # fmt: skip
