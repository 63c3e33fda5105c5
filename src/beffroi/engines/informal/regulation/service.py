"""Service: vehicles, kilometres and hours that a network runs, with their doubt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd

from beffroi.engines.informal.regulation.draws import Dice, Floats
from beffroi.engines.informal.regulation.frequency import DAYS, Band, most_alike
from beffroi.engines.informal.regulation.hypotheses import Hypotheses
from beffroi.engines.informal.regulation.norms import parameter
from beffroi.engines.informal.regulation.ways import Way

Return = Literal["paired", "loop", "assumed"]
PER_YEAR = {"weekday": "weekdays", "saturday": "saturdays", "sunday": "sundays"}
KILOMETRE, HOUR = 1_000.0, 3_600.0


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A service in a part of a kind of day.

    Attributes
    ----------
    band
        When and how often it leaves.
    cycle : (n_draws,)
        Out and back, stays included; NaN where unknown. [s]
    vehicles : (n_draws,)
        At work at the same time; NaN where unknown. [vehicle]
    """

    band: Band
    cycle: Floats
    vehicles: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Service:
    """A way and how its vehicles come back.

    Attributes
    ----------
    out
        The way.
    back
        The way of the return; None for a loop, or where none was seen.
    returns
        How vehicles come back; where no way of return was seen it is as long as the way out.
    length
        Out and back. [m]
    runs
        Parts of the day.
    """

    out: Way
    back: Way | None
    returns: Return
    length: float
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Hours:
    """A part of a day during which the same services run at the same rates.

    Attributes
    ----------
    days
        Kind of day.
    begins, ends
        Since its midnight. [s]
    n_services
        Services whose vehicles are known then.
    vehicles : (n_draws,)
        Of all of them, at work at the same time. [vehicle]
    is_partial
        Whether those of others are unknown then: there are more.
    """

    days: str
    begins: float
    ends: float
    n_services: int
    vehicles: Floats
    is_partial: bool


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """What a set of services runs.

    Attributes
    ----------
    fleet : (n_draws,)
        Vehicles at work at the busiest time; NaN where none is known. [vehicle]
    kilometres, hours : (n_draws,)
        Of vehicles, in a year; NaN where none is known. [km], [h]
    is_partial
        Whether parts are unknown: the true values are larger.
    """

    fleet: Floats
    kilometres: Floats
    hours: Floats
    is_partial: bool


def services(
    ways: Sequence[Way], bands: Mapping[str, Sequence[Band]], times: pd.DataFrame,
    wanted: Hypotheses, dice: Dice,
) -> tuple[Service, ...]:  # fmt: skip
    r"""Pair ways out and back, and count their vehicles.

    .. math:: n = \lceil C / H \rceil

    with the cycle time `C` (running times, stays at stops, `layover` of both at each end) and the
    headway `H` of the more frequent direction.

    Parameters
    ----------
    ways
        The ways that run.
    bands
        By variant, how often they leave.
    times
        Table of running times.
    wanted
        Hypotheses.
    dice
        Where draws come from.
    """
    layover = wanted.drawn("layover", dice)
    known = times[times["seconds"].notna()]
    legs = {way.variant_id: known[known["variant_id"] == way.variant_id] for way in ways}
    made = []
    for out, back, returns in _pairs(ways):
        own = most_alike(bands.get(out.variant_id, ()),
                         () if back is None else bands.get(back.variant_id, ()))  # fmt: skip
        length = out.length + (0 if returns == "loop" else (back or out).length)
        runs = []
        for band in own:
            there = _ridden(out, legs[out.variant_id], band, dice)
            here = _ridden(back, legs[back.variant_id], band, dice) if back else there
            cycle = (there if returns == "loop" else there + here) * (1 + layover)
            runs.append(Run(band, cycle, np.ceil(np.round(cycle * band.rate, 6))))
        made.append(Service(out, back, returns, length, tuple(runs)))
    return tuple(made)


def _pairs(ways: Sequence[Way]) -> Iterable[tuple[Way, Way | None, Return]]:
    """Pair the ways of a line whose ends fit best, then those of two lines whose ends are the same.

    Loops come back on their own.
    """
    yield from ((way, None, "loop") for way in ways if way.is_loop)
    left = [way for way in ways if not way.is_loop]
    tried = sorted(
        (out.route_id != back.route_id, _ends_apart(out, back), i, j)
        for i, out in enumerate(left) for j, back in enumerate(left)
        if i != j and _may_pair(out, back)
    )  # fmt: skip
    done: set[int] = set()
    for _, _, i, j in tried:
        if i not in done and j not in done:
            done |= {i, j}
            yield left[i], left[j], "paired"
    yield from ((way, None, "assumed") for k, way in enumerate(left) if k not in done)


def _may_pair(out: Way, back: Way) -> bool:
    if out.route_id == back.route_id:
        return (out.direction, back.direction) == (0, 1)
    return out.mode == back.mode and _ends_apart(out, back) <= 2 * parameter("loop")


