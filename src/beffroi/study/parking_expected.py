"""Occupancy of an inventory without a survey: by the shops, jobs and inhabitants of a study."""

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.parking.explanation.demand import arrivals
from beffroi.engines.parking.scenarios.day import EDGES
from beffroi.engines.parking.scenarios.demand import Demand
from beffroi.engines.parking.scenarios.expected import expected
from beffroi.engines.parking.scenarios.supply import supply
from beffroi.foundation.errors import SettingsError
from beffroi.foundation.language import Words
from beffroi.study import parking_map

Floats = npt.NDArray[np.float64]
HOURS = tuple(f"{hour:.0f} h" for hour in EDGES[:-1])
"""Names of the periods: the hour at which each begins; the last is the night."""
BOUNDS = ("low", "usual", "high")


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """Occupancy that a study makes likely.

    Attributes
    ----------
    hour
        The hour looked at.
    by_place : (3, n_places)
        With the fewest drivers, as many as usual, the most, at that hour, in the order of the
        inventory; NaN where a place has no known spaces or takes no public. [1]
    hours
        `place_id`, `hour` (of `HOURS`), `occupancy` with the usual drivers. [1]
    warnings
        What was left out or assumed.
    """

    hour: str
    by_place: Floats
    hours: pd.DataFrame
    warnings: tuple[Words, ...]


def taken(study: Path, places: gpd.GeoDataFrame, hour: str = "") -> Taken:
    """Say how full an inventory would be of the drivers that a study brings.

    Parameters
    ----------
    study
        Folder of a study that was run.
    places
        Table `PARKING_PLACES`.
    hour
        One of `HOURS`; the fullest if empty.

    Raises
    ------
    SettingsError
        If the hour is none of them.
    InputError
        If the study was not run, has no place that brings drivers, or no place of the inventory has
        a known number of spaces.
    """
    if hour and hour not in HOURS:
        raise SettingsError(
            "--hour is {hour!r}: the estimate holds {told}.", hour=hour, told=", ".join(HOURS)
        )
    ground = parking_map.of_study(study, places)
    table, cells = ground.places, ground.cells
    walk = ground.walk(table["x"].to_numpy(dtype=float), table["y"].to_numpy(dtype=float))
    demand = Demand(arrivals(cells), tuple(cells["quarter"].fillna("").astype(str)))
    offered = supply(table, walk)
    found = expected(offered, demand, ground.doubt or (1.0, 1.0, 1.0))
    closed = [not place.open_to for place in offered.places]
    occupancy = np.where(np.array(closed)[:, np.newaxis], np.nan, found.occupancy)
    spaces = np.array([float(place.spaces) for place in offered.places])
    fullest = int(np.nansum(occupancy[1] * spaces[:, np.newaxis], axis=0).argmax())
    chosen = HOURS.index(hour) if hour else fullest
    row = pd.Series(np.arange(len(found.place_ids)), pd.Index(found.place_ids))
    at = places["place_id"].astype(str).map(row)
    by_place = np.full((len(BOUNDS), len(places)), np.nan)
    known = at.notna().to_numpy()
    by_place[:, known] = occupancy[:, at[known].to_numpy(dtype=np.int64), chosen]
    return Taken(HOURS[chosen], by_place, _by_hour(found.place_ids, occupancy[1]),
                 ground.warnings)  # fmt: skip


def _by_hour(place_ids: tuple[str, ...], occupancy: Floats) -> pd.DataFrame:
    table = pd.DataFrame(occupancy, index=pd.Index(place_ids, name="place_id"), columns=list(HOURS))
    whole = table.reset_index().melt("place_id", var_name="hour", value_name="occupancy")
    return whole.dropna(subset=["occupancy"]).reset_index(drop=True)
