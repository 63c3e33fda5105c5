"""Measures: the indicators of a basin, before a scenario and after it, by the same computation."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.access.figures import least
from beffroi.engines.mobility.access.inputs import NOWHERE, Basin, Mode, Points
from beffroi.engines.mobility.access.reach_of_centre import (
    WITHOUT_CAR,
    Asked,
    asked_of,
    searched,
    task_of,
)
from beffroi.engines.mobility.access.ready import ready
from beffroi.engines.mobility.active.trips import Points as RidePoints
from beffroi.engines.mobility.active.trips import Trips, quiet_costs, shares, trips
from beffroi.engines.mobility.active.ways import Hops, Ways, every_way, quiet_ways, ways
from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.reach import prepared
from beffroi.engines.mobility.scenarios import carpools, zones
from beffroi.engines.mobility.scenarios.applied import Changed
from beffroi.engines.mobility.scenarios.changes import (
    CarpoolLine,
    OnDemand,
    ParkRide,
    Place,
    Scenario,
)
from beffroi.engines.mobility.scenarios.days import Days, days_of
from beffroi.engines.mobility.scenarios.links import hops
from beffroi.engines.mobility.scenarios.ranges import At
from beffroi.engines.mobility.scenarios.rides import grounded, runs_through, shared_seconds
from beffroi.engines.mobility.service.basin import basin as timetables_of
from beffroi.engines.mobility.service.figures import MAIN
from beffroi.engines.mobility.service.norms import numbers
from beffroi.engines.mobility.service.quality import people_near
from beffroi.engines.mobility.service.stops import stop_service
from beffroi.foundation.errors import InputError
from beffroi.foundation.language import Words, both
from beffroi.kernels.graph import Graph

Floats = npt.NDArray[np.float64]
SHARED = "shared"
"""Rides on demand or by carpool, with public transport or without."""
BY_TIMETABLE: tuple[Mode, ...] = ("transit", "park_ride")


@dataclass(frozen=True)
class Situation:
    """What scenarios start from.

    Attributes
    ----------
    inputs
        Tables of the town, as the room of mobility is given them.
    workplaces
        Places where people work, as active modes are given them; None to leave quiet trips out.
    park_rides
        Park and rides of the map.
    """

    inputs: Inputs
    workplaces: gpd.GeoDataFrame | None = None
    park_rides: Points = NOWHERE


@dataclass(frozen=True, eq=False)
class Quiet:
    """The ways of cyclists before a scenario, and their trips."""

    ways: Ways
    trips: Trips


@dataclass(frozen=True, eq=False)
class Measures:
    """Indicators of one state of a basin.

    Attributes
    ----------
    asked
        Squares, centre and shops.
    days
        Dates of the day types.
    basin
        Streets, timetables, park and rides.
    walk
        Streets on foot, with costs in seconds.
    minutes
        By mode, (n_squares, n_places): infinite beyond an hour, NaN off the streets; ``park_ride``
        and ``shared`` where the state has some. [min]
    near
        People of the perimeter near a stop on a school weekday, by least class of service; empty
        where they are not known.
    quiet
        Share of the trips under 5 km that stay quiet, by purpose; empty where not asked for.
    riding
        Ways and trips of cyclists, alike.
    remarks
        What a reader should know.
    """

    asked: Asked
    days: Days
    basin: Basin
    walk: Graph
    minutes: Mapping[str, Floats]
    near: Mapping[int, float] = field(default_factory=dict)
    quiet: Mapping[str, float | None] = field(default_factory=dict)
    riding: Quiet | None = None
    remarks: tuple[Words, ...] = ()

    @property
    def to_centre(self) -> dict[str, Floats]:
        """Minutes to the centre by mode, (n_squares,). [min]."""
        return {mode: times[:, 0] for mode, times in self.minutes.items()}

    @property
    def without_car(self) -> Floats:
        """Least minutes to the centre without a car, (n_squares,). [min]."""
        return least(self.to_centre, (*WITHOUT_CAR, SHARED))


def measures(situation: Situation) -> Measures:
    """Measure a basin as it is: once for any number of scenarios.

    Raises
    ------
    InputError
        If the centre, the people or the streets are not known.
    """
    inputs = situation.inputs
    asked = asked_of(inputs)
    if asked is None:
        raise InputError(
            "Scenarios are measured from where people live to the centre: this town lacks a "
            "centre, people or streets. Complete the map or the population of the study."
        )
    _, profiles = prepared(inputs)
    found = timetables_of(inputs.timetables) if inputs.timetables else None
    days = days_of(found)
    basin = Basin(inputs.streets, inputs.street_nodes, inputs.epsg, inputs.timetables,
                  situation.park_rides)  # fmt: skip
    silent = replace(basin, timetables=basin.timetables if days.day else ())
    minutes = _named(searched(silent, asked.squares, asked.places, task_of(days.day)))
    riding = _riding(situation)
    walk = profiles["walk"].graph
    own = Measures(asked, days, basin, walk, minutes, riding=riding, quiet=_quiet(riding))
    return replace(own, near=near(own, inputs))


def with_park_rides(before: Measures) -> Measures:
    """Add the times by park and ride, which the study does not measure."""
    if "park_ride" in before.minutes or not before.days.day or not len(before.basin.park_rides):
        return before
    times = searched(before.basin, before.asked.squares, before.asked.places,
                     task_of(before.days.day, modes=("park_ride",)))  # fmt: skip
    return replace(before, minutes={**before.minutes, **_placed(before, _named(times))})


def after(
    before: Measures, changed: Changed, scenario: Scenario, inputs: Inputs, at: At
) -> Measures:
    """Measure a basin after a scenario; what it leaves alone is not computed again.

    A way by bike that was there before is still there: a link makes no way slower, though it may
    make a quiet way a detour.

    Parameters
    ----------
    before
        From `measures`.
    changed
        The scenario applied.
    scenario
        Its changes.
    inputs
        Tables of the town.
    at
        How assumptions given as intervals are taken.
    """
    minutes = dict(before.minutes)
    state = replace(before, basin=changed.basin, remarks=changed.remarks)
    if changed.basin.timetables is not before.basin.timetables or _has(scenario, ParkRide):
        minutes |= _by_timetable(before, changed)
    if changed.links:
        ridden = _searched(state, ("bike", "quiet_bike"))
        minutes |= {mode: np.fmin(minutes[mode], times) for mode, times in ridden.items()}
    state = replace(state, minutes=minutes)
    if changed.rides:
        state = _shared(state, changed, at)
    if changed.basin.timetables is not before.basin.timetables:
        state = replace(state, near=near(state, inputs, changed))
    return replace(state, quiet=_quiet(before.riding, changed) if changed.links else before.quiet)


def _has(scenario: Scenario, kind: type) -> bool:
    return any(isinstance(change, kind) for change in scenario.changes)


def _by_timetable(before: Measures, changed: Changed) -> dict[str, Floats]:
    """Search the modes that follow timetables; walking alone is left where nothing runs."""
    state = replace(before, basin=changed.basin)
    n_parks = len(changed.basin.park_rides)
    asked = "park_ride" in before.minutes or n_parks > len(before.basin.park_rides)
    modes = BY_TIMETABLE if n_parks and asked else BY_TIMETABLE[:1]
    try:
        return _searched(state, modes)
    except InputError:  # nothing runs any more on that day
        return {"transit": before.minutes["walk"]} if "transit" in before.minutes else {}


def _searched(state: Measures, modes: tuple[Mode, ...]) -> dict[str, Floats]:
    task = task_of(state.days.measured, modes=modes)
    times = searched(state.basin, state.asked.squares, state.asked.places, task)
    return _placed(state, _named(times))


def _placed(state: Measures, times: Mapping[str, Floats]) -> dict[str, Floats]:
    """Leave unknown the places that were so before, and no others.

    A place near a road for cars alone is off the streets where buses are searched without cars: it
    is known to be out of reach all the same.
    """
    off = np.isnan(state.minutes["walk"])
    return {mode: np.where(off, np.nan, np.where(np.isnan(minutes), np.inf, minutes))
            for mode, minutes in times.items()}  # fmt: skip


def _named(times: Mapping[Mode, Floats]) -> dict[str, Floats]:
    """Key times by the name of their mode, as those of rides are too."""
    return {str(mode): minutes for mode, minutes in times.items()}


def _shared(state: Measures, changed: Changed, at: At) -> Measures:
    """Measure rides on demand and by carpool, those that run through the whole window."""
    modes: tuple[Mode, ...] = ("transit",) if "transit" in state.minutes else ("walk",)
    task = task_of(state.days.measured, modes=modes)
    laid = ready(state.basin, state.asked.squares, state.asked.places, task)
    running = {f"ride {n}": ride for n, ride in enumerate(changed.rides)
               if state.days.holds(ride.days)
               and runs_through(ride.hours.begin, ride.hours.end, task)}  # fmt: skip
    silent = [ride for ride in changed.rides if ride not in running.values()]
    told = tuple(
        both("{name} does not run through the whole hour that is measured: it changes no time.",
             name=ride.name)
        for ride in silent
    )  # fmt: skip
    ground = grounded(laid, {name: _places(ride) for name, ride in running.items()})
    legs = [
        zones.legs(ground, ride, at, name) if isinstance(ride, OnDemand)
        else carpools.legs(ground, ride, state.basin, at, name)
        for name, ride in running.items()
    ]  # fmt: skip
    times = {SHARED: shared_seconds(laid, legs).astype(np.float64) / 60}
    return replace(state, minutes={**state.minutes, **_placed(state, times)},
                   remarks=(*state.remarks, *told))  # fmt: skip


def _places(ride: OnDemand | CarpoolLine) -> tuple[Place, ...]:
    if isinstance(ride, CarpoolLine):
        return ride.stops
    return ride.to if isinstance(ride.to, tuple) else ()


def near(state: Measures, inputs: Inputs, changed: Changed | None = None) -> dict[int, float]:
    """Count the people of the perimeter near a stop of each class, on a school weekday."""
    feeds = tuple(feed for feed in state.basin.timetables if len(feed.tables["trips"]))
    if not feeds or inputs.population.total is None:
        return {}
    types = state.days.with_feeds({} if changed is None else changed.feeds)
    found = timetables_of(feeds, types)
    if MAIN not in found.passages or not len(found.passages[MAIN]):
        return dict.fromkeys(numbers("classes"), 0.0)
    table = people_near(inputs, state.walk, found, stop_service(found)[0])
    metres = min(numbers("stop_distances"))
    kept = table[(table["kind"] == MAIN) & (table["area"] == "perimeter")
                 & (table["metres"] == metres)]  # fmt: skip
    return {int(row): float(total) for row, total in
            zip(kept["at_least"], kept["total"], strict=True)}  # fmt: skip


def _riding(situation: Situation) -> Quiet | None:
    inputs = situation.inputs
    if situation.workplaces is None or inputs.population.total is None:
        return None
    own = ways(inputs.streets, inputs.street_nodes, epsg=inputs.epsg)
    cells = inputs.population.cells
    homes = _ride_points(cells, cells["population"].to_numpy(dtype=np.float64))
    trading = inputs.shops[inputs.shops["state"] == "trading"]
    places = {"shopping": _ride_points(trading), "commuting": _ride_points(situation.workplaces)}
    return Quiet(own, trips(own, every_way(own), homes, places))


def _ride_points(table: gpd.GeoDataFrame, weight: Floats | None = None) -> RidePoints:
    at = table.geometry.representative_point()
    each = np.ones(len(table)) if weight is None else weight
    return RidePoints(at.x.to_numpy(), at.y.to_numpy(), each)


def _quiet(riding: Quiet | None, changed: Changed | None = None) -> dict[str, float | None]:
    if riding is None:
        return {}
    added = None
    if changed is not None:
        listed = [hops(riding.ways, traced) for traced in changed.links]
        added = Hops(*(np.concatenate([getattr(one, name) for one in listed])
                       for name in ("tails", "heads", "metres")))  # fmt: skip
    costs = quiet_costs(quiet_ways(riding.ways, added), riding.trips)
    return shares(riding.trips, costs <= riding.trips.limit)
