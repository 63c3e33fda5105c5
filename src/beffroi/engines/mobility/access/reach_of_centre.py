"""Reach of the centre: how long people take to it by each mode, and what they find near by."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.access.inputs import Basin, Mode, Parking, Points, Task
from beffroi.engines.mobility.access.matrix import block, plan
from beffroi.engines.mobility.access.opportunities import opportunities
from beffroi.engines.mobility.access.places import (
    COUNTED,
    FAMILIES,
    Found,
    found_places,
    gathered_places,
)  # fmt: skip
from beffroi.engines.mobility.access.ready import ready
from beffroi.engines.mobility.access.shared import Shared
from beffroi.engines.mobility.access.squares import gathered
from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.service.day_types import KINDS, DayTypes, Kind, measured
from beffroi.foundation.language import Words
from beffroi.kernels.inequality import quantiles
from beffroi.kernels.opportunities import cumulative, nearest

Floats = npt.NDArray[np.float64]
WITHIN = 30.0
"""Minutes within which a centre counts as reached. [min]"""
QUARTER = 15.0
"""Minutes of the town of short ways. [min]"""
LONGEST = 3600.0
WINDOW = (8 * 3600, 9 * 3600)
"""Departures of the morning peak, 8 to 9. [s]"""
NEAR_PARK = 10.0
"""Walk beyond which a car park is not one of the centre. [min]"""
NO_DAYS: Mapping[Kind, str] = {}
WITHOUT_CAR: tuple[Mode, ...] = ("walk", "quiet_bike", "transit")
SHOWN: tuple[Mode, ...] = ("walk", "bike", "quiet_bike", "transit", "car")
DIRECTIONS = {
    "to_centre": Words(fr="vers le centre", en="to the centre"),
    "from_centre": Words(fr="depuis le centre", en="from the centre"),
}


@dataclass(frozen=True)
class Reach:
    """Times between the squares of a map, its centre and its opportunities.

    Attributes
    ----------
    squares
        Squares where people live.
    minutes
        By direction and mode, (n_squares,): infinite beyond an hour, NaN off the streets. [min]
    nearest
        By family, minutes on foot to the nearest place, alike; families of which the map knows no
        place are absent. [min]
    shops
        By mode, shops within half an hour, (n_squares,); empty where there is no shop. [shop]
    day
        Day of service; empty where no timetable is given or nothing runs.
    places
        What each square finds within half an hour; None where the map holds no place.
    by_day
        By day type, minutes to the centre by public transport, (n_squares,), as in `minutes`; all
        infinite where nothing runs. Empty without timetables. [min]
    days
        By day type, its date; empty where nothing runs.
    parked
        Walk from the car parks known to the centre; None where none is known. [min]
    """

    squares: Points
    minutes: Mapping[str, Mapping[Mode, Floats]]
    nearest: Mapping[str, Floats]
    shops: Mapping[Mode, Floats]
    day: str
    places: Found | None = None
    by_day: Mapping[Kind, Floats] = field(default_factory=dict)
    days: Mapping[Kind, str] = field(default_factory=dict)
    parked: float | None = None


@dataclass(frozen=True)
class Asked:
    """Between which places times are measured.

    Attributes
    ----------
    squares
        Squares where people live.
    places
        The centre first, then the squares of the shops.
    has_shops
        Whether the map knows of shops.
    """

    squares: Points
    places: Points
    has_shops: bool

    @property
    def centre(self) -> Points:
        """The centre alone."""
        return Points(self.places.ids[:1], self.places.x[:1], self.places.y[:1],
                      self.places.weight[:1])  # fmt: skip


def asked_of(inputs: Inputs) -> Asked | None:
    """Gather the people of a town in squares, and the places they go to.

    Returns
    -------
    None where the centre, the people or the streets are unknown.
    """
    people = inputs.population.cells
    if inputs.centre is None or inputs.population.total is None or not len(people):
        return None
    if inputs.streets.empty or inputs.street_nodes.empty:
        return None
    inside = people.geometry.representative_point()
    lived = Points(
        people["cell_id"].to_numpy(object), inside.x.to_numpy(float), inside.y.to_numpy(float),
        people["population"].to_numpy(float),
    )  # fmt: skip
    centre = Points(np.array(["centre"], object), np.array([inputs.centre.x]),
                    np.array([inputs.centre.y]), np.ones(1))  # fmt: skip
    shops = opportunities("shops", inputs.shops, inputs.amenities)
    places = centre if shops is None else _joined(centre, gathered(shops))
    return Asked(gathered(lived), places, shops is not None)


def task_of(day: str, *, modes: tuple[Mode, ...] = SHOWN) -> Task:
    """Ask for the times of the morning peak of a day; without one, public transport is left out."""
    return Task(tuple(m for m in modes if day or m != "transit"), day, WINDOW, LONGEST)


def reach_of_centre(
    inputs: Inputs,
    day: str = "",
    *,
    days: Mapping[Kind, str] = NO_DAYS,
    parked: float | None = None,
) -> Reach | None:
    """Measure how long it takes between where people live, the centre and what they go to.

    Parameters
    ----------
    day
        Day of service (`common_day`), ISO 8601; empty to leave public transport out.
    days
        Dates of the day types (`days_of`): public transport to the centre is searched on each.
    parked
        Walk from the car parks known to the centre (`parked_walk`); None for the parameter. [min]

    Returns
    -------
    None where the centre, the people or the streets are unknown.
    """
    asked = asked_of(inputs)
    if asked is None:
        return None
    squares, centre = asked.squares, asked.centre
    parking = Parking() if parked is None else Parking(walk=60 * parked)
    basin = Basin(inputs.streets, inputs.street_nodes, inputs.epsg,
                  inputs.timetables if day else (), parking=parking)  # fmt: skip
    task, shared = task_of(day), Shared(basin)
    known = gathered_places(inputs)
    to = searched(basin, squares, centre, task, shared)
    minutes = {
        "to_centre": {mode: times[:, 0] for mode, times in to.items()},
        "from_centre": {mode: times[0] for mode, times in
                        searched(basin, centre, squares, task, shared).items()},
    }  # fmt: skip
    found, shops = None, dict[Mode, Floats]()
    if known is not None:
        counted = replace(task, modes=tuple(mode for mode in COUNTED if mode in task.modes))
        elsewhere = replace(basin, parking=Parking())
        times = searched(elsewhere, squares, known.points, counted, shared)
        found = found_places(squares, known, times)
        if "shops" in found.column:
            shops = {mode: found.within[mode][:, found.column["shops"]] for mode in found.within
                     if mode != "car"}  # fmt: skip
    return Reach(
        squares, minutes, _nearest(shared, squares, inputs), shops, day, found,
        _by_day(shared, squares, centre, days, (day, minutes["to_centre"])), days, parked,
    )  # fmt: skip


def _by_day(
    shared: Shared,
    squares: Points,
    centre: Points,
    days: Mapping[Kind, str],
    known: tuple[str, Mapping[Mode, Floats]],
) -> dict[Kind, Floats]:
    """Search public transport to the centre on each day type; that already known is kept."""
    found = dict[Kind, Floats]()
    for kind, date in days.items():
        if date == known[0] and "transit" in known[1]:
            found[kind] = known[1]["transit"]
            continue
        task = Task(("walk", "transit") if date else ("walk",), date, WINDOW, LONGEST)
        times = searched(shared.basin, squares, centre, task, shared)
        found[kind] = times.get("transit", np.full((len(squares), 1), np.inf))[:, 0]
    return found


def shops_within(minutes: Floats, places: Points, within: float) -> Floats:
    """Count the shops within some minutes: `(n_squares,)` of `(n_squares, n_places)` minutes."""
    return cumulative(minutes[:, 1:], places.weight[1:], within=within)


def _joined(one: Points, other: Points) -> Points:
    return Points(*(np.concatenate([getattr(one, name), getattr(other, name)])
                    for name in ("ids", "x", "y", "weight")))  # fmt: skip


def searched(
    basin: Basin, origins: Points, places: Points, task: Task, shared: Shared | None = None
) -> dict[Mode, Floats]:
    """Search all modes that can be.

    Parameters
    ----------
    basin, origins, places, task, shared
        As in `ready`.

    Returns
    -------
    By mode, (n_origins, n_places), infinite beyond the longest time, NaN off the streets. [min]
    """
    laid = ready(basin, origins, places, task, shared=shared)
    found = {mode: np.full((len(origins), len(places)), np.inf) for mode in laid.task.modes}
    for part in plan(laid):
        found[part.mode][part.origins, part.destinations] = block(laid, part).seconds / 60
    return found


def _nearest(shared: Shared, squares: Points, inputs: Inputs) -> dict[str, Floats]:
    """Measure the minutes on foot to the nearest place of each family, all in one search."""
    listed = {
        family: places for family in FAMILIES
        if (places := opportunities(family, inputs.shops, inputs.amenities, inputs.timetables))
        is not None
    }  # fmt: skip
    if not listed:
        return {}
    every = Points(*(np.concatenate([getattr(places, name) for places in listed.values()])
                     for name in ("ids", "x", "y", "weight")))  # fmt: skip
    task = Task(("walk",), longest=LONGEST)
    times = searched(shared.basin, squares, every, task, shared)["walk"]
    ends = np.cumsum([0, *map(len, listed.values())])
    return {family: nearest(times[:, slice(*ends[n : n + 2])])[:, 0]
            for n, family in enumerate(listed)}  # fmt: skip


def parked_walk(car_parks: pd.DataFrame, minutes: pd.DataFrame) -> float | None:
    """Give the walk from the car parks of a centre to its main street, as most bays ask for it.

    Parameters
    ----------
    car_parks
        Table `CAR_PARKS`.
    minutes
        Columns `car_park_id` and `minutes`, infinite where far (table ``car_park_minutes``). [min]

    Returns
    -------
    Median over the bays of the car parks within `NEAR_PARK`; a car park of unknown capacity counts
    as the middle one. None where no car park is near. [min]
    """
    table = car_parks[["car_park_id", "capacity"]].merge(minutes, on="car_park_id")
    near = table[table["minutes"] <= NEAR_PARK]
    if near.empty:
        return None
    bays = near["capacity"].astype("Float64").to_numpy(float, na_value=np.nan)
    middle = float(np.nanmedian(bays)) if np.isfinite(bays).any() else 1.0
    weight = np.where(np.isfinite(bays), bays, middle)
    found = float(quantiles(near["minutes"].to_numpy(float), weight, 0.5)[0])
    return found if np.isfinite(found) else None


def days_of(types: DayTypes) -> dict[Kind, str]:
    """Choose the date of each day type, that of most feeds; empty where nothing runs.

    Returns
    -------
    ISO 8601 by day type; the holidays only where they differ.
    """
    kinds = measured(types)
    dates: dict[Kind, str] = {}
    for kind in KINDS:
        if kind in kinds:
            shared = types.shared.get(kind)
            votes = Counter(sorted(types.dates[kind].values()))
            chosen = votes.most_common(1)[0][0] if shared is None else shared
            dates[kind] = chosen.date().isoformat()
        elif kind != "holiday_weekday":
            dates[kind] = ""
    return dates


def common_day(types: DayTypes) -> str:
    """Choose the day that stands for a weekday of term in most feeds, or else for another day type.

    Returns
    -------
    ISO 8601; empty where nothing ever runs.
    """
    for kind in measured(types):
        votes = Counter(sorted(types.dates[kind].values()))
        return votes.most_common(1)[0][0].date().isoformat()
    return ""
