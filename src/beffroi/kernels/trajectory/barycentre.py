"""Barycentre: the line that several rides along one way agree on, arc length by arc length."""

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part
from beffroi.kernels.trajectory.cleaning import check_rides

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
CUT = 0.5
"""Standard error of a place half way between two fixes, as a share of twice their distance: a
street may turn in between."""
TUNED = 4.685
"""Errors beyond which a ride does not count (Tukey's biweight, 95 % efficient)."""
LEAST = 1e-9


def barycentre(
    indptr: Ints,
    along: Floats,
    points: Floats,
    sigma: Floats,
    where: Floats,
    *,
    bridged: float,
) -> tuple[Floats, Floats, Floats]:
    r"""Average the places of rides laid along a line, at lengths from its start.

    Between two of its fixes, laid at :math:`s_k < s_{k+1}`, a ride is thought to be on the straight
    line between them, with the error

    .. math:: \varsigma^2 = \sigma^2 + \left(c\, (s_{k+1} - s_k)\, 4 f (1 - f)\right)^2

    at the part :math:`f` of the way: the street may turn there. Rides count by
    :math:`1/\varsigma^2` times Tukey's biweight of their distance from the weighted median, so
    that those that stray do not pull.

    Parameters
    ----------
    indptr : (n_rides + 1,)
        Where the fixes of each ride begin.
    along : (n,)
        Length of the line up to each fix, NaN off it. [m]
    points : (n, 2)
        Fixes. [m]
    sigma : (n,)
        Standard error of each, > 0. [m]
    where : (m,)
        Rising lengths from the start of the line. [m]
    bridged
        Longest way between two fixes on which a ride is thought to be anywhere, > 0. [m]

    Returns
    -------
    places : (m, 2)
        Where the rides are on average, NaN where none is. [m]
    error : (m,)
        Standard error of each place, NaN where none is. [m]
    count : (m,)
        Rides that count there, by their weights. [ride]

    Raises
    ------
    ShapeError
        If the arrays do not fit together or a limit is not above 0.

    References
    ----------
    P. J. Huber, E. M. Ronchetti, Robust Statistics, 2nd ed., Wiley, 2009, §4.8.

    Examples
    --------
    Of three rides one strays; the two others agree:

    >>> along = np.tile([0.0, 10.0], 3)
    >>> points = np.column_stack([along, np.repeat([0.0, 0.0, 90.0], 2)])
    >>> made = barycentre(np.array([0, 2, 4, 6]), along, points, np.ones(6), np.array([0.0]),
    ...                   bridged=100)
    >>> made[0].tolist(), made[2].tolist()
    ([[0.0, 0.0]], [2.0])
    """
    arrays = [np.ascontiguousarray(values, np.float64) for values in (along, sigma, where)]
    places, ends = np.ascontiguousarray(points, np.float64), np.ascontiguousarray(indptr, np.int64)
    check_rides(ends, len(arrays[0]))
    if places.shape != (len(arrays[0]), 2) or len(arrays[1]) != len(arrays[0]):
        raise ShapeError("Give as many places along a line as fixes and errors.")
    if not (bridged > 0 and (arrays[1] > 0).all() and (np.diff(arrays[2]) >= 0).all()):
        raise ShapeError("Errors and limits must be above 0, and lengths must rise.")
    seen = np.full((len(arrays[2]), len(ends) - 1, 3), np.nan)
    _see(ends, arrays[0], places, arrays[1], arrays[2], bridged, seen)
    made = np.full((len(arrays[2]), 4), np.nan)
    _average(seen, made)
    return made[:, :2].copy(), made[:, 2].copy(), np.nan_to_num(made[:, 3])


@kernel
def _see(indptr, along, points, sigma, where, bridged, seen):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    """Place each ride at each length: x, y, standard error."""
    for ride in range(len(indptr) - 1):
        last, reached = -1, -1.0
        for k in range(indptr[ride], indptr[ride + 1]):
            if not np.isfinite(along[k]):
                continue
            if last >= 0 and along[k] <= reached:
                continue
            if last >= 0 and along[k] - along[last] <= bridged:
                low = np.searchsorted(where, along[last], side="left")
                span = along[k] - along[last]
                while low < len(where) and where[low] <= along[k]:
                    part = (where[low] - along[last]) / span
                    own = sigma[last] + part * (sigma[k] - sigma[last])
                    turn = CUT * span * 4 * part * (1 - part)
                    for axis in range(2):
                        step = points[k, axis] - points[last, axis]
                        seen[low, ride, axis] = points[last, axis] + part * step
                    seen[low, ride, 2] = np.sqrt(own**2 + turn**2)
                    low += 1
            last, reached = k, along[k]


@kernel
def _average(seen, made):  # type: ignore[no-untyped-def]
    n_rides = seen.shape[1]
    weights, away = np.empty(n_rides), np.empty(n_rides)
    for m in range(len(seen)):
        total = 0.0
        for r in range(n_rides):
            weights[r] = 0.0
            if np.isfinite(seen[m, r, 2]):
                weights[r] = 1 / seen[m, r, 2] ** 2
                total += weights[r]
        if total < LEAST:
            continue
        x, y = _median(seen[m, :, 0], weights, total), _median(seen[m, :, 1], weights, total)
        for r in range(n_rides):
            if weights[r] > 0:
                away[r] = np.hypot(seen[m, r, 0] - x, seen[m, r, 1] - y) / seen[m, r, 2]
                ratio = away[r] / TUNED / np.sqrt(2.0)
                weights[r] *= (1 - ratio**2) ** 2 if ratio < 1 else 0.0
        sums, kept, best = np.zeros(2), 0.0, 0.0
        for r in range(n_rides):
            if weights[r] > 0:
                kept += weights[r]
                best = max(best, weights[r])
                sums += weights[r] * seen[m, r, :2]
        if kept > LEAST:
            made[m, 0], made[m, 1] = sums[0] / kept, sums[1] / kept
            made[m, 2], made[m, 3] = 1 / np.sqrt(kept), kept / best
        else:
            made[m, 0], made[m, 1], made[m, 2], made[m, 3] = x, y, 1 / np.sqrt(total), 1.0


@part
def _median(values, weights, total):  # type: ignore[no-untyped-def]
    """Return the weighted median: of two middle values of equal claim, their mean."""
    order = _ranked(values, weights)
    passed = 0.0
    for i in range(len(order)):
        passed += weights[order[i]]
        if i + 1 < len(order) and abs(passed - total / 2) < LEAST * total:
            return (values[order[i]] + values[order[i + 1]]) / 2
        if passed >= total / 2:
            return values[order[i]]
    return values[order[-1]]


@part
def _ranked(values, weights):  # type: ignore[no-untyped-def]
    """Rank the values that have a weight: few, so they are put in their place one by one."""
    order = np.empty(len(values), np.int64)
    n = 0
    for k in range(len(values)):
        if weights[k] == 0:
            continue
        i = n
        while i > 0 and values[order[i - 1]] > values[k]:
            order[i] = order[i - 1]
            i -= 1
        order[i] = k
        n += 1
    return order[:n]
