"""A survey plan: which rides and which watches to add, why, and how long they take."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from beffroi.engines.informal.sizing.effort import (
    departures_for_width,
    recall,
    rides_for_stops,
    rides_for_width,
)
from beffroi.engines.informal.sizing.norms import parameter
from beffroi.foundation.language import Words, both
from beffroi.territory.informal import InformalNetwork

HOUR = 3_600.0
RIDE, WATCH = "ride", "watch"
VARIATION = 0.6
"""Variation of headways where none is known: as `service` takes it."""


@dataclass(frozen=True, slots=True)
class Errand:
    """What a field agent is asked to do.

    Attributes
    ----------
    kind
        ``ride`` (ride the variant from end to end) or ``watch`` (count departures at its start).
    variant_id, route_id
        The variant and its line.
    days, begins, ends
        Kind of day and part of it, empty and None where any will do. [s]
    rides
        Rides to add; 0 for a watch.
    why
        What is not known well enough.
    gain
        What is expected of it.
    hours
        Time of one agent, waits included. [h]
    """

    kind: str
    variant_id: str
    route_id: str
    days: str
    begins: float | None
    ends: float | None
    rides: int
    why: Words
    gain: Words
    hours: float


def plan(network: InformalNetwork) -> tuple[Errand, ...]:
    """Say what to survey next, what tells most for an hour first.

    Each variant is asked the rides that its stops, its running times and its state ask for; each
    band whose headway is unknown, or known less well than `headways`, is asked a watch. What is
    good enough is asked nothing.

    Parameters
    ----------
    network
        The network as the rides so far show it.
    """
    waits = _waits(network.headways)
    lasts = network.times.groupby(["variant_id", "rank"])["seconds"].mean().groupby(level=0).sum()
    errands = [
        *_rides(network, {str(k): float(v) for k, v in lasts.items()}, waits),
        *_watches(network),
    ]
    return tuple(sorted(errands, key=lambda one: (_urgency(one), one.hours, one.variant_id)))


def _urgency(one: Errand) -> int:
    """Put what is wholly unknown before what is known badly."""
    if one.kind == RIDE and one.gain == NEW:
        return 0
    return 1 if one.kind == WATCH else 2


NEW = both("The variant is confirmed, or given up.")


def _waits(headways: pd.DataFrame) -> dict[str, float]:
    known = headways.dropna(subset=["wait_s"])
    return {str(k): float(v) for k, v in known.groupby("variant_id")["wait_s"].mean().items()}


def _rides(
    network: InformalNetwork, lasts: Mapping[str, float], waits: Mapping[str, float]
) -> Iterator[Errand]:
    most = int(parameter("most_rides"))
    for row in network.variants[["variant_id", "route_id", "n_rides"]].to_dict("records"):
        id_, n = str(row["variant_id"]), int(row["n_rides"])
        asked = _asked(network, id_, n)
        if not asked:
            continue
        more, why, gain = max(asked, key=lambda one: one[0])
        more = min(more, most)
        each = lasts.get(id_, parameter("usual_ride")) + waits.get(id_, parameter("usual_wait"))
        yield Errand(RIDE, id_, str(row["route_id"]), "", None, None, more, why, gain,
                     round(more * each / HOUR, 1))  # fmt: skip


def _asked(network: InformalNetwork, id_: str, n: int) -> list[tuple[int, Words, Words]]:
    """List the rides that a variant still asks for, with what each would bring."""
    found: list[tuple[int, Words, Words]] = []
    fewest = int(parameter("fewest_rides"))
    if n < fewest:
        found.append((fewest - n, both("fewer than {n} rides show it", n=fewest), NEW))
    calls = network.calls[network.calls["variant_id"] == id_]
    calls = calls[(calls["n_passes"] > 0).fillna(value=False) & (calls["n_halts"] > 0).fillna(
        value=False)]  # fmt: skip
    halts, passes = (calls[name].to_numpy(dtype=float) for name in ("n_halts", "n_passes"))
    if len(halts):
        needed = rides_for_stops(halts, passes)
        if needed > n:
            now, then = (round(100 * float(x)) for x in recall(
                halts, passes, np.array([float(n), float(needed)])))  # fmt: skip
            found.append((
                needed - n, both("stops missed: about {share} % of them are seen", share=now),
                both("Stops seen: {before} % → {after} %.", before=now, after=then),
            ))  # fmt: skip
    times = network.times[(network.times["variant_id"] == id_) & (network.times["n_rides"] > 0)]
    if len(times):
        half = float(((times["high_s"] - times["low_s"]) / 2 / times["seconds"]).median())
        needed = rides_for_width(half, n, parameter("times"))
        if needed > n:
            after = half * np.sqrt(n / min(needed, n + parameter("most_rides")))
            found.append((
                needed - n, both("running times known to ± {share} %", share=round(100 * half)),
                both("Running times: ± {before} % → ± {after} %.", before=round(100 * half),
                     after=round(100 * after)),
            ))  # fmt: skip
    return found


def _watches(network: InformalNetwork) -> Iterator[Errand]:
    routes = dict(zip(network.variants["variant_id"], network.variants["route_id"], strict=True))
    wanted = parameter("headways")
    for row in network.headways.to_dict("records"):
        known = pd.notna(row["headway_s"]) and pd.notna(row["high_s"])
        is_mixed = not known and pd.notna(row["method"]) and row["n_departures"] > 0
        if not known and pd.notna(row["method"]) and not is_mixed:
            continue
        half = (row["high_s"] - row["low_s"]) / 2 / row["headway_s"] if known else np.inf
        if half <= wanted:
            continue
        seconds = _watch(row, known=known)
        why = (both("headway known to ± {share} %", share=round(100 * half)) if known
               else both("headway unknown: departures were counted without their line") if is_mixed
               else both("headway unknown: nobody watched its departures"))  # fmt: skip
        yield Errand(WATCH, str(row["variant_id"]), str(routes[row["variant_id"]]), row["days"],
                     float(row["begins_s"]), float(row["ends_s"]), 0, why,
                     both("Headway: ± {share} % or better.", share=round(100 * wanted)),
                     round(seconds / HOUR, 1))  # fmt: skip


def _watch(row: Mapping[Hashable, Any], *, known: bool) -> float:
    """Return how long to watch: for as many departures as are missing, or a first look."""
    longest = parameter("longest_watch")
    if not known:
        return min(longest, float(row["ends_s"] - row["begins_s"]))
    variation = row["variation"] if pd.notna(row["variation"]) else VARIATION
    missing = departures_for_width(variation, parameter("headways")) - row["n_departures"]
    return float(np.clip(missing * row["headway_s"], HOUR / 2, longest))
