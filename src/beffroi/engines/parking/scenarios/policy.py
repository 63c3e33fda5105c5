"""Policy: what a town may change of its parking, and the supply that it makes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.scenarios.bills import Enforcement
from beffroi.engines.parking.scenarios.compliance import Compliance
from beffroi.engines.parking.scenarios.parameters import parameter
from beffroi.engines.parking.scenarios.supply import WHOLE_DAY, Place, Supply
from beffroi.engines.parking.scenarios.tariffs import FREE, Tariff
from beffroi.foundation.language import Words

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rule:
    """A price, a blue zone, or neither, in some places: `regulation` is that of `supply.Place`."""

    places: tuple[str, ...]
    regulation: str
    tariff: Tariff = FREE
    limit: float = np.inf
    hours: tuple[tuple[float, float], ...] = WHOLE_DAY


@dataclass(frozen=True, slots=True)
class Permit:
    """Permits of one profile in some places, at so many euros a month."""

    places: tuple[str, ...]
    profile: str
    month: float


@dataclass(frozen=True, slots=True)
class Checks:
    """So many checks an hour in some places, against `today`, and another fine if one is given."""

    places: tuple[str, ...]
    checks: float
    today: float
    fine: float | None = None


@dataclass(frozen=True, slots=True)
class Guidance:
    """Places that share their free spaces, as drivers are told where there is one."""

    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spaces:
    """Spaces added to a place, or taken from it: none is left at the least."""

    place: str
    change: int


@dataclass(frozen=True, slots=True, eq=False)
class NewPlace:
    """A place that is not there today, with the minutes on foot from it, (n_cells,)."""

    place: Place
    walk: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Shuttle:
    """A shuttle from a place: headway, ride one way, fare there and back, and the walk at its end.

    Attributes
    ----------
    place
        Id of the place.
    headway, minutes
        Time between departures, and ride. [min]
    fare
        There and back. [€]
    walk : (n_cells,)
        Minutes on foot from where it stops. [min]
    """

    place: str
    headway: float
    minutes: float
    fare: float
    walk: Floats


@dataclass(frozen=True, slots=True)
class ByOccupancy:
    """Hourly prices adjusted step by step to the occupancy (`sfpark`)."""

    places: tuple[str, ...]
    adjustments: int = 6
    least: float = 0.0
    most: float = 6.0


Measure = Rule | Permit | Checks | Guidance | Spaces | NewPlace | Shuttle | ByOccupancy


@dataclass(frozen=True, slots=True)
class Policy:
    """What a town would change.

    Attributes
    ----------
    id, name
        Its key and its name.
    measures
        Changes, in the order in which they are made.
    source, file, date
        Who proposes it, in which file, and when; empty if not said.
    """

    id: str
    name: Words
    measures: tuple[Measure, ...] = field(default=())
    source: str = ""
    file: str = ""
    date: str = ""


def applied(policy: Policy, supply: Supply, enforcement: Enforcement) -> tuple[Supply, Enforcement]:
    """Make the supply and the enforcement of a policy.

    Parameters
    ----------
    policy
        Its places are ids of the supply, or of places that it adds before.
    supply, enforcement
        Those of today.
    """
    places = {_key(place): place for place in supply.places}
    walks: dict[str, Floats] = dict(supply.walk)
    for n, measure in enumerate(policy.measures):
        enforcement = _enforced(measure, enforcement)
        if isinstance(measure, NewPlace):
            places[measure.place.id] = measure.place
            walks[measure.place.id] = measure.walk
        elif isinstance(measure, Shuttle):
            _shuttled(measure, places, walks, f"{measure.place}/shuttle{n}")
        else:
            places = {key: _changed(place, measure, enforcement, n)
                      for key, place in places.items()}  # fmt: skip
    return Supply(tuple(places.values()), walks), enforcement


def _key(place: Place) -> str:
    return place.id if place.foot == place.id else f"{place.id} {place.foot}"


def _enforced(measure: Measure, enforcement: Enforcement) -> Enforcement:
    if not isinstance(measure, Checks):
        return enforcement
    fine = enforcement.fine if measure.fine is None else measure.fine
    compliance = enforcement.compliance
    if not measure.places:
        expected = perceived(measure, compliance)
        compliance = replace(compliance, checks=expected)
    return replace(enforcement, fine=fine, compliance=compliance)


def perceived(measure: Checks, compliance: Compliance) -> float:
    """Tell the checks that drivers come to expect, as many times more as there are. [1/h]."""
    if measure.today <= 0:
        return measure.checks
    return compliance.checks * measure.checks / measure.today


def _shuttled(
    measure: Shuttle, places: dict[str, Place], walks: dict[str, Floats], stop: str
) -> None:
    place = places[measure.place]
    pool = place.group
    places[measure.place] = replace(place, pool=pool)
    walks[stop] = measure.walk
    places[stop] = replace(
        place, spaces=0, pool=pool, walks_from=stop, ride=measure.minutes,
        wait=0.5 * measure.headway, fare=measure.fare,
    )  # fmt: skip


def _changed(place: Place, measure: Measure, enforcement: Enforcement, rank: int) -> Place:
    match measure:
        case Spaces() if place.id == measure.place and place.foot == place.id:
            return replace(place, spaces=max(place.spaces + measure.change, 0))
        case Rule() if place.id in measure.places:
            return replace(place, regulation=measure.regulation, tariff=measure.tariff,
                           limit=measure.limit, hours=measure.hours)  # fmt: skip
        case Permit() if place.id in measure.places:
            day = measure.month / parameter("month")
            return replace(place, permits={**place.permits, measure.profile: day})
        case Checks() if place.id in measure.places:
            return replace(place, checks=perceived(measure, enforcement.compliance))
        case Guidance() if place.id in measure.places:
            return replace(place, pool=f"pool {rank}")
    return place


def by_occupancy(policy: Policy) -> ByOccupancy | None:
    """Return the adjustment of prices to the occupancy that a policy asks for, the last one."""
    found = [one for one in policy.measures if isinstance(one, ByOccupancy)]
    return found[-1] if found else None


def names(supply: Supply) -> Mapping[str, str]:
    """Name of each place by id."""
    return {place.id: place.name for place in supply.places}
