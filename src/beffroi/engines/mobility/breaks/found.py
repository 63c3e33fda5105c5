"""What breaks a journey in a basin: everything that is found, before it is told."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.breaks.settlements import settlements
from beffroi.engines.mobility.breaks.shifts import useful_shifts
from beffroi.engines.mobility.breaks.together import Together, together
from beffroi.engines.mobility.inputs import Inputs
from beffroi.engines.mobility.integration.fare_breaks import fare_breaks
from beffroi.engines.mobility.integration.inputs import parameter
from beffroi.engines.mobility.integration.missed import TOLD, missed_connections
from beffroi.engines.mobility.integration.poles import poles
from beffroi.engines.mobility.integration.unlinked import linked_places
from beffroi.engines.mobility.service.quality import Quality

FEWEST_PLACES = 2
FEWEST_LINES = 2


@dataclass(frozen=True, eq=False)
class Found:
    """What breaks a journey.

    Attributes
    ----------
    basin
        The timetables together; None where they could not be put together.
    missed
        From `missed_connections`, with `x` and `y` of the stop (NaN where unknown) [m]; None where
        trips at exact times are of fewer than two lines, or no day can be looked at.
    shifts
        From `shifts.useful_shifts`.
    links
        From `linked_places`; None where no day is common to all feeds, or the map names fewer than
        two places.
    fares
        From `fare_breaks`; None where there is one operator alone.
    """

    basin: Together | None
    missed: pd.DataFrame | None
    shifts: pd.DataFrame
    links: pd.DataFrame | None
    fares: pd.DataFrame | None


def found_breaks(inputs: Inputs, quality: Quality) -> Found:
    """Look for what breaks a journey.

    Parameters
    ----------
    inputs
        The town, with `parts`.
    quality
        What was measured of its timetables.
    """
    lines = quality.basin.lines
    basin = together(inputs, quality.basin.types, lines[lines["school"].ne("")])
    if basin is None:
        return Found(None, None, pd.DataFrame(), None, None)
    placed = poles(basin.tables, epsg=inputs.epsg)
    missed = _missed(basin, placed)
    return Found(
        basin=basin,
        missed=missed,
        shifts=pd.DataFrame() if missed is None else useful_shifts(missed),
        links=_links(inputs, basin, placed),
        fares=fare_breaks(basin.tables) if basin.operators > 1 else None,
    )


def _missed(basin: Together, placed: pd.DataFrame) -> pd.DataFrame | None:
    has_days = basin.days or basin.apart
    if basin.timed["trips"]["route_id"].nunique() < FEWEST_LINES or not has_days:
        return None
    each = [missed_connections(basin.timed, dict[str, str](basin.days.items()))]
    for kind, dates in basin.apart.items():
        each += [
            missed_connections(basin.of_feed(feed), {kind: date}) for feed, date in dates.items()
        ]
    held = [one for one in each if len(one)]
    listed = pd.concat(held, ignore_index=True) if held else pd.DataFrame(columns=[*TOLD])
    spots = placed.drop_duplicates("stop_id").set_index("stop_id")
    return listed.assign(**{
        name: listed["to_stop_id"].map(spots[name]).astype(float) for name in ("x", "y")
    })  # fmt: skip


def _links(inputs: Inputs, basin: Together, placed: pd.DataFrame) -> pd.DataFrame | None:
    if inputs.places is None or basin.main_day is None:
        return None
    named = settlements(inputs.places, placed)
    if named["place"].nunique() < FEWEST_PLACES:
        return None
    window = (parameter("day_begins"), parameter("day_ends"))
    return linked_places(basin.tables, named, day=basin.main_day[1], window=window)


def is_on(missed: pd.DataFrame, kind: str) -> npt.NDArray[np.bool_]:
    """Say which missed connections are those of a day type."""
    return np.array([kind in str(days).split(", ") for days in missed["days"]], dtype=bool)
