"""The board: places wait to be judged, the surest first; each halt speaks for one of them alone."""

import heapq
from dataclasses import dataclass

import numpy as np

from beffroi.engines.informal.halts.events import Events
from beffroi.engines.informal.halts.model import (
    Habits,
    before_seeing,
    evidence,
    nodes,
    probability,
)
from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.halts.passing import Passes, nearest_halts
from beffroi.engines.informal.halts.places import SAME_WAY, Places
from beffroi.engines.informal.traces import Floats, Ints

MOST_ROAD = 0.9
HALF = 0.5
AT_ONCE = 8_192
"""Passages weighed at once, about: more take memory, fewer take time."""
Nearest = tuple[Ints, Floats]
"""The halt nearest to each passage: its row, -1 for none, and how far on [m]."""


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
    nodes : (2, n_places, n_nodes)
        How likely each place has the share and the stay of each node of `model.nodes`, as a stop
        and as a place of the road. [0-1]
    stop_share, road_share : (n_places,)
        How likely each place is a stop, and is one where the road makes vehicles wait. [0-1]
    says : (n_places,)
        Logarithm of how much likelier all that is known of a place but spacing makes it a stop
        than none.
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
    nodes: Floats
    stop_share: Floats
    road_share: Floats
    says: Floats
    passes: Passes
    habits: Habits


@dataclass(frozen=True, slots=True, eq=False)
class Before:
    """What is known of places before their own rides are heard.

    Attributes
    ----------
    stop : (n_places,)
        How likely each is a stop; NaN where nothing says. [0-1]
    across : (2, n_places)
        How much likelier rides of other ways make a stop and a place of the road than neither, in
        logarithm.
    """

    stop: Floats
    across: Floats


def nothing_known(n: int) -> Before:
    """Know nothing of so many places.

    Examples
    --------
    >>> nothing_known(2).across.tolist()
    [[0.0, 0.0], [0.0, 0.0]]
    """
    return Before(np.full(n, np.nan), np.zeros((2, n)))


def judged(  # noqa: PLR0917  (rides as they were seen)
    seen: Events, held: Places, passed: Passes, habits: Habits, before: Before | None = None,
    nearest: Nearest | None = None,
) -> Chosen:  # fmt: skip
    """Take places the surest first; what a halt said for one it does not say for another.

    Parameters
    ----------
    seen
        Halts of rides.
    held
        Places where stops may be.
    passed
        Passages of rides there.
    habits
        How vehicles halt.
    before
        What is known of the places beforehand; None for nothing.
    nearest
        The halt nearest to each passage, as `nearest_halts` finds it while all are free; None to
        find it.
    """
    known = nothing_known(len(held.points)) if before is None else before
    board = _Board(seen, held, passed, habits, known)
    board.set_out(every_nearest(seen, held, passed) if nearest is None else nearest)
    while board.waiting:
        board.take()
    return board.chosen()


def every_nearest(seen: Events, held: Places, passed: Passes) -> Nearest:
    """Give each passage the halt that is nearest: its row, -1 if none, and how far on. [m]."""
    free = np.ones(len(seen.along), dtype=bool)
    return nearest_halts(slice(0, len(passed.site)), seen, held, passed, free)


