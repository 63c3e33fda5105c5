"""Trial of a policy: the same town before and after, at the middle and in every draw."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.scenarios import sfpark
from beffroi.engines.parking.scenarios.day import EDGES, lengths
from beffroi.engines.parking.scenarios.demand import Demand
from beffroi.engines.parking.scenarios.effects import Effects, effects, gains, losers
from beffroi.engines.parking.scenarios.elasticity import Response, dearer, is_paid, response
from beffroi.engines.parking.scenarios.equilibrium import (
    ROUGH,
    TOLERANCE,
    Certificate,
    Equilibrium,
    equilibrium,
    one_thread,
    opened,
)
from beffroi.engines.parking.scenarios.market import Market, market
from beffroi.engines.parking.scenarios.observed import enforced, observed
from beffroi.engines.parking.scenarios.parameters import Behaviour, behaviour, drawn, parameter
from beffroi.engines.parking.scenarios.policy import ByOccupancy, Policy, applied, by_occupancy
from beffroi.engines.parking.scenarios.present import Present, present
from beffroi.engines.parking.scenarios.supply import Supply
from beffroi.engines.parking.scenarios.tariffs import hours_within
from beffroi.kernels.queueing.insistence import Fullness, fullness

Floats = npt.NDArray[np.float64]
Losers = Mapping[tuple[str, str], tuple[float, float, float, float]]


@dataclass(frozen=True, slots=True)
class Town:
    """A town as it parks today.

    Attributes
    ----------
    supply, demand
        Places and drivers.
    checks
        Checks an hour in paid places; NaN if not known. [1/h]
    fine
        Post-payment fine; NaN if not known. [€]
    respect
        Share of the paid hours that are paid; NaN if not known. [1]
    doubt
        Least, usual and largest factor by which the drivers given may be wrong; `parameters.toml`'s
        if None. [1]
    """

    supply: Supply
    demand: Demand
    checks: float = float("nan")
    fine: float = float("nan")
    respect: float = float("nan")
    doubt: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One town before a policy and after it.

    Attributes
    ----------
    before, after
        What a day is like.
    losers
        Who loses, by profile and quarter (`effects.losers`).
    settled
        Equilibria before and after.
    present
        The town of today while all its drivers come.
    surcharge : (n_places, n_periods)
        What adjusted prices add, or None.
    response
        Elasticities to the price that drivers imply; empty where nobody pays.
    """

    before: Effects
    after: Effects
    losers: Losers
    settled: tuple[Equilibrium, Equilibrium]
    present: Present
    surcharge: Floats | None = None
    response: Response = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """What a policy does, and how sure it is.

    Attributes
    ----------
    policy
        The policy.
    town, after
        The town of today, and its supply after.
    middle
        At the usual values.
    draws
        By quantity of `effects.QUANTITIES`, (n_draws, 2): before and after.
    occupancy : (n_draws, n_groups, n_periods)
        Change of occupancy of the groups that are there before and after; empty without a draw.
    lost
        By profile and quarter, (n_draws, 4), as in `effects.losers`.
    responses
        Elasticities, (n_draws,), as in `elasticity.response`.
    """

    policy: Policy
    town: Town
    after: Supply
    middle: Pair
    draws: Mapping[str, Floats]
    lost: Mapping[tuple[str, str], Floats] = field(default_factory=dict)
    responses: Mapping[tuple[str, str], Floats] = field(default_factory=dict)

    @property
    def certificates(self) -> tuple[Certificate, Certificate]:
        """How it is known that drivers have settled, before and after."""
        return (self.middle.settled[0].certificate, self.middle.settled[1].certificate)


def trial(
    town: Town, policy: Policy, *, draws: int | None = None, seed: int = 0,
    hear: Callable[[int, int], None] = lambda _done, _all: None,
) -> Trial:  # fmt: skip
    """Try a policy.

    Every draw takes one set of parameters for both states, so that what a policy changes is not
    blurred by what is unknown of both (common random numbers).

    Parameters
    ----------
    town, policy
        The town and the policy.
    draws
        Draws of the uncertain parameters; `parameters.toml`'s if None, none if 0.
    seed
        Of the draws.
    hear
        Told how many draws are done, of how many.
    """
    with one_thread():
        return _tried(town, policy, int(parameter("draws")) if draws is None else draws, seed, hear)


