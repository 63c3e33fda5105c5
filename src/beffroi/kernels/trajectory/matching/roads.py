"""Roads: streets as matching reads them: what leaves each crossing, and what is near each place."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

MOST_CELLS = 4_000_000
"""Squares of the index at most: they are larger where the map is."""


class Roads(NamedTuple):
    """Streets between crossings, made by `roads`.

    Attributes
    ----------
    nodes : (n_nodes, 2)
        Crossings. [m]
    ends : (n_edges, 2)
        Crossings at the tail and at the head of each street.
    opens : (n_edges, 2)
        Whether it may be driven from tail to head, and from head to tail.
    length : (n_edges,)
        Its length. [m]
    points : (n_points, 2)
        The vertices of all streets, from tail to head. [m]
    indptr : (n_edges + 1,)
        Where the vertices of each begin.
    along : (n_points,)
        Distance of each vertex from the tail of its street. [m]
    edge : (n_points,)
        Street of each vertex.
    arcs : (n_nodes + 1,)
        Where what may be driven from each crossing begins, in `arc`.
    arc : (n_arcs,)
        Twice the street, and one more against its direction.
    cells : (n_cells + 1,)
        Where the pieces near each square begin, in `near`.
    near : (n,)
        Pieces by their first vertex, rising in each square.
    frame : (5,)
        West and south edges of the squares, their side, numbers of columns and of rows. [m]
    reach
        Pieces nearer than this to a place are those of its square. [m]
    """

    nodes: Floats
    ends: Ints
    opens: Flags
    length: Floats
    points: Floats
    indptr: Ints
    along: Floats
    edge: Ints
    arcs: Ints
    arc: Ints
    cells: Ints
    near: npt.NDArray[np.int32]
    frame: Floats
    reach: float


def roads(
    nodes: Floats, ends: Ints, opens: Flags, indptr: Ints, points: Floats, *, reach: float
) -> Roads:
    """Make streets ready to be matched to.

    Parameters
    ----------
    nodes : (n_nodes, 2)
        Crossings and ends of streets. [m]
    ends : (n_edges, 2)
        Nodes that each street joins.
    opens : (n_edges, 2)
        Whether it may be driven from the first to the second, and from the second to the first.
    indptr : (n_edges + 1,)
        Where the vertices of each street begin.
    points : (n_points, 2)
        Vertices, two or more a street, its ends among them. [m]
    reach
        How far from a street fixes are looked for, > 0. [m]

    Raises
    ------
    ShapeError
        If the arrays do not fit together, a street names a node that is not there or has less
        than two vertices, a coordinate is not finite, or the reach is not above 0.

    Examples
    --------
    >>> made = roads(np.array([[0.0, 0.0], [100.0, 0.0]]), np.array([[0, 1]]),
    ...              np.array([[True, False]]), np.array([0, 2]),
    ...              np.array([[0.0, 0.0], [100.0, 0.0]]), reach=50)
    >>> made.length.tolist(), made.arc.tolist()
    ([100.0], [0])
    """
    crossings, places = (np.ascontiguousarray(values, np.float64) for values in (nodes, points))
    joined, starts = (np.ascontiguousarray(values, np.int64) for values in (ends, indptr))
    allowed = np.ascontiguousarray(opens, np.bool_)
    _check(crossings, joined, allowed, starts, places)
    if not reach > 0:
        raise ShapeError("The distance from streets must be above 0.")
    along = _distances(starts, places)
    edge = np.repeat(np.arange(len(joined)), np.diff(starts))
    arcs, arc = _arcs(joined, allowed, len(crossings))
    frame = _frame(places, reach)
    cells, near = _index(places, edge, frame, float(reach))
    return Roads(
        crossings, joined, allowed, along[starts[1:] - 1], places, starts, along, edge, arcs, arc,
        cells, near, frame, float(reach),
    )  # fmt: skip


def _check(nodes: Floats, ends: Ints, opens: Flags, indptr: Ints, points: Floats) -> None:
    n = len(ends)
    fits = nodes.shape[1:] == points.shape[1:] == (2,) and ends.shape == opens.shape == (n, 2)
    if not fits or len(indptr) != n + 1 or indptr[0] != 0 or indptr[-1] != len(points):
        raise ShapeError(
            "Give x and y of places, and two ends, two directions and a line a street."
        )
    if n and (ends.min() < 0 or ends.max() >= len(nodes) or np.diff(indptr).min() < 2):
        raise ShapeError("Give streets two vertices or more, and ends that are among the nodes.")
    if not (np.isfinite(nodes).all() and np.isfinite(points).all()):
        raise ShapeError("Coordinates of streets must be finite.")


def _distances(indptr: Ints, points: Floats) -> Floats:
    """Measure the distance of each vertex from the first one of its street. [m]."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    along = along[: len(points)]
    counts = np.diff(indptr)
    own: Floats = along - np.repeat(along[indptr[:-1]] if len(counts) else along, counts)
    return own


