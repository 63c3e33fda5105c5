"""Cost: what a solution costs over some years, with its intervals and what nobody knows."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from beffroi.foundation.errors import ShapeError
from beffroi.foundation.language import Words, both
from beffroi.method.catalogue.solutions import Evidence, Fact, Solution
from beffroi.method.catalogue.vocabulary import measures

DATA = Path(__file__).parent / "costs.toml"
Item = Literal["build", "run", "staff"]
ITEMS: Mapping[Item, Words] = MappingProxyType(
    {
        "build": Words("mise en place", "setting up"),
        "run": Words("fonctionnement", "running"),
        "staff": Words("agents de la ville", "the town's officers"),
    }
)
ONE_TOWN: Mapping[str, float] = MappingProxyType({"town": 1.0})
"""What is bought where nobody says how much: the service of one town."""


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


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a cost over all the years.

    Attributes
    ----------
    low, high
        Bounds; 0 and None where the part is unknown. [€]
    is_known
        Whether a price is known for what is bought.
    says
        How it was reckoned, or what is not known.
    facts
        The facts it rests on.
    """

    item: Item
    low: float
    high: float | None
    is_known: bool
    says: Words
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a solution costs over some years, before tax.

    Attributes
    ----------
    years
        Years of use.
    rate
        Rate of discount, 0 if none. [1/year]
    parts
        Setting up, running, officers.
    low, high
        Bounds of the total; `high` is None where a part is unknown: the total is then *at least*
        `low`. [€]
    """

    solution_id: str
    years: int
    rate: float
    parts: tuple[Part, ...]
    low: float
    high: float | None

    @property
    def is_at_least(self) -> bool:
        """Whether a part is unknown, so that only the lower bound holds."""
        return self.high is None

    @property
    def middle(self) -> float | None:
        """The middle of the interval, in euros; None where it has no upper bound."""
        return None if self.high is None else (self.low + self.high) / 2


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


def cost(
    solution: Solution,
    *,
    years: int,
    quantities: Mapping[str, float] | None = None,
    rate: float = 0.0,
) -> Cost:
    """Reckon what a solution costs over some years: setting up, running and officers.

    Prices of one measure give the interval that holds them all. A price told for a bike, a bay or a
    line only counts where it is said how many; a part without a price is unknown, and the total is
    then *at least* what is known.

    Parameters
    ----------
    solution
        The solution.
    years
        Years of use, >= 1.
    quantities
        How many of each measure, >= 0. A part of which no price is told for these is reckoned for
        one town.
    rate
        Rate of discount, >= 0. [1/year]

    Returns
    -------
    The cost, before tax, at constant prices: prices of past years are not brought up to date.

    Raises
    ------
    ShapeError
        If the years, a quantity or the rate make no sense.

    Examples
    --------
    >>> from beffroi.method.catalogue.reading import shipped
    >>> found = cost(shipped()["do-nothing"], years=5)
    >>> found.low, found.high
    (0.0, 0.0)
    """
    bought = dict(quantities or {})
    if years < 1 or rate < 0 or any(not number >= 0 for number in bought.values()):
        raise ShapeError(
            "A cost needs one year or more, and quantities and a rate of discount of zero or more."
        )
    length = annuity(years, rate)
    parts = (
        _priced("build", solution.about("price_build"), bought, 1.0),
        _priced("run", solution.about("price_run"), bought, length),
        _staff(solution, length),
    )
    high = None if any(part.high is None for part in parts) else sum(p.high or 0.0 for p in parts)
    return Cost(solution.id, years, rate, parts, float(sum(part.low for part in parts)), high)


def _priced(item: Item, facts: Sequence[Fact], bought: Mapping[str, float], times: float) -> Part:
    by_measure = _by_measure(facts, bought)
    if not by_measure:
        bought = {**ONE_TOWN, **bought}
        by_measure = _by_measure(facts, bought)
    if not by_measure:
        return Part(item, 0.0, None, is_known=False, says=_why_unknown(facts))
    low = sum(bought[per] * min(f.low or 0.0 for f in told) for per, told in by_measure.items())
    high = sum(bought[per] * max(f.high or 0.0 for f in told) for per, told in by_measure.items())
    used = tuple(fact for told in by_measure.values() for fact in told)
    says = both("prices seen: {places}", places=_places(used))
    return Part(item, low * times, high * times, is_known=True, says=says, facts=used)


def _by_measure(facts: Sequence[Fact], bought: Mapping[str, float]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.has_number and fact.per in bought:
            found.setdefault(fact.per, []).append(fact)
    return found


def _why_unknown(facts: Sequence[Fact]) -> Words:
    pers = tuple(dict.fromkeys(fact.per for fact in facts if fact.has_number and fact.per))
    if pers:
        names = [measures()[per].name for per in pers]
        listed = Words(", ".join(n.fr for n in names), ", ".join(n.en for n in names))
        return both("a price is known for: {pers}; say how many", pers=listed)
    return both("no price is known")


def _places(facts: Sequence[Fact]) -> str:
    seen = (f"{fact.place or fact.source.fr} ({fact.day})" for fact in facts)
    return "; ".join(dict.fromkeys(seen))


def _staff(solution: Solution, length: float) -> Part:
    lasting = [fact for fact in solution.about("staff") if fact.has_number]
    once = [fact for fact in solution.about("staff_days") if fact.has_number]
    if solution.kind == "do-nothing":
        return Part("staff", 0.0, 0.0, is_known=True, says=both("none"))
    if not lasting and not once:
        return Part("staff", 0.0, None, is_known=False, says=both("no officers' time is known"))
    wage = norms()["staff_cost"]
    day = 1 / yearly_days(1.0)
    low = wage.low * (length * _least(lasting) + day * _least(once))
    high = wage.high * (length * _most(lasting) + day * _most(once))
    says = both("officers' time × cost of an officer ({evidence})", evidence=wage.evidence)
    return Part("staff", low, high, is_known=True, says=says, facts=(*lasting, *once))


def _least(facts: Sequence[Fact]) -> float:
    return min((fact.low or 0.0 for fact in facts), default=0.0)


def _most(facts: Sequence[Fact]) -> float:
    return max((fact.high or 0.0 for fact in facts), default=0.0)
