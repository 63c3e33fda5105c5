"""The proposal: from what rides show to a regulated network, before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from beffroi.engines.informal.published import Plane
from beffroi.engines.informal.regulation import effects, money
from beffroi.engines.informal.regulation.draws import Dice, Floats
from beffroi.engines.informal.regulation.effects import Place, Reach
from beffroi.engines.informal.regulation.frequency import (
    Band,
    departures,
    observed,
    together,
    with_target,
)
from beffroi.engines.informal.regulation.hypotheses import Hypotheses
from beffroi.engines.informal.regulation.merging import leaders
from beffroi.engines.informal.regulation.money import Balance, Earned
from beffroi.engines.informal.regulation.norms import parameter
from beffroi.engines.informal.regulation.service import Service, Totals, services, totals
from beffroi.engines.informal.regulation.spacing import Spaced, spaced
from beffroi.engines.informal.regulation.ways import Way, middle, ways
from beffroi.kernels.polylines import arcs
from beffroi.kernels.polylines import at as points_at
from beffroi.territory.informal import InformalNetwork

MINUTE = 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line of the proposal.

    Attributes
    ----------
    way
        The way that it keeps.
    members
        Ways that it takes over, itself first.
    stops
        What becomes of its stops.
    points : (n_stops, 2)
        Where its stops are afterwards. [m]
    bands
        How often it leaves.
    """

    way: Way
    members: tuple[Way, ...]
    stops: tuple[Spaced, ...]
    points: Floats
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A regulated network, set against that of today.

    Attributes
    ----------
    ways, leaders
        Ways of today, and the number of the way into which each is merged.
    lines
        Lines of the proposal, one a direction.
    before, after
        Services of today and of the proposal, at the headways of the hypotheses.
    totals
        What both run.
    cost : (n_draws,)
        Operating cost of the proposal in a year, before tax.
    earned, exchanged
        What passengers pay.
    drivers : tuple of (n_draws,)
        Drivers that both need. [person]
    licences : (n_draws,)
        Vehicles of the proposal, those in reserve included. [vehicle]
    balances
        The accounts, hypothesis by hypothesis.
    needed_subsidy, needed_price : (n_draws,)
        At which today's prices, or passengers alone, pay for all.
    places
        What changes at each stop of today.
    reach
        People near a stop; None where no table of people is given.
    """

    ways: tuple[Way, ...]
    leaders: tuple[int, ...]
    lines: tuple[Line, ...]
    before: tuple[Service, ...]
    after: tuple[Service, ...]
    totals: tuple[Totals, Totals]
    cost: Floats
    earned: Earned
    exchanged: Earned
    drivers: tuple[Floats, Floats]
    licences: Floats
    balances: tuple[Balance, ...]
    needed_subsidy: Floats
    needed_price: Floats
    places: tuple[Place, ...]
    reach: Reach | None

    def hailed(self, *, counted: bool) -> float | None:
        """Average what is away from any stop over variants, by their rides; None if none is known.

        Parameters
        ----------
        counted
            Over variants where somebody counted boardings; else over those where nobody did, of
            which halts alone are known, at red lights too.
        """
        known = [
            way
            for way in self.ways
            if way.is_counted == counted and np.isfinite(way.hailed) and way.n_rides
        ]
        if not known:
            return None
        rides = [way.n_rides for way in known]
        return float(np.average([way.hailed for way in known], weights=rides))


def proposed(
    network: InformalNetwork, wanted: Hypotheses, *, people: pd.DataFrame | None = None,
    seed: int = 0,
) -> Proposal:  # fmt: skip
    """Propose a regulated network.

    Parameters
    ----------
    network
        The network that rides show.
    wanted
        Hypotheses.
    people
        `lon`, `lat` [°] and `weight` [person] of where people live, if a table is given.
    seed
        Of the draws.
    """
    dice = Dice(np.random.default_rng(seed), int(parameter("draws")))
    plane = middle(network)
    own = ways(network, plane)
    today = observed(network.headways, dice)
    leading = leaders(own, [departures(today.get(way.variant_id, ())) for way in own])
    target = wanted.of("headway")
    lines = tuple(_lines(own, leading, today, wanted))
    then = {line.way.variant_id: line.bands for line in lines}
    if np.isfinite(target):
        then = with_target(then, target * MINUTE, dice)
        lines = tuple(_with(line, then[line.way.variant_id]) for line in lines)
    before = services(own, today, network.times, wanted, dice)
    after = services([line.way for line in lines], then, network.times, wanted, dice)
    both_totals = (totals(before, wanted, dice), totals(after, wanted, dice))
    spent = money.cost(both_totals[1], wanted, dice)
    gained = money.earned(own, today, network.fares, wanted, dice)
    in_costs = money.exchanged(gained, wanted, dice)
    hours = wanted.drawn("driver_hours", dice)
    spare = 1 + wanted.drawn("spare", dice)
    at = _positions(network, plane)
    waits_after = {
        way.variant_id: effects.wait(then[own[k].variant_id], today.get(way.variant_id, ()))
        for way, k in zip(own, leading, strict=True)
    }
    points = {k: _line_of(lines, own[k]).points for k in sorted(set(leading))}
    return Proposal(
        ways=own, leaders=leading, lines=lines, before=before, after=after, totals=both_totals,
        cost=spent, earned=gained, exchanged=in_costs,
        drivers=(both_totals[0].hours / hours, both_totals[1].hours / hours),
        licences=np.ceil(np.round(both_totals[1].fleet * spare, 6)),
        balances=tuple(
            money.balance(case, spent, in_costs, wanted.currency) for case in wanted.cases
        ),
        needed_subsidy=money.needed_subsidy(spent, in_costs, wanted.currency),
        needed_price=money.needed_price(spent, gained),
        places=effects.places(
            own, leading, dict(zip(network.stops["stop_id"], network.stops["name"], strict=True)),
            at, points,
            waits=({k: effects.wait(bands, bands) for k, bands in today.items()}, waits_after),
        ),
        reach=None if people is None else _reach(people, plane, own, at, lines),
    )  # fmt: skip


def _lines(
    own: Sequence[Way], leading: Sequence[int], today: dict[str, tuple[Band, ...]],
    wanted: Hypotheses,
) -> list[Line]:  # fmt: skip
    made = []
    for k in sorted(set(leading)):
        members = [own[k], *(own[j] for j, head in enumerate(leading) if head == k and j != k)]
        others = [_along(way, own[k]) for way in members[1:]]
        stops = spaced(
            own[k].along, own[k].weights, wanted.of("spacing_low"), wanted.of("spacing_high"),
            others=np.concatenate(others) if others else None,
        )  # fmt: skip
        kept = np.array(sorted(stop.along for stop in stops if stop.change != "dropped"))
        bands = together([today.get(way.variant_id, ()) for way in members])
        made.append(Line(own[k], tuple(members), stops, points_at(own[k].line, kept), bands))
    return made


def _with(line: Line, bands: tuple[Band, ...]) -> Line:
    return Line(line.way, line.members, line.stops, line.points, bands)


def _along(way: Way, leader: Way) -> Floats:
    """Place the stops of a way on its leader, those that run beside it, with what they weigh."""
    shape = shapely.LineString(leader.line)
    points = shapely.points(points_at(way.line, way.along))
    scale = leader.length / float(arcs(leader.line)[-1] or 1.0)
    where = shapely.line_locate_point(shape, points) * scale
    near = shapely.distance(shape, points) <= parameter("near")
    return np.asarray(np.column_stack([where, way.weights])[near])


def _line_of(lines: Sequence[Line], way: Way) -> Line:
    return next(line for line in lines if line.way is way)


def _positions(network: InformalNetwork, plane: Plane) -> dict[str, Floats]:
    points = shapely.get_coordinates(network.stops.geometry.to_numpy())
    metres = plane.metres(*points.T)
    return dict(zip(network.stops["stop_id"], metres, strict=True))


def _reach(
    people: pd.DataFrame, plane: Plane, own: Sequence[Way], at: dict[str, Floats],
    lines: Sequence[Line],
) -> Reach:  # fmt: skip
    served = sorted({stop for way in own for stop in way.stop_ids})
    empty = np.empty((0, 2))
    return effects.reach(
        plane.metres(people["lon"], people["lat"]),
        people["weight"].to_numpy(dtype="float64", na_value=np.nan),
        np.array([at[stop] for stop in served]) if served else empty,
        np.concatenate([line.points for line in lines]) if lines else empty,
    )
