"""Costs: what a scenario costs a year, and for each person gained; unknown where a part is."""

from collections.abc import Sequence
from dataclasses import dataclass

from beffroi.engines.mobility.scenarios.applied import Changed
from beffroi.engines.mobility.scenarios.changes import BikeLink, Change, CutLine, Scenario
from beffroi.engines.mobility.scenarios.parameters import interval
from beffroi.engines.mobility.scenarios.ranges import Between
from beffroi.foundation.language import Words, both


def yearly(scenario: Scenario, runs: Sequence[Changed]) -> Between | None:
    """Sum up the cost of the changes. [EUR/year].

    A cost a year is taken as given (of a line cut, it is saved); a cost a kilometre is multiplied
    by the vehicle-kilometres added, negative for what is cut; the price of a link is spread over
    its life (`link_life`).

    Parameters
    ----------
    scenario
        The changes.
    runs
        The scenario applied, once or once for each way of taking intervals.

    Returns
    -------
    Least and most; None where the cost of one change is not known.
    """
    whole = Between(0.0, 0.0)
    for number, change in enumerate(scenario.changes):
        parts = [_of(change, run, number) for run in runs]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        whole = whole.plus(
            Between(min(part.low for part in known), max(part.high for part in known))
        )
    return whole


def _of(change: Change, run: Changed, number: int) -> Between | None:
    cost = change.cost
    if cost.per_year is not None:
        return cost.per_year.times(-1.0 if isinstance(change, CutLine) else 1.0)
    if isinstance(change, BikeLink) and cost.per_metre is not None:
        price, life = cost.per_metre.times(run.metres[number]), interval("link_life")
        return Between(price.low / life.high, price.high / life.low)
    kilometres = run.produced[number].kilometres
    if cost.per_km is not None and kilometres is not None:
        return cost.per_km.times(kilometres)
    return None


@dataclass(frozen=True, slots=True)
class PerGained:
    """What one more person costs a year.

    Attributes
    ----------
    why
        What a reader should know of it.
    value
        None where it is not known, or has no sense. [EUR/person/year]
    interval
        Its bounds; None where it is one value, or may be any higher.
    minimum
        Whether it may be any higher, since perhaps nobody is gained.
    """

    why: Words
    value: float | None = None
    interval: tuple[float, float] | None = None
    minimum: bool = False


def per_gained(cost: Between | None, gained: Sequence[float]) -> PerGained:
    """Divide a cost by the people gained.

    Parameters
    ----------
    cost
        A year; None if it is not known. [EUR/year]
    gained
        People gained, the middle run first. [person]

    Examples
    --------
    >>> per_gained(Between(1000.0, 1000.0), [20.0]).value
    50.0
    >>> per_gained(Between(1000.0, 1000.0), [0.0]).why.en
    'it has no sense: nobody is gained.'
    """
    if max(gained) <= 0:
        return PerGained(both("it has no sense: nobody is gained."))
    if cost is None:
        return PerGained(both("it is unknown, as the cost is."))
    if min(gained) <= 0:
        return PerGained(
            both("it may be any higher, as perhaps nobody is gained."),
            cost.low / max(gained), minimum=True,
        )  # fmt: skip
    ends = [bound / people for bound in (cost.low, cost.high) for people in gained]
    bounds = (min(ends), max(ends))
    return PerGained(
        both("both as measured and declared above."), cost.middle / gained[0],
        None if bounds[0] == bounds[1] else bounds,
    )  # fmt: skip
