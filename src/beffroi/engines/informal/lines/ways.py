"""Ways: what stretches of rides tell of where they ran, and how much of one runs along another."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.lines.norms import parameter
from beffroi.engines.informal.traces import Traces
from beffroi.kernels.polylines import apart, arcs
from beffroi.kernels.trajectory.shingles import around, shingles
from beffroi.kernels.trajectory.thinning import Knots, paths, thinned

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way, as points evenly spaced.

    Attributes
    ----------
    points, units : (n, 2)
        The points, and the way there. [m], [1]
    known : (n,)
        Whether it is known there: not where the recorder was silent.
    slack : (n,)
        How far a corner that the fixes cut may lie from it there. [m]
    """

    points: Floats
    units: Floats
    known: Flags
    slack: Floats

    @property
    def length(self) -> float:
        """Length of the way. [m]."""
        return float(arcs(self.points)[-1])

    def shingles(self) -> Ints:
        """Name the directed squares that it is known to pass."""
        return shingles(self.points[self.known], self.units[self.known], cell=parameter("cell"))

    def around(self) -> Ints:
        """Name the directed squares around it."""
        return around(self.points, self.units, cell=parameter("cell"))


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """The ways of all traces.

    Attributes
    ----------
    knots
        Their fixes, those at one place taken together.
    way
        Their ways; None for a trace without length.
    stands : (n_traces, 2)
        Whether the vehicle stands when it begins and when it ends; NaN where unknown.
    """

    knots: Knots
    way: tuple[Way | None, ...]
    stands: Floats


def ways(traces: Traces, stands: Floats | None = None) -> Ways:
    """Describe the ways of traces; `stands` as `standing` told it of them when they were whole."""
    knots = thinned(traces.indptr, traces.time, traces.points, radius=parameter("knot"),
                    slow=parameter("slow"))  # fmt: skip
    made = paths(knots.indptr, knots.points, step=parameter("step"))
    silent = silences(traces, knots)
    slack = corner(made.chord)
    own: list[Way | None] = []
    for k in range(len(traces.ride_ids)):
        part = slice(made.indptr[k], made.indptr[k + 1])
        known = ~silent[made.knot[part]]
        enough = known.sum() > 1
        own.append(Way(made.points[part], made.units[part], known, slack[part]) if enough else None)
    return Ways(knots, tuple(own), standing(traces) if stands is None else stands)


def corner(chord: Floats) -> Floats:
    """Give the tolerance for corners that straight pieces between fixes cut. [m]."""
    beyond = np.maximum(chord - 2 * parameter("tolerance"), 0.0)
    made: Floats = np.minimum(parameter("corner") * beyond, parameter("widest_corner"))
    return made


def silences(traces: Traces, knots: Knots) -> Flags:
    """Say after which knots the way to the next is not known."""
    n = len(knots.points)
    silent = np.zeros(n, dtype=bool)
    if not n:
        return silent
    chord = np.hypot(*np.diff(knots.points, axis=0, append=knots.points[-1:]).T)
    following = np.append(knots.first[1:], 0)
    lapse = traces.time[following] - traces.time[knots.last]
    usual = np.array([_usual(traces.time[traces.of(k)]) for k in range(len(traces.ride_ids))])
    most = np.maximum(parameter("gap"), parameter("gap_in_steps") * usual)
    owner = np.repeat(np.arange(len(usual)), np.diff(knots.indptr))
    with np.errstate(invalid="ignore"):
        silent[:] = (lapse > most[owner]) & (chord > parameter("gap_length"))
    silent |= np.isnan(lapse) & (chord > parameter("untimed_gap"))
    silent[knots.indptr[1:][np.diff(knots.indptr) > 0] - 1] = False
    return silent


def _usual(time: Floats) -> float:
    """Return the usual time between fixes. [s]."""
    return float(np.median(np.diff(time))) if len(time) > 1 else float("nan")


def standing(traces: Traces) -> Floats:
    """Say whether the vehicle stands when each trace begins and when it ends.

    Returns
    -------
    (n_traces, 2)
        1 where it stands, 0 where it moves, NaN where that is unknown.
    """
    made = np.full((len(traces.ride_ids), 2), np.nan)
    for k in range(len(made)):
        part = traces.of(k)
        time, points = traces.time[part], traces.points[part]
        if len(time) < 2 or np.isnan(time[0]):
            continue
        for side, step in ((0, 1), (1, -1)):
            lapse = np.abs(time[::step] - time[::step][0])
            other = int(np.searchsorted(lapse, parameter("standing")))
            if other < len(time):
                moved = np.hypot(*(points[::step][other] - points[::step][0]))
                made[k, side] = moved <= parameter("standing_length")
    return made


def share(one: Way, other: Way) -> float:
    """Return the share of what is known of a way that runs along another, the same way.

    Where the other is silent, nothing is said of the one.

    Returns
    -------
    NaN where both never tell of the same place. [1]
    """
    slack = float(np.median(other.slack))
    wide = parameter("tolerance") + np.maximum(one.slack, slack)
    metres = apart(one.points, one.units, other.points, most=float(wide.max()) + 1e-9)
    asked = one.known & ~_untold(one, other)
    return float((metres[asked] <= wide[asked]).mean()) if asked.any() else float("nan")


def _untold(one: Way, other: Way) -> Flags:
    """Say where a way runs while another is silent: between the places where that is known."""
    made = np.zeros(len(one.points), dtype=bool)
    if other.known.all():
        return made
    edges = np.flatnonzero(np.diff(np.concatenate([[True], other.known, [True]]).astype(np.int8)))
    for begin, end in edges.reshape(-1, 2):
        tips = other.points[[max(begin - 1, 0), min(end, len(other.points) - 1)]]
        away = np.hypot(*(one.points[:, np.newaxis] - tips).transpose(2, 0, 1))
        first, last = away.argmin(axis=0)
        if first < last and away.min(axis=0).max() <= 2 * parameter("tolerance"):
            made[first : last + 1] = True
    return made


def way_of(line: Floats) -> Way:
    """Describe the way of a shape, which is known everywhere."""
    made = paths(np.array([0, len(line)]), line, step=parameter("step"))
    n = len(made.points)
    return Way(made.points, made.units, np.ones(n, dtype=bool), np.zeros(n))
