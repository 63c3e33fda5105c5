"""Broken lines in the plane: points along them, distances to them, stops in order on them."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part

Floats = npt.NDArray[np.float64]
FEWEST = 2
RUN = 8
"""Pieces of a line that are looked at together."""


def arcs(line: Floats) -> Floats:
    """Measure a line from its start to each of its points.

    Parameters
    ----------
    line : (n, 2)
        Points in order. [m]

    Returns
    -------
    (n,)
        Length to each point, 0 at the first. [m]

    Raises
    ------
    ShapeError
        If the line has fewer than two points.

    Examples
    --------
    >>> arcs(np.array([[0.0, 0.0], [3.0, 4.0], [3.0, 5.0]])).tolist()
    [0.0, 5.0, 6.0]
    """
    if line.ndim != FEWEST or line.shape[0] < FEWEST or line.shape[1] != FEWEST:
        raise ShapeError(
            "A line has two points or more, each with x and y, not {shape}.", shape=line.shape
        )
    steps = np.hypot(*np.diff(line, axis=0).T)
    return np.concatenate([[0.0], np.cumsum(steps)])


def at(line: Floats, where: Floats) -> Floats:
    """Find the points of a line at lengths from its start; beyond its ends, the ends.

    Examples
    --------
    >>> at(np.array([[0.0, 0.0], [10.0, 0.0]]), np.array([2.5, 12.0])).tolist()
    [[2.5, 0.0], [10.0, 0.0]]
    """
    along = arcs(line)
    return np.column_stack([np.interp(where, along, line[:, i]) for i in range(2)])


def headings(line: Floats, where: Floats) -> Floats:
    """Find the unit vectors in which a line runs at lengths from its start.

    Where it does not move, the heading is that of the next piece that does; (0, 0) if none.

    Examples
    --------
    >>> headings(np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 5.0]]), np.array([2.5, 12.0])).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    along, moves = arcs(line), np.diff(line, axis=0)
    moving = np.hypot(moves[:, 0], moves[:, 1]) > 0
    if not moving.any():
        return np.zeros((len(where), 2))
    starts, moves = along[:-1][moving], moves[moving]
    units = moves / np.hypot(moves[:, 0], moves[:, 1])[:, np.newaxis]
    return units[np.clip(np.searchsorted(starts, where, side="right") - 1, 0, len(starts) - 1)]


def spread(line: Floats, step: float) -> Floats:
    """Choose lengths from the start of a line, evenly spaced, both ends among them.

    Examples
    --------
    >>> spread(np.array([[0.0, 0.0], [10.0, 0.0]]), 4.0).round(2).tolist()
    [0.0, 3.33, 6.67, 10.0]
    """
    length = float(arcs(line)[-1])
    return np.linspace(0.0, length, max(2, int(np.ceil(length / step)) + 1))


def apart(points: Floats, units: Floats, line: Floats, *, most: float = np.inf) -> Floats:
    """Measure how far points are from a line where it runs the same way as they do.

    Parameters
    ----------
    points : (n, 2)
        Points. [m]
    units : (n, 2)
        The way each goes, as a unit vector; (0, 0) for one that goes any way. [1]
    line : (m, 2)
        The line. [m]
    most
        Distance beyond which a piece does not count, > 0. [m]

    Returns
    -------
    (n,)
        Distance to the nearest piece of the line whose heading is at most 90° off, infinite where
        there is none within `most`. [m]

    Examples
    --------
    >>> line = np.array([[0.0, 0.0], [10.0, 0.0]])
    >>> apart(np.array([[5.0, 2.0]] * 2), np.array([[1.0, 0.0], [-1.0, 0.0]]), line).tolist()
    [2.0, inf]
    """
    if len(line) < FEWEST:
        return np.full(len(points), np.inf)
    places, ways, pieces = (
        np.ascontiguousarray(array, dtype=np.float64) for array in (points, units, line)
    )
    return np.asarray(_apart(places, ways, pieces, most))


@part
def _boxes(line: Floats) -> Floats:
    """Bound each run of `RUN` pieces: west, south, east, north."""
    n = (len(line) - 2) // RUN + 1
    boxes = np.empty((n, 4))
    for k in range(n):
        west = south = np.inf
        east = north = -np.inf
        for j in range(k * RUN, min((k + 1) * RUN + 1, len(line))):
            west, east = min(west, line[j, 0]), max(east, line[j, 0])
            south, north = min(south, line[j, 1]), max(north, line[j, 1])
        boxes[k, 0], boxes[k, 1], boxes[k, 2], boxes[k, 3] = west, south, east, north
    return boxes


