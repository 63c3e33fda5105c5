"""Where rides are cut: at silences too long to be bridged, where they turn round, at terminals."""

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.tracing.norms import parameter
from beffroi.kernels.trajectory.gatherings import gatherings
from beffroi.kernels.trajectory.thinning import Knots, paths, thinned
from beffroi.kernels.trajectory.turning import turns

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def cut(indptr: Ints, ride: Ints, time: Floats, points: Floats) -> Ints:
    """Cut parts of rides into stretches in one direction.

    Parameters
    ----------
    indptr : (n_parts + 1,)
        Where the fixes of each part begin.
    ride : (n_parts,)
        Ride of each.
    time : (n,)
        NaN where unknown. [s]
    points : (n, 2)
        Fixes. [m]

    Returns
    -------
    (n_stretches + 1,)
        Where the fixes of each stretch begin: every part is cut again at its silences, where it
        turns round, and where it stands long at a place where several rides end.
    """
    ends = np.union1d(indptr, _silences(indptr, time, points))
    ends = np.union1d(ends, _turns(ends, time, points))
    return np.union1d(ends, _waits(ends, indptr, ride, time, points))


def _silences(indptr: Ints, time: Floats, points: Floats) -> Ints:
    """Find the fixes that come after a silence during which the vehicle went too far."""
    far = np.hypot(*np.diff(points, axis=0).T) > parameter("bridged")
    cuts = np.flatnonzero((np.diff(time) > parameter("gap")) & far) + 1
    return np.setdiff1d(cuts, indptr)


def knots(indptr: Ints, time: Floats, points: Floats) -> Knots:
    """Take together fixes at one place."""
    return thinned(indptr, time, points, radius=parameter("knot"), slow=parameter("slow"))


def _turns(indptr: Ints, time: Floats, points: Floats) -> Ints:
    """Find the fixes with which rides come back: after their longest stay while they turn."""
    own = knots(indptr, time, points)
    ways = paths(own.indptr, own.points, step=parameter("step"))
    found = turns(ways.indptr, ways.points, ways.units, width=parameter("street"),
                  least=int(parameter("retraced") / parameter("step")),
                  share=parameter("retraced_share"))  # fmt: skip
    return np.array([_longest(own, time, *ways.knot[pair]) for pair in found], dtype=np.int64)


def _longest(own: Knots, time: Floats, out: int, back: int) -> int:
    """Choose the knot to cut after, of those between two: the longest, or else the middle one."""
    inside = np.arange(out, back + 1)
    stays = time[own.last[inside]] - time[own.first[inside]]
    if np.isfinite(stays).all() and stays.max() > 0:
        return int(own.last[inside[np.argmax(stays)]])
    return int(own.last[inside[len(inside) // 2]])


def _waits(ends: Ints, parts: Ints, ride: Ints, time: Floats, points: Floats) -> Ints:
    """Find the first fixes of waits at terminals, on the way of a stretch."""
    own = knots(ends, time, points)
    owner = ride[np.searchsorted(parts, ends[:-1], side="right") - 1]
    tips, owners = _tips(own, owner)
    terminals = gatherings(tips, radius=parameter("terminal"),
                           fewest=int(parameter("terminal_ends")))  # fmt: skip
    shared = [
        tips[terminals == label]
        for label in range(int(terminals.max(initial=-1)) + 1)
        if len(np.unique(owners[terminals == label])) > 1
    ]
    if not shared:
        return np.empty(0, np.int64)
    long = np.flatnonzero(time[own.last] - time[own.first] >= parameter("dwell"))
    gaps = np.array([
        np.hypot(*(np.concatenate(shared) - own.points[knot]).T).min() for knot in long
    ]).reshape(-1)  # fmt: skip
    waits = long[gaps <= parameter("terminal")]
    passed = _passed(own)
    stretch = np.searchsorted(own.indptr, waits, side="right") - 1
    before = passed[waits] - passed[own.indptr[stretch]]
    after = passed[own.indptr[stretch + 1] - 1] - passed[waits]
    amid = np.minimum(before, after) >= parameter("shortest")
    return own.first[waits[amid]] + 1


def _tips(own: Knots, owner: Ints) -> tuple[Floats, Ints]:
    """Find both ends of each stretch that rode, and their rides."""
    passed = _passed(own)
    some = np.flatnonzero(np.diff(own.indptr) > 0)
    first, last = own.indptr[some], own.indptr[some + 1] - 1
    rode = passed[last] - passed[first] >= parameter("shortest")
    tips = np.concatenate([own.points[first[rode]], own.points[last[rode]]])
    return tips, np.tile(owner[some[rode]], 2)


def _passed(own: Knots) -> Floats:
    steps = np.hypot(*np.diff(own.points, axis=0, prepend=own.points[:1]).T)
    whole: Floats = np.cumsum(steps)
    return whole
