"""The line of a variant as it is published, and its stops along it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.publishing.options import parameter
from beffroi.kernels.polylines import arcs, at, in_order
from beffroi.kernels.sphere import great_circle

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
DECIMALS = 6
"""Of published degrees: a tenth of a metre."""
CENTIMETRES = 2
FEWEST = 2


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line as it is published.

    Attributes
    ----------
    shape : (n, 2)
        Longitudes and latitudes, rounded. [°]
    distances : (n,)
        Length to each, rising strictly from 0. [m]
    """

    shape: Floats
    distances: Floats


def line(geometry: object) -> Line | None:
    """Round a line as it is published, points that would not move left out.

    Returns
    -------
    None where it is no line of two points apart.
    """
    if not isinstance(geometry, shapely.LineString) or geometry.is_empty:
        return None
    points = np.round(shapely.get_coordinates(geometry), DECIMALS)
    points = points[np.isfinite(points).all(axis=1)]
    kept = _apart(points, parameter("point_step"))
    if len(kept) < FEWEST:
        return None
    steps = gaps(kept[:-1], kept[1:])
    return Line(kept, np.round(np.concatenate([[0.0], np.cumsum(steps)]), CENTIMETRES))


def gaps(ones: Floats, others: Floats) -> Floats:
    """Measure from points to others, both as longitudes and latitudes, in metres."""
    return great_circle(ones[:, 1], ones[:, 0], others[:, 1], others[:, 0])


def _apart(points: Floats, least: float) -> Floats:
    """Leave out points nearer than `least` to the one kept before; the last stays, if any can."""
    kept: list[Floats] = []
    for point in points:
        if not kept or gaps(kept[-1][np.newaxis], point[np.newaxis])[0] >= least:
            kept.append(point)
    if len(kept) > FEWEST and not np.array_equal(kept[-1], points[-1]):
        moved = points[-1]
        if gaps(kept[-2][np.newaxis], moved[np.newaxis])[0] >= least:
            kept[-1] = moved
    return np.array(kept).reshape(-1, 2)


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """Stops along a line.

    Attributes
    ----------
    along : (n,)
        Length along the line to each. [m]
    is_far, is_same : (n,)
        Whether it is too far from the line to be published; whether it is where the stop kept
        before it is. The others rise strictly.
    """

    along: Floats
    is_far: Bools
    is_same: Bools

    @property
    def kept(self) -> Bools:
        """Whether each is published."""
        return ~(self.is_far | self.is_same)


def placed(drawn: Line, stops: Floats, said: Floats, length: float) -> Placed:
    """Place the stops of a variant along its published line.

    Parameters
    ----------
    drawn
        The line.
    stops : (n, 2)
        Longitudes and latitudes in the order of travel. [°]
    said : (n,)
        Where they are along the line, by its own length. [m]
    length
        The length that `said` goes by, > 0. [m]

    Returns
    -------
    Where they are: as said, if that is by the stops, else as near as their order allows.
    """
    plane = Plane(*(float(middle) for middle in drawn.shape.mean(axis=0)))
    path, places = plane.metres(*drawn.shape.T), plane.metres(*stops.T)
    lengths = arcs(path)
    where = np.clip(said * lengths[-1] / length, 0.0, lengths[-1])
    if (_off(path, places, where) > parameter("trusted_place")).any():
        where = in_order(places, path)
    is_far = _off(path, places, where) > parameter("farthest_stop") - 1.0
    along = np.round(np.interp(where, lengths, drawn.distances), CENTIMETRES)
    return Placed(along, is_far, _same(along, is_far, parameter("call_step")))


def _off(path: Floats, places: Floats, where: Floats) -> Floats:
    off: Floats = np.hypot(*(at(path, where) - places).T)
    return off


def _same(along: Floats, is_far: Bools, least: float) -> Bools:
    found, last = np.zeros(len(along), bool), -np.inf
    for i, one in enumerate(along):
        if is_far[i]:
            continue
        found[i] = one < last + least
        last = last if found[i] else one
    return found
