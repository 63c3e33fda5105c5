"""Reach of the centre: how long people take to it by each mode, and what they find near by."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.access.inputs import Basin, Mode, Points, Task
from beffroi.engines.mobility.access.matrix import block, plan
from beffroi.engines.mobility.access.opportunities import opportunities
from beffroi.engines.mobility.access.ready import ready
from beffroi.engines.mobility.access.squares import gathered
from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.service.day_types import DayTypes, measured
from beffroi.foundation.language import Words
from beffroi.kernels.opportunities import cumulative, nearest

Floats = npt.NDArray[np.float64]
WITHIN = 30.0
"""Minutes within which a centre counts as reached. [min]"""
QUARTER = 15.0
"""Minutes of the town of short ways. [min]"""
LONGEST = 3600.0
WINDOW = (8 * 3600, 9 * 3600)
"""Departures of the morning peak, 8 to 9. [s]"""
WITHOUT_CAR: tuple[Mode, ...] = ("walk", "quiet_bike", "transit")
SHOWN: tuple[Mode, ...] = ("walk", "bike", "quiet_bike", "transit", "car")
DIRECTIONS = {
    "to_centre": Words(fr="vers le centre", en="to the centre"),
    "from_centre": Words(fr="depuis le centre", en="from the centre"),
}
FAMILIES = ("food", "shops", "health", "schools", "stations")


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
    """

    squares: Points
    minutes: Mapping[str, Mapping[Mode, Floats]]
    nearest: Mapping[str, Floats]
    shops: Mapping[Mode, Floats]
    day: str


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


def reach_of_centre(inputs: Inputs, day: str = "") -> Reach | None:
    """Measure how long it takes between where people live, the centre and what they go to.

    Parameters
    ----------
    day
        Day of service (`common_day`), ISO 8601; empty to leave public transport out.

    Returns
    -------
    None where the centre, the people or the streets are unknown.
    """
    asked = asked_of(inputs)
    if asked is None:
        return None
    squares, places = asked.squares, asked.places
    basin = Basin(inputs.streets, inputs.street_nodes, inputs.epsg,
                  inputs.timetables if day else ())  # fmt: skip
    task = task_of(day)
    to = searched(basin, squares, places, task)
    minutes = {
        "to_centre": {mode: times[:, 0] for mode, times in to.items()},
        "from_centre": {mode: times[0] for mode, times in
                        searched(basin, asked.centre, squares, task).items()},
    }  # fmt: skip
    counted: tuple[Mode, ...] = ("walk", "transit")
    found = {mode: shops_within(to[mode], places) for mode in counted
             if mode in to and asked.has_shops}  # fmt: skip
    return Reach(squares, minutes, _nearest(basin, squares, inputs), found, day)


def shops_within(minutes: Floats, places: Points) -> Floats:
    """Count the shops within half an hour: `(n_squares,)` of `(n_squares, n_places)` minutes."""
    return cumulative(minutes[:, 1:], places.weight[1:], within=WITHIN)


def _joined(one: Points, other: Points) -> Points:
    return Points(*(np.concatenate([getattr(one, name), getattr(other, name)])
                    for name in ("ids", "x", "y", "weight")))  # fmt: skip


def searched(basin: Basin, origins: Points, places: Points, task: Task) -> dict[Mode, Floats]:
    """Search all modes that can be.

    Returns
    -------
    By mode, (n_origins, n_places), infinite beyond the longest time, NaN off the streets. [min]
    """
    laid = ready(basin, origins, places, task)
    found = {mode: np.full((len(origins), len(places)), np.inf) for mode in laid.task.modes}
    for part in plan(laid):
        found[part.mode][part.origins, part.destinations] = block(laid, part).seconds / 60
    return found


def _nearest(basin: Basin, squares: Points, inputs: Inputs) -> dict[str, Floats]:
    """Measure the minutes on foot to the nearest place of each family."""
    found = {}
    for family in FAMILIES:
        places = opportunities(family, inputs.shops, inputs.amenities, inputs.timetables)
        if places is not None:
            times = searched(basin, squares, places, Task(("walk",), longest=LONGEST))["walk"]
            found[family] = nearest(times)[:, 0]
    return found


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
