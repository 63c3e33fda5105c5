"""Shapes: the line that the rides of a variant agree on, turns kept."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from beffroi.engines.informal.lines.grouping import Group
from beffroi.engines.informal.lines.norms import parameter
from beffroi.engines.informal.lines.ways import Way, Ways
from beffroi.engines.informal.traces import Traces
from beffroi.kernels.polylines import apart, at, spread
from beffroi.kernels.trajectory import laid
from beffroi.kernels.trajectory.barycentre import barycentre

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
FOLDED = -0.5
"""Cosine of a turn, of 120°, that no street makes within the distance of two vertices."""


def shape(group: Group, own: Ways, traces: Traces, silent: npt.NDArray[np.bool_]) -> Floats:
    """Draw the shape of a variant.

    From the trace nearest to the others, rides are laid along the line and averaged, length by
    length, some rounds; those that stray, cut a corner or are silent do not pull. Where no ride
    tells, the line stays.

    Returns
    -------
    (n_points, 2)
        The shape, without what differs from a straight line by less than `simplified`. [m]
    """
    members = group.members[: int(parameter("drawn_rides"))]
    line = _begun(members, own)
    if len(members) + len(group.parts) > 1:
        rides = [*members, *group.parts[: int(parameter("drawn_rides"))]]
        parts = _Fixes.of(rides, own, traces, silent)
        for _ in range(int(parameter("rounds"))):
            line = _averaged(line, parts)
    return simplified(line, parameter("simplified"))


def simplified(line: Floats, most: float) -> Floats:
    """Leave out the points of a line that it does not need (Douglas and Peucker)."""
    made: Floats = shapely.get_coordinates(
        shapely.simplify(shapely.LineString(line), most, preserve_topology=False)
    )
    return made if len(made) > 1 else line[[0, -1]]


def _begun(members: Sequence[int], own: Ways) -> Floats:
    """Choose the way to begin with: of those that tell most, the one nearest to the others."""
    ways = [way for way in (own.way[k] for k in members[:8]) if way is not None]
    if len(ways) < 3:
        return min(ways, key=lambda way: (round(1 - float(way.known.mean()), 1), way.length)).points
    return min(ways, key=lambda way: _apartness(way, ways)).points


def _apartness(way: Way, others: Sequence[Way]) -> float:
    """Return how far a way is from others on average, silences counted as far. [m]."""
    wide = parameter("widest")
    gaps = [np.minimum(apart(one.points, one.units, way.points, most=wide), wide).mean()
            for one in others]  # fmt: skip
    return float(np.mean(gaps)) + wide * float((~way.known).mean())


class _Fixes:
    """The knots of some rides, cut at their silences."""

    def __init__(self, indptr: Ints, points: Floats, sigma: Floats) -> None:
        self.indptr, self.points, self.sigma = indptr, points, sigma

    @classmethod
    def of(cls, rides: Sequence[int], own: Ways, traces: Traces,
           silent: npt.NDArray[np.bool_]) -> "_Fixes":  # fmt: skip
        spans = [np.arange(own.knots.indptr[k], own.knots.indptr[k + 1]) for k in rides]
        held = np.concatenate(spans)
        begins = np.concatenate([[True], silent[held[:-1]]])
        begins[np.cumsum([len(span) for span in spans[:-1]], dtype=np.int64)] = True
        indptr = np.append(np.flatnonzero(begins), len(held)).astype(np.int64)
        return cls(indptr, own.knots.points[held], traces.sigma[own.knots.first[held]])


def _averaged(line: Floats, rides: _Fixes) -> Floats:
    """Lay rides along a line and average them."""
    along, _ = laid(rides.indptr, *rides.points.T, *line.T, sigma=parameter("sigma"),
                    beta=parameter("beta"), widest=parameter("widest"))  # fmt: skip
    where = spread(line, parameter("vertex"))
    places, _, _ = barycentre(rides.indptr, along, rides.points, rides.sigma, where,
                              bridged=parameter("untimed_gap"))  # fmt: skip
    known = np.isfinite(places[:, 0])
    made = at(line, where)
    made[known] = places[known]
    return _without_folds(made)


def _without_folds(line: Floats) -> Floats:
    """Leave out the points at which a line turns back on itself within a few metres."""
    steps = np.diff(line, axis=0)
    sizes = np.hypot(*steps.T)
    turned = (steps[1:] * steps[:-1]).sum(axis=1) < FOLDED * sizes[1:] * sizes[:-1]
    short = np.minimum(sizes[1:], sizes[:-1]) < parameter("vertex")
    made: Floats = line[np.concatenate([[True], ~(turned & short), [True]])]
    return made
