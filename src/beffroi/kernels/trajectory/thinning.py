"""Thinning: a ride as a way, without the crowd of fixes of a vehicle that stands."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel
from beffroi.kernels.trajectory.cleaning import check_rides

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

WIDER = 3.0
"""How many times its radius a knot may be wide where its vehicle hardly moves."""


@dataclass(frozen=True, slots=True, eq=False)
class Knots:
    """Rides as knots: fixes that follow each other at one place, taken together.

    Attributes
    ----------
    indptr : (n_rides + 1,)
        Where the knots of each ride begin.
    points : (n, 2)
        The mean of the fixes of each. [m]
    first, last : (n,)
        Numbers of its first and last fixes.
    """

    indptr: Ints
    points: Floats
    first: Ints
    last: Ints


def thinned(indptr: Ints, time: Floats, points: Floats, *, radius: float, slow: float) -> Knots:
    """Take together the fixes of rides that follow each other at one place.

    A knot holds fixes nearer than `radius` to its first one, and up to three times as far as long
    as the vehicle has come from there slower than `slow`: errors of a device that stands wander.

    Parameters
    ----------
    indptr : (n_rides + 1,)
        Where the fixes of each ride begin.
    time : (n,)
        NaN where unknown. [s]
    points : (n, 2)
        Fixes. [m]
    radius
        Radius of a knot, > 0. [m]
    slow
        Mean speed of what stands, > 0. [m/s]

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or a limit is not above 0.

    Examples
    --------
    >>> x = np.array([0.0, 4.0, 30.0, 31.0, 60.0])
    >>> made = thinned(np.array([0, 5]), 5 * np.arange(5.0), np.column_stack([x, 0 * x]),
    ...                radius=10, slow=0.5)
    >>> made.points[:, 0].tolist(), made.first.tolist()
    ([2.0, 30.5, 60.0], [0, 2, 4])
    """
    ends, times = np.ascontiguousarray(indptr, np.int64), np.ascontiguousarray(time, np.float64)
    places = np.ascontiguousarray(points, np.float64)
    check_rides(ends, len(times))
    if places.shape != (len(times), 2) or not (radius > 0 and slow > 0):
        raise ShapeError("Give a time and a place for each fix, and limits above 0.")
    made, first = np.empty_like(places), np.empty(len(times), np.int64)
    last, starts = np.empty(len(times), np.int64), np.zeros(len(ends), np.int64)
    n = _thin(ends, times, places, radius, slow, made, first, last, starts)
    return Knots(starts, made[:n].copy(), first[:n].copy(), last[:n].copy())


@kernel
def _thin(indptr, time, points, radius, slow, made, first, last, starts):  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0917
    n = 0
    for ride in range(len(indptr) - 1):
        k, end = indptr[ride], indptr[ride + 1]
        while k < end:
            begin, x, y = k, 0.0, 0.0
            while k < end:
                away = np.hypot(points[k, 0] - points[begin, 0], points[k, 1] - points[begin, 1])
                lingers = away < slow * (time[k] - time[begin]) and away < WIDER * radius
                if k > begin and away >= radius and not lingers:
                    break
                x, y, k = x + points[k, 0], y + points[k, 1], k + 1
            made[n, 0], made[n, 1] = x / (k - begin), y / (k - begin)
            first[n], last[n] = begin, k - 1
            n += 1
        starts[ride + 1] = n
    return n


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """Rides as points evenly spaced on their ways.

    Attributes
    ----------
    indptr : (n_rides + 1,)
        Where the points of each begin; a ride has two or more, or none.
    points, units : (n, 2)
        The points, and the way the ride goes there. [m], [1]
    chord : (n,)
        Length of the straight piece between two knots that each lies on. [m]
    knot : (n,)
        Number of the knot before it.
    """

    indptr: Ints
    points: Floats
    units: Floats
    chord: Floats
    knot: Ints


def paths(indptr: Ints, points: Floats, *, step: float) -> Paths:
    """Space points evenly on the ways of rides.

    Parameters
    ----------
    indptr : (n_rides + 1,)
        Where the knots of each ride begin.
    points : (n, 2)
        Knots. [m]
    step
        Largest distance from one point to the next, > 0. [m]

    Returns
    -------
    The points; a ride that has no length has none.

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or the step is not above 0.

    Examples
    --------
    >>> made = paths(np.array([0, 2]), np.array([[0.0, 0.0], [100.0, 0.0]]), step=50)
    >>> made.points.tolist(), made.units[0].tolist(), made.chord.tolist()
    ([[0.0, 0.0], [50.0, 0.0], [100.0, 0.0]], [1.0, 0.0], [100.0, 100.0, 100.0])
    """
    ends, places = np.ascontiguousarray(indptr, np.int64), np.ascontiguousarray(points, np.float64)
    check_rides(ends, len(places))
    if places.shape[1:] != (2,) or not step > 0:
        raise ShapeError("Give knots with x and y, and a step above 0.")
    moves = np.hypot(*np.diff(places, axis=0, append=places[-1:]).T)
    moves[ends[1:][np.diff(ends) > 0] - 1] = 0.0
    whole = np.concatenate([[0.0], np.cumsum(moves)])
    lengths = whole[ends[1:]] - whole[ends[:-1]]
    counts = np.where(lengths > 0, np.maximum(np.ceil(lengths / step), 1) + 1, 0).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(counts)])
    made, chord = np.empty((starts[-1], 2)), np.empty(starts[-1])
    knot = np.empty(starts[-1], np.int64)
    _space(ends, places, moves, lengths, starts, made, chord, knot)
    return Paths(starts, made, _headings(starts, made), chord, knot)


@kernel
def _space(indptr, points, moves, lengths, starts, made, chord, knot):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    for ride in range(len(indptr) - 1):
        n = starts[ride + 1] - starts[ride]
        k, passed = indptr[ride], 0.0
        for i in range(n):
            wanted = lengths[ride] * i / (n - 1)
            while k < indptr[ride + 1] - 2 and (passed + moves[k] < wanted or moves[k] == 0):
                passed += moves[k]
                k += 1
            part = min(1.0, max(0.0, (wanted - passed) / moves[k])) if moves[k] > 0 else 0.0
            at = starts[ride] + i
            for axis in range(2):
                made[at, axis] = points[k, axis] + part * (points[k + 1, axis] - points[k, axis])
            chord[at], knot[at] = moves[k], k


@kernel
def _headings(indptr, points):  # type: ignore[no-untyped-def]
    units = np.zeros((len(points), 2))
    for ride in range(len(indptr) - 1):
        for k in range(indptr[ride], indptr[ride + 1]):
            before, after = max(k - 1, indptr[ride]), min(k + 1, indptr[ride + 1] - 1)
            dx, dy = points[after, 0] - points[before, 0], points[after, 1] - points[before, 1]
            size = np.hypot(dx, dy)
            if size > 0:
                units[k, 0], units[k, 1] = dx / size, dy / size
    return units
