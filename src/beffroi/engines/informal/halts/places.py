"""Places: candidates for stops, each shared by all the variants that pass it the same way."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from beffroi.engines.informal.halts.events import Events, Sites, placed
from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.traces import Floats, Ints
from beffroi.kernels.polylines import arcs

HALF = 0.5
"""Least peak of the density: half a halt."""
STEP = 2.0
"""Step of the density of halts along a line. [m]"""
STRIDE = 5.0
"""Step at which lines are looked at beside places. [m]"""
APART = 100.0
"""A line that comes back to a place after more than this passes it again. [m]"""
SAME_WAY = 0.5
"""Cosine above which two ways are the same: 60° apart at most. [1]"""


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Candidates for stops, and where variants pass them.

    Attributes
    ----------
    points, units : (n, 2)
        Where each is, and the way of travel there; a unit of 0 for one that is of all ways. [m]
    is_given : (n,)
        Whether it was given rather than found.
    sites
        Where variants pass them.
    of : (n_sites,)
        The place that each site is of.
    """

    points: Floats
    units: Floats
    is_given: np.ndarray
    sites: Sites
    of: Ints


def places(lines: tuple[Floats, ...], seen: Events, given: Floats | None = None) -> Places:
    """Find the places where stops may be.

    Peaks of the density of halts along each variant, the first weighing one a ride, are put
    together where they are within `together` of each other the same way; then all variants that
    run within `beside` of a place, the same way, pass it.

    Parameters
    ----------
    lines
        Shape of each variant. [m]
    seen
        Halts of rides.
    given : (n, 2)
        Stops that a list gives, of any way; None if there is no list. [m]
    """
    peaks, weights = _peaks(lines, seen)
    points, units = _put_together(peaks, weights)
    listed = np.zeros((0, 2)) if given is None else given
    if len(listed) and len(points):
        apart, _ = cKDTree(listed).query(points)
        far = apart > parameter("spacing")
        points, units = points[far], units[far]
    whole = np.concatenate([listed, points])
    ways = np.concatenate([np.zeros_like(listed), units])
    is_given = np.arange(len(whole)) < len(listed)
    sites, of = passed_by(lines, whole, ways, parameter("beside"))
    return Places(whole, ways, is_given, sites, of)


def _peaks(lines: tuple[Floats, ...], seen: Events) -> tuple[Sites, Floats]:
    variants, alongs, weights = [], [], []
    order = np.argsort(seen.variant, kind="stable")
    bounds = np.searchsorted(seen.variant[order], np.arange(len(lines) + 1))
    for number, line in enumerate(lines):
        own = order[bounds[number] : bounds[number + 1]]
        if not len(own):
            continue
        where, weight = _peaks_of(seen.along[own], float(arcs(line)[-1]))
        variants.append(np.full(len(where), number))
        alongs.append(where)
        weights.append(weight)
    if not variants:
        none = np.zeros(0)
        return placed(lines, none.astype(np.int64), none), none
    whole = placed(lines, np.concatenate(variants).astype(np.int64), np.concatenate(alongs))
    return whole, np.concatenate(weights)


def _peaks_of(along: Floats, length: float) -> tuple[Floats, Floats]:
    """Find the peaks of the density of halts along a line, in halts within a bandwidth."""
    width = parameter("bandwidth")
    grid = np.arange(0.0, length + STEP, STEP)
    counts = np.bincount(np.clip(np.rint(along / STEP), 0, len(grid) - 1).astype(int),
                         minlength=len(grid)).astype(float)  # fmt: skip
    reach = np.arange(-4 * width, 4 * width + STEP, STEP)
    density = np.convolve(counts, np.exp(-(reach**2) / (2 * width**2)), mode="same")
    density = density[: len(grid)]
    before, after = np.r_[-1.0, density[:-1]], np.r_[density[1:], -1.0]
    peak = (density >= before) & (density > after) & (density > HALF)
    return grid[peak], density[peak]


def _put_together(peaks: Sites, weights: Floats) -> tuple[Floats, Floats]:
    """Put peaks of several variants together, the heaviest first."""
    if not len(weights):
        return np.zeros((0, 2)), np.zeros((0, 2))
    tree, order = cKDTree(peaks.points), np.argsort(-weights, kind="stable")
    taken = np.zeros(len(weights), dtype=bool)
    points, units = [], []
    for first in order:
        if taken[first]:
            continue
        near = np.array(tree.query_ball_point(peaks.points[first], parameter("together")))
        near = near[~taken[near] & (peaks.units[near] @ peaks.units[first] >= SAME_WAY)]
        taken[near] = True
        share = weights[near] / weights[near].sum()
        points.append(share @ peaks.points[near])
        units.append(share @ peaks.units[near])
    ways = np.array(units)
    return np.array(points), ways / np.maximum(np.hypot(*ways.T), 1e-9)[:, np.newaxis]


def passed_by(
    lines: tuple[Floats, ...], points: Floats, ways: Floats, beside: float
) -> tuple[Sites, Ints]:
    """Find where each variant passes each place: the nearest point of each passage.

    Parameters
    ----------
    lines
        Shape of each variant. [m]
    points, ways : (n, 2)
        The places, and the way of travel there; 0 for any way. [m], [1]
    beside
        A variant that runs within this of a place passes it. [m]

    Returns
    -------
    The sites, by variant and along each, and the place that each is of.
    """
    if not len(points) or not lines:
        none = np.zeros(0)
        return placed(lines, none.astype(np.int64), none), none.astype(np.int64)
    tree, rows = cKDTree(points), []
    for number, line in enumerate(lines):
        along = np.append(np.arange(0.0, arcs(line)[-1], STRIDE), arcs(line)[-1])
        here = placed(lines, np.full(len(along), number), along)
        near = tree.query_ball_point(here.points, beside)
        sizes = np.array([len(one) for one in near])
        if not sizes.sum():
            continue
        step = np.repeat(np.arange(len(along)), sizes)
        place = np.concatenate([one for one in near if one]).astype(np.int64)
        free = np.abs(ways[place]).sum(axis=1) == 0
        same = free | ((ways[place] * here.units[step]).sum(axis=1) >= SAME_WAY)
        step, place = step[same], place[same]
        apart = np.hypot(*(here.points[step] - points[place]).T)
        rows.append(pd.DataFrame({"variant": number, "place": place, "along": along[step],
                                  "apart": apart}))  # fmt: skip
    if not rows:
        none = np.zeros(0)
        return placed(lines, none.astype(np.int64), none), none.astype(np.int64)
    table = pd.concat(rows).sort_values(["variant", "place", "along"], kind="stable")
    again = (
        (table["variant"].diff() != 0) | (table["place"].diff() != 0)
        | (table["along"].diff() > APART)
    )  # fmt: skip
    best = table.assign(passage=again.cumsum()).sort_values("apart", kind="stable")
    best = best.drop_duplicates("passage").sort_values(["variant", "along"], kind="stable")
    variant, along = (best[name].to_numpy() for name in ("variant", "along"))
    of = best["place"].to_numpy(dtype=np.int64)
    rough = placed(lines, variant.astype(np.int64), along.astype(np.float64))
    onward = ((points[of] - rough.points) * rough.units).sum(axis=1)
    lengths = np.array([arcs(line)[-1] for line in lines])[rough.variant]
    exact = np.clip(rough.along + np.clip(onward, -STRIDE, STRIDE), 0.0, lengths)
    return placed(lines, rough.variant, exact), of