def _arcs(ends: Ints, opens: Flags, n_nodes: int) -> tuple[Ints, Ints]:
    edge, against = np.nonzero(opens)
    tail = ends[edge, against]
    order = np.argsort(tail, kind="stable")
    counts = np.bincount(tail, minlength=n_nodes)
    return np.concatenate([[0], np.cumsum(counts)]), (2 * edge + against)[order]


def _frame(points: Floats, reach: float) -> Floats:
    """Lay squares over the map, not more than `MOST_CELLS` of them."""
    if not len(points):
        return np.array([0.0, 0.0, reach, 1.0, 1.0])
    low, high = points.min(axis=0) - reach, points.max(axis=0) + reach
    side = max(reach, float(np.sqrt(np.prod(high - low) / MOST_CELLS)))
    return np.array([*low, side, *(np.floor((high - low) / side) + 1)])


@kernel
def _index(points, edge, frame, reach):  # type: ignore[no-untyped-def]
    """List for each square the pieces that may be nearer than `reach` to a place in it."""
    counts = np.zeros(np.int64(frame[3]) * np.int64(frame[4]) + 1, np.int64)
    for k in range(len(points) - 1):
        if edge[k] == edge[k + 1]:
            _note(points, k, frame, reach, counts, np.empty(0, np.int32))
    starts = np.cumsum(counts)
    near = np.empty(starts[-1], np.int32)
    # Filled from the first piece on: those of a square rise.
    place = starts[:-1].copy()
    for k in range(len(points) - 1):
        if edge[k] == edge[k + 1]:
            _note(points, k, frame, reach, place, near)
    return starts, near


@part
def _note(points, k, frame, reach, place, near):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Count a piece in the squares around it, or write it there where there is room."""
    side, columns, rows = frame[2], np.int64(frame[3]), np.int64(frame[4])
    ax, ay = points[k, 0] - frame[0], points[k, 1] - frame[1]
    bx, by = points[k + 1, 0] - frame[0], points[k + 1, 1] - frame[1]
    farthest = reach + side * 0.7072
    tall = _span(min(ay, by) - reach, max(ay, by) + reach, side, rows)
    wide = _span(min(ax, bx) - reach, max(ax, bx) + reach, side, columns)
    for row in range(tall[0], tall[1]):
        for column in range(wide[0], wide[1]):
            away = distance((column + 0.5) * side, (row + 0.5) * side, ax, ay, bx, by)[0]
            if away > farthest:
                continue
            cell = row * columns + column
            if len(near):
                near[place[cell]] = k
                place[cell] += 1
            else:
                place[cell + 1] += 1


@part
def _span(low, high, side, n):  # type: ignore[no-untyped-def]
    return max(0, np.int64(low // side)), min(n, np.int64(high // side) + 1)


@kernel
def distance(px, py, ax, ay, bx, by):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Measure how far a point is from a piece, and at which part of it that is."""
    dx, dy = bx - ax, by - ay
    size = dx * dx + dy * dy
    part = 0.0
    if size > 0:
        part = min(max(((px - ax) * dx + (py - ay) * dy) / size, 0.0), 1.0)
    away_x, away_y = ax + part * dx - px, ay + part * dy - py
    return np.sqrt(away_x * away_x + away_y * away_y), part