@kernel
def _apart(points: Floats, units: Floats, line: Floats, most: float) -> Floats:
    boxes = _boxes(line)
    found = np.full(len(points), np.inf)
    last = 0
    for i in range(len(points)):
        x, y = points[i, 0], points[i, 1]
        best = _run(x, y, units[i], line, last, np.inf if most == np.inf else most * most)
        for k in range(len(boxes)):
            dx = max(boxes[k, 0] - x, 0.0, x - boxes[k, 2])
            dy = max(boxes[k, 1] - y, 0.0, y - boxes[k, 3])
            if k != last and dx * dx + dy * dy < best:
                nearer = _run(x, y, units[i], line, k, best)
                if nearer < best:
                    best, last = nearer, k
        if best < most * most:
            found[i] = np.sqrt(best)
    return found


@part
def _run(  # noqa: PLR0917  (numbers by position, as compiled code takes them)
    x: float, y: float, unit: Floats, line: Floats, k: int, best: float
) -> float:
    """Return the least squared distance to a run of pieces, or `best` if none is nearer."""
    for j in range(k * RUN, min((k + 1) * RUN, len(line) - 1)):
        dx, dy = line[j + 1, 0] - line[j, 0], line[j + 1, 1] - line[j, 1]
        square = dx * dx + dy * dy
        if square == 0 or dx * unit[0] + dy * unit[1] < 0:
            continue
        along, across = x - line[j, 0], y - line[j, 1]
        t = min(1.0, max(0.0, (along * dx + across * dy) / square))
        best = min(best, (along - t * dx) ** 2 + (across - t * dy) ** 2)
    return best


def in_order(points: Floats, line: Floats, *, step: float = 5.0) -> Floats:
    """Place points on a line in the order given, as near to them as that order allows.

    Of all placings that never go back, the one with the least sum of squared distances is found
    among places `step` apart, and each is then moved to the nearest point of its two pieces.

    Parameters
    ----------
    points : (n, 2)
        Points in the order in which the line passes them. [m]
    line : (m, 2)
        The line, which may cross or retrace itself. [m]
    step
        Distance between the places tried, > 0. [m]

    Returns
    -------
    (n,)
        Length from the start of the line to each point, never decreasing; 0 for all where the line
        has no length. [m]

    Examples
    --------
    >>> there_and_back = np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 0.0]])
    >>> in_order(np.array([[20.0, 1.0], [90.0, 1.0], [20.0, 1.0]]), there_and_back).tolist()
    [20.0, 90.0, 180.0]
    """
    where = np.unique(np.concatenate([spread(line, step), arcs(line)]))
    if len(where) < FEWEST:
        return np.zeros(len(points))
    places = at(line, where)
    chosen = _in_order(np.ascontiguousarray(points, dtype=np.float64), places)
    return np.maximum.accumulate(_refined(points, where, places, chosen))


@kernel
def _in_order(points: Floats, places: Floats) -> npt.NDArray[np.int64]:
    n, m = len(points), len(places)
    came = np.zeros((n, m), np.int32)
    cost = np.zeros(m)
    for i in range(n):
        best, which = np.inf, 0
        for j in range(m):
            if cost[j] < best:
                best, which = cost[j], j
            came[i, j] = which
            x, y = points[i, 0] - places[j, 0], points[i, 1] - places[j, 1]
            cost[j] = best + x * x + y * y
    chosen = np.zeros(n, np.int64)
    last = int(np.argmin(cost))
    for i in range(n - 1, -1, -1):
        chosen[i] = last
        last = came[i, last]
    return chosen


def _refined(
    points: Floats, where: Floats, places: Floats, chosen: npt.NDArray[np.int64]
) -> Floats:
    """Move each place to the nearest point of the pieces on both its sides."""
    best, found = np.full(len(points), np.inf), where[chosen].copy()
    for first in (np.maximum(chosen - 1, 0), np.minimum(chosen, len(where) - 2)):
        start, move = places[first], places[first + 1] - places[first]
        square = np.maximum((move**2).sum(axis=1), 1e-12)
        t = np.clip(((points - start) * move).sum(axis=1) / square, 0.0, 1.0)
        gap = ((points - start - t[:, np.newaxis] * move) ** 2).sum(axis=1)
        nearer = gap < best - 1e-9
        best[nearer] = gap[nearer]
        found[nearer] = (where[first] + t * (where[first + 1] - where[first]))[nearer]
    return found
