"""Cleaning: which fixes of a device can be believed, and where one ride ends and another begins."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError
from beffroi.kernels.compiling import kernel, part

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int8]

WITNESSES = 3
"""Fixes that must agree before a leap is believed: the device was moved, or its clock was set."""


class Verdict(IntEnum):
    """What is thought of a fix."""

    KEPT = 0
    INACCURATE = 1
    """The device itself says that it may be far off."""
    REPEATED = 2
    """At the time of the one before it."""
    BACKWARDS = 3
    """Before the one before it, alone: out of order."""
    TOO_FAST = 4
    """Farther than anything could have come, alone: a leap of the position."""
    NOWHERE = 5
    """Without a position."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Fixes that were looked at.

    Attributes
    ----------
    verdicts : (n,)
        A `Verdict` each.
    parts : (n,)
        Number of the stretch each belongs to, rising: one device between two leaps of its clock
        or of its place that later fixes bear out. Rides never share one.
    """

    verdicts: Codes
    parts: Ints


def judged(
    indptr: Ints,
    time: Floats,
    x: Floats,
    y: Floats,
    accuracy: Floats,
    *,
    most_error: float,
    most_speed: float | Floats,
) -> Judged:
    """Judge every fix of some rides, and part rides where the clock or the place leaps.

    A fix that disagrees with the one kept before it is dropped where it stands alone. Where the
    next ones agree with it, it is the device that was carried away, or its clock that was set: a
    new part begins, and nothing is dropped. Without times, only positions and their accuracy are
    judged.

    Parameters
    ----------
    indptr : (n_rides + 1,)
        Where the fixes of each ride begin, in the order in which they were written.
    time : (n,)
        NaN where unknown. [s]
    x, y : (n,)
        In a projection in metres; NaN where unknown. [m]
    accuracy : (n,)
        Radius within which the device says to be, NaN where it says nothing. [m]
    most_error
        Largest radius that is believed. [m]
    most_speed
        Fastest that anybody rides, one for all or one for each ride. [m/s]

    Returns
    -------
    One verdict and one part for each fix.

    Raises
    ------
    ShapeError
        If the arrays do not fit together, or a limit is not above 0.

    Examples
    --------
    The third fix is two kilometres off for a second; the device then goes on:

    >>> t, x = np.arange(5.0), np.array([0.0, 10.0, 2000.0, 30.0, 40.0])
    >>> none = np.full(5, np.nan)
    >>> found = judged(np.array([0, 5]), t, x, 0 * x, none, most_error=30, most_speed=40)
    >>> [Verdict(code).name for code in found.verdicts]
    ['KEPT', 'KEPT', 'TOO_FAST', 'KEPT', 'KEPT']
    """
    arrays = [np.ascontiguousarray(values, np.float64) for values in (time, x, y, accuracy)]
    ends = np.ascontiguousarray(indptr, np.int64)
    check_rides(ends, len(arrays[0]))
    if any(len(values) != len(arrays[0]) for values in arrays):
        raise ShapeError(
            "Fixes have {sizes} times, x, y and accuracies: give as many of each.",
            sizes=[len(values) for values in arrays],
        )
    speeds = np.broadcast_to(np.asarray(most_speed, np.float64), len(ends) - 1).copy()
    if not (most_error > 0 and (speeds > 0).all()):
        raise ShapeError(
            "The largest error is {error} m, the fastest speed {speed} m/s: give numbers above 0.",
            error=most_error,
            speed=float(speeds.min(initial=np.inf)),
        )
    verdicts = np.zeros(len(arrays[0]), np.int8)
    parts = np.zeros(len(arrays[0]), np.int64)
    _judge(ends, np.stack(arrays), float(most_error), speeds, verdicts, parts)
    return Judged(verdicts, parts)


def check_rides(indptr: Ints, n: int) -> None:
    """Refuse ends of rides that do not rise from 0 to the number of fixes.

    Raises
    ------
    ShapeError
        If so.
    """
    if indptr.ndim != 1 or not len(indptr) or indptr[0] != 0 or (np.diff(indptr) < 0).any():
        raise ShapeError("Rides must begin at 0 and follow each other: give rising ends.")
    if indptr[-1] != n:
        raise ShapeError(
            "The rides hold {held} fixes and {n} are given: give as many.",
            held=int(indptr[-1]),
            n=n,
        )


@kernel
def _judge(indptr, fixes, most_error, most_speed, verdicts, parts):  # type: ignore[no-untyped-def]  # noqa: PLR0917
    part = 0
    for ride in range(len(indptr) - 1):
        last, end = -1, indptr[ride + 1]
        part += 1
        for i in range(indptr[ride], end):
            parts[i] = part
            verdicts[i] = _alone(fixes[:, i], most_error)
            if verdicts[i] != 0:
                continue
            code = 0 if last < 0 else _against(fixes[:, last], fixes[:, i], most_speed[ride])
            if code > 2 and _is_borne_out(fixes[:, :end], last, i, most_error, most_speed[ride]):
                part += 1
                parts[i] = part
                code = 0
            verdicts[i] = code
            if code == 0:
                last = i


@part
def _alone(fix, most_error):  # type: ignore[no-untyped-def]
    """Say what is wrong with a fix by itself: a code of `Verdict`, 0 if nothing is."""
    if not (np.isfinite(fix[1]) and np.isfinite(fix[2])):
        return 5
    return 1 if fix[3] > most_error else 0


@part
def _against(before, after, most_speed):  # type: ignore[no-untyped-def]
    """Say what is wrong with a fix that follows another: a code of `Verdict`, 0 if nothing is."""
    lapse = after[0] - before[0]
    if lapse == 0:
        return 2
    if lapse < 0:
        return 3
    # A lapse that is not known is no number: nothing then is too fast.
    return 4 if np.hypot(after[1] - before[1], after[2] - before[2]) > most_speed * lapse else 0


@part
def _is_borne_out(fixes, kept, doubtful, most_error, most_speed):  # type: ignore[no-untyped-def]
    """Say whether the next fixes go on from a doubtful one, and not from the one kept before."""
    found, last = 0, doubtful
    for k in range(doubtful + 1, fixes.shape[1]):
        if _alone(fixes[:, k], most_error) != 0:
            continue
        code = _against(fixes[:, last], fixes[:, k], most_speed)
        if code == 2:
            continue
        if code != 0 or (found == 0 and _against(fixes[:, kept], fixes[:, k], most_speed) == 0):
            return False
        found, last = found + 1, k
        if found == WITNESSES:
            return True
    return False