def _ends_apart(out: Way, back: Way) -> float:
    gaps = (out.line[-1] - back.line[0], back.line[-1] - out.line[0])
    return float(sum(np.hypot(*gap) for gap in gaps))


def _ridden(way: Way, times: pd.DataFrame, band: Band, dice: Dice) -> Floats:
    """Sum the legs of a ride in a band, stays included; NaN where unknown.

    Legs whose time is unknown are ridden as fast as the others, if these make half the way.
    """
    legs = np.diff(way.along)
    values = np.full((len(legs), 3), np.nan)
    for key, rows in times.groupby("rank"):
        rank = int(str(key))
        if rank < len(legs):
            values[rank] = _leg(rows, (band.begins + band.ends) / 2)
    known = np.isfinite(values[:, 0])
    ridden = float(legs[known].sum())
    if not ridden or ridden < way.length / 2:
        return dice.certain(np.nan)
    middle, low, high = values[known].sum(axis=0) * (way.length / ridden)
    return dice.around(middle, low, high) + way.stays


def _leg(rows: pd.DataFrame, moment: float) -> tuple[float, float, float]:
    """Return the running time of a leg at a moment: of the band that holds it, else of all."""
    inside = rows[(rows["begins_s"] <= moment) & (rows["ends_s"] > moment)]
    best = inside if len(inside) else rows
    value = float(best["seconds"].median())
    low, high = (
        float(best[column].fillna(best["seconds"]).median()) for column in ("low_s", "high_s")
    )
    return value, min(low, value), max(high, value)


def totals(made: Sequence[Service], wanted: Hypotheses, dice: Dice) -> Totals:
    """Sum what services run: the busiest time, kilometres and hours of a year.

    Days of which no headway is known count for nothing and leave the sums partial.
    """
    zero = dice.certain(0.0)
    kilometres, hours, any_known, partial = zero.copy(), zero.copy(), [False, False], False
    for service in made:
        for run in service.runs:
            per_year = wanted.of(PER_YEAR[run.band.days])
            if not run.band.is_known:
                partial = True
                continue
            partial |= run.band.is_partial
            any_known[0] = True
            leaving = run.band.rate * run.band.seconds * per_year
            kilometres += leaving * service.length / KILOMETRE
            if np.isfinite(run.vehicles[0]):
                any_known[1] = True
                hours += run.vehicles * run.band.seconds / HOUR * per_year
            else:
                partial = True
        partial |= not service.runs
    unknown = dice.certain(np.nan)
    return Totals(
        fleet=_busiest(made, dice), kilometres=kilometres if any_known[0] else unknown,
        hours=hours if any_known[1] else unknown, is_partial=partial or not _has_all_days(made),
    )  # fmt: skip


def _has_all_days(made: Sequence[Service]) -> bool:
    known = {run.band.days for service in made for run in service.runs if run.band.is_known}
    return known == set(DAYS)


def _busiest(made: Sequence[Service], dice: Dice) -> Floats:
    """Return the vehicles at work at the busiest time of any kind of day."""
    best = dice.certain(np.nan)
    for hours in by_hours(made):
        best = np.fmax(best, hours.vehicles)
    return best


def by_hours(made: Sequence[Service]) -> Iterator[Hours]:
    """Sum the vehicles of all services by part of the day.

    Parameters
    ----------
    made
        The services; those whose vehicles are unknown during a part count for nothing in it, and
        leave it partial, as do those of which no band of that kind of day was seen.

    Yields
    ------
    Parts in order of the kinds of days, then of time; none where nothing is known.
    """
    for days in DAYS:
        known = [r for s in made for r in s.runs
                 if r.band.days == days and np.isfinite(r.vehicles[0])]  # fmt: skip
        edges = sorted({e for run in known for e in (run.band.begins, run.band.ends)})
        for begins, ends in pairwise(edges):
            inside = [run.vehicles for run in known
                      if run.band.begins <= begins and run.band.ends >= ends]  # fmt: skip
            if inside:
                lacks = any(_lacks(one, days, begins, ends) for one in made)
                yield Hours(days, begins, ends, len(inside), np.sum(inside, axis=0), lacks)


def _lacks(service: Service, days: str, begins: float, ends: float) -> bool:
    """Say whether some vehicles of a service are unknown in a part of a day."""
    own = [run for run in service.runs if run.band.days == days]
    inside = [run for run in own if run.band.begins < ends and run.band.ends > begins]
    return not own or any(r.band.is_partial or not np.isfinite(r.vehicles[0]) for r in inside)


def fleet_of(service: Service) -> Floats:
    """Return the vehicles of one service at its busiest time; NaN where unknown."""
    known = [run.vehicles for run in service.runs if np.isfinite(run.vehicles[0])]
    if not known:
        return np.full(1, np.nan)
    return np.asarray(np.max(known, axis=0))