class _Board:
    """Places that wait to be judged, and halts that no place has taken yet."""

    def __init__(
        self, seen: Events, held: Places, passed: Passes, habits: Habits, before: Before
    ) -> None:  # fmt: skip
        self.seen, self.held, self.passed, self.habits = seen, held, passed, habits
        n = len(held.points)
        self.of = held.of[passed.site]
        self.bounds = np.searchsorted(self.of, np.arange(n + 1))
        self.free = np.ones(len(seen.along), dtype=bool)
        self.event = np.full(len(passed.site), -1, dtype=np.int64)
        self.site_odds = np.zeros(len(held.of))
        n_nodes = len(nodes(habits.stop)[0])
        self.nodes = np.full((2, n, n_nodes), 1 / n_nodes)
        self.serves = np.ones(len(passed.site))
        usual = before_seeing(parameter("expected_spacing"))
        told = np.where(np.isnan(before.stop), usual, before.stop)
        given = probability(np.array(parameter("given_odds")))
        self.stop_prior = np.where(held.is_given, given, told)
        self.across, self.says = before.across, np.zeros(n)
        road = np.zeros(n)
        np.maximum.at(road, self.of, passed.by_road)
        road, rest = np.minimum(road / (1 - usual), MOST_ROAD), 1 - self.stop_prior
        self.road_prior = np.where(held.is_given, np.minimum(road, rest * HALF), rest * road)
        self.odds = np.full((2, n), -np.inf)
        self.is_done = np.zeros(n, dtype=bool)
        self.version = np.zeros(n, dtype=np.int64)
        self.near = _neighbours(held)
        self.least = np.log(parameter("sure") / (1 - parameter("sure")))
        self.taken: list[int] = []
        self.waiting: list[tuple[float, int, int]] = []

    def set_out(self, nearest: Nearest) -> None:
        """Weigh every place while all halts are free, and queue them."""
        first, n = 0, len(self.held.points)
        while first < n:
            beyond = np.searchsorted(self.bounds, self.bounds[first] + AT_ONCE, side="right") - 1
            last = min(max(int(beyond), first + 1), n)
            own = slice(self.bounds[first], self.bounds[last])
            self._weigh(first, last, (nearest[0][own], nearest[1][own]))
            first = last

    def _weigh(self, low: int, high: int, nearest: Nearest) -> None:
        """Weigh the places from one to before another by the halts that are free; queue them."""
        own, places = slice(self.bounds[low], self.bounds[high]), slice(low, high)
        best, offset = nearest
        self.event[own] = best
        seconds = np.full(len(best), np.nan)
        seconds[best >= 0] = self.seen.seconds[best[best >= 0]]
        marked, of = self.passed.kind[own] == 1, self.of[own] - low
        said = evidence(offset, seconds, marked, self.habits.stop, self.habits)
        as_stop = self._served(own, of, high - low, said)
        said = evidence(offset, seconds, marked, self.habits.road, self.habits)
        as_road = _sums(of, np.where(marked[:, np.newaxis], 0.0, said), high - low)
        self.nodes[:, places] = _shared(as_stop), _shared(as_road)
        stop, road = np.stack([_mean(as_stop), _mean(as_road)]) + self.across[:, places]
        prior_stop, prior_road = self.stop_prior[places], self.road_prior[places]
        log_stop, log_road = np.log(prior_stop) + stop, np.log(np.maximum(prior_road, 1e-9)) + road
        log_none = np.log(np.maximum(1 - prior_stop - prior_road, 1e-9))
        self.odds[0, places] = log_stop - np.logaddexp(log_road, log_none)
        self.odds[1, places] = log_road - np.logaddexp(log_stop, log_none)
        self.says[places] = self.odds[0, places] - np.log(prior_stop / (1 - prior_stop))
        ranks = (log_none - np.logaddexp(log_stop, log_road)).tolist()
        for place, rank in enumerate(ranks, start=low):
            heapq.heappush(self.waiting, (rank, place, int(self.version[place])))

    def _served(self, own: slice, of: Ints, n: int, said: Floats) -> Floats:
        """Weigh places as stops, some variants that pass them not halting there at all."""
        site = self.passed.site[own]
        begins = _begins(site)
        each, place = np.add.reduceat(said, begins, axis=0) if len(site) else said, of[begins]
        log_served, log_not = np.log(parameter("serving")), np.log(1 - parameter("serving"))
        whole = _sums(place, np.logaddexp(log_served + each, log_not), n)
        weight = _shared(whole)[place]
        alone = (np.exp(np.clip(each, -60, 60)) * weight).sum(axis=1)
        alone = np.log(np.maximum(alone, 1e-30))
        self.site_odds[site[begins]] = alone
        lengths = np.diff(np.append(begins, len(site)))
        self.serves[own] = np.repeat(probability(alone + log_served - log_not), lengths)
        return whole

    def take(self) -> None:
        """Take the surest place; one of a list where it is likelier than not."""
        low, place, version = heapq.heappop(self.waiting)
        if self.is_done[place] or version != self.version[place]:
            return
        least = 0.0 if self.held.is_given[place] else self.least
        if -low < least:
            return
        self.is_done[place] = True
        is_stop = self.odds[0, place] > least
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
            passages = slice(self.bounds[other], self.bounds[other + 1])
            nearest = nearest_halts(passages, self.seen, self.held, self.passed, self.free)
            self._weigh(other, other + 1, nearest)

    def chosen(self) -> Chosen:
        """Return what was chosen."""
        taken = np.array(self.taken, dtype=np.int64)
        return Chosen(
            place=taken, odds=self.odds[0, taken], event=self.event, site_odds=self.site_odds,
            serves=self.serves, nodes=self.nodes, stop_share=probability(self.odds[0]),
            road_share=probability(self.odds[1]), says=self.says, passes=self.passed,
            habits=self.habits,
        )  # fmt: skip


def _begins(keys: Ints) -> Ints:
    """Say where each run of equal keys begins."""
    changes = np.ones(len(keys), dtype=bool)
    changes[1:] = keys[1:] != keys[:-1]
    return np.flatnonzero(changes)


def _sums(of: Ints, rows: Floats, n: int) -> Floats:
    """Add up the rows of each of `n` owners, rows of one owner lying together."""
    made = np.zeros((n, rows.shape[1]))
    if len(of):
        begins = _begins(of)
        made[of[begins]] = np.add.reduceat(rows, begins, axis=0)
    return made


def _mean(logs: Floats) -> Floats:
    """Return the logarithms of the means of rows of numbers given by their logarithms."""
    made: Floats = np.logaddexp.reduce(logs, axis=1) - np.log(logs.shape[1])
    return made


def _shared(logs: Floats) -> Floats:
    """Turn rows of logarithms of weights into shares."""
    made: Floats = np.exp(logs - np.logaddexp.reduce(logs, axis=1, keepdims=True))
    return made


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
