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


def judged(
    seen: Events, held: Places, passed: Passes, habits: Habits, before: Before | None = None
) -> Chosen:
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
    """
    known = nothing_known(len(held.points)) if before is None else before
    board = _Board(seen, held, passed, habits, known)
    while board.waiting:
        board.take()
    return board.chosen()


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
        self.road_prior = np.zeros(n)
        np.maximum.at(self.road_prior, self.of, passed.by_road)
        self.road_prior = np.minimum(self.road_prior / (1 - usual), MOST_ROAD)
        self.odds = np.full((2, n), -np.inf)
        self.is_done = np.zeros(n, dtype=bool)
        self.version = np.zeros(n, dtype=np.int64)
        self.near = _neighbours(held)
        self.least = np.log(parameter("sure") / (1 - parameter("sure")))
        self.taken: list[int] = []
        self.waiting: list[tuple[float, int, int]] = []
        for place in range(n):
            self._weigh(place)

    def _weigh(self, place: int) -> None:
        """Weigh a place by the halts that are free, and put it in the queue."""
        own = slice(self.bounds[place], self.bounds[place + 1])
        best, offset = nearest_halts(own, self.seen, self.held, self.passed, self.free)
        self.event[own] = best
        seconds = np.where(best >= 0, self.seen.seconds[best], np.nan) if len(
            self.seen.seconds) else np.full(len(best), np.nan)  # fmt: skip
        marked = self.passed.kind[own] == 1
        as_stop = self._served(
            own, evidence(offset, seconds, marked, self.habits.stop, self.habits)
        )
        said = evidence(offset, seconds, marked, self.habits.road, self.habits)
        as_road = np.where(marked[:, np.newaxis], 0.0, said).sum(axis=0)
        self.nodes[:, place] = _shared(as_stop), _shared(as_road)
        stop, road = np.array([_mean(as_stop), _mean(as_road)]) + self.across[:, place]
        prior_stop, prior_road = self._priors(place)
        log_stop, log_road = np.log(prior_stop) + stop, np.log(max(prior_road, 1e-9)) + road
        log_none = np.log(max(1 - prior_stop - prior_road, 1e-9))
        self.odds[0, place] = log_stop - np.logaddexp(log_road, log_none)
        self.odds[1, place] = log_road - np.logaddexp(log_stop, log_none)
        self.says[place] = self.odds[0, place] - np.log(prior_stop / (1 - prior_stop))
        heapq.heappush(
            self.waiting,
            (-float(np.logaddexp(log_stop, log_road) - log_none), place, int(self.version[place])),
        )

    def _served(self, own: slice, said: Floats) -> Floats:
        """Weigh a place as a stop, some variants that pass it not halting there at all."""
        if own.stop == own.start:
            return np.zeros(said.shape[1])
        site = self.passed.site[own]
        begins = np.flatnonzero(np.append(True, np.diff(site) != 0))
        each = np.add.reduceat(said, begins, axis=0)
        log_served, log_not = np.log(parameter("serving")), np.log(1 - parameter("serving"))
        whole = np.logaddexp(log_served + each, log_not).sum(axis=0)
        weight = _shared(whole)
        alone = np.log(np.maximum(np.exp(np.clip(each, -60, 60)) @ weight, 1e-30))
        self.site_odds[site[begins]] = alone
        lengths = np.diff(np.append(begins, len(site)))
        self.serves[own] = np.repeat(probability(alone + log_served - log_not), lengths)
        made: Floats = whole
        return made

    def _priors(self, place: int) -> tuple[float, float]:
        """Share what a place may be between stop and road, before its own rides are heard."""
        stop, road = float(self.stop_prior[place]), float(self.road_prior[place])
        rest = 1 - stop
        return stop, min(road, rest * HALF) if self.held.is_given[place] else rest * road

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
            self._weigh(other)

    def chosen(self) -> Chosen:
        """Return what was chosen."""
        taken = np.array(self.taken, dtype=np.int64)
        return Chosen(
            place=taken, odds=self.odds[0, taken], event=self.event, site_odds=self.site_odds,
            serves=self.serves, nodes=self.nodes, stop_share=probability(self.odds[0]),
            road_share=probability(self.odds[1]), says=self.says, passes=self.passed,
            habits=self.habits,
        )  # fmt: skip


def _mean(logs: Floats) -> float:
    """Return the logarithm of the mean of numbers given by their logarithms."""
    return float(np.logaddexp.reduce(logs) - np.log(len(logs)))


def _shared(logs: Floats) -> Floats:
    """Turn logarithms of weights into shares."""
    made: Floats = np.exp(logs - np.logaddexp.reduce(logs))
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
