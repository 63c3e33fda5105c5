"""Park and rides: one more car park where one changes to public transport."""

from dataclasses import replace

import numpy as np

from beffroi.engines.mobility.access.inputs import Basin, Points
from beffroi.engines.mobility.scenarios.changes import ParkRide


def added(basin: Basin, change: ParkRide) -> Basin:
    """Add a park and ride to those of a basin; the number of its spaces bounds nobody.

    Parameters
    ----------
    basin
        Streets, timetables and park and rides.
    change
        The new one.

    Returns
    -------
    The basin with one more.
    """
    own = basin.park_rides
    new = Points(
        np.append(own.ids, f"scenario:{change.name}"), np.append(own.x, change.place.x),
        np.append(own.y, change.place.y),
        np.append(own.weight, np.nan if change.spaces is None else change.spaces),
    )  # fmt: skip
    return replace(basin, park_rides=new)
