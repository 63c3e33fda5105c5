"""Choice: stops taken one after the other, the surest first; each halt speaks for one alone."""

import heapq
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from beffroi.engines.informal.halts.events import Events
from beffroi.engines.informal.halts.model import (
    Habits,
    before_seeing,
    evidence,
    learnt,
    probability,
    supposed,
)
from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.halts.places import SAME_WAY, Places
from beffroi.engines.informal.traces import Floats, Ints, Laid

ROUNDS = 12
"""Times that habits are learnt anew from the stops found."""
GAP = 60.0
"""A ride of which nothing is known over this length around a place is no passage of it. [m]"""
FEWEST = 2
HALF = 0.5
MOST_PRIOR = 0.9
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


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Stops that were chosen among places, and what speaks for each site.

    Attributes
    ----------
    place : (n,)
        The places that are stops, the surest first.
    odds : (n,)
        Logarithm of the odds of each.
    event : (n_passes,)
        The event that each passage was given, -1 where it did not halt or its place is no stop.
    site_odds : (n_sites,)
        What the rides of the variant alone say of the site, in logarithm.
    serves : (n_passes,)
        How likely the variant of each passage halts at the place at all, if it is a stop. [0-1]
    stop_share, road_share : (n_places,)
        How likely each place is a stop, and is one where the road makes vehicles wait. [0-1]
    passes
        The passages.
    habits
        Habits learnt.
    """

    place: Ints
    odds: Floats
    event: Ints
    site_odds: Floats
    serves: Floats
    stop_share: Floats
    road_share: Floats
    passes: Passes
    habits: Habits


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
    made = _chosen_with(seen, held, passed, habits)
    for _ in range(ROUNDS if len(passed.site) else 0):
        habits = _learnt(made, seen, held, first, ridden)
        made = _chosen_with(seen, held, passed, habits)
    return made


def _learnt(made: Chosen, seen: Events, held: Places, first: Habits, ridden: float) -> Habits:
    """Learn habits from what each place was taken for."""
    of = held.of[made.passes.site]
    is_plain = made.passes.kind == 0
    halted = made.event >= 0
    stays = np.where(halted, seen.seconds[made.event], np.nan)
    own = np.where(is_plain, made.stop_share[of] * made.serves, 0.0)
    timed = halted & (stays > 0) & (own > 0)
    stop = learnt(
        first.stop, stays=stays[timed], weights=own[timed], n_passes=float(own.sum()),
        n_halts=float(own[halted].sum()),
    )  # fmt: skip
    by_chance = ~seen.is_mark
    is_known = made.stop_share[of] + made.road_share[of] > HALF
    by_chance[made.event[halted & is_known]] = False
    others = seen.seconds[by_chance]
    halts = parameter("dwell_weight")
    stay = (first.other_stay * halts + others.sum()) / (halts + len(others))
    rate = (first.other_rate * 0.05 * ridden + len(others)) / max(1.05 * ridden, 1.0)
    return Habits(stop, first.road, max(rate, 1e-9), float(stay), _stops_more(made, held))


def _stops_more(made: Chosen, held: Places) -> float:
    """Compare stops and places of the road found with what was supposed of both."""
    n = parameter("places_weight")
    stop = before_seeing(parameter("expected_spacing"))
    road = np.zeros(len(held.points))
    np.maximum.at(road, held.of[made.passes.site], made.passes.by_road)
    seen = made.stop_share + made.road_share > HALF
    supposed_ = stop / (stop + road[seen].mean()) if seen.any() else HALF
    found = (supposed_ * n + made.stop_share[seen].sum()) / (
        n + (made.stop_share + made.road_share)[seen].sum()
    )
    return float(np.log(found / (1 - found)) - np.log(supposed_ / (1 - supposed_)))


def _chosen_with(seen: Events, held: Places, passed: Passes, habits: Habits) -> Chosen:
    """Take places the surest first; what a halt said for one it does not say for another."""
    board = _Board(seen, held, passed, habits)
    while board.waiting:
        board.take()
    return board.chosen()


class _Board:
    """Places that wait to be judged, and halts that no place has taken yet."""

    def __init__(self, seen: Events, held: Places, passed: Passes, habits: Habits) -> None:
        self.seen, self.held, self.passed, self.habits = seen, held, passed, habits
        n = len(held.points)
        self.of = held.of[passed.site]
        self.bounds = np.searchsorted(self.of, np.arange(n + 1))
        self.free = np.ones(len(seen.along), dtype=bool)
        self.event = np.full(len(passed.site), -1, dtype=np.int64)
        self.said = np.zeros((2, len(passed.site)))
        self.serves = np.ones(len(passed.site))
        self.stop_prior = np.where(held.is_given, probability(np.array(parameter("given_odds"))),
                                   before_seeing(parameter("expected_spacing")))  # fmt: skip
        self.road_prior = np.zeros(n)
        np.maximum.at(self.road_prior, self.of, passed.by_road)
        self.odds = np.full((2, n), -np.inf)
        self.is_done = np.zeros(n, dtype=bool)
        self.version = np.zeros(n, dtype=np.int64)
        self.near = _neighbours(held)
        self.taken: list[int] = []
        self.waiting: list[tuple[float, int, int]] = []
        for place in range(n):
            self._weigh(place)

    def _weigh(self, place: int) -> None:
        """Weigh a place by the halts that are free, and put it in the queue."""
        own = slice(self.bounds[place], self.bounds[place + 1])
        best, offset = _nearest_halts(own, self.seen, self.held, self.passed, self.free)
        self.event[own] = best
        seconds = np.where(best >= 0, self.seen.seconds[best], np.nan) if len(
            self.seen.seconds) else np.full(len(best), np.nan)  # fmt: skip
        marked = self.passed.kind[own] == 1
        for rank, kind in enumerate((self.habits.stop, self.habits.road)):
            said = evidence(offset, seconds, marked, kind, self.habits)
            self.said[rank, own] = np.where(marked & (rank == 1), 0.0, said)
        stop, road = self._served(own), self.said[1, own].sum()
        prior_stop, prior_road = self._priors(place)
        log_stop, log_road = np.log(prior_stop) + stop, np.log(max(prior_road, 1e-9)) + road
        log_none = np.log(max(1 - prior_stop - prior_road, 1e-9))
        self.odds[0, place] = log_stop - np.logaddexp(log_road, log_none)
        self.odds[1, place] = log_road - np.logaddexp(log_stop, log_none)
        heapq.heappush(
            self.waiting,
            (-float(np.logaddexp(log_stop, log_road) - log_none), place, int(self.version[place])),
        )

    def _served(self, own: slice) -> float:
        """Weigh a place as a stop, some variants that pass it not halting there at all."""
        if own.stop == own.start:
            return 0.0
        site = self.passed.site[own]
        begins = np.flatnonzero(np.append(True, np.diff(site) != 0))
        each = np.add.reduceat(self.said[0, own], begins)
        log_served, log_not = np.log(parameter("serving")), np.log(1 - parameter("serving"))
        both = np.logaddexp(log_served + each, log_not)
        lengths = np.diff(np.append(begins, len(site)))
        self.serves[own] = np.repeat(np.exp(log_served + each - both), lengths)
        return float(both.sum())

    def _priors(self, place: int) -> tuple[float, float]:
        """Share what a place may be between stop and road, as places found so far are shared."""
        stop, road = float(self.stop_prior[place]), float(self.road_prior[place])
        if self.held.is_given[place]:
            return stop, min(road, (1 - stop) / 2)
        whole = min(stop + road, MOST_PRIOR)
        odds = stop / max(road, 1e-9) * np.exp(self.habits.stops_more)
        return float(whole * odds / (1 + odds)), float(whole / (1 + odds))

    def take(self) -> None:
        """Take the place that is surest to be a stop or to be of the road."""
        low, place, version = heapq.heappop(self.waiting)
        if self.is_done[place] or version != self.version[place]:
            return
        if low > 0:
            self.waiting.clear()
            return
        self.is_done[place] = True
        is_stop = self.odds[0, place] > 0
        if is_stop:
            self.taken.append(place)
        own = self.event[self.bounds[place] : self.bounds[place + 1]]
        self.free[own[own >= 0]] = False
        for other in self.near[place]:
            if self.is_done[other]:
                continue
            if is_stop and _too_near(self.held, place, other):
                self.is_done[other] = True
                self.odds[:, other] = -np.inf
                continue
            self.version[other] += 1
            self._weigh(other)

    def chosen(self) -> Chosen:
        """Return what was chosen."""
        taken = np.array(self.taken, dtype=np.int64)
        site_odds = np.bincount(
            self.passed.site, weights=self.said[0], minlength=len(self.held.of)
        ).astype(np.float64)
        return Chosen(
            place=taken, odds=self.odds[0, taken], event=self.event, site_odds=site_odds,
            serves=self.serves, stop_share=probability(self.odds[0]),
            road_share=probability(self.odds[1]), passes=self.passed, habits=self.habits,
        )  # fmt: skip


def _nearest_halts(
    own: slice, seen: Events, held: Places, passed: Passes, free: Flags
) -> tuple[Ints, Floats]:
    """Give each passage the free halt that is nearest: its row, and how far on it is. [m]."""
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


def _neighbours(held: Places) -> list[list[int]]:
    """List the places whose windows meet along some variant."""
    near: list[set[int]] = [set() for _ in range(len(held.points))]
    reach = 2 * parameter("window")
    variant, along, of = held.sites.variant, held.sites.along, held.of
    for lag in range(1, 8):
        if lag >= len(of):
            break
        close = (variant[lag:] == variant[:-lag]) & (along[lag:] - along[:-lag] <= reach)
        for one, other in zip(of[:-lag][close], of[lag:][close], strict=True):
            if one != other:
                near[one].add(int(other))
                near[other].add(int(one))
    return [sorted(one) for one in near]


def _too_near(held: Places, one: int, other: int) -> bool:
    apart = float(np.hypot(*(held.points[one] - held.points[other])))
    same_way = float(held.units[one] @ held.units[other]) >= SAME_WAY or held.is_given[one]
    return apart < parameter("spacing") and bool(same_way) and not held.is_given[other]
