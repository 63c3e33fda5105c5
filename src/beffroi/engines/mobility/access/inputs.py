"""Inputs: the places between which one travels, the basin around them, and what is asked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.inputs import Timetable
from beffroi.foundation.language import Words

Floats = npt.NDArray[np.float64]
Mode = Literal["walk", "bike", "quiet_bike", "car", "transit", "bike_transit", "park_ride"]
STREET_MODES: tuple[Mode, ...] = ("walk", "bike", "quiet_bike", "car")
TRANSIT_MODES: tuple[Mode, ...] = ("transit", "bike_transit", "park_ride")
MODES: tuple[Mode, ...] = (*STREET_MODES, *TRANSIT_MODES)
MODE_WORDS: Mapping[Mode, Words] = {
    "walk": Words(fr="à pied", en="on foot"),
    "bike": Words(fr="à vélo", en="by bike"),
    "quiet_bike": Words(fr="à vélo par les rues calmes", en="by bike along quiet streets"),
    "car": Words(fr="en voiture", en="by car"),
    "transit": Words(fr="en transport public", en="by public transport"),
    "bike_transit": Words(fr="à vélo puis en transport public", en="by bike and public transport"),
    "park_ride": Words(fr="en voiture puis en transport public", en="by park and ride"),
}
PERCENTILES = (5, 25, 50, 75, 95)
PARAMETERS = Path(__file__).parent / "parameters.toml"


@cache
def parameter(name: str) -> float:
    """Return the value of one of the `parameters.toml` of this room, in its unit.

    Examples
    --------
    >>> parameter("quiet_detour")
    1.25
    """
    with PARAMETERS.open("rb") as file:
        return float(tomllib.load(file)[name]["value"])


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Places to travel from or to.

    Attributes
    ----------
    ids : (n,)
        What each is called, text, unique.
    x, y : (n,)
        Where they are, in the projection of the basin. [m]
    weight : (n,)
        People, shops, beds: what there is; NaN where unknown.
    """

    ids: npt.NDArray[np.object_]
    x: Floats
    y: Floats
    weight: Floats

    def __len__(self) -> int:
        """Count them."""
        return len(self.x)


NOWHERE = Points(np.empty(0, object), np.empty(0), np.empty(0), np.empty(0))


@dataclass(frozen=True, slots=True)
class Parking:
    """What parking adds to each trip by car.

    Attributes
    ----------
    search, walk
        Time to find a space and from it to the place, for all destinations or for each
        `(n_destinations,)`. [s]
    """

    search: float | Floats = field(default_factory=lambda: parameter("parking_search"))
    walk: float | Floats = field(default_factory=lambda: parameter("parking_walk"))


@dataclass(frozen=True)
class Basin:
    """The streets and the timetables of a basin.

    Attributes
    ----------
    streets, street_nodes
        Table `STREETS`, and columns `node_id`, `lon`, `lat` of their nodes.
    epsg
        Its projection.
    timetables
        The feeds of its operators; may be empty.
    park_rides
        Car parks where one changes to public transport; may be empty.
    parking
        What parking takes at the destination.
    """

    streets: pd.DataFrame
    street_nodes: pd.DataFrame
    epsg: int
    timetables: tuple[Timetable, ...] = ()
    park_rides: Points = NOWHERE
    parking: Parking = field(default_factory=Parking)


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked.

    Attributes
    ----------
    modes
        How one travels.
    date
        Day of service, ISO 8601; for public transport.
    window
        First and last departure, the last excluded; or first and last arrival, where `arrive`. [s]
    longest
        Longest travel time that counts. [s]
    arrive
        Whether the window is of arrivals.
    bike_to
        Stops that one rides to: ``any``, or those of ``trains`` and coaches.
    """

    modes: tuple[Mode, ...]
    date: str = ""
    window: tuple[int, int] = (7 * 3600, 9 * 3600)
    longest: float = 5400.0
    arrive: bool = False
    bike_to: Literal["any", "trains"] = "any"

    @property
    def times(self) -> npt.NDArray[np.int64]:
        """The departures, or arrivals, that are searched: `(n,)`. [s]."""
        return np.arange(*self.window, int(parameter("step")))
