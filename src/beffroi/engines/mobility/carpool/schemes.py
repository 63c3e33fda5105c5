"""Schemes: what the written rules of a local incentive would cost, by share who take part."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.carpool.axes import drivers
from beffroi.engines.mobility.carpool.matching import chance
from beffroi.engines.mobility.carpool.norms import norm
from beffroi.territory.incentives import Incentive

Floats = npt.NDArray[np.float64]
UPTAKES = ("low", "usual", "high")


@dataclass(frozen=True, slots=True)
class SchemeCost:
    """What a scheme would pay in a year.

    Attributes
    ----------
    name
        ``low``, ``usual`` or ``high`` uptake.
    participation
        Share of commuters who take part on a given day. [1]
    trips
        Passengers' trips carpooled in a year, usual. [trip]
    cost
        What is paid for them; None where a rule is not known well enough. [€]
    least, most
        Ends of the interval: days at work, peak and wait at their lowest and highest norms, and
        what is not known of the rules at its dearest and cheapest; `most` is infinite where
        nothing bounds it. [€]
    """

    name: str
    participation: float
    trips: float
    cost: float | None
    least: float
    most: float


def paid(rule: Incentive, metres: Floats) -> tuple[Floats, Floats, Floats]:
    r"""Give what a rule pays for one passenger's trip.

    .. math:: \min(c, t + k \cdot d / 1000) \text{ where } d_0 \le d \le d_1, \text{ else } 0

    Parameters
    ----------
    rule
        The rule: :math:`t` a trip, :math:`k` a kilometre, cap :math:`c`, limits :math:`d_0, d_1`.
    metres : (n_trips,)
        Length of each trip, :math:`d`. [m]

    Returns
    -------
    (n_trips,), (n_trips,), (n_trips,)
        The sum, NaN where what decides of it is unknown; the least and the most that it can be,
        the most infinite where nothing bounds it. [€]
    """
    with np.errstate(invalid="ignore"):
        outside = (metres < rule.least) | (metres > rule.most)
        kilometres = metres / 1000
        uncapped = rule.per_trip + rule.per_km * kilometres
    decided = not any(map(math.isnan, (rule.least, rule.most, rule.cap)))
    value = np.minimum(uncapped, rule.cap) if decided else np.full(len(metres), np.nan)
    bound = np.where(np.isnan(uncapped), np.inf, uncapped)
    most = np.fmin(bound, rule.cap)
    least = np.where(np.isnan(value), 0.0, value)
    return (
        np.where(outside, 0.0, value),
        np.where(outside, 0.0, least),
        np.where(outside, 0.0, most),
    )


def scheme_costs(served: list[pd.DataFrame], rules: tuple[Incentive, ...]) -> list[SchemeCost]:
    """Cost a scheme at three shares of commuters who take part.

    Parameters
    ----------
    served
        Flows that each line serves, each flow on one line alone, with their `metres`.
    rules
        Every rule of the scheme; a trip is paid by all that cover it.
    """
    return [_cost(served, rules, position, name) for position, name in zip((1, 0, 2), UPTAKES,
                                                                          strict=True)]  # fmt: skip


def _cost(
    served: list[pd.DataFrame], rules: tuple[Incentive, ...], position: int, name: str
) -> SchemeCost:
    part = norm("participation")
    share = (part.value, part.least, part.most)[position]
    trips = [_trips(served, share, end) for end in (0, 1, 2)]
    metres = np.concatenate([np.empty(0), *(flows["metres"].to_numpy(float) for flows in served)])
    sums = [np.zeros(len(metres)) for _ in range(3)]
    for rule in rules:
        sums = [whole + own for whole, own in zip(sums, paid(rule, metres), strict=True)]
    value, least, most = (
        float((count * each)[count > 0].sum()) for count, each in zip(trips, sums, strict=True)
    )
    cost = None if math.isnan(value) else value
    return SchemeCost(name, share, float(trips[0].sum()), cost, least, most)


def _trips(served: list[pd.DataFrame], share: float, end: int) -> Floats:
    """Count the passengers' trips of each flow in a year, with norms at one end of their range."""
    peak, wait, days = (
        (own.value, own.least, own.most)[end] for own in map(norm, ("peak", "wait", "days"))
    )
    counts = [
        2 * days * share * chance(drivers(flows)[end], share, peak, wait)
        * flows["commuters"].to_numpy(float)
        for flows in served
    ]  # fmt: skip
    return np.concatenate([np.empty(0), *counts])
