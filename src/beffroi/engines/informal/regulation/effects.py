"""Effects: who waits less and who walks more, stop by stop and for the people around."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from beffroi.engines.informal.regulation.draws import Floats
from beffroi.engines.informal.regulation.frequency import Band
from beffroi.engines.informal.regulation.norms import parameter
from beffroi.engines.informal.regulation.ways import Way

Verdict = Literal["wins", "loses", "same", "unknown"]
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """A stop of today and what becomes of those who use it.

    Attributes
    ----------
    name
        Its name.
    walk
        Minutes added on foot to the nearest stop of their line, mean of its users. [min]
    wait_before, wait_after
        Expected wait on weekdays, mean over their variants; None where unknown for more than half
        of its users. [min]
    verdict
        Of walk and wait together.
    share
        Part of the network's users that use it. [1]
    """

    name: str
    walk: float
    wait_before: float | None
    wait_after: float | None
    verdict: Verdict
    share: float


@dataclass(frozen=True, slots=True)
class Reach:
    """People near a stop.

    Attributes
    ----------
    people
        All that the table counts. [person]
    before, after
        Of them, those within `short` of a stop. [person]
    lost, gained
        Of them, those near a stop before alone, and after alone. [person]
    """

    people: float
    before: float
    after: float
    lost: float
    gained: float


def wait(bands: Sequence[Band], today: Sequence[Band]) -> float:
    """Return the expected wait of a weekday, for who rides at the hours of today.

    Parameters
    ----------
    bands
        How often vehicles leave.
    today
        How often they leave today: each hour counts by its departures.

    Returns
    -------
    NaN where unknown. [s]
    """
    known = [b for b in bands if b.days == "weekday" and np.isfinite(b.rate[0] * b.wait[0])]
    leaving = waited = 0.0
    for own in today:
        for band in known if own.days == "weekday" and own.is_known else ():
            seconds = max(0.0, min(band.ends, own.ends) - max(band.begins, own.begins))
            leaving += float(own.rate[0]) * seconds
            waited += float(own.rate[0]) * seconds * float(band.wait[0] / band.rate[0])
    return waited / leaving if leaving else float("nan")


def places(
    ways: Sequence[Way], leaders: Sequence[int], names: Mapping[str, str],
    stops: Mapping[str, Floats], after: Mapping[int, Floats],
    *, waits: tuple[Mapping[str, float], Mapping[str, float]],
) -> tuple[Place, ...]:  # fmt: skip
    """Say for every stop of today what changes, the most used first.

    Parameters
    ----------
    ways
        Ways of today.
    leaders
        Number of the way into which each is merged.
    names
        Of stops, by `stop_id`.
    stops : (2,) each
        Where they are. [m]
    after : (n_stops, 2) each
        Stops of the proposal, by number of the leader. [m]
    waits
        Expected wait of each variant before, and after. [s]
    """
    found: dict[str, list[tuple[float, float, float, float]]] = {}
    for way, leader in zip(ways, leaders, strict=True):
        before, then = waits[0].get(way.variant_id, np.nan), waits[1].get(way.variant_id, np.nan)
        for stop, weight in zip(way.stop_ids, way.weights, strict=True):
            gap = float(np.hypot(*(after[leader] - stops[stop]).T).min())
            if gap <= parameter("same_place"):
                gap = 0.0
            seconds = gap * parameter("detour") / parameter("walk")
            found.setdefault(names.get(stop, stop), []).append((weight, seconds, before, then))
    total = sum(weight for rows in found.values() for weight, *_ in rows) or 1.0
    total = float(total)
    made = [_place(name, np.array(rows), total) for name, rows in found.items()]
    return tuple(sorted(made, key=lambda place: (-place.share, place.name)))


def _place(name: str, rows: Floats, total: float) -> Place:
    weights = np.where(rows[:, 0] > 0, rows[:, 0], 1e-9)
    walk = float(np.average(rows[:, 1], weights=weights))
    known = np.isfinite(rows[:, 2:]).all(axis=1)
    before = after = np.nan
    if weights[known].sum() >= weights.sum() / 2:
        before, after = np.average(rows[known, 2:], weights=weights[known], axis=0)
    change = (walk + after - before) / MINUTE
    least = parameter("felt")
    verdict: Verdict = "unknown"
    if np.isfinite(change):
        verdict = "loses" if change >= least else "wins" if change <= -least else "same"
    waits = [float(value) / MINUTE if np.isfinite(value) else None for value in (before, after)]
    return Place(name, walk / MINUTE, waits[0], waits[1], verdict,
                 float(rows[:, 0].sum()) / total)  # fmt: skip


def reach(people: Floats, weights: Floats, before: Floats, after: Floats) -> Reach:
    """Count the people near a stop before and after.

    Parameters
    ----------
    people : (n, 2)
        Where they live. [m]
    weights : (n,)
        How many; those unknown are left out. [person]
    before, after : (n_stops, 2)
        Stops. [m]
    """
    known = np.isfinite(weights)
    weights = weights[known]
    near = [_near(people[known], stops) for stops in (before, after)]
    return Reach(
        float(weights.sum()), float(weights[near[0]].sum()), float(weights[near[1]].sum()),
        float(weights[near[0] & ~near[1]].sum()), float(weights[near[1] & ~near[0]].sum()),
    )  # fmt: skip


def _near(people: Floats, stops: Floats) -> npt.NDArray[np.bool_]:
    if not len(stops):
        return np.zeros(len(people), dtype=bool)
    gaps, _ = cKDTree(stops).query(people, distance_upper_bound=parameter("short"))
    return np.asarray(np.isfinite(gaps))
