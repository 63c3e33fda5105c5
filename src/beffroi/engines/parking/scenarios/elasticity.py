"""Elasticity: how occupancy and volume answer to a price a little dearer."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from beffroi.engines.parking.scenarios.day import EDGES, lengths
from beffroi.engines.parking.scenarios.effects import kept
from beffroi.engines.parking.scenarios.equilibrium import Equilibrium
from beffroi.engines.parking.scenarios.market import choices, coming, parked
from beffroi.engines.parking.scenarios.parameters import parameter
from beffroi.engines.parking.scenarios.supply import PROFILES, Place, Supply
from beffroi.engines.parking.scenarios.tariffs import Tariff, hours_within
from beffroi.foundation.language import Words

Floats = npt.NDArray[np.float64]
MARKS = Path(__file__).parent / "elasticities.toml"
ALL = "all"
WHO = (ALL, *PROFILES)
ANSWERS = ("occupancy", "volume", "demand")
Response = Mapping[tuple[str, str], float]
"""By answer of `ANSWERS` and who of `WHO`: elasticity; NaN where nobody pays or parks. [1]"""


@dataclass(frozen=True, slots=True)
class Mark:
    """An elasticity that others measured.

    Attributes
    ----------
    answer
        Of what (`occupancy` or `volume`).
    value
        Elasticity to the price. [1]
    place, who, source, year, url
        Where it was measured, by whom, in what, when, and where to read it.
    from_memory
        Whether nobody checked it in the text of its source.
    """

    answer: str
    value: float
    place: Words
    who: str
    source: Words
    year: int
    url: str
    from_memory: bool


@cache
def marks() -> tuple[Mark, ...]:
    """Return what others measured.

    Examples
    --------
    >>> [mark.value for mark in marks() if mark.place.en == "San Francisco"]
    [-0.4]
    """
    given = tomllib.loads(MARKS.read_text(encoding="utf-8"))
    return tuple(
        Mark(entry["answer"], float(entry["value"]), Words(**entry["place"]), entry["who"],
             Words(**entry["source"]),
             int(entry["valid_from"][:4]), entry["url"], bool(entry["from_memory"]))
        for entry in given.values()
    )  # fmt: skip


def is_paid(place: Place) -> bool:
    """Whether one pays by the hour there."""
    return place.regulation == "paid" and not place.tariff.is_free


def dearer(supply: Supply) -> Supply:
    """Raise every hourly price by the share of `parameters.toml` (`price_rise`)."""
    rise = 1.0 + parameter("price_rise")

    def raised(place: Place) -> Place:
        tariff = Tariff(place.tariff.hours, tuple(rise * euros for euros in place.tariff.euros))
        return replace(place, tariff=tariff) if is_paid(place) else place

    return Supply(tuple(raised(place) for place in supply.places), supply.walk)


def response(before: Equilibrium, after: Equilibrium) -> Response:
    r"""Tell how the paid places, in the hours in which one pays, answer to dearer prices.

    .. math:: \varepsilon = \frac{\ln(Q_1 / Q_0)}{\ln(p_1 / p_0)}

    An arc; *Q* is the vehicles parked (occupancy) or those who come and park (volume) where drivers
    have settled, or those who would come were the search to stay as it is (demand). Where places
    are full, spaces that are left are taken by others: occupancy and volume then answer little, or
    volume the other way round, as shorter stays follow longer ones.

    Parameters
    ----------
    before, after
        Drivers at the prices, and at those of `dearer`.
    """
    first, then = _quantities(before), _quantities(after)
    made = choices(after.market, before.full)
    still = _quantities(replace(before, market=after.market, made=made))
    for who in WHO:
        first["demand", who], then["demand", who] = first["volume", who], still["volume", who]
    rise = np.log1p(parameter("price_rise"))
    return {
        key: float(np.log(then[key] / first[key]) / rise)
        if first[key] > 0 and then[key] > 0 else float("nan")
        for key in first
    }  # fmt: skip


def _quantities(settled: Equilibrium) -> dict[tuple[str, str], float]:
    market = settled.market
    clock, long = np.array(EDGES[:-1]), lengths()
    paid = np.array([
        hours_within(place.hours, clock, long) / long if is_paid(place) else np.zeros(len(long))
        for place in market.places
    ])  # fmt: skip
    by_group = np.zeros(market.shape)
    np.maximum.at(by_group, market.group, paid)
    held = parked(market, coming(market, settled.made), settled.full)
    found = {}
    for n, profile in enumerate(PROFILES):
        found["occupancy", profile] = float((held[n] * by_group * long).sum())
        found["volume", profile] = float((kept(settled, n).sum(axis=(2, 3)) * paid).sum())
    for answer in ("occupancy", "volume"):
        found[answer, ALL] = sum(found[answer, profile] for profile in PROFILES)
    return found
