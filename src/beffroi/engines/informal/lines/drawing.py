"""Lines drawn from traces: routes, variants, shapes, and every trace laid along its own."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.lines.grouping import Group, agree, grouped, likeness, near_ends
from beffroi.engines.informal.lines.norms import parameter
from beffroi.engines.informal.lines.routes import routes
from beffroi.engines.informal.lines.shapes import shape
from beffroi.engines.informal.lines.ways import Ways, silences, way_of, ways
from beffroi.engines.informal.traces import Laid, Traces
from beffroi.kernels.trajectory import laid
from beffroi.territory.rides import PROVISIONAL, USED

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
WORKERS = 2
"""Shapes that are drawn at once: kernels let each other run."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Lines that were drawn.

    Attributes
    ----------
    laid
        Shapes, routes, and the traces laid along them.
    direction : (n_variants,)
        0 or 1, opposite ways of one route.
    n_rides : (n_variants,)
        Rides that each rests on. [ride]
    spread : (n_variants,)
        Mean distance of their fixes from its shape; NaN where none lies on it. [m]
    state
        Of each: `used`, or `provisional` where fewer than two rides show it.
    label
        What the files call each; empty where they do not.
    limits : (n_traces,)
        Of each trace the code of what limits it: `partial`, `detour`, `alone`, or empty.
    """

    laid: Laid
    direction: Ints
    n_rides: Ints
    spread: Floats
    state: tuple[str, ...]
    label: tuple[str, ...]
    limits: tuple[str, ...]


def drawn(
    traces: Traces, *, labels: Sequence[str] | None = None, stands: Floats | None = None
) -> Drawn:
    """Draw the lines that traces show.

    Parameters
    ----------
    traces
        Stretches of rides in one direction.
    labels : (n_traces,)
        What the file of each calls its line, empty where it does not. Different names part lines
        that run one way, unless a lone ride contradicts several others.
    stands : (n_traces, 2)
        Whether vehicles stand at the ends of their rides, as `standing` tells of whole traces: give
        it where the ends have been taken away since. A recorder switched on late finds its vehicle
        moving.

    Returns
    -------
    Routes, variants and shapes, in an order that depends on the traces alone.
    """
    names = list(labels) if labels is not None else [""] * len(traces.ride_ids)
    own = ways(traces, stands)
    silent = silences(traces, own.knots)
    groups = grouped(own, names)
    with ThreadPoolExecutor(WORKERS) as pool:
        shapes = list(pool.map(lambda group: shape(group, own, traces, silent), groups))
    groups, shapes = _merged(groups, shapes, own, traces, silent)
    order = _order(groups)
    return _told(traces, [groups[k] for k in order], [shapes[k] for k in order])


def _merged(
    groups: list[Group], shapes: list[Floats], own: Ways, traces: Traces, silent: Flags
) -> tuple[list[Group], list[Floats]]:
    """Put together the groups whose shapes turn out to be one: the lesser joins the greater."""
    found = [way_of(line) for line in shapes]
    host = np.arange(len(groups))
    ends = np.array([line[[0, -1]] for line in shapes]).reshape(-1, 2, 2)
    weight = [len(group.members) for group in groups]
    least = parameter("variant_overlap")
    for i, j in sorted(near_ends(ends, ends), key=lambda pair: -weight[pair[0]]):
        greater = (weight[i], -i) > (weight[j], -j)
        if not greater or host[i] != i or host[j] != j:
            continue
        if agree(groups[i].label, groups[j].label) and likeness(found[i], found[j]) >= least:
            host[j] = i
            groups[i].members += groups[j].members
            groups[i].parts += groups[j].parts
            groups[i].detours += groups[j].detours
    kept = np.flatnonzero(host == np.arange(len(groups)))
    grown = set(host[host != np.arange(len(groups))].tolist())
    return [groups[k] for k in kept], [
        shape(groups[k], own, traces, silent) if k in grown else shapes[k] for k in kept
    ]


def _order(groups: Sequence[Group]) -> list[int]:
    """Put groups in the order of their first trace."""
    return sorted(range(len(groups)), key=lambda k: min(groups[k].members))


def _told(traces: Traces, groups: Sequence[Group], lines: Sequence[Floats]) -> Drawn:
    n = len(traces.ride_ids)
    variant, limits = np.full(n, -1, np.int64), [""] * n
    for k, group in enumerate(groups):
        variant[[*group.members, *group.parts, *group.detours]] = k
        for trace in group.parts:
            limits[trace] = "partial"
        for trace in group.detours:
            limits[trace] = "detour"
    names = tuple(group.label for group in groups)
    n_rides = np.array([
        len({traces.ride_ids[k] for k in np.flatnonzero(variant == number)})
        for number in range(len(groups))
    ], dtype=np.int64)  # fmt: skip
    for k in range(n):
        if variant[k] >= 0 and n_rides[variant[k]] < 2 and not limits[k]:
            limits[k] = "alone"
    route, direction = routes(lines, names, n_rides)
    along, off = _laid(traces, variant, lines)
    owner = np.repeat(variant, np.diff(traces.indptr))
    known = np.isfinite(off)
    sums = np.bincount(owner[known], weights=off[known], minlength=len(lines))
    counts = np.bincount(owner[known], minlength=len(lines))
    spread = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    states = tuple(USED if rides > 1 else PROVISIONAL for rides in n_rides)
    whole = Laid(traces, tuple(lines), route, variant, along, off)
    return Drawn(whole, direction, n_rides, spread, states, names, tuple(limits))


def _laid(traces: Traces, variant: Ints, lines: Sequence[Floats]) -> tuple[Floats, Floats]:
    """Lay every trace along the shape of its variant."""
    along, off = np.full((2, len(traces.time)), np.nan)
    for k, line in enumerate(lines):
        spans = [np.arange(*traces.indptr[[one, one + 1]]) for one in np.flatnonzero(variant == k)]
        if not spans:
            continue
        held = np.concatenate(spans)
        indptr = np.concatenate([[0], np.cumsum([len(span) for span in spans])])
        along[held], off[held] = laid(
            indptr, *traces.points[held].T, *line.T, sigma=parameter("sigma"),
            beta=parameter("beta"), widest=parameter("widest"),
        )  # fmt: skip
    return along, off
