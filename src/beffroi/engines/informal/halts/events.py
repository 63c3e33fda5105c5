"""Events: where along its line each ride stood, or somebody marked that it did."""

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.traces import Floats, Ints, Laid
from beffroi.kernels.polylines import arcs, at, headings
from beffroi.kernels.trajectory.stays import stays

FEWEST = 2


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """Halts of rides along the lines of their variants, in the order of traces.

    Of each trace stays come first, then marks, each in the order of arcs.

    Attributes
    ----------
    trace : (n,)
        Number of the trace.
    variant : (n,)
        Number of its variant.
    along : (n,)
        Length of the variant's line up to it. [m]
    seconds : (n,)
        How long it lasted, NaN where a mark does not say. [s]
    is_mark : (n,)
        Whether a person marked it; where a ride has marks, its other halts are for no stop.
    boardings, alightings : (n,)
        Passengers who got on and off, NaN where nobody counted.
    """

    trace: Ints
    variant: Ints
    along: Floats
    seconds: Floats
    is_mark: np.ndarray
    boardings: Floats
    alightings: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Sites:
    """Places along lines, with where they are and which way the line runs there.

    Attributes
    ----------
    variant, along : (n,)
        The variant, and the length of its line up to the place. [m]
    points, units : (n, 2)
        The place, and the unit vector of travel. [m], [1]
    """

    variant: Ints
    along: Floats
    points: Floats
    units: Floats


def placed(lines: tuple[Floats, ...], variant: Ints, along: Floats) -> Sites:
    """Find where places along lines are, and which way the lines run there."""
    points, units = np.zeros((len(along), 2)), np.zeros((len(along), 2))
    for number in np.unique(variant):
        own = variant == number
        points[own] = at(lines[number], along[own])
        units[own] = headings(lines[number], along[own])
    return Sites(variant, along, points, units)


def events(laid: Laid, marks: pd.DataFrame | None = None) -> Events:
    """Find the halts of rides.

    Parameters
    ----------
    laid
        Rides along the lines of their variants.
    marks
        Rows of the table of fixes that a person marked at a stop, with `ride_id`, `lon`, `lat`,
        `boardings`, `alightings`, `dwell`; none if absent.

    Returns
    -------
    The stays of rides that have times, and the marks of those that have marks.
    """
    timed = np.isfinite(laid.traces.time)
    along = np.where(timed, laid.along, np.nan)
    time = np.where(timed, laid.traces.time, 0.0)
    found = stays(
        laid.traces.indptr, time, along,
        slow=parameter("slow"), least=parameter("least_stay"), pause=parameter("pause"),
    )  # fmt: skip
    none = np.full(len(found.ride), np.nan)
    shown = laid.variant[found.ride] >= 0
    stood = pd.DataFrame({
        "trace": found.ride, "variant": laid.variant[found.ride], "along": found.along,
        "seconds": found.seconds, "is_mark": False, "boardings": none, "alightings": none,
    })[shown]  # fmt: skip
    whole = stood if marks is None or marks.empty else pd.concat([stood, _marked(laid, marks)])
    whole = whole.sort_values(["trace", "is_mark", "along"], kind="stable")
    return Events(
        trace=whole["trace"].to_numpy(dtype=np.int64),
        variant=whole["variant"].to_numpy(dtype=np.int64),
        along=whole["along"].to_numpy(dtype=np.float64),
        seconds=whole["seconds"].to_numpy(dtype=np.float64),
        is_mark=whole["is_mark"].to_numpy(dtype=bool),
        boardings=whole["boardings"].to_numpy(dtype=np.float64),
        alightings=whole["alightings"].to_numpy(dtype=np.float64),
    )


def between_terminals(seen: Events, lines: tuple[Floats, ...]) -> Events:
    """Leave out the halts within `spacing` of the ends of their line: they are for terminals."""
    end = parameter("spacing")
    lengths = np.array([arcs(line)[-1] for line in lines])
    left = lengths[seen.variant] - seen.along if len(seen.along) else np.zeros(0)
    kept = (seen.along > end) & (left > end)
    return Events(*(getattr(seen, field.name)[kept] for field in fields(seen)))


def _marked(laid: Laid, marks: pd.DataFrame) -> pd.DataFrame:
    """Lay marks along the line of their ride: at the nearest place that the ride was at then."""
    by_ride = dict([*marks.groupby("ride_id", sort=False)])
    parts = [
        _of_trace(laid, trace, by_ride[ride])
        for trace, ride in enumerate(laid.traces.ride_ids)
        if ride in by_ride and laid.variant[trace] >= 0
    ]
    return pd.concat([part for part in parts if len(part)] or [_of_nothing()])


def _of_nothing() -> pd.DataFrame:
    names = ("trace", "variant", "along", "seconds", "is_mark", "boardings", "alightings")
    return pd.DataFrame({name: [] for name in names})


def _of_trace(laid: Laid, trace: int, marks: pd.DataFrame) -> pd.DataFrame:
    own = laid.traces.of(trace)
    along, time = laid.along[own], laid.traces.time[own]
    known = np.isfinite(along)
    if known.sum() < FEWEST:
        return _of_nothing()
    points = laid.traces.plane.metres(marks["lon"], marks["lat"])
    if "time" in marks and np.isfinite(time).all():
        when = marks["time"].to_numpy(dtype=float, na_value=np.nan)
        where = np.interp(when, time[known], along[known], left=np.nan, right=np.nan)
        edge = np.isfinite(when) & ~np.isfinite(where)
        near = (when >= time[known][0] - 60) & (when <= time[known][-1] + 60)
        clipped = np.interp(when, time[known], along[known])
        where = np.where(edge & near, clipped, where)
    else:
        where = _nearest(laid.lines[laid.variant[trace]], points)
    inside = np.isfinite(where)
    off = np.full(len(where), np.inf)
    off[inside] = np.hypot(*(at(laid.lines[laid.variant[trace]], where[inside]) - points[inside]).T)
    kept = off <= parameter("widest")
    return pd.DataFrame({
        "trace": trace, "variant": laid.variant[trace], "along": where[kept],
        "seconds": _column(marks, "dwell")[kept], "is_mark": True,
        "boardings": _column(marks, "boardings")[kept],
        "alightings": _column(marks, "alightings")[kept],
    })  # fmt: skip


def _column(marks: pd.DataFrame, name: str) -> Floats:
    if name not in marks:
        return np.full(len(marks), np.nan)
    return marks[name].to_numpy(dtype=float, na_value=np.nan)


def _nearest(line: Floats, points: Floats) -> Floats:
    """Lay points that have no time where their line is nearest."""
    along = np.arange(0.0, arcs(line)[-1] + 1.0, 2.0)
    apart = np.linalg.norm(at(line, along)[np.newaxis] - points[:, np.newaxis], axis=2)
    made: Floats = along[apart.argmin(axis=1)]
    return made
