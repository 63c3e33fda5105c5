"""Departures: those that rides show at the start of their variants, and how long rides last."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.service.norms import parameter
from beffroi.engines.informal.traces import Laid
from beffroi.kernels.polylines import arcs

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Departures:
    """What rides show of their departures.

    Attributes
    ----------
    leaves : (n_traces,)
        When each left the start of its variant; NaN where that was not recorded. [s]
    arrives : (n_traces,)
        When it reached the end of its variant; NaN where that was not recorded. [s]
    """

    leaves: Floats
    arrives: Floats


def departures(laid: Laid) -> Departures:
    """Find when rides left the start of their variants, and when they reached the end.

    A ride has left once it is `set_off` from the start, for good; it shows its departure where it
    was recorded from within `seen_start` of it. The end is told likewise.
    """
    n = len(laid.variant)
    leaves, arrives = np.full(n, np.nan), np.full(n, np.nan)
    lengths = np.array([float(arcs(line)[-1]) for line in laid.lines] or [0.0])
    for trace, variant in enumerate(laid.variant):
        own = laid.traces.of(trace)
        known = np.isfinite(laid.along[own]) & np.isfinite(laid.traces.time[own])
        if variant >= 0 and known.any():
            along, time = laid.along[own][known], laid.traces.time[own][known]
            leaves[trace] = _left(along, time)
            arrives[trace] = -_left((lengths[variant] - along)[::-1], -time[::-1])
    return Departures(leaves, arrives)


def _left(along: Floats, time: Floats) -> float:
    """Return the time of the last fix before the start is left behind."""
    near, away = parameter("seen_start"), parameter("set_off")
    if along.min() > near:
        return float("nan")
    if along[0] > away:
        return float(time[0])
    return (
        float(time[max(int(np.argmax(along > away)) - 1, 0)])
        if (along > away).any()
        else (float("nan"))
    )
