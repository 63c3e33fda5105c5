"""Arcs: rides laid along a line, each fix at the distance that the whole ride makes most likely."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.trajectory.cleaning import check_rides

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_CANDIDATES = 8
"""Places of the line that a fix may be at: more than a line passes near by."""
CHUNK = 16
"""Segments that are passed over together where their box is too far."""


def distances_along(x: Floats, y: Floats) -> Floats:
    """Measure the distance of each vertex of a line from its beginning.

    Parameters
    ----------
    x, y : (n,)
        The line. [m]

    Returns
    -------
    (n,)
        Rising from 0. [m]

    Examples
    --------
    >>> distances_along(np.array([0.0, 3.0, 3.0]), np.array([0.0, 4.0, 4.0])).tolist()
    [0.0, 5.0, 5.0]
    """
    steps = np.hypot(np.diff(x), np.diff(y))
    return np.concatenate([np.zeros(min(len(x), 1)), np.cumsum(steps)])


def laid(
    indptr: Ints,
    x: Floats,
    y: Floats,
    line_x: Floats,
    line_y: Floats,
    *,
    sigma: float,
    beta: float,
    widest: float,
) -> tuple[Floats, Floats]:
    r"""Lay the fixes of some rides along a line.

    A line may pass the same place several times. Of the places of the line near each fix, those
    are taken that together cost least (Viterbi),

    .. math:: \sum_k \frac{d_k^2}{2 \sigma^2}
              + \sum_k \frac{\lvert (s_{k+1} - s_k) - c_k \rvert}{\beta}

    with the distances :math:`d` of the fixes from the line, :math:`s` along it, and :math:`c`
    the chord from a fix to the next: a ride goes forwards along the line, about as far as it goes.

    Parameters
    ----------
    indptr : (n_rides + 1,)
        Where the fixes of each ride begin.
    x, y : (n,)
        Fixes. [m]
    line_x, line_y : (m,)
        The line, at least two vertices. [m]
    sigma
        Standard error of fixes across the line, > 0. [m]
    beta
        Scale of the difference between the way along the line and the chord, > 0. [m]
    widest
        Farther from the line, a fix is not on it, > 0. [m]

    Returns
    -------
    along : (n,)
        Distance from the beginning of the line, NaN off it. [m]
    off : (n,)
        Distance from the line, NaN off it. [m]

    Raises
    ------
    ShapeError
        If the arrays do not fit together, the line has less than two vertices, or a scale is not
        above 0.

    References
    ----------
    P. Newson, J. Krumm, "Hidden Markov map matching through noise and sparseness", ACM SIGSPATIAL
    GIS 2009, pp. 336-343, doi:10.1145/1653771.1653818: the two costs.

    Examples
    --------
    A line out and back along one street: the same place is passed twice, at 50 and at 150 m.

    >>> x = np.array([10.0, 50.0, 90.0, 50.0, 10.0])
    >>> line = np.array([0.0, 100.0, 0.0])
    >>> scales = {"sigma": 5, "beta": 3, "widest": 30}
    >>> laid(np.array([0, 5]), x, x * 0, line, line * 0, **scales)[0].tolist()
    [10.0, 50.0, 90.0, 150.0, 190.0]
    """
    fixes = [np.ascontiguousarray(values, np.float64) for values in (x, y)]
    line = [np.ascontiguousarray(values, np.float64) for values in (line_x, line_y)]
    ends = np.ascontiguousarray(indptr, np.int64)
    check_rides(ends, len(fixes[0]))
    if len(fixes[0]) != len(fixes[1]) or len(line[0]) != len(line[1]) or len(line[0]) < 2:
        raise ShapeError("Give as many x as y, and a line of at least two vertices.")
    if not (sigma > 0 and beta > 0 and widest > 0):
        raise ShapeError("Scales of a line must be above 0.")
    made = np.full((2, len(fixes[0])), np.nan)
    whole = np.stack([*line, distances_along(*line)])
    scales = (float(sigma), float(beta), float(widest))
    _lay(ends, np.stack(fixes), whole, _boxes(*line), scales, made)
    return made[0], made[1]


def _boxes(x: Floats, y: Floats) -> Floats:
    """Bound the segments of a line, some at a time: west, south, east, north. [m]."""
    starts = np.arange(0, len(x) - 1, CHUNK)
    edges = np.minimum(starts + CHUNK, len(x) - 1)
    made = [
        bound(bound.reduceat(values, starts), values[edges])
        for bound in (np.minimum, np.maximum) for values in (x, y)
    ]  # fmt: skip
    return np.stack(made, axis=1)


@kernel
def _lay(indptr, fixes, line, boxes, scales, made):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    sigma, beta, widest = scales
    longest = 0
    for ride in range(len(indptr) - 1):
        longest = max(longest, indptr[ride + 1] - indptr[ride])
    # Of each fix and candidate: place along the line, distance from it, cost of the best way there.
    held, states = np.zeros(longest, np.int64), np.empty((longest, 3, MOST_CANDIDATES))
    came = np.empty((longest, MOST_CANDIDATES), np.int64)
    for ride in range(len(indptr) - 1):
        begin, last = indptr[ride], -1
        for k in range(indptr[ride + 1] - begin):
            places, aside, cost = states[k]
            held[k] = _candidates(fixes[:, begin + k], line, boxes, widest, places, aside)
            if held[k] == 0:
                continue
            chord = 0.0
            if last >= 0:
                step = fixes[:, begin + k] - fixes[:, begin + last]
                chord = np.hypot(step[0], step[1])
            for b in range(held[k]):
                cost[b], came[k, b] = aside[b] ** 2 / (2 * sigma**2), -1
                if last >= 0:
                    best, came[k, b] = _cheapest(states[last], held[last], places[b] - chord, beta)
                    cost[b] += best
            last = k
        if last >= 0:
            _back(last, held, states, came, made[:, begin:])


@part
def _cheapest(before, n, expected, beta):  # type: ignore[no-untyped-def]
    """Find the place to come from: its cost with that of the way, and its number."""
    best, number = np.inf, 0
    for a in range(n):
        cost = before[2, a] + abs(expected - before[0, a]) / beta
        if cost < best:
            best, number = cost, a
    return best, number


@part
def _back(last, held, states, came, made):  # type: ignore[no-untyped-def]
    """Follow the cheapest places from the last fix on the line to the first."""
    k, b = last, np.argmin(states[last, 2, : held[last]])
    while True:
        made[0, k], made[1, k] = states[k, 0, b], states[k, 1, b]
        b = came[k, b]
        if b < 0:
            return
        k -= 1
        while held[k] == 0:
            k -= 1


@part
def _candidates(point, line, boxes, widest, places, aside):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Find the places where a line comes nearer to a point than just before and just after."""
    found, n = 0, line.shape[1] - 1
    for chunk in range(len(boxes)):
        west, south, east, north = boxes[chunk]
        if not (west - widest <= point[0] <= east + widest):
            continue
        if not (south - widest <= point[1] <= north + widest):
            continue
        first = chunk * CHUNK
        was_end = first == 0 or _nearest(point, line, first - 1)[1] == 1
        for k in range(first, min(first + CHUNK, n)):
            distance, part = _nearest(point, line, k)
            turns = part > 0 or was_end
            was_end = part == 1
            if distance <= widest and turns and (part < 1 or k == n - 1):
                along = line[2, k] + part * (line[2, k + 1] - line[2, k])
                found = _keep(places, aside, found, along, distance)
    return found


@part
def _nearest(point, line, k):  # type: ignore[no-untyped-def]
    """Measure how far a point is from a segment, and at which part of it that is."""
    dx, dy = line[0, k + 1] - line[0, k], line[1, k + 1] - line[1, k]
    size = dx * dx + dy * dy
    part = 0.0
    if size > 0:
        part = min(
            max(((point[0] - line[0, k]) * dx + (point[1] - line[1, k]) * dy) / size, 0.0), 1.0
        )
    away = np.hypot(line[0, k] + part * dx - point[0], line[1, k] + part * dy - point[1])
    return away, part


@part
def _keep(places, aside, found, where, best):  # type: ignore[no-untyped-def]
    """Keep a place, in the room of the farthest one where there is none left."""
    at = found
    if found == len(places):
        at = np.argmax(aside)
        if aside[at] <= best:
            return found
        places[at], aside[at] = where, best
        return found
    places[at], aside[at] = where, best
    return found + 1
