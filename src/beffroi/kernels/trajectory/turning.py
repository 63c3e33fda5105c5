"""Turning: where rides turn round and come back the way they went."""

import itertools

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.trajectory.cleaning import check_rides

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

OPPOSITE = -0.7
"""Cosine of two ways under which they are opposite: 135°."""
SLACK = 4
"""Points by which the way back may slip against the way out, or leave it, at a time."""


def turns(
    indptr: Ints, points: Floats, units: Floats, *, width: float, least: int, share: float
) -> Ints:
    """Find where rides turn round: they come back along the way that they have just gone.

    A ride turns where it retraces `least` points or more and `share` of the shorter side: of its
    way since its begin or its last turn, or of what is left of it. What it rides between, such as
    a turn around a block, is no longer than what it retraces: a loop with a short stem is no turn,
    nor is a side street that it leaves as it came.

    Parameters
    ----------
    indptr : (n_rides + 1,)
        Where the points of each ride begin.
    points, units : (n, 2)
        Points evenly spaced on their ways, and the way there. [m], [1]
    width
        How far apart the two ways on one street may be, > 0. [m]
    least
        Fewest points retraced.
    share
        Share of the shorter side that is retraced. [0-1]

    Returns
    -------
    (n_turns, 2)
        Numbers of the points between which each ride turns, rising.

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or a limit makes no sense.

    Examples
    --------
    >>> x = np.concatenate([np.arange(0, 500, 25.0), np.arange(500, -1, -25.0)])
    >>> units = np.where(np.arange(41) < 20, 1.0, -1.0)
    >>> turns(np.array([0, 41]), np.column_stack([x, 0 * x]), np.column_stack([units, 0 * units]),
    ...       width=30, least=10, share=0.5).tolist()
    [[19, 20]]
    """
    ends = np.ascontiguousarray(indptr, np.int64)
    places, ways = (np.ascontiguousarray(array, np.float64) for array in (points, units))
    check_rides(ends, len(places))
    if places.shape != ways.shape or places.shape[1:] != (2,):
        raise ShapeError("Give as many points as ways, each with x and y.")
    if not (width > 0 and least > 0 and 0 <= share <= 1):
        raise ShapeError("Give a width and a number of points above 0, and a share from 0 to 1.")
    found = [
        _turns(places[begin:end], ways[begin:end], float(width), least, share) + begin
        for begin, end in itertools.pairwise(ends)
        if end - begin > 2 * least
    ]
    return np.concatenate([np.empty((0, 2), np.int64), *found])


@kernel
def _turns(points, units, width, least, share):  # type: ignore[no-untyped-def]
    mirror = _mirrors(points, units, width)
    found = np.empty((len(points), 2), np.int64)
    n, begin, k = 0, 0, 0
    while k < len(points):
        if mirror[k] < begin:
            k += 1
            continue
        out, back, sum_, j, missed = mirror[k], k, k + mirror[k], k, 0
        last = k
        while j + 1 < len(points) and missed <= SLACK:
            j += 1
            if mirror[j] >= begin and abs(j + mirror[j] - sum_) <= SLACK:
                sum_, last, missed = j + mirror[j], j, 0
            else:
                missed += 1
        retraced = last - back + 1
        side = min(out - begin + 1, len(points) - back)
        if retraced >= least and retraced >= share * side and back - out <= retraced:
            found[n, 0], found[n, 1] = out, back
            n, begin = n + 1, back
            k = back + 1
        else:
            k = last + 1
    return found[:n]


@kernel
def _mirrors(points, units, width):  # type: ignore[no-untyped-def]
    """Find for each point the latest one before it that is near and goes the opposite way."""
    n = len(points)
    keys = np.empty(n, np.int64)
    for k in range(n):
        keys[k] = _key(np.floor(points[k, 0] / width), np.floor(points[k, 1] / width))
    order = np.argsort(keys, kind="mergesort")
    sorted_keys = keys[order]
    mirror = np.full(n, -1, np.int64)
    for k in range(n):
        cx, cy = np.floor(points[k, 0] / width), np.floor(points[k, 1] / width)
        for dx in range(-1, 2):
            for dy in range(-1, 2):
                key = _key(cx + dx, cy + dy)
                at = np.searchsorted(sorted_keys, key)
                while at < n and sorted_keys[at] == key:
                    i = order[at]
                    at += 1
                    if i >= k:
                        break
                    if i > mirror[k] and _is_opposite(points, units, i, k, width):
                        mirror[k] = i
    return mirror


@part
def _key(x, y):  # type: ignore[no-untyped-def]
    return np.int64(x) * np.int64(4_294_967_296) + np.int64(y)


@part
def _is_opposite(points, units, i, k, width):  # type: ignore[no-untyped-def]
    if units[i, 0] * units[k, 0] + units[i, 1] * units[k, 1] > OPPOSITE:
        return False
    return np.hypot(points[i, 0] - points[k, 0], points[i, 1] - points[k, 1]) <= width
