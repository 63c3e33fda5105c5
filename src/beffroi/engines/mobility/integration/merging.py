"""Merging: the timetables of several operators in one feed that loses no trip."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import pandas as pd

from beffroi.engines.mobility.integration.calendars import Calendars, calendars
from beffroi.engines.mobility.integration.faults import faults, one_timezone
from beffroi.engines.mobility.integration.identifiers import check_keys, namespaced
from beffroi.engines.mobility.integration.inputs import Part, Streets, Tables, parameter
from beffroi.engines.mobility.integration.joining import joined
from beffroi.engines.mobility.integration.poles import poles
from beffroi.engines.mobility.integration.proof import counts
from beffroi.engines.mobility.integration.scopes import cells, scoped
from beffroi.engines.mobility.integration.stations import Stations, under_stations
from beffroi.engines.mobility.integration.transfers import transfers, with_transfers
from beffroi.engines.mobility.integration.twins import twins
from beffroi.engines.mobility.integration.walking import ground, walks
from beffroi.engines.mobility.snapped import APPROACH
from beffroi.foundation.language import Words


@dataclass(frozen=True)
class Merged:
    """One feed made of several.

    Attributes
    ----------
    tables
        GTFS tables of the merged feed, identifiers preceded by the key of their feed.
    counts
        The rows before and after, from `proof.counts`.
    twins
        The stops compared, from `twins.twins`.
    stations
        What was brought under one station.
    transfers
        Those made, from `transfers.transfers`.
    calendars
        The days of service.
    off_streets
        Stops farther from any street of the map than one walks; None if no map is given.
    remarks
        What is wrong with the feeds or between them.
    """

    tables: Tables
    counts: pd.DataFrame
    twins: pd.DataFrame
    stations: Stations
    transfers: pd.DataFrame
    calendars: Calendars
    off_streets: int | None
    remarks: tuple[Words, ...]


def merged(
    parts: Sequence[Part],
    *,
    identifiers: Mapping[str, Sequence[str]],
    epsg: int,
    streets: Streets | None = None,
    today: str = "",
    answers: Mapping[tuple[str, str], bool] = MappingProxyType({}),
    longest_transfer: float | None = None,
) -> Merged:
    """Merge feeds into one.

    Every trip keeps its stops and times, every stop its place; identifiers are preceded by the key
    of their feed. Stops that are the same come under one station; transfers are added between
    stops within a walk of each other; calendars stay as they are.

    Parameters
    ----------
    parts
        The feeds, at least one, each under its own key.
    identifiers
        Columns that hold identifiers, by table of GTFS.
    epsg
        Projection in which metres are measured.
    streets
        Streets along which people walk; without any, walks are as the crow flies.
    today
        Day on which feeds that ended before have expired, ISO 8601.
    answers
        By pair of `stop_id` (with keys), whether a person says that the two stops are one.
    longest_transfer
        Longest walk between two vehicles; the parameter of that name unless given. [s]

    Raises
    ------
    InputError
        If keys cannot be used, or the clocks of the feeds do not agree.
    """
    check_keys([part.key for part in parts])
    limit = parameter("longest_transfer") if longest_transfer is None else longest_transfer
    named = {part.key: scoped(namespaced(part, identifiers), part.key) for part in parts}
    days = calendars(named)
    remarks = [*one_timezone(parts, days), *faults(parts, days, today=today)]
    tables = _of_one_timezone(joined(named, days.window))
    placed = poles(tables, epsg=epsg)
    x, y = (placed[name].to_numpy(dtype=float) for name in ("x", "y"))
    tied = None if streets is None else ground(streets, x, y, epsg=epsg)
    farthest = max(limit, parameter("twin_radius") * parameter("detour") / APPROACH)
    near = walks(x, y, tied, limit=farthest)
    stations = under_stations(tables, twins(placed, near, answers), placed)
    placed = placed.assign(parent=_parents(stations.tables, placed))
    made = transfers(stations.tables, placed, near, limit=limit)
    listed = with_transfers(stations.tables.get("transfers"), made)
    whole = stations.tables | ({} if listed is None else {"transfers": listed})
    off = None if streets is None else len(x) if tied is None else int((tied.node < 0).sum())
    return Merged(
        whole,
        counts(parts, whole, identifiers),
        stations.twins,
        stations,
        made,
        days,
        off,
        tuple(remarks),
    )


def _of_one_timezone(tables: Tables) -> Tables:
    """Write the first timezone for all agencies; their clocks agree."""
    agency = tables["agency"]
    named = cells(agency, "agency_timezone").dropna()
    if named.nunique() < 2:
        return tables
    return tables | {"agency": agency.assign(agency_timezone=str(named.iloc[0]))}


def _parents(tables: Tables, placed: pd.DataFrame) -> pd.Series:
    if "stops" not in tables:
        return placed["parent"]
    stops = tables["stops"].drop_duplicates("stop_id").set_index("stop_id")
    parent = cells(stops, "parent_station")
    return placed["stop_id"].map(parent)
