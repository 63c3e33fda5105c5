"""Stays: where along a line the rides stood still, and how long."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.trajectory.cleaning import check_rides

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Stays:
    """Stays of some rides, in their order.

    Attributes
    ----------
    ride : (n,)
        Number of the ride.
    along : (n,)
        Where: the mean over the time stood. [m]
    begin, end : (n,)
        From when to when. [s]
    """

    ride: Ints
    along: Floats
    begin: Floats
    end: Floats

    @property
    def seconds(self) -> Floats:
        """How long each lasts: `(n,)`. [s]."""
        return self.end - self.begin


def stays(
    indptr: Ints, time: Floats, along: Floats, *, slow: float, least: float, pause: float
) -> Stays:
    """Find where some rides stood still.

    A device stands from one fix to the next where it moves slower than `slow` on the mean: one that
    stops writing while it stands stays in one place over a long lapse, and counts as well. Moves
    shorter than `pause` between two stays, such as a vehicle that draws up, are part of one stay.

    Parameters
    ----------
    indptr : (n_rides + 1,)
        Where the fixes of each ride begin.
    time : (n,)
        Rising within each ride. [s]
    along : (n,)
        Distance along the line, NaN off it. [m]
    slow
        Fastest mean speed of what stands, > 0. [m/s]
    least
        Shortest stay. [s]
    pause
        Longest move that parts no stay in two. [s]

    Returns
    -------
    The stays, in the order of rides and time.

    Raises
    ------
    ShapeError
        If the arrays do not fit together or a limit makes no sense.

    Examples
    --------
    >>> time = np.array([0.0, 10, 20, 30, 40])
    >>> along = np.array([0.0, 100, 104, 105, 205])
    >>> found = stays(np.array([0, 5]), time, along, slow=1, least=5, pause=5)
    >>> found.along.tolist(), found.seconds.tolist()
    ([103.25], [20.0])
    """
    ends = np.ascontiguousarray(indptr, np.int64)
    times, places = (np.ascontiguousarray(values, np.float64) for values in (time, along))
    check_rides(ends, len(times))
    if len(times) != len(places) or not (slow > 0 and least >= 0 and pause >= 0):
        raise ShapeError("Give as many times as places, a speed above 0 and times of 0 or more.")
    rows = np.empty((len(times) + 1, 4))
    limits = (float(slow), float(least), float(pause))
    held = rows[: _stays(ends, times, places, limits, rows)]
    return Stays(held[:, 0].astype(np.int64), *(held[:, k].copy() for k in (1, 2, 3)))


@kernel
def _stays(indptr, time, along, limits, rows):  # type: ignore[no-untyped-def]
    slow, least, pause = limits
    found = 0
    for ride in range(len(indptr) - 1):
        # Of the stay that goes on: seconds stood, metres times seconds, begin, end.
        stood, moment, begin, end = 0.0, 0.0, np.nan, np.nan
        for k in range(indptr[ride], indptr[ride + 1] - 1):
            lapse = time[k + 1] - time[k]
            if not abs(along[k + 1] - along[k]) < slow * lapse:
                continue
            if not time[k] - end <= pause:
                found += _note(rows[found], ride, (stood, moment, begin, end), least)
                stood, moment, begin = 0.0, 0.0, time[k]
            stood += lapse
            moment += lapse * (along[k] + along[k + 1]) / 2
            end = time[k + 1]
        found += _note(rows[found], ride, (stood, moment, begin, end), least)
    return found


@part
def _note(row, ride, stay, least):  # type: ignore[no-untyped-def]
    """Write a stay down if it is one; say how many were written."""
    stood, moment, begin, end = stay
    if stood == 0 or end - begin < least:
        return 0
    row[0], row[1], row[2], row[3] = ride, moment / stood, begin, end
    return 1
