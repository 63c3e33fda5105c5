"""What was built of rides: the network, what became of every ride, and what to survey next."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from beffroi.foundation.language import Words
from beffroi.territory.informal import InformalNetwork


@dataclass(frozen=True, slots=True)
class Errand:
    """What a field agent is asked to do: a line of the plan of survey.

    Attributes
    ----------
    kind
        ``ride`` or ``watch``.
    place, where
        The first stop, where to go: its name, and its longitude and latitude; None if unknown. [°]
    when
        Days and hours.
    lines
        Lines to ride or to watch there, each with where it goes.
    variants
        The variants that it is about.
    rides
        Rides to add; None where no number can be given. [ride]
    why
        What is not known well enough, and what this would bring.
    hours
        Time of a field agent that it takes; None where unknown. [h]
    note
        What to write down.
    """

    kind: str
    place: Words
    when: Words
    lines: tuple[Words, ...]
    variants: tuple[str, ...]
    rides: int | None
    why: Words
    hours: float | None
    note: Words
    where: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Built:
    """A network that was built of rides.

    Attributes
    ----------
    folder
        Where it is written.
    network
        The network.
    rides
        Table `RIDES`: every ride and every file, with what became of it.
    tracks
        Ways that are ridden and missing from the map; None where no map was given.
    ground
        What the map is drawn on, by layer (`streets`, `water`); empty without a map.
    errands
        Plan of the next survey, the most useful first.
    unseen
        How much of the network the rides do not show, in words.
    warnings
        What was odd, left out or doubtful.
    files
        What was written, under the folder, with what each is for.
    """

    folder: Path
    network: InformalNetwork
    rides: pd.DataFrame
    tracks: gpd.GeoDataFrame | None
    ground: dict[str, gpd.GeoDataFrame]
    errands: tuple[Errand, ...]
    unseen: tuple[Words, ...]
    warnings: tuple[Words, ...]
    files: tuple[tuple[str, Words], ...] = ()
