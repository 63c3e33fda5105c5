"""Changes: what a scenario of mobility does to a basin, one kind a dataclass."""

from dataclasses import dataclass
from typing import Literal

import shapely

from beffroi.engines.mobility.scenarios.parameters import interval
from beffroi.engines.mobility.scenarios.ranges import Between
from beffroi.engines.mobility.service.day_types import Kind
from beffroi.foundation.language import Words

WEEKDAYS: tuple[Kind, ...] = ("school_weekday", "holiday_weekday")
LAST_HOUR = 30 * 3600
"""Latest time that a service day may hold, 30:00. [s]"""
WITHIN = 30
"""Minutes within which the centre counts as reached, unless a scenario says others. [min]"""
LEAST_WITHIN, MOST_WITHIN = 5, 60
"""Bounds of those that it may say: beyond an hour nothing is searched. [min]"""
QUIET = (1, 2)
"""Levels of stress of a bike link."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the projection of the basin [m]; its name, and the stop that it is, if any.

    `stop` is written ``feed:stop_id``.
    """

    x: float
    y: float
    name: str = ""
    stop: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """Times of the service day between which something runs, the end excluded. [s]."""

    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Cost:
    """What a change costs; each part None where it is not known.

    Attributes
    ----------
    per_year
        Of running it, cuts being saved. [EUR/year]
    per_km
        Of a vehicle-kilometre. [EUR/km]
    per_metre
        Of building it. [EUR/m]
    """

    per_year: Between | None = None
    per_km: Between | None = None
    per_metre: Between | None = None


UNKNOWN = Cost()


@dataclass(frozen=True, slots=True)
class LineRef:
    """A line of a feed: its feed, its `route_id`, and the name that people know."""

    feed: str
    route_id: str
    name: str


@dataclass(frozen=True, slots=True)
class AddLine:
    """A line added: its stops in order, how often, when, how fast.

    Attributes
    ----------
    headway
        From a departure to the next. [s]
    speed
        Commercial speed, stops included; None to ride as cars do on the streets, slowed down by the
        parameters. [m/s]
    both_ways
        Whether it also runs back.
    """

    name: str
    stops: tuple[Place, ...]
    headway: Between
    hours: Hours
    days: tuple[Kind, ...] = WEEKDAYS
    speed: Between | None = None
    both_ways: bool = True
    cost: Cost = UNKNOWN
    kind: Literal["add_line"] = "add_line"


@dataclass(frozen=True, slots=True)
class CutLine:
    """A line cut, wholly or in part: the trips whose first departure lies within its hours.

    `direction` is None for both; `hours` is None for the whole day; `days` empty for all.
    """

    line: LineRef
    direction: int | None = None
    hours: Hours | None = None
    days: tuple[Kind, ...] = ()
    cost: Cost = UNKNOWN
    kind: Literal["cut_line"] = "cut_line"


@dataclass(frozen=True, slots=True)
class Headway:
    """The headway of a line changed: its usual trip runs as often as said, and nothing else."""

    line: LineRef
    headway: Between
    hours: Hours | None = None
    direction: int | None = None
    days: tuple[Kind, ...] = WEEKDAYS
    cost: Cost = UNKNOWN
    kind: Literal["headway"] = "headway"


@dataclass(frozen=True, slots=True)
class OnDemand:
    """A zone served on demand.

    Attributes
    ----------
    area
        Where one is taken in, and brought home. [m]
    wait
        From asking to being taken in. [s]
    to
        Where it leads: ``stops`` of the lines within the area, anywhere in the ``area``, or points.
    detour
        Time on board over that of the car that goes straight; None for the parameter. [1]
    """

    name: str
    area: shapely.Polygon
    hours: Hours
    wait: Between
    to: Literal["stops", "area"] | tuple[Place, ...]
    days: tuple[Kind, ...] = WEEKDAYS
    detour: Between | None = None
    cost: Cost = UNKNOWN
    kind: Literal["on_demand"] = "on_demand"


@dataclass(frozen=True, slots=True)
class BikeLink:
    """A link for bikes along a path of two points or more, of stress 1 or 2."""

    name: str
    path: tuple[Place, ...]
    stress: int = 1
    cost: Cost = UNKNOWN
    kind: Literal["bike_link"] = "bike_link"


@dataclass(frozen=True, slots=True)
class CarpoolLine:
    """A line of carpooling: cars of anybody, caught at its stops; the wait is an assumption."""

    name: str
    stops: tuple[Place, ...]
    wait: Between
    hours: Hours
    days: tuple[Kind, ...] = WEEKDAYS
    both_ways: bool = True
    cost: Cost = UNKNOWN
    kind: Literal["carpool_line"] = "carpool_line"


@dataclass(frozen=True, slots=True)
class ParkRide:
    """A park and ride; `spaces` is None where their number is not known."""

    name: str
    place: Place
    spaces: int | None = None
    cost: Cost = UNKNOWN
    kind: Literal["park_ride"] = "park_ride"


Change = AddLine | CutLine | Headway | OnDemand | BikeLink | CarpoolLine | ParkRide
KINDS = (
    "add_line", "cut_line", "headway", "on_demand", "bike_link", "carpool_line", "park_ride",
)  # fmt: skip
KIND_WORDS = {
    "add_line": Words(fr="ligne ajoutée", en="line added"),
    "cut_line": Words(fr="ligne supprimée", en="line cut"),
    "headway": Words(fr="cadence changée", en="headway changed"),
    "on_demand": Words(fr="transport à la demande", en="on-demand zone"),
    "bike_link": Words(fr="liaison cyclable", en="bike link"),
    "carpool_line": Words(fr="ligne de covoiturage", en="carpool line"),
    "park_ride": Words(fr="parc relais", en="park and ride"),
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes made together.

    Attributes
    ----------
    id
        Lower-case letters, digits, hyphens and underscores; unique in a study.
    name
        What people call it.
    changes
        In the order in which they are made, one at least.
    source
        Who says so: where costs and assumptions come from; empty if nobody does.
    file
        Name of the file it was read from; empty if there is none.
    date
        Day of the scenario, ISO 8601; empty if not said.
    within
        Minutes within which the centre counts as reached, from 5 to 60. [min]
    """

    id: str
    name: Words
    changes: tuple[Change, ...]
    source: str = ""
    file: str = ""
    date: str = ""
    within: int = WITHIN

    @property
    def is_assumed(self) -> bool:
        """Say whether times rest on an assumption declared in the scenario (evidence of class D).

        A wait, a detour or a speed that somebody declares, or any interval, is one.
        """
        return any(_is_assumed(change) for change in self.changes)

    @property
    def evidence(self) -> Literal["B", "D"]:
        """Return the class of evidence of its times: D where they rest on an assumption, else B."""
        return "D" if self.is_assumed else "B"

    @property
    def is_interval(self) -> bool:
        """Say whether an assumption on times is an interval, so that the figures bear one."""
        return any(not given.is_known for change in self.changes for given in assumptions(change))


def assumptions(change: Change) -> tuple[Between, ...]:
    """List the numbers of a change that times rest on, and that may be intervals."""
    named = ("headway", "speed", "wait", "detour")
    held = (getattr(change, name, None) for name in named)
    own = tuple(value for value in held if isinstance(value, Between))
    if isinstance(change, OnDemand) and change.detour is None:
        return (*own, interval("on_demand_detour"))
    return own


def _is_assumed(change: Change) -> bool:
    if isinstance(change, OnDemand | CarpoolLine):
        return True
    if isinstance(change, AddLine) and change.speed is not None:
        return True
    return any(not given.is_known for given in assumptions(change))
