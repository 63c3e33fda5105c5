"""Zones on demand: one is taken in at the door, after a wait, and rides longer than alone."""

import numpy as np
import numpy.typing as npt
import shapely

from beffroi.engines.mobility.access.inputs import Points
from beffroi.engines.mobility.scenarios.changes import OnDemand
from beffroi.engines.mobility.scenarios.parameters import interval
from beffroi.engines.mobility.scenarios.ranges import At
from beffroi.engines.mobility.scenarios.rides import Ground, Legs, least_sum

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def legs(ground: Ground, change: OnDemand, at: At, name: str) -> Legs:
    """Give the times that a zone adds.

    From a door of the zone: the wait, then the time of a car times the detour. It leads to stops
    of the lines within the zone (``stops``), to any door of it (``area``, its stops too), or to
    points, from which one walks; and back alike.

    Parameters
    ----------
    ground
        Places tied to the streets; those of the zone's points under `name`.
    change
        The zone.
    at
        How intervals are taken.
    name
        Its name in `ground`.
    """
    wait = change.wait.at(at)
    detour = (change.detour or interval("on_demand_detour")).at(at)
    homes, goals = _inside(change, ground.origins), _inside(change, ground.destinations)
    n, m, k = len(homes), len(goals), len(ground.stops)
    direct = np.full((n, m), np.inf)
    to_stops, from_stops = np.full((n, k), np.inf), np.full((k, m), np.inf)

    def ridden(tails: str, heads: str) -> Floats:
        return wait + detour * ground.car(tails, heads)

    if isinstance(change.to, tuple):
        out, back = ridden("origins", name), ridden(name, "destinations")
        out[~homes], back[:, ~goals] = np.inf, np.inf
        direct = np.minimum(least_sum(out, ground.walk(name, "destinations")),
                            least_sum(ground.walk("origins", name), back))  # fmt: skip
        to_stops = least_sum(out, ground.walk(name, "stops"))
        from_stops = least_sum(ground.walk("stops", name), back)
        return Legs(direct, to_stops, from_stops)
    halts = np.asarray(shapely.contains_xy(change.area, ground.stops), bool).reshape(k)
    if change.to == "area":
        direct = np.where(homes[:, None] & goals, ridden("origins", "destinations"), np.inf)
    to_stops = np.where(homes[:, None] & halts, ridden("origins", "stops"), np.inf)
    from_stops = np.where(halts[:, None] & goals, ridden("stops", "destinations"), np.inf)
    return Legs(direct, to_stops, from_stops)


def _inside(change: OnDemand, points: Points) -> Flags:
    return np.asarray(shapely.contains_xy(change.area, points.x, points.y), bool)
