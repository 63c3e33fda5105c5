"""One ride drawn on a variant: halts, detour, fixes, marks, and the truth of all of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.published import Trip, Variant
from beffroi.engines.informal.simulation.junctions import lights
from beffroi.engines.informal.simulation.motion import Motion
from beffroi.engines.informal.simulation.options import Options, parameter
from beffroi.engines.informal.simulation.passengers import Passengers, passengers
from beffroi.engines.informal.simulation.recorder import errors, instants
from beffroi.kernels.polylines import arcs, at, headings

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
TOGETHER = 15.0
"""Length under which a light before a stop and the stop are one halt. [m]"""
SHAPE = 4.0
"""Shape of the gamma law of stays: their spread is half their mean. [1]"""
RAMP = 60.0
"""Length over which a detour leaves its line and comes back to it. [m]"""


@dataclass(frozen=True, slots=True, eq=False)
class Ride:
    """A ride and its truth.

    Attributes
    ----------
    times : (n_fixes,)
        Instant of each fix, from its departure. [s]
    points : (n_fixes, 2)
        Where the device says it is. [m]
    served : (n_stops,)
        Whether the vehicle stops at each stop.
    passes, leaves : (n_stops,)
        When it passes each stop, and leaves it; from its departure. [s]
    detour : (2,)
        Where the line is left and found again, NaN where it is not left. [m]
    reds : (n_reds, 2)
        Where it waits at a red light, and how long. [m, s]
    passengers
        Who rides.
    """

    times: Floats
    points: Floats
    served: Flags
    passes: Floats
    leaves: Floats
    detour: Floats
    reds: Floats
    passengers: Passengers


def ride(variant: Variant, trip: Trip | None, options: Options, draw: np.random.Generator) -> Ride:
    """Draw a ride of a variant.

    Parameters
    ----------
    variant
        The variant.
    trip
        The trip whose times it keeps to, give or take; None where the feed gives no time.

    Returns
    -------
    The ride. It stops at both terminals, waits at the first before leaving, and takes between two
    stops the time of the feed, halts included on average, times a pace of its own.
    """
    detour = _detour(variant, options, draw)
    aside = (variant.where > detour[0]) & (variant.where < detour[1])
    served = (draw.random(len(variant.where)) >= options.skipped) & ~aside
    served[[0, -1]] = True
    reds = _reds(variant, options, draw)
    halts, stays, reds = _halts(variant, served, reds, options, draw)
    pace = np.exp(draw.normal(0.0, parameter("pace_spread")))
    motion = _set_off(halts, stays, _moving(variant, trip, halts, options) * pace)
    times = instants(float(motion.arrives[0]), float(motion.leaves[-1]), options, draw)
    points = _aside(variant.line, motion.at(times), detour, draw) + errors(times, options, draw)
    passes = motion.when(variant.where)
    leaves = np.where(served, _left(motion, variant.where), passes)
    riders = passengers(served, options, draw)
    return Ride(times, points, served, passes, leaves, detour, reds, riders)


def _detour(variant: Variant, options: Options, draw: np.random.Generator) -> Floats:
    length = float(arcs(variant.line)[-1])
    wanted = draw.uniform(parameter("shortest_detour"), parameter("longest_detour"))
    begin = draw.uniform(0.1, 0.9) * length
    if draw.random() >= options.detours or begin + wanted > 0.95 * length:
        return np.array([np.nan, np.nan])
    return np.array([begin, begin + wanted])


def _reds(variant: Variant, options: Options, draw: np.random.Generator) -> Floats:
    """Draw the red lights met and how long each lasts."""
    where = lights(variant.line, options.seed) if options.lights else np.empty(0)
    wait = draw.uniform(parameter("shortest_red"), parameter("longest_red"), len(where))
    red = draw.random(len(where)) < parameter("red")
    return np.column_stack([where, wait])[red]


def _halts(
    variant: Variant, served: Flags, reds: Floats, options: Options, draw: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Put stops and red lights in order, with what each takes; give the reds that stand apart."""
    where = variant.where[served]
    where = np.maximum.accumulate(where + np.arange(len(where)) * 1e-3)
    gap = np.abs(reds[:, :1] - where[np.newaxis, :])
    inside = (reds[:, 0] > where[0]) & (reds[:, 0] < where[-1])
    own = reds[inside & (gap.min(axis=1, initial=np.inf) > TOGETHER)]
    stays = draw.gamma(SHAPE, parameter("dwell") / SHAPE, len(where))
    stays[0] = draw.uniform(0.2, 1.0) * parameter("longest_wait") * float(options.fill_and_go)
    halts, stays = np.concatenate([where, own[:, 0]]), np.concatenate([stays, own[:, 1]])
    order = np.argsort(halts, kind="stable")
    return halts[order], stays[order], own


def _set_off(halts: Floats, stays: Floats, moving: Floats) -> Motion:
    """Leave the first halt at 0, and run from one to the next."""
    leaves = np.cumsum(np.concatenate([[0.0], moving + stays[1:]]))
    return Motion(halts, leaves - stays, leaves)


def _moving(variant: Variant, trip: Trip | None, halts: Floats, options: Options) -> Floats:
    """Share the time of the feed among the pieces between halts, what halts take left out.

    What they take on average is left out, so that rides last what the feed says on average; no
    piece is run faster than `fastest`.
    """
    passing = _timetable(variant, trip)
    lengths = np.diff(halts)
    if passing is None:
        return np.maximum(lengths, 1.0) / parameter("cruise")
    where, times = passing
    scheduled = np.diff(np.interp(halts, where, times))
    spent = _spent(variant, options) * lengths / max(float(halts[-1] - halts[0]), 1.0)
    return np.maximum(scheduled - spent, np.maximum(lengths, 1.0) / parameter("fastest"))


def _spent(variant: Variant, options: Options) -> float:
    """Return the seconds that halts take of a ride on average."""
    stops = (len(variant.where) - 2) * (1 - options.skipped) * parameter("dwell")
    n_lights = len(lights(variant.line, options.seed)) if options.lights else 0
    wait = (parameter("shortest_red") + parameter("longest_red")) / 2
    return float(stops + n_lights * parameter("red") * wait)


def _timetable(variant: Variant, trip: Trip | None) -> tuple[Floats, Floats] | None:
    """Return lengths and times that the feed gives; None where it gives fewer than two."""
    if trip is None:
        return None
    times = np.where(np.isfinite(trip.arrivals), trip.arrivals, trip.departures)
    known = np.isfinite(times)
    if known.sum() < 2 or times[known][-1] <= times[known][0]:
        return None
    return variant.where[known], np.maximum.accumulate(times[known])


def _left(motion: Motion, where: Floats) -> Floats:
    """Find when the vehicle leaves the halt nearest to each place."""
    rank = np.searchsorted(motion.where, where)
    rank = np.clip(rank, 1, len(motion.where) - 1)
    rank -= where - motion.where[rank - 1] < motion.where[rank] - where
    left: Floats = motion.leaves[rank]
    return left


def _aside(line: Floats, where: Floats, detour: Floats, draw: np.random.Generator) -> Floats:
    """Place the vehicle on its line, or in the next street during a detour."""
    points: Floats = at(line, where)
    side = draw.choice([-1.0, 1.0])
    if np.isnan(detour).any():
        return points
    units = headings(line, where)
    into = np.clip((where - detour[0]) / RAMP, 0, 1) * np.clip((detour[1] - where) / RAMP, 0, 1)
    normal = np.column_stack([-units[:, 1], units[:, 0]]) * side
    moved: Floats = points + normal * (into * parameter("detour_offset"))[:, np.newaxis]
    return moved
