"""What is given beside the rides: a map, sheets of counts, prices, stops, water."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import pandas as pd

from beffroi.engines.informal.afloat import Waters, mapped
from beffroi.engines.informal.evidence import Given
from beffroi.formats import osm, waters
from beffroi.formats.rides import count_sheets, field_sheets
from beffroi.foundation.language import Words, both, plural
from beffroi.foundation.numbers import grouped
from beffroi.study import informal_stops
from beffroi.study.informal_asked import Asked
from beffroi.territory.projection import legal_epsg

GROUND, NAMED = ("streets", "water"), ("amenities", "places")
"""Tables of a map that are drawn, and those that name stops with the streets."""
WEB = 3857
"""Projection of a map that has no street."""


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """What was read beside the rides.

    Attributes
    ----------
    given
        What the engine takes; identifiers of rides are as the sheets call them.
    ground
        Tables of the map that are drawn; empty without a map.
    middle
        Longitude and latitude of the middle of the stops or of the streets; None without either.
        [degree]
    warnings
        What was odd.
    """

    given: Given
    ground: dict[str, gpd.GeoDataFrame]
    middle: tuple[float, float] | None
    warnings: tuple[Words, ...]


def read(asked: Asked) -> Beside:
    """Read what is given beside the rides.

    Raises
    ------
    UnreadableFileError, FaultyFileError, HostileFileError
        If a file cannot be used.
    """
    tables: dict[str, gpd.GeoDataFrame] = {}
    epsg = WEB
    warnings: list[Words] = []
    payments = stops = None
    if asked.osm is not None:
        extract = osm.read(asked.osm)
        tables = {name: gpd.GeoDataFrame(extract.tables[name]) for name in GROUND + NAMED}
        epsg = _projection(tables["streets"])
        warnings += extract.warnings
    counted = count_sheets.read(asked.counts, zone=asked.zone)
    warnings += counted.warnings
    if asked.fares is not None:
        sheet = field_sheets.payments(asked.fares)
        payments = sheet.table
        warnings += sheet.warnings
    if asked.stops is not None:
        read = informal_stops.read(asked.stops)
        stops = read.table.assign(name=read.table["id"])
        warnings += read.warnings
    water = Waters(streets=tables.get("streets"))
    if asked.water is not None:
        rivers = waters.read(asked.water)
        water = replace(water, areas=rivers.areas)
        warnings += rivers.warnings
    elif "water" in tables:
        water = replace(water, areas=mapped(tables["water"]), is_mapped=True)
    given = Given(
        counts=counted.departures, payments=payments, passengers=counted.passengers,
        met=counted.met, waits=counted.waits, vehicles=dict(counted.fleet), stops=stops, epsg=epsg,
        water=water,
        ground={name: tables[name] for name in ("streets", *NAMED) if name in tables},
    )  # fmt: skip
    ground = {name: tables[name] for name in GROUND if name in tables}
    return Beside(given, ground, _middle(given, ground), tuple(warnings))


def _middle(
    given: Given, ground: Mapping[str, gpd.GeoDataFrame]
) -> tuple[float, float] | None:  # fmt: skip
    """Find the middle of the stops or of the streets that were given."""
    if given.stops is not None and len(given.stops):
        return float(given.stops["lon"].median()), float(given.stops["lat"].median())
    if "streets" in ground and not ground["streets"].empty:
        west, south, east, north = ground["streets"].total_bounds
        return float(west + east) / 2, float(south + north) / 2
    return None


def joined(given: Given, named: Mapping[str, str]) -> tuple[Given, tuple[Words, ...]]:
    """Put the rides' own identifiers in place of what the sheets call them.

    Parameters
    ----------
    given
        What was read beside the rides.
    named
        Identifier of what a sheet may call a ride, in small letters.

    Returns
    -------
    The same, without the rows that name no ride, and how many these were.
    """
    changed: dict[str, Any] = {}
    lost = 0
    for kind in ("passengers", "met", "waits"):
        table = getattr(given, kind)
        if table is not None:
            ids = _rides_of(table["ride"], named)
            lost += int(ids.isna().sum())
            changed[kind] = table.assign(ride_id=ids)[ids.notna()].reset_index(drop=True)
    if given.payments is not None:
        ids = _rides_of(given.payments["ride_id"], named)
        changed["payments"] = given.payments.assign(ride_id=ids)
    said = plural(
        lost,
        both("{n} row of the counts is left out: no ride that was read has the name it gives."),
        both("{n} rows of the counts are left out: no ride that was read has the name they give."),
        n=Words(grouped(lost, 0, "fr"), grouped(lost, 0, "en")),
    )  # fmt: skip
    return replace(given, **changed), ((said,) if lost else ())


def _rides_of(names: pd.Series, named: Mapping[str, str]) -> pd.Series:
    return names.str.strip().str.casefold().map(named).astype("string")


def _projection(streets: gpd.GeoDataFrame) -> int:
    """Choose the metres of a map from where its streets are."""
    if streets.empty:
        return WEB
    west, south, east, north = streets.total_bounds
    return legal_epsg("", float(west + east) / 2, float(south + north) / 2)
