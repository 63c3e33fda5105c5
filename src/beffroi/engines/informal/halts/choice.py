"""Choice: which places are stops, the habits of the network learnt on the way."""

from dataclasses import replace

import numpy as np

from beffroi.engines.informal.halts.across import Across, told_across
from beffroi.engines.informal.halts.board import (
    Before,
    Chosen,
    every_nearest,
    judged,
    nothing_known,
)
from beffroi.engines.informal.halts.events import Events
from beffroi.engines.informal.halts.model import (
    LEAST_RATE,
    Habits,
    learnt,
    nodes,
    supposed,
)
from beffroi.engines.informal.halts.norms import parameter
from beffroi.engines.informal.halts.passing import Passes
from beffroi.engines.informal.halts.places import Places
from beffroi.engines.informal.halts.spacing import spaced, supposed_gaps
from beffroi.engines.informal.traces import Floats

ROUNDS = 10
"""Most times that habits are learnt anew from the stops found."""
FEWEST_ROUNDS = 3
"""Rounds before habits may be found settled: spacing is learnt beside them."""
SETTLED = 0.02
"""Change of the share that halts and of the stay, under which habits have been learnt. [1]"""


def chosen(  # noqa: PLR0917  (rides as they were seen)
    seen: Events, held: Places, passed: Passes, ridden: float, lines: tuple[Floats, ...],
    beyond: Across | None = None,
) -> Chosen:  # fmt: skip
    """Choose the stops, learning the habits of the network and the spacing of stops on the way.

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
    lines
        Shape of each variant. [m]
    beyond
        Passages of rides there any other way; None for none.
    """
    habits = first = supposed(int((~seen.is_mark).sum()), ridden)
    gaps, nearest = supposed_gaps(), every_nearest(seen, held, passed)
    made = judged(seen, held, passed, habits, _known(seen, held, beyond, habits), nearest)
    for rank in range(ROUNDS if len(passed.site) else 0):
        before, habits = habits, _learnt(made, seen, held, first, ridden)
        known = _known(seen, held, beyond, habits)
        stop, gaps = spaced(lines, held, _with_list(made.says, held), gaps)
        made = judged(seen, held, passed, habits, replace(known, stop=stop), nearest)
        if _is_settled(before, habits) and rank >= FEWEST_ROUNDS:
            break
    return made


def _known(seen: Events, held: Places, beyond: Across | None, habits: Habits) -> Before:
    """Ask the rides of other ways."""
    known = nothing_known(len(held.points))
    return known if beyond is None else replace(known, across=told_across(beyond, seen, habits))


def _with_list(says: Floats, held: Places) -> Floats:
    """Add what a list says of its stops."""
    return np.where(held.is_given, says + parameter("given_odds"), says)


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
