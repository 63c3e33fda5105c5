"""Choice: which places are stops, the habits of the network learnt on the way."""

import numpy as np

from beffroi.engines.informal.halts.board import Chosen, Flags, Passes, judged
from beffroi.engines.informal.halts.events import Events
from beffroi.engines.informal.halts.model import (
    LEAST_RATE,
    Habits,
    before_seeing,
    learnt,
    nodes,
    supposed,
)
from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.halts.places import Places
from beffroi.engines.informal.traces import Floats, Laid

ROUNDS = 10
"""Most times that habits are learnt anew from the stops found."""
SETTLED = 0.02
"""Change of the share that halts and of the stay, under which habits have been learnt. [1]"""
GAP = 60.0
"""A ride of which nothing is known over this length around a place is no passage of it. [m]"""
FEWEST = 2


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


def chosen(seen: Events, held: Places, passed: Passes, ridden: float) -> Chosen:
    """Choose the stops, learning the habits of the network on the way.

    Parameters
    ----------
    seen
        Halts of rides.
    held
        Places where stops may be.
    passed
        Passages of rides there.
    ridden
        Length ridden by all rides. [m]
    """
    habits = first = supposed(int((~seen.is_mark).sum()), ridden)
    made = judged(seen, held, passed, habits)
    for _ in range(ROUNDS if len(passed.site) else 0):
        before, habits = habits, _learnt(made, seen, held, first, ridden)
        made = judged(seen, held, passed, habits)
        if _is_settled(before, habits):
            break
    return made


def _is_settled(before: Habits, after: Habits) -> bool:
    pairs = [
        (getattr(getattr(before, kind), name), getattr(getattr(after, kind), name))
        for kind in ("stop", "road") for name in ("halting", "firmness", "stay", "between")
    ]  # fmt: skip
    return all(abs(new - old) <= SETTLED * old for old, new in pairs)


def _learnt(made: Chosen, seen: Events, held: Places, first: Habits, ridden: float) -> Habits:
    """Learn habits from what each place was taken for."""
    of = held.of[made.passes.site]
    is_plain = made.passes.kind == 0
    halted = made.event >= 0
    seconds = np.full(len(halted), np.nan)
    seconds[halted] = seen.seconds[made.event[halted]]
    timed = halted & is_plain & (seconds > 0)
    plain = np.bincount(of, weights=is_plain, minlength=len(held.points)) > 0
    kinds = []
    for rank, (before, now) in enumerate(
        ((first.stop, made.habits.stop), (first.road, made.habits.road))
    ):
        share = (made.stop_share, made.road_share)[rank]
        weights = made.nodes[rank] * (share * plain)[:, np.newaxis]
        typical = made.nodes[rank] @ np.log(nodes(now)[1])
        sure = (share[of] * (made.serves if rank == 0 else 1.0))[timed]
        stays = np.column_stack([np.log(seconds[timed]), typical[of[timed]]])
        kinds.append(learnt(before, now, weights=weights, stays=stays, sure=sure))
    by_chance = np.where(seen.is_mark, 0.0, 1.0)
    explained = np.minimum((made.stop_share + made.road_share)[of[halted]], 1.0)
    by_chance[made.event[halted]] *= 1 - explained
    stayed = np.where(seen.seconds > 0, seen.seconds, 0.0)
    halts, worth = parameter("dwell_weight"), parameter("other_weight") * ridden
    stay = (first.other_stay * halts + by_chance @ stayed) / (halts + by_chance.sum())
    rate = (first.other_rate * worth + by_chance.sum()) / max(worth + ridden, 1.0)
    stop, road = kinds
    return Habits(stop, road, max(rate, LEAST_RATE), float(stay))
