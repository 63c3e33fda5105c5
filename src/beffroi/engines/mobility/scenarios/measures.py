"""Measures: the indicators of a basin, before a scenario and after it, by the same computation."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from beffroi.engines.mobility.access.inputs import NOWHERE, Points
from beffroi.engines.mobility.access.reach_of_centre import Reach
from beffroi.engines.mobility.inputs import Inputs


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


@dataclass(frozen=True)
class Measures:
    """Indicators of one state of a basin.

    Attributes
    ----------
    reach
        As `access.reach_of_centre` gives it, with the modes ``park_ride`` and ``shared`` besides.
    near
        People of the perimeter near a stop, by least class of service; empty without timetables.
    quiet
        Share of the trips under 5 km that stay quiet, by purpose; empty where not asked for.
    kilometres, hours
        Vehicle-kilometres and vehicle-hours of a year; None where they are not known.
    """

    reach: Reach
    near: pd.Series
    quiet: Mapping[str, float | None]
    kilometres: float | None
    hours: float | None


def measures(situation: Situation) -> Measures:
    """Measure a basin as it is: once for any number of scenarios.

    Raises
    ------
    InputError
        If the centre, the people or the streets are not known.
    """
    raise NotImplementedError
