"""Across the street: what rides that pass a place any other way say of it."""

from dataclasses import dataclass

import numpy as np

from beffroi.engines.informal.halts.events import Events, Sites
from beffroi.engines.informal.halts.model import Habits, Kind, before_seeing, evidence
from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.halts.passing import Flags, Passes, nearest_halts, passes
from beffroi.engines.informal.halts.places import SAME_WAY, Places, passed_by
from beffroi.engines.informal.traces import Floats, Laid


@dataclass(frozen=True, slots=True, eq=False)
class Across:
    """Passages of rides at places, any other way than that of the place.

    Attributes
    ----------
    held
        The places, with the sites of variants that pass them another way.
    passed
        Passages of rides at these sites.
    is_opposite : (n_passages,)
        Whether the ride went the opposite way rather than crosswise.
    """

    held: Places
    passed: Passes
    is_opposite: Flags


def across(laid: Laid, seen: Events, held: Places) -> Across:
    """Find the rides that passed places any other way.

    Parameters
    ----------
    laid
        Rides along the lines of their variants.
    seen
        Their halts.
    held
        The places; those of all ways have no other.
    """
    sites, of = passed_by(
        laid.lines, held.points, np.zeros_like(held.units), parameter("beside_across")
    )
    cosine = (sites.units * held.units[of]).sum(axis=1)
    other = (cosine < SAME_WAY) & held.units[of].any(axis=1)
    there = Places(
        held.points, held.units, held.is_given,
        Sites(sites.variant[other], sites.along[other], sites.points[other], sites.units[other]),
        of[other],
    )  # fmt: skip
    passed = passes(laid, seen, there)
    return Across(there, passed, (cosine[other] < -SAME_WAY)[passed.site])


def told_across(beyond: Across, seen: Events, habits: Habits) -> Floats:
    """Tell how much likelier rides of other ways make a stop, or a place of the road, than neither.

    A light holds vehicles of all ways, and so does a crossing; a stop often faces another. Halts
    the other ways may be for a stop there, for the road, or by chance, each supposed as likely as
    what is at the place makes it.

    Parameters
    ----------
    beyond
        Passages of rides the other ways.
    seen
        Halts of rides.
    habits
        How vehicles halt.

    Returns
    -------
    (2, n_places)
        Natural logarithms for a stop and for the road; 0 where no ride passed another way.
    """
    passed, n = beyond.passed, len(beyond.held.points)
    made = np.zeros((2, n))
    if not len(passed.site):
        return made
    whole = slice(0, len(passed.site))
    free = np.ones(len(seen.along), dtype=bool)
    best, offset = nearest_halts(whole, seen, beyond.held, passed, free)
    seconds = np.full(len(best), np.nan)
    seconds[best >= 0] = seen.seconds[best[best >= 0]]
    marked = passed.kind == 1
    of = beyond.held.of[passed.site]
    for opposite in (True, False):
        own = beyond.is_opposite == opposite
        said = [
            _summed(of[own], _said(kind, offset[own], seconds[own], marked[own], habits), n)
            for kind in (habits.stop, habits.road)
        ]
        there = np.bincount(of[own], minlength=n) > 0
        made += np.where(there, _beside_neither(said[0], said[1], is_opposite=opposite), 0.0)
    return made


def _said(kind: Kind, offset: Floats, seconds: Floats, marked: Flags, habits: Habits) -> Floats:
    wide = Kind(kind.halting, kind.firmness, kind.stay, kind.between, kind.spread,
                parameter("place_across"))  # fmt: skip
    made = evidence(offset, seconds, marked, wide, habits)
    return np.where(marked[:, np.newaxis], 0.0, made) if kind is habits.road else made


def _summed(of: np.ndarray, said: Floats, n: int) -> Floats:
    """Add up what passages say of each place, the mean over nodes taken last, in logarithm."""
    n_nodes = said.shape[1]
    where = (of[:, np.newaxis] * n_nodes + np.arange(n_nodes)).ravel()
    sums = np.bincount(where, weights=said.ravel(), minlength=n * n_nodes).reshape(n, n_nodes)
    made: Floats = np.logaddexp.reduce(sums, axis=1) - np.log(n_nodes)
    return made


def _beside_neither(as_stop: Floats, as_road: Floats, *, is_opposite: bool) -> Floats:
    """Weigh what is across by what is here: a stop, the road; each against neither.

    Without knowing what is here, what is across is as likely as anywhere.
    """
    stop = before_seeing(parameter("expected_spacing"))
    road = before_seeing(parameter("road_spacing"))
    faced = parameter("faced") if is_opposite else stop
    held = parameter("held_across")

    def likely(stop_there: float, road_there: float) -> Floats:
        both = np.logaddexp(np.log(stop_there) + as_stop, np.log(road_there) + as_road)
        made: Floats = np.logaddexp(both, np.log(1 - stop_there - road_there))
        return made

    neither = likely(stop * (1 - faced) / (1 - stop), road * (1 - held) / (1 - road))
    at_stop = likely(faced * (1 - road), road)
    at_road = likely(stop * (1 - held), held)
    return np.stack([at_stop - neither, at_road - neither])
