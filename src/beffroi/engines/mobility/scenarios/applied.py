"""A scenario applied: its changes made one after the other on a basin, and what each produces."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from beffroi.engines.mobility.access.inputs import Basin
from beffroi.engines.mobility.scenarios import headways, lines, parks
from beffroi.engines.mobility.scenarios.changes import (
    AddLine,
    BikeLink,
    CarpoolLine,
    Change,
    CutLine,
    Headway,
    LineRef,
    OnDemand,
    ParkRide,
    Scenario,
)
from beffroi.engines.mobility.scenarios.days import Days
from beffroi.engines.mobility.scenarios.links import Traced
from beffroi.engines.mobility.scenarios.links import added as link_added
from beffroi.engines.mobility.scenarios.production import NOTHING, Production, production
from beffroi.engines.mobility.scenarios.ranges import At
from beffroi.engines.mobility.service.day_types import DayTypes, Kind
from beffroi.foundation.language import Words, both

FEED = "scenario"
"""How the feeds and the trips of a scenario are called, before their number."""


@dataclass(frozen=True, eq=False)
class Changed:
    """A basin after the changes.

    Attributes
    ----------
    basin
        Streets, timetables, park and rides.
    rides
        Zones on demand and carpool lines, which have no timetable.
    links
        Bike links, as drawn.
    produced
        Of each change, the vehicle-kilometres and hours that it adds a year.
    metres
        Of each change, the length that it builds. [m]
    feeds
        Day types on which each feed of the scenario runs.
    remarks
        What a reader should know of how changes were made.
    """

    basin: Basin
    rides: tuple[OnDemand | CarpoolLine, ...] = ()
    links: tuple[Traced, ...] = ()
    produced: tuple[Production, ...] = ()
    metres: tuple[float, ...] = ()
    feeds: Mapping[str, tuple[Kind, ...]] = field(default_factory=dict)
    remarks: tuple[Words, ...] = ()


def changed(basin: Basin, scenario: Scenario, days: Days, at: At = "middle") -> Changed:
    """Make the changes of a scenario, in their order; the basin given stays as it is.

    Parameters
    ----------
    basin
        Streets, timetables and park and rides of before.
    scenario
        The changes.
    days
        Dates of the day types.
    at
        How assumptions given as intervals are taken.

    Raises
    ------
    InputError
        If a change cannot be made on this basin.
    """
    state = Changed(basin)
    for number, change in enumerate(scenario.changes, start=1):
        state = _step(state, change, days, at, f"{FEED}-{number}")
    return state


def _step(state: Changed, change: Change, days: Days, at: At, key: str) -> Changed:
    if isinstance(change, AddLine | CutLine | Headway):
        return _of_line(state, change, days, at, key)
    made = replace(state, produced=(*state.produced, _production_of(change)))
    if isinstance(change, BikeLink):
        traced = link_added(state.basin, change)
        told = both(
            "The link {name} is {metres} m long; its ends are tied to the streets {first} and "
            "{last} m away.",
            name=change.name, metres=round(traced.metres), first=round(traced.ends[0]),
            last=round(traced.ends[1]),
        )  # fmt: skip
        return replace(made, basin=traced.basin, links=(*made.links, traced),
                       metres=(*made.metres, traced.metres),
                       remarks=(*made.remarks, told))  # fmt: skip
    made = replace(made, metres=(*made.metres, 0.0))
    if isinstance(change, ParkRide):
        return replace(made, basin=parks.added(state.basin, change))
    return replace(made, rides=(*made.rides, change))


def _production_of(change: Change) -> Production:
    """Give the vehicles of a change without a timetable: those of a zone depend on its riders."""
    return Production(None, None) if isinstance(change, OnDemand) else NOTHING


def _of_line(
    state: Changed, change: AddLine | CutLine | Headway, days: Days, at: At, key: str
) -> Changed:
    feeds = dict(state.feeds)
    if isinstance(change, AddLine):
        feeds[key] = change.days
        basin, line = lines.added(state.basin, change, days, at, key)
    else:
        line = change.line
        basin = (
            lines.cut(state.basin, change, days)
            if isinstance(change, CutLine)
            else headways.changed(state.basin, change, days, at, key)
        )
    types = days.with_feeds(feeds)
    produced = _produced(basin, line, types).less(_produced(state.basin, line, types))
    return replace(state, basin=basin, feeds=feeds, produced=(*state.produced, produced),
                   metres=(*state.metres, 0.0))  # fmt: skip


def _produced(basin: Basin, line: LineRef, types: DayTypes) -> Production:
    for feed in basin.timetables:
        if feed.key == line.feed:
            return production(feed, line.route_id, types)
    return NOTHING
