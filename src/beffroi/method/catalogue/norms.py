"""Norms: the dated numbers that costs rest on, besides prices."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from beffroi.foundation.language import Words
from beffroi.method.catalogue.solutions import Evidence

DATA = Path(__file__).parent / "costs.toml"


@dataclass(frozen=True, slots=True)
class Norm:
    """A dated number that costs rest on.

    Attributes
    ----------
    value, low, high
        Usual value and bounds. [unit]
    valid_from
        ISO 8601.
    """

    value: float
    low: float
    high: float
    unit: str
    valid_from: str
    source: Words
    url: str
    evidence: Evidence


@cache
def norms() -> Mapping[str, Norm]:
    """Return the dated numbers that costs rest on, by id.

    Examples
    --------
    >>> norms()["discount_uk"].value
    0.035
    """
    entries = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            id_: Norm(
                e["value"], e["low"], e["high"], e["unit"], e["valid_from"], Words(**e["source"]),
                e["url"], e["class"],
            )
            for id_, e in entries.items()
        }
    )  # fmt: skip


def yearly_days(fte: float) -> float:
    """Turn full-time equivalents into days of work a year.

    Parameters
    ----------
    fte
        >= 0. [FTE]

    Returns
    -------
    Legal working time over the length of a day. [day/year]

    Examples
    --------
    >>> round(yearly_days(0.5), 1)
    114.8
    """
    return fte * norms()["working_time"].value / norms()["working_day"].value


def annuity(years: int, rate: float) -> float:
    """Return what one euro at the end of each year is worth today.

    Parameters
    ----------
    years
        >= 0. [year]
    rate
        > -1; 0 discounts nothing. [1/year]

    Returns
    -------
    Σ (1 + rate)^-t for t from 1 to `years`. [year]

    References
    ----------
    HM Treasury, *The Green Book*, annex A6, discounting.

    Examples
    --------
    >>> annuity(3, 0.0), round(annuity(10, 0.035), 4)
    (3.0, 8.3166)
    """
    return float(sum((1 + rate) ** -t for t in range(1, years + 1)))
