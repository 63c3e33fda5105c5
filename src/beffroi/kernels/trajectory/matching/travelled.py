"""Travelled: the streets of the likeliest choice, one after the other, with fixes laid on them."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.trajectory.matching.candidates import crossing, nearest_between, place_of
from beffroi.kernels.trajectory.matching.roads import Floats, Ints
from beffroi.kernels.trajectory.matching.verdicts import INTERPOLATED, MATCHED, NO_STREET
from beffroi.kernels.trajectory.matching.ways import search, way


class Told(NamedTuple):
    """What is said of each fix: place on a street, verdict, why the ride is parted before it."""

    edge: Ints
    along: Floats
    off: Floats
    verdict: npt.NDArray[np.int8]
    cut: npt.NDArray[np.int8]


TRUE, FALSE = np.True_, np.False_


@kernel
def travelled(roads, desk, indptr, points, sigma, model, span, told, counts):  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0917
    """List the steps of some rides: street, begin, end, first fix, why on none."""
    rows, n, steps = np.empty((1_024, 5)), np.int64(0), np.empty((256, 3))
    for ride in range(span[0], span[1]):
        before, piece, last, hidden = n, n, np.int64(-1), np.int64(0)
        for k in range(indptr[ride], indptr[ride + 1]):
            if told.verdict[k] != MATCHED:
                hidden += told.verdict[k] == NO_STREET
                continue
            if told.cut[k]:
                _after(roads, points, steps, told, (last, k))
                n = _without_spurs(rows, piece, n, 2 * model.close * sigma[last])
                rows, n = _gap(rows, n, max(last, indptr[ride]), told.cut[k])
                piece = n
            elif last >= 0:
                steps, count = _between(roads, desk, points, sigma, model, told, (last, k), steps)
                _at_crossings(roads, told, (last, k), steps, count)
                for i in range(last + 1, k):
                    if told.verdict[i] == INTERPOLATED:
                        _lay(roads, points, steps, count, told, (i, last))
                for s in range(count):
                    rows, n = _append(rows, piece, n, (steps[s, 0], steps[s, 1], steps[s, 2]), last)
            last, hidden = np.int64(k), np.int64(0)
        _after(roads, points, steps, told, (last, indptr[ride + 1]))
        n = _without_spurs(rows, piece, n, 2 * model.close * sigma[last])
        if hidden:
            rows, n = _gap(rows, n, max(last, indptr[ride]), np.int8(NO_STREET))
        counts[ride] = n - before
    return rows[:n]


@part
def _between(roads, desk, points, sigma, model, told, pair, steps):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Find again the way between the places chosen for two fixes."""
    i, j = pair
    chord = np.hypot(points[j, 0] - points[i, 0], points[j, 1] - points[i, 1])
    goals = desk.goals
    goals.edges[0], goals.where[0] = told.edge[j], told.along[j]
    x, y = place_of(roads, told.edge[j], told.along[j])
    goals.spots[0, 0], goals.spots[0, 1], goals.added[0] = x, y, 0.0
    goals.most[0] = model.factor * chord + model.slack
    start = (told.edge[i], told.along[i], 2 * model.close * sigma[j])
    search(roads, desk, start, np.int64(1), (chord, model.beta, np.inf))
    count = way(roads, desk, (told.edge[i], told.along[i]), steps)
    while count < 0:
        steps = np.empty((2 * len(steps), 3))
        count = way(roads, desk, (told.edge[i], told.along[i]), steps)
    return steps, count


@part
def _at_crossings(roads, told, pair, steps, count):  # type: ignore[no-untyped-def]
    """Say of fixes at a crossing that they are on the street that is driven, not on another."""
    if count > 0:
        _turn(roads, told, pair[0], np.int64(steps[0, 0]), steps[0, 1])
        _turn(roads, told, pair[1], np.int64(steps[count - 1, 0]), steps[count - 1, 2])


@part
def _turn(roads, told, k, edge, where):  # type: ignore[no-untyped-def]
    if told.edge[k] == edge:
        return
    node = crossing(roads, told.edge[k], told.along[k])
    if node >= 0 and node == crossing(roads, edge, where):
        told.edge[k], told.along[k] = edge, where


@part
def _after(roads, points, steps, told, span):  # type: ignore[no-untyped-def]
    """Lay the fixes after the last one of a piece where that one is."""
    last, end = span
    for k in range(last + 1, end):
        if told.verdict[k] == INTERPOLATED:
            _lay(roads, points, steps, np.int64(0), told, (k, last))


@part
def _lay(roads, points, steps, count, told, pair):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Lay a fix at the nearest place of a way, or where the fix before it is."""
    (k, i), best = pair, np.inf
    px, py = points[k, 0], points[k, 1]
    for s in range(count):
        low, high = min(steps[s, 1], steps[s, 2]), max(steps[s, 1], steps[s, 2])
        own = np.int64(steps[s, 0])
        where, away = nearest_between(roads, own, low, high, px, py)
        if away < best:
            best = away
            told.edge[k], told.along[k], told.off[k] = own, where, away
    if best == np.inf:
        x, y = place_of(roads, told.edge[i], told.along[i])
        told.edge[k], told.along[k] = told.edge[i], told.along[i]
        told.off[k] = np.hypot(x - px, y - py)


@part
def _append(rows, piece, n, step, first):  # type: ignore[no-untyped-def]
    """Write a step, or lengthen the one before that it goes on with."""
    edge, start, end = step
    if start == end:
        return rows, n
    if n > piece and _goes_on(rows, n - 1, edge, start):  # noqa: SIM102 (the row may not be there)
        if (rows[n - 1, 2] > rows[n - 1, 1]) == (end > start):
            rows[n - 1, 2] = end
            return rows, n
    return _written(rows, n, (edge, start, end, float(first), 0.0))


@part
def _gap(rows, n, first, why):  # type: ignore[no-untyped-def]
    """Write that a stretch is on no street."""
    return _written(rows, n, (-1.0, np.nan, np.nan, float(first), float(why)))


@part
def _written(rows, n, values):  # type: ignore[no-untyped-def]
    if n == len(rows):
        wider = np.empty((2 * n, 5))
        for k in range(n):
            _copy(rows, k, wider, k)
        rows = wider
    rows[n, 0], rows[n, 1], rows[n, 2], rows[n, 3], rows[n, 4] = values
    return rows, n + 1


@part
def _copy(rows, k, others, i):  # type: ignore[no-untyped-def]
    for column in range(5):
        others[i, column] = rows[k, column]


@part
def _goes_on(rows, k, edge, start):  # type: ignore[no-untyped-def]
    return rows[k, 0] == edge and rows[k, 2] == start


@part
def _without_spurs(rows, begin, n, most):  # type: ignore[no-untyped-def]
    """Take out what is driven forth and back within the error of fixes; say how many are left."""
    kept = begin
    for k in range(begin, n):
        _copy(rows, k, rows, kept)
        kept += 1
        while kept - begin >= 2:
            one, other = kept - 2, kept - 1
            if not _goes_on(rows, one, rows[other, 0], rows[other, 1]):
                break
            forth, back = rows[one, 2] - rows[one, 1], rows[other, 2] - rows[other, 1]
            if forth * back < 0 and min(abs(forth), abs(back)) > most:
                break
            rows[one, 2] = rows[other, 2]
            kept -= 2 if rows[one, 1] == rows[one, 2] else 1
    return kept
