"""Timetables put together for looking at changes: one feed, its days, what has no exact time."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.integration import merged
from beffroi.engines.mobility.integration.identifiers import MARK, key_of
from beffroi.engines.mobility.integration.inputs import Streets, Tables
from beffroi.engines.mobility.integration.scopes import cells
from beffroi.engines.mobility.service.day_types import KINDS, DayTypes, Kind, measured
from beffroi.foundation.errors import InputError

EXACT = 1
"""`exact_times` of trips that leave at the very times of their headway."""
RAIL = (2, 2)
RAIL_EXTENDED = (100, 199)
"""Route types of trains, plain and extended."""


@dataclass(frozen=True, eq=False)
class Together:
    """All timetables of a basin as one.

    Attributes
    ----------
    tables
        GTFS tables of the merged feed, from `integration.merged`.
    timed
        The same with the trips alone that one can miss: run at exact times, and not kept for
        pupils.
    days
        By day type, the date common to all feeds. ISO 8601
    apart
        By day type without such a date, that of each feed: changes between feeds are then unknown.
    n_inexact
        Trips run by headway without exact times, left out of `timed`.
    """

    tables: Tables
    timed: Tables
    days: Mapping[Kind, str]
    apart: Mapping[Kind, Mapping[str, str]]
    n_inexact: int

    @property
    def main_day(self) -> tuple[Kind, str] | None:
        """The first day type, with its date; None where the feeds share none for it."""
        first = next((kind for kind in KINDS if kind in {*self.days, *self.apart}), None)
        return (first, self.days[first]) if first is not None and first in self.days else None

    @property
    def operators(self) -> int:
        """How many operators there are."""
        return int(self.tables["agency"]["agency_id"].nunique())

    def trains(self) -> pd.Index:
        """Return the lines that are trains."""
        routes = self.tables["routes"]
        kind = pd.to_numeric(cells(routes, "route_type", "Int64")).astype("Float64")
        is_rail = kind.between(*RAIL) | kind.between(*RAIL_EXTENDED)
        found: pd.Index = pd.Index(routes.loc[is_rail.fillna(value=False).astype(bool), "route_id"])
        return found

    def of_feed(self, key: str) -> Tables:
        """Return `timed` with the trips of one feed alone."""
        trips = self.timed["trips"]
        return self.timed | {"trips": trips[trips["trip_id"].map(key_of).eq(key)]}


def together(inputs: Inputs, types: DayTypes, school: pd.DataFrame) -> Together | None:
    """Put the timetables of a basin together.

    Parameters
    ----------
    inputs
        The town, with `parts`.
    types
        The days that stand for each day type.
    school
        Columns `feed` and `route_id`: lines kept for pupils.

    Returns
    -------
    None where feeds cannot be one: their clocks disagree.
    """
    try:
        made = merged(
            inputs.parts,
            identifiers=inputs.identifiers,
            epsg=inputs.epsg,
            streets=Streets(inputs.streets, inputs.street_nodes),
        )
    except InputError:
        return None
    kept = school["feed"].astype(str) + MARK + school["route_id"].astype(str)
    trips = made.tables["trips"]
    inexact = trips["trip_id"].isin(_inexact(made.tables)).to_numpy(dtype=bool)
    for_pupils = trips["route_id"].isin(kept).to_numpy(dtype=bool)
    days: dict[Kind, str] = {}
    apart: dict[Kind, Mapping[str, str]] = {}
    for kind in measured(types):
        if kind in types.shared:
            days[kind] = types.shared[kind].date().isoformat()
        else:
            own = types.dates[kind]
            apart[kind] = {feed: date.date().isoformat() for feed, date in own.items()}
    return Together(
        tables=made.tables,
        timed=made.tables | {"trips": trips[~inexact & ~for_pupils]},
        days=days,
        apart=apart,
        n_inexact=int(inexact.sum()),
    )


def _inexact(tables: Tables) -> pd.Series:
    """Return the trips that leave about every so often, at no time that is told."""
    bands = tables.get("frequencies")
    if bands is None or bands.empty:
        return pd.Series(dtype="string")
    exact = cells(bands, "exact_times", "Int64").fillna(0).eq(EXACT).astype(bool)
    return bands.loc[~exact, "trip_id"]