def _tried(
    town: Town, policy: Policy, n_draws: int, seed: int, hear: Callable[[int, int], None]
) -> Trial:
    changed, _ = applied(
        policy,
        town.supply,
        enforced(town.supply, behaviour(), observed(town.checks, town.fine, town.respect, None)),
    )
    tables = fullness(town.supply.groups[2]), fullness(changed.groups[2])
    middle = _pair(town, policy, tables, None, None)
    kept: list[Pair] = []
    rng = np.random.default_rng(seed)
    for n in range(n_draws):
        kept.append(_pair(town, policy, tables, np.random.default_rng(rng.integers(2**63)), middle))
        hear(n + 1, n_draws)
    values = {
        key: np.array([[pair.before.values[key], pair.after.values[key]] for pair in kept])
        for key in middle.before.values
    }
    lost = {key: np.array([pair.losers[key] for pair in kept]) for key in middle.losers}
    answers = {key: np.array([pair.response[key] for pair in kept]) for key in middle.response}
    return Trial(policy, town, changed, middle, values, lost if kept else {}, answers)


def _pair(
    town: Town, policy: Policy, tables: tuple[Fullness, Fullness],
    draw: np.random.Generator | None, near: Pair | None,
) -> Pair:  # fmt: skip
    law = behaviour(draw)
    if town.doubt is not None:
        low, usual, high = town.doubt
        law = replace(law, demand=usual if draw is None else draw.triangular(low, usual, high))
    speed, carbon = drawn("search_speed", draw), drawn("co2", draw)
    seen = observed(town.checks, town.fine, town.respect, draw)
    tolerance = ROUGH if near else TOLERANCE
    now = present(town.supply, town.demand, law, seen, table=tables[0],
                  near=near.present if near else None)  # fmt: skip
    law, closed = now.law, now.settled
    before = equilibrium(opened(closed, law, now.market), law, start=closed, tolerance=tolerance,
                         proven=near is None)  # fmt: skip
    supply, kept = applied(policy, town.supply, now.enforcement)

    def laid(surcharge: Floats | None) -> Market:
        return opened(closed, law, market(supply, town.demand, law, kept, surcharge=surcharge,
                                          table=tables[1]))  # fmt: skip

    rule = by_occupancy(policy)
    first = near.settled[1] if near else before
    surcharge = near.surcharge if near else None
    after = equilibrium(laid(surcharge), law, start=first, tolerance=tolerance, proven=near is None)
    if rule is not None and near is None:
        after, surcharge = _followed(rule, supply, after, law, laid)
    told = (effects(one, lengths(), speed=speed, carbon=carbon) for one in (before, after))
    lost = losers(after.market.sides, gains(before, after, law.scale), town.demand.quarters,
                  parameter("loses"))  # fmt: skip
    answer: Response = {}
    if any(is_paid(place) for place in town.supply.places):
        own = market(dearer(town.supply), town.demand, law, now.enforcement, table=tables[0])
        answer = response(before, equilibrium(opened(closed, law, own), law, start=before,
                                              tolerance=ROUGH, proven=False))  # fmt: skip
    elif any(is_paid(place) for place in supply.places):
        own = market(dearer(supply), town.demand, law, kept, surcharge=surcharge, table=tables[1])
        answer = response(after, equilibrium(opened(closed, law, own), law, start=after,
                                             tolerance=ROUGH, proven=False))  # fmt: skip
    return Pair(next(told), next(told), lost, (before, after), now, surcharge, answer)


def _followed(
    rule: ByOccupancy, supply: Supply, after: Equilibrium, law: Behaviour,
    laid: Callable[[Floats | None], Market],
) -> tuple[Equilibrium, Floats]:  # fmt: skip
    """Adjust prices to the occupancy, let drivers settle, and again."""
    clock = np.array(EDGES[:-1])
    paid = np.array([
        hours_within(place.hours, clock, lengths()) > 0.5
        if place.id in rule.places and place.regulation == "paid" else np.zeros(len(clock), bool)
        for place in supply.places
    ])  # fmt: skip
    price = np.array([place.tariff.rate for place in supply.places])
    surcharge = np.zeros(paid.shape)
    for _ in range(rule.adjustments):
        occupancy = effects(after, lengths(), speed=1.0, carbon=1.0).occupancy
        surcharge = sfpark.adjusted(surcharge, occupancy[after.market.group], paid, price,
                                    least=rule.least, most=rule.most)  # fmt: skip
        after = equilibrium(laid(surcharge), law, start=after)
    return after, surcharge
