"""Cost: what a solution costs over some years, with its intervals and what nobody knows."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
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
        Bounds; both None where the part is unknown, `low` alone where only an upper bound is
        known, `high` alone where only a minimum is. [€]
    is_known
        Whether a price is known for what is bought.
    is_average
        Whether a bound is an average of several services, hence no true bound.
    says
        How it was reckoned, or what is not known.
    facts
        The facts it rests on.
    """

    item: Item
    low: float | None
    high: float | None
    is_known: bool
    says: Words
    is_average: bool = False
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
        `low`, unless it rests on an average. `low` is None where nothing above zero is known of a
        total that lacks a part, or where only an upper bound is known. [€]
    """

    solution_id: str
    years: int
    rate: float
    parts: tuple[Part, ...]
    low: float | None
    high: float | None

    @property
    def is_average(self) -> bool:
        """Whether it rests on an average, so that no bound of it is a true one."""
        return any(part.is_average for part in self.parts)

    @property
    def is_at_least(self) -> bool:
        """Whether a part is unknown and the lower bound is a true one."""
        return self.high is None and self.low is not None and not self.is_average

    @property
    def known(self) -> tuple[float, float]:
        """The known parts added, in euros: bounds of what is known, not of the total."""
        parts = [part for part in self.parts if part.is_known]
        return sum(p.low or 0.0 for p in parts), sum(p.high or 0.0 for p in parts)

    @property
    def lacks(self) -> tuple[Item, ...]:
        """The parts that are unknown."""
        return tuple(part.item for part in self.parts if part.high is None)

    @property
    def middle(self) -> float | None:
        """The middle of the interval, in euros; None where it lacks a bound."""
        if self.low is None or self.high is None:
            return None
        return (self.low + self.high) / 2


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

    Prices of one part, whatever they are told for, are alternatives: the part is the interval that
    holds all those that can be reckoned; only a fact of the sort ``addition`` comes on top. A price
    told for a bike, a bay or a line only counts where it is said how many; a part without a price
    is unknown, and the total is then *at least* what is known, if it is no average. Officers are
    their time at the cost of an officer, or a budget that was seen, counted once.

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
        _staff(solution, bought, length),
    )
    return Cost(solution.id, years, rate, parts, *_total(parts))


def _total(parts: Sequence[Part]) -> tuple[float | None, float | None]:
    high = None if any(part.high is None for part in parts) else sum(p.high or 0.0 for p in parts)
    low = float(sum(part.low or 0.0 for part in parts))
    is_open = high is None or any(part.low is None for part in parts)
    return None if low == 0 and is_open else low, high


def _priced(item: Item, facts: Sequence[Fact], bought: Mapping[str, float], times: float) -> Part:
    used = _usable(facts, bought)
    if not used:
        bought = {**ONE_TOWN, **bought}
        used = _usable(facts, bought)
    if not used:
        return Part(item, None, None, is_known=False, says=_why_unknown(facts))
    low, high = _hull(used, bought)
    return Part(
        item,
        None if low == 0 and _lacks_low(used) else low * times,
        high * times,
        is_known=True,
        is_average=_rests_on_average(used, bought),
        says=_reckoned(facts, used),
        facts=used,
    )


def _usable(facts: Sequence[Fact], bought: Mapping[str, float]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.has_number and fact.per in bought)


def _hull(facts: Sequence[Fact], bought: Mapping[str, float]) -> tuple[float, float]:
    """Bound a price told in several ways: the widest of them, and what comes on top of it."""
    alternatives = [_amounts(f, bought) for f in facts if f.sort != "addition"]
    on_top: dict[str, list[tuple[float, float]]] = {}
    for fact in facts:
        if fact.sort == "addition":
            on_top.setdefault(fact.per, []).append(_amounts(fact, bought))
    added = [group for group in (alternatives, *on_top.values()) if group]
    low = sum(min(amount[0] for amount in group) for group in added)
    return low, sum(max(amount[1] for amount in group) for group in added)


def _amounts(fact: Fact, bought: Mapping[str, float]) -> tuple[float, float]:
    return bought[fact.per] * (fact.low or 0.0), bought[fact.per] * (fact.high or 0.0)


def _lacks_low(facts: Sequence[Fact]) -> bool:
    return any(fact.low is None for fact in facts)


def _rests_on_average(facts: Sequence[Fact], bought: Mapping[str, float]) -> bool:
    """Say whether a bound would be another one without the averages."""
    seen = [fact for fact in facts if not fact.is_average]
    return not seen or _hull(seen, bought) != _hull(facts, bought)


def _reckoned(facts: Sequence[Fact], used: Sequence[Fact]) -> Words:
    """Say how a price was reckoned, and how else it is told."""
    ways = dict.fromkeys(fact.per for fact in used if fact.sort != "addition")
    others = dict.fromkeys(f.per for f in facts if f.has_number and f.per and f not in used)
    parts = [both("prices seen: {places}", places=_places(used))]
    if len(ways) > 1:
        parts.append(both("prices for {pers} are alternatives, not added up", pers=_listed(ways)))
    if all(fact.is_average for fact in used):
        parts.append(both("an average, which is no lower bound"))
    elif any(fact.is_average for fact in used):
        parts.append(both("one of them at least is an average, which is no lower bound"))
    if others:
        parts.append(both("a price is also told for: {pers}; say how many", pers=_listed(others)))
    return Words("\u00a0; ".join(part.fr for part in parts), "; ".join(part.en for part in parts))


def _listed(pers: Iterable[str]) -> Words:
    names = [measures()[per].name for per in pers]
    return Words(", ".join(name.fr for name in names), ", ".join(name.en for name in names))


def _why_unknown(facts: Sequence[Fact]) -> Words:
    pers = tuple(dict.fromkeys(fact.per for fact in facts if fact.has_number and fact.per))
    if pers:
        return both("a price is known for: {pers}; say how many", pers=_listed(pers))
    return both("no price is known")


def _places(facts: Sequence[Fact]) -> str:
    seen = (f"{fact.place or fact.source.fr} ({fact.day})" for fact in facts)
    return "; ".join(dict.fromkeys(seen))


def _staff(solution: Solution, bought: Mapping[str, float], length: float) -> Part:
    lasting = [fact for fact in solution.about("staff") if fact.has_number]
    once = [fact for fact in solution.about("staff_days") if fact.has_number]
    told = solution.about("staff_budget")
    budgets = _usable(told, bought) or _usable(told, {**ONE_TOWN, **bought})
    if solution.kind == "do-nothing":
        return Part("staff", 0.0, 0.0, is_known=True, says=both("none"))
    used = (*lasting, *once, *budgets)
    if not used:
        why = _why_unknown(told) if told else both("no officers' time is known")
        return Part("staff", None, None, is_known=False, says=why)
    ways = [_amounts(fact, {**ONE_TOWN, **bought}) for fact in budgets]
    if lasting or once:
        ways.append(_paid(lasting, once, length))
    low = min(way[0] for way in ways)
    return Part(
        "staff",
        None if low == 0 and _lacks_low(used) else low,
        None if any(fact.sort == "minimum" for fact in used) else max(way[1] for way in ways),
        is_known=True,
        is_average=any(fact.is_average for fact in used),
        says=_staff_says(timed=bool(lasting or once), budgets=budgets),
        facts=used,
    )


def _paid(lasting: Sequence[Fact], once: Sequence[Fact], length: float) -> tuple[float, float]:
    """Bound what officers' time costs: that of each year, and that of setting up."""
    wage, day = norms()["staff_cost"], 1 / yearly_days(1.0)
    low = wage.low * (length * _least(lasting) + day * _least(once))
    return low, wage.high * (length * _most(lasting) + day * _most(once))


def _staff_says(*, timed: bool, budgets: Sequence[Fact]) -> Words:
    wage = norms()["staff_cost"]
    parts = []
    if timed:
        parts.append(
            both("officers' time × cost of an officer ({evidence})", evidence=wage.evidence)
        )
    if budgets:
        parts.append(
            both("budgets of officers seen, counted once: {places}", places=_places(budgets))
        )
    return Words("\u00a0; ".join(part.fr for part in parts), "; ".join(part.en for part in parts))


def _least(facts: Sequence[Fact]) -> float:
    return min((fact.low or 0.0 for fact in facts), default=0.0)


def _most(facts: Sequence[Fact]) -> float:
    return max((fact.high or 0.0 for fact in facts), default=0.0)
