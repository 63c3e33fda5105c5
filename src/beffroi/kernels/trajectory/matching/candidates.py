"""Candidates: the places of streets that a fix may have been taken at."""

import numpy as np

from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.trajectory.matching.roads import Floats, Roads, distance


@part
def candidates(roads, px, py, radius, edges, places, aside):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Find the nearest places of the streets around a fix, and say how many they are.

    Of several streets that come nearest at a crossing that they share, one stands for all.

    Parameters
    ----------
    roads
        The streets.
    px, py
        The fix. [m]
    radius
        How far they may be, at most the reach of the streets. [m]
    edges, places, aside : (most,)
        To be filled, nearest first: street, distance from its tail, distance from the fix.
    """
    frame = roads.frame
    column, row = np.floor((px - frame[0]) / frame[2]), np.floor((py - frame[1]) / frame[2])
    if not (0 <= column < frame[3] and 0 <= row < frame[4]):
        return 0
    cell = np.int64(row * frame[3] + column)
    # Taken out of the loop: each reading of a part of `roads` counts references.
    near, owner, points, along = roads.near, roads.edge, roads.points, roads.along
    ends, length = roads.ends, roads.length
    found, edge, best, where = np.int64(0), np.int64(-1), np.inf, 0.0
    farthest = radius
    for rank in range(roads.cells[cell], roads.cells[cell + 1]):
        k = near[rank]
        if owner[k] != edge:
            if best <= farthest:
                found = _keep(ends, length, found, (edge, where, best), edges, places, aside)
                if found == len(aside):
                    farthest = min(farthest, aside[found - 1])
            edge, best = owner[k], np.inf
        away, part = distance(
            px, py, points[k, 0], points[k, 1], points[k + 1, 0], points[k + 1, 1]
        )
        if away < best:
            best = away
            where = along[k + 1]
            if part < 1.0:
                where = along[k] + part * (where - along[k])
    if best <= farthest:
        found = _keep(ends, length, found, (edge, where, best), edges, places, aside)
    return found


@part
def crossing(roads, edge, where):  # type: ignore[no-untyped-def]
    """Return the crossing that a place of a street is, -1 if it lies between two."""
    return _node(roads.ends, roads.length, edge, where)


@part
def _node(ends, length, edge, where):  # type: ignore[no-untyped-def]
    """Return the crossing that a place of a street is, -1 if it lies between two."""
    if where <= 0.0:
        return ends[edge, 0]
    if where >= length[edge]:
        return ends[edge, 1]
    return -1


@part
def _keep(ends, length, found, one, edges, places, aside):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Put a place among the nearest ones, in their order; of equal ones the first stays first."""
    edge, where, best = one
    if found == len(edges) and best >= aside[found - 1]:
        return found
    node = _node(ends, length, edge, where)
    if node >= 0:
        for k in range(found):
            if _node(ends, length, edges[k], places[k]) == node:
                return found
    k = min(found, len(edges) - 1)
    while k > 0 and aside[k - 1] > best:
        edges[k], places[k], aside[k] = edges[k - 1], places[k - 1], aside[k - 1]
        k -= 1
    edges[k], places[k], aside[k] = edge, where, best
    return min(found + 1, len(edges))


@part
def place_of(roads, edge, where):  # type: ignore[no-untyped-def]
    """Find the point of a street at a distance from its tail."""
    along, points = roads.along, roads.points
    k, last = roads.indptr[edge], roads.indptr[edge + 1] - 2
    while k < last and along[k + 1] < where:
        k += 1
    piece = along[k + 1] - along[k]
    part = min(max((where - along[k]) / piece, 0.0), 1.0) if piece > 0 else 0.0
    ax, ay = points[k, 0], points[k, 1]
    return ax + part * (points[k + 1, 0] - ax), ay + part * (points[k + 1, 1] - ay)


@part
def nearest_between(roads, edge, low, high, px, py):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Find the place of a part of a street that is nearest to a point: where, and how far."""
    best, where = np.inf, low
    points, along = roads.points, roads.along
    for k in range(roads.indptr[edge], roads.indptr[edge + 1] - 1):
        if along[k + 1] < low or along[k] > high:
            continue
        away, part = distance(
            px, py, points[k, 0], points[k, 1], points[k + 1, 0], points[k + 1, 1]
        )
        at = along[k] + part * (along[k + 1] - along[k])
        inside = min(max(at, low), high)
        if inside != at:
            x, y = place_of(roads, edge, inside)
            away = np.hypot(x - px, y - py)
        if away < best:
            best, where = away, inside
    return where, best


def distances(roads: Roads, points: Floats) -> Floats:
    """Measure how far points are from the nearest street.

    Parameters
    ----------
    roads
        The streets.
    points : (n, 2)
        Points, in their plane. [m]

    Returns
    -------
    (n,)
        Distances; infinite beyond the reach of the streets. [m]
    """
    found = np.full(len(points), np.inf)
    _distances(roads, np.ascontiguousarray(points, np.float64), found)
    return found


@kernel
def _distances(roads, points, found):  # type: ignore[no-untyped-def]
    edges, places, aside = np.empty(1, np.int64), np.empty(1), np.empty(1)
    for k in range(len(points)):
        if candidates(roads, points[k, 0], points[k, 1], roads.reach, edges, places, aside):
            found[k] = aside[0]
