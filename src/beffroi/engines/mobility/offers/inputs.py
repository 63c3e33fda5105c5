"""Inputs: what the register of offers is made from, all of it optional."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.inputs import Timetable
from beffroi.foundation.figures import Source


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check said of a source.

    Attributes
    ----------
    valid
        Whether it holds no error; None where it could not be checked.
    checker
        What checked it.
    date
        Day for which it was judged, ISO 8601.
    """

    valid: bool | None = None
    checker: str = ""
    date: str = ""


@dataclass(frozen=True)
class SharedSystem:
    """A system of shared vehicles.

    Attributes
    ----------
    key
        Id of its source.
    about
        Table `SHARED_SYSTEMS`, one row.
    stations, vehicles
        Tables `SHARED_STATIONS` and `SHARED_VEHICLES`, in any one reference system.
    prices
        Table `SHARED_PRICES`.
    forms
        Forms of its vehicles.
    running
        Share of each kind of day on which it is open, by kind of day and band; None if unknown.
    is_public
        Whether its own files say under which public address they stand; None if unknown.
    """

    key: str
    about: pd.DataFrame
    stations: gpd.GeoDataFrame
    vehicles: gpd.GeoDataFrame
    prices: pd.DataFrame
    forms: tuple[str, ...]
    running: Mapping[tuple[str, str], float] | None
    is_public: bool | None


@dataclass(frozen=True)
class Inputs:
    """What tells of the offers of a basin.

    Attributes
    ----------
    date
        Day for which obligations are judged, ISO 8601.
    sources
        Sources by id; ``osm`` is always there.
    timetables
        Feeds; their tables `agency` and `routes` name the operators.
    systems
        Systems of shared vehicles.
    carpool_places
        Table `CARPOOL_PLACES`; None where the register was not given.
    amenities, car_parks, bicycle_parkings
        Tables of the map.
    declared, declared_hours
        Tables `MOBILITY_SERVICES` and `SERVICE_HOURS` that a person filled in; None without.
    verdicts
        What checks said, by id of source.
    is_french
        Whether the town is in France: its obligations are unknown elsewhere.
    """

    date: str
    sources: Mapping[str, tuple[Source, ...]]
    amenities: gpd.GeoDataFrame
    car_parks: gpd.GeoDataFrame
    bicycle_parkings: gpd.GeoDataFrame
    timetables: tuple[Timetable, ...] = ()
    systems: tuple[SharedSystem, ...] = ()
    carpool_places: gpd.GeoDataFrame | None = None
    declared: pd.DataFrame | None = None
    declared_hours: pd.DataFrame | None = None
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    is_french: bool = True
