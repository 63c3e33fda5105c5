"""Carpool lines: cars that pass anyway take in those who wait at a stop."""

import numpy as np
import numpy.typing as npt

from beffroi.engines.mobility.access.inputs import Basin
from beffroi.engines.mobility.scenarios.changes import CarpoolLine
from beffroi.engines.mobility.scenarios.driving import driven
from beffroi.engines.mobility.scenarios.ranges import At
from beffroi.engines.mobility.scenarios.rides import Ground, Legs, through

Floats = npt.NDArray[np.float64]


def ride_times(basin: Basin, change: CarpoolLine) -> Floats:
    """Give the time of a car between the stops of a line, by way of those between.

    Returns
    -------
    (n_stops, n_stops)
        Infinite from a stop to itself, and backwards where the line runs one way. [s]

    Raises
    ------
    InputError
        If its stops are not joined by streets for cars.
    """
    n = len(change.stops)
    times = np.full((n, n), np.inf)
    along = np.concatenate([[0.0], np.cumsum(driven(basin, change.stops)[0])])
    ahead = np.triu(np.ones((n, n), bool), 1)
    times[ahead] = (along[None, :] - along[:, None])[ahead]
    if change.both_ways:
        back = np.concatenate([[0.0], np.cumsum(driven(basin, change.stops[::-1])[0])])[::-1]
        times[ahead.T] = (back[None, :] - back[:, None])[ahead.T]
    return times


def legs(ground: Ground, change: CarpoolLine, basin: Basin, at: At, name: str) -> Legs:
    """Give the times that a line adds: walk to a stop, wait, ride, walk from another.

    Parameters
    ----------
    ground
        Places tied to the streets; the stops of the line under `name`.
    change
        The line.
    basin
        Its streets.
    at
        How intervals are taken.
    name
        Its name in `ground`.
    """
    ride = change.wait.at(at) + ride_times(basin, change)
    to, leave = ground.walk("origins", name), ground.walk(name, "destinations")
    halt, board = ground.walk("stops", name), ground.walk(name, "stops")
    return Legs(through(to, ride, leave), through(to, ride, board), through(halt, ride, leave))
