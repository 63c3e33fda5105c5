"""Incentives: how many trips a scheme would pay for, and what that costs a year."""

from dataclasses import dataclass

import pandas as pd

from beffroi.engines.mobility.carpool.axes import drivers
from beffroi.engines.mobility.carpool.matching import chance
from beffroi.engines.mobility.carpool.norms import norm


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scheme: who takes part, trips paid and their cost.

    Attributes
    ----------
    name
        ``low``, ``usual`` or ``high``.
    participation
        Share of commuters who take part on a given day. [1]
    trips
        Passengers' trips paid in a year. [trip]
    cost
        Usual cost of a year [€], and with the lowest and highest pay. [€]
    """

    name: str
    participation: float
    trips: float
    cost: float
    cost_range: tuple[float, float]


def scenarios(served: list[pd.DataFrame]) -> list[Scenario]:
    r"""Count the trips of each scenario, and what they cost.

    .. math:: N = 2 d \sum_a C_a \cdot p \cdot P_a, \quad \text{cost} = N \cdot c

    with :math:`C_a` the commuters of line `a`, :math:`p` the share who take part, :math:`P_a` the
    chance to find a driver (`matching.chance`), :math:`d` the days at work and :math:`c` the pay.

    Parameters
    ----------
    served
        Flows that each line serves, each flow on one line alone.
    """
    made = []
    for position, name in ((1, "low"), (0, "usual"), (2, "high")):
        part, peak, wait, days = (
            _end(rate, position) for rate in ("participation", "peak", "wait", "days")
        )
        daily = sum(
            float(flows["commuters"].sum())
            * part
            * chance(drivers(flows)[position], part, peak, wait)
            for flows in served
        )
        trips, pay = 2 * days * daily, norm("incentive")
        cost_range = (trips * pay.least, trips * pay.most)
        made.append(Scenario(name, part, trips, trips * pay.value, cost_range))
    return made


def _end(name: str, position: int) -> float:
    given = norm(name)
    return (given.value, given.least, given.most)[position]
