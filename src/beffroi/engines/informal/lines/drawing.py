"""Lines drawn from traces: routes, variants, shapes, and every trace laid along its own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.lines.grouping import Group, are_near, grouped, likeness
from beffroi.engines.informal.lines.norms import parameter
from beffroi.engines.informal.lines.routes import routes
from beffroi.engines.informal.lines.shapes import shape
from beffroi.engines.informal.lines.ways import Ways, silences, way_of, ways
from beffroi.engines.informal.traces import Laid, Traces
from beffroi.kernels.trajectory import laid
from beffroi.territory.rides import PROVISIONAL, USED

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


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


def drawn(traces: Traces, *, labels: Sequence[str] | None = None) -> Drawn:
    """Draw the lines that traces show.

    Parameters
    ----------
    traces
        Stretches of rides in one direction.
    labels : (n_traces,)
        What the file of each calls its line, empty where it does not. Different names part lines
        that run one way, unless a lone ride contradicts several others.

    Returns
    -------
    Routes, variants and shapes, in an order that depends on the traces alone.
    """
    names = list(labels) if labels is not None else [""] * len(traces.ride_ids)
    own = ways(traces)
    silent = silences(traces, own.knots)
    groups = grouped(own, names)
    shapes = [shape(group, own, traces, silent) for group in groups]
    groups, shapes = _merged(groups, shapes, own, traces, silent)
    order = _order(groups)
    return _told(traces, [groups[k] for k in order], [shapes[k] for k in order])


def _merged(
    groups: list[Group], shapes: list[Floats], own: Ways, traces: Traces,
    silent: npt.NDArray[np.bool_],
) -> tuple[list[Group], list[Floats]]:  # fmt: skip
    """Put together the groups whose shapes turn out to be one."""
    kept: list[Group] = []
    lines: list[Floats] = []
    heavy = sorted(range(len(groups)), key=lambda k: -len(groups[k].members))
    found = [way_of(line) for line in shapes]
    ranks: list[int] = []
    changed: set[int] = set()
    for k in heavy:
        host = next((r for r, i in enumerate(ranks) if _are_one(groups[k], kept[r], found[k], found[i])),
                    None)  # fmt: skip
        if host is None:
            kept.append(groups[k])
            lines.append(shapes[k])
            ranks.append(k)
            continue
        kept[host].members += groups[k].members
        kept[host].parts += groups[k].parts
        kept[host].detours += groups[k].detours
        changed.add(host)
    for host in changed:
        lines[host] = shape(kept[host], own, traces, silent)
    return kept, lines


def _are_one(one: Group, other: Group, way: object, known: object) -> bool:
    ways_ = (way, known)
    if one.label and other.label and one.label != other.label:
        return False
    near = are_near(ways_[0].points[[0, -1]], ways_[1].points[[0, -1]])  # type: ignore[attr-defined]
    return near and likeness(*ways_) >= parameter("variant_overlap")  # type: ignore[arg-type]


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
