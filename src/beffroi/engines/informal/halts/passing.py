"""Passages: which rides passed which places, and which of their halts are near."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.halts.events import Events
from beffroi.engines.informal.halts.model import before_seeing
from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.halts.places import Places
from beffroi.engines.informal.traces import Floats, Ints, Laid

GAP = 60.0
"""A ride of which nothing is known over this length around a place is no passage of it. [m]"""
FEWEST = 2
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Passes:
    """Passages of rides at sites, with the halts that are near enough to be for a stop there.

    Attributes
    ----------
    site, trace : (n,)
        The site and the ride.
    first, last : (n,)
        Which events (rows of `Events`) of the ride are within the window of the site.
    kind : (n,)
        1 for a ride with marks, 0 for others.
    by_road : (n,)
        How likely the road makes vehicles wait there, before any is seen. [1]
    """

    site: Ints
    trace: Ints
    first: Ints
    last: Ints
    kind: npt.NDArray[np.int8]
    by_road: Floats


def passes(
    laid: Laid, seen: Events, held: Places, junctions: tuple[Floats, ...] | None = None
) -> Passes:
    """Find which rides passed which sites, and which of their halts are near.

    Parameters
    ----------
    laid
        Rides along the lines of their variants.
    seen
        Their halts.
    held
        The places and where variants pass them.
    junctions
        By variant, lengths of its line up to junctions, rising; None where no map tells. [m]
    """
    begins = np.searchsorted(held.sites.variant, np.arange(len(laid.lines) + 1))
    window, rows = parameter("window"), []
    by_trace = np.searchsorted(seen.trace, np.arange(len(laid.variant) + 1))
    for trace, variant in enumerate(laid.variant):
        if variant < 0:
            continue
        sites = np.arange(begins[variant], begins[variant + 1])
        along = laid.along[laid.traces.of(trace)]
        along = along[np.isfinite(along)]
        if not len(sites) or len(along) < FEWEST:
            continue
        where = held.sites.along[sites]
        sites = sites[_covered(np.sort(along), where)]
        own = slice(by_trace[trace], by_trace[trace + 1])
        marked = bool(seen.is_mark[own].any())
        counted = np.flatnonzero(seen.is_mark[own] == marked) + own.start
        halts = seen.along[counted]
        first = np.searchsorted(halts, held.sites.along[sites] - window)
        last = np.searchsorted(halts, held.sites.along[sites] + window, side="right")
        offset = counted[0] if len(counted) else 0
        rows.append((sites, np.full(len(sites), trace), first + offset, last + offset,
                     np.full(len(sites), marked)))  # fmt: skip
    if not rows:
        none = np.zeros(0, dtype=np.int64)
        return Passes(none, none, none, none, none.astype(np.int8), none.astype(float))
    site, trace_, first, last, marked_ = (np.concatenate(one) for one in zip(*rows, strict=True))
    order = np.lexsort((trace_, site, held.of[site]))
    road = _by_road(held, junctions)
    return Passes(
        site[order].astype(np.int64), trace_[order].astype(np.int64), first[order].astype(np.int64),
        last[order].astype(np.int64), marked_[order].astype(np.int8), road[site[order]],
    )  # fmt: skip


def _covered(along: Floats, where: Floats) -> Flags:
    """Say which places a ride passed while something was known of it."""
    after = np.searchsorted(along, where)
    inside = np.clip(after, 1, len(along) - 1)
    gap = along[inside] - along[inside - 1]
    within = (where >= along[0] - parameter("place")) & (where <= along[-1] + parameter("place"))
    made: Flags = within & ((gap <= GAP) | (after == 0) | (after == len(along)))
    return made


def _by_road(held: Places, junctions: tuple[Floats, ...] | None) -> Floats:
    if junctions is None:
        return np.full(len(held.sites.along), before_seeing(parameter("road_spacing")))
    shares = np.full(len(held.sites.along), parameter("road_elsewhere"))
    for variant in np.unique(held.sites.variant):
        own, where = held.sites.variant == variant, junctions[variant]
        if not len(where):
            continue
        after = np.searchsorted(where, held.sites.along[own])
        ahead = where[np.clip(after, 0, len(where) - 1)] - held.sites.along[own]
        behind = held.sites.along[own] - where[np.clip(after - 1, 0, len(where) - 1)]
        near = (ahead >= 0) & (ahead <= parameter("junction_before"))
        near |= (behind >= 0) & (behind <= parameter("junction_after"))
        shares[own] = np.where(near, parameter("road_at_junction"), parameter("road_elsewhere"))
    return shares


def nearest_halts(
    own: slice, seen: Events, held: Places, passed: Passes, free: Flags
) -> tuple[Ints, Floats]:
    """Give each passage the free halt that is nearest: its row, -1 if none, and how far on. [m].

    Parameters
    ----------
    own
        The passages asked about.
    seen
        Halts of rides.
    held, passed
        The places, and all passages.
    free : (n_halts,)
        Which halts no place has taken yet.
    """
    n = own.stop - own.start
    best, offset = np.full(n, -1, dtype=np.int64), np.full(n, np.nan)
    where = held.sites.along[passed.site[own]]
    first, last = passed.first[own], passed.last[own]
    for k in range(int((last - first).max(initial=0))):
        row = first + k
        inside = row < last
        row = np.where(inside, row, 0)
        apart = seen.along[row] - where
        better = inside & free[row] & ~(np.abs(offset) <= np.abs(apart))
        best, offset = np.where(better, row, best), np.where(better, apart, offset)
    return best, offset
