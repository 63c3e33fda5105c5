"""Money: operating cost, fare revenue and balance of a regulated network, with their doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from beffroi.engines.informal.regulation.draws import Dice, Floats, Told, told
from beffroi.engines.informal.regulation.frequency import Band
from beffroi.engines.informal.regulation.hypotheses import Case, Hypotheses
from beffroi.engines.informal.regulation.norms import parameter
from beffroi.engines.informal.regulation.service import PER_YEAR, Totals
from beffroi.engines.informal.regulation.ways import Way
from beffroi.foundation.language import Words


@dataclass(frozen=True, slots=True, eq=False)
class Earned:
    """What passengers pay in a year.

    Attributes
    ----------
    riders : (n_draws,)
        Rides of passengers in a year; NaN where none is known. [trip]
    revenue : (n_draws,)
        Before tax, in `currency`; NaN where unknown.
    currency
        ISO 4217; empty where no price is known, or where there are several.
    is_partial
        Whether passengers or prices of some variants are unknown: there is more.
    lacks
        Variants whose passengers or prices are unknown.
    """

    riders: Floats
    revenue: Floats
    currency: str
    is_partial: bool
    lacks: int


@dataclass(frozen=True, slots=True)
class Balance:
    """The accounts of a year under a hypothesis.

    Attributes
    ----------
    name
        Of the hypothesis.
    revenue
        Of a year, before tax, in `paid_in`; None where unknown.
    subsidy, cost, result
        Of a year, before tax, in the currency of the costs; None where unknown.
    chance
        Share of draws in which the result is 0 or more; None where unknown. [1]
    paid_in
        Currency of the revenue, ISO 4217: that of the costs, or another where no rate of exchange
        is given, and the result is unknown then. Empty where no price is known.
    """

    name: Words
    revenue: Told
    subsidy: Told
    cost: Told
    result: Told
    chance: float | None
    paid_in: str = ""


def cost(totals: Totals, wanted: Hypotheses, dice: Dice) -> Floats:
    """Return the operating cost of a year, before tax; NaN where hours or kilometres are unknown.

    Kilometres and hours of vehicles at their unit costs, and overheads on both.
    """
    direct = totals.kilometres * wanted.drawn("kilometre", dice)
    direct = direct + totals.hours * wanted.drawn("hour", dice)
    return np.asarray(direct * (1 + wanted.drawn("overheads", dice)))


def prices(fares: pd.DataFrame, routes: Sequence[str]) -> dict[str, tuple[float, str]]:
    """Return the mean price paid on each line and its currency; lines without one are left out.

    Prices by zones are averaged by the payments that each rests on; prices of one line come before
    those of all lines. A line with prices in several currencies is left out.
    """
    made = {}
    common = fares[fares["route_id"].isna()]
    for route in routes:
        own = fares[(fares["route_id"] == route).fillna(value=False)]
        own = own if len(own) else common
        if len(own) and own["currency"].nunique() == 1:
            weights = np.maximum(own["n_payments"].to_numpy(dtype=float), 1.0)
            price = float(np.average(own["price"].to_numpy(dtype=float), weights=weights))
            made[route] = (price, str(own["currency"].iloc[0]))
    return made


def earned(
    ways: Sequence[Way], bands: Mapping[str, Sequence[Band]], fares: pd.DataFrame,
    wanted: Hypotheses, dice: Dice,
) -> Earned:  # fmt: skip
    """Return what today's passengers pay in a year.

    Passengers of a ride (where every stop was counted) times the departures of today, times the
    mean price of the line, times the share that pays. The doubt of a mean load falls with the rides
    it rests on. Nothing is earned of what is unknown: it is left out and said.
    """
    known = prices(fares, sorted({way.route_id for way in ways}))
    currencies = {currency for _, currency in known.values()}
    riders, revenue = dice.certain(0.0), dice.certain(0.0)
    paid = wanted.drawn("paid", dice) / (1 + wanted.of("vat"))
    counted, priced = 0, 0
    partial = False
    for way in ways:
        carried = _carried(way, bands.get(way.variant_id, ()), wanted, dice)
        if carried is None:
            continue
        counted += 1
        partial |= not all(band.is_known for band in bands[way.variant_id])
        riders += carried
        if way.route_id in known and len(currencies) == 1:
            priced += 1
            revenue += carried * known[way.route_id][0] * paid
    unknown = dice.certain(np.nan)
    return Earned(
        riders if counted else unknown, revenue if priced else unknown,
        currencies.pop() if len(currencies) == 1 else "", partial or priced < len(ways),
        len(ways) - priced,
    )  # fmt: skip


def _carried(way: Way, bands: Sequence[Band], wanted: Hypotheses, dice: Dice) -> Floats | None:
    """Return the passengers of a way in a year; None where they are unknown."""
    known = [band for band in bands if band.is_known]
    if not known or not np.isfinite(way.boardings):
        return None
    leaving = np.sum([b.rate * b.seconds * wanted.of(PER_YEAR[b.days]) for b in known], axis=0)
    spread = parameter("load_variation") / np.sqrt(max(way.n_rides, 1))
    return np.asarray(leaving * way.boardings * dice.factor(spread))


def exchanged(gained: Earned, wanted: Hypotheses, dice: Dice) -> Earned:
    """Turn revenue into the currency of the costs, at the rate of the hypotheses.

    Revenue stays as it is paid where it needs no rate, or where none is given for its currency.
    """
    rate = wanted.rate
    if rate is None or gained.currency in {"", wanted.currency} or rate.currency != gained.currency:
        return gained
    drawn = dice.between(rate.value.value, rate.value.low, rate.value.high)
    return replace(gained, revenue=gained.revenue / drawn, currency=wanted.currency)


def balance(case: Case, spent: Floats, gained: Earned, currency: str) -> Balance:
    """Draw the accounts of a hypothesis up.

    Parameters
    ----------
    case
        The hypothesis.
    spent : (n_draws,)
        Operating cost of a year.
    gained
        Revenue of a year at today's prices.
    currency
        That of the costs: revenue in another one cannot be set against them.
    """
    revenue = gained.revenue * case.fare * case.riders
    subsidy = spent * case.subsidy
    result = revenue + subsidy - spent
    if gained.currency != currency:
        result = np.full_like(result, np.nan)
    is_known = bool(np.isfinite(result[0]))
    return Balance(
        case.name, told(revenue), told(subsidy), told(spent),
        told(result), float((result[1:] >= 0).mean()) if is_known and len(result) > 1 else None,
        gained.currency,
    )  # fmt: skip


def needed_subsidy(spent: Floats, gained: Earned, currency: str) -> Floats:
    """Return the share of the cost that fares of today do not pay, 0 at least. (n_draws,)."""
    if gained.currency != currency:
        return np.full_like(spent, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.maximum(0.0, 1 - gained.revenue / spent))


def needed_price(spent: Floats, gained: Earned) -> Floats:
    """Return the mean price of a ride at which the passengers known pay the cost. (n_draws,)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(spent / gained.riders)
