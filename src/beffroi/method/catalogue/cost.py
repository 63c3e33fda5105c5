"""Cost: what a solution costs over some years, with its intervals and what nobody knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from beffroi.foundation.errors import ShapeError
from beffroi.foundation.language import Words, both
from beffroi.method.catalogue.bounds import ONE_TOWN, Bounds, bounds
from beffroi.method.catalogue.norms import annuity, norms, yearly_days
from beffroi.method.catalogue.solutions import Fact, Solution
from beffroi.method.catalogue.vocabulary import measures
from beffroi.method.catalogue.wording import joined, number_words

Item = Literal["build", "run", "staff", "use"]
ITEMS: Mapping[Item, Words] = MappingProxyType(
    {
        "build": Words("mise en place", "setting up"),
        "run": Words("fonctionnement", "running"),
        "staff": Words("agents de la ville", "the town's officers"),
        "use": Words("prix à l'usage", "price of use"),
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a cost over all the years.

    Attributes
    ----------
    low, high
        True bounds; None where nothing bounds it on that side. [€]
    says
        How it was reckoned, or why it is not known.
    missing
        Names of what is not known of it; empty where both bounds are.
    facts
        The facts it rests on.
    elsewhere
        Prices seen elsewhere: a reference, which bounds nothing.
    """

    item: Item
    low: float | None
    high: float | None
    says: Words
    missing: tuple[Words, ...] = ()
    facts: tuple[Fact, ...] = ()
    elsewhere: tuple[Fact, ...] = ()


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
        Setting up, running, officers and, where there is one, the price of use.
    low, high
        True bounds of the total; `high` is None where a part lacks its upper bound, and `low` where
        nothing above zero is known of such a total, or only an upper bound is. [€]
    counts
        How many of each measure were asked for.
    """

    solution_id: str
    years: int
    rate: float
    parts: tuple[Part, ...]
    low: float | None
    high: float | None
    counts: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_at_least(self) -> bool:
        """Whether a part is unknown and the others bound the total from below."""
        return self.high is None and self.low is not None

    @property
    def lacks(self) -> tuple[Item, ...]:
        """The parts of which the upper bound is unknown."""
        return tuple(part.item for part in self.parts if part.high is None)

    @property
    def missing(self) -> tuple[Words, ...]:
        """Names of what the total leaves out."""
        return tuple(name for part in self.parts for name in part.missing)

    @property
    def middle(self) -> float | None:
        """The middle of the interval, in euros; None where it lacks a bound."""
        if self.low is None or self.high is None:
            return None
        return (self.low + self.high) / 2


def cost(
    solution: Solution,
    *,
    years: int,
    quantities: Mapping[str, float] | None = None,
    rate: float = 0.0,
) -> Cost:
    """Reckon what a solution costs over some years: setting up, running and officers.

    Only what is told for the town's own measure, or per unit and counted, enters: see `bounds`.
    Prices seen elsewhere stand beside, and bound nothing. A part that is not known leaves the total
    without an upper bound, and is named.

    Officers are their time at the cost of an officer, or a budget told for them. Time or a budget
    told once says nothing of the years that follow, so that it bounds from below alone. What users
    may pay for each use is never reckoned: who bears it depends on the contract.

    Parameters
    ----------
    solution
        The solution.
    years
        Years of use, >= 1.
    quantities
        How many of each measure, >= 0, over all the years for what is counted once; one town if
        nothing is said of towns.
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
    bought = {**ONE_TOWN, **(quantities or {})}
    if years < 1 or rate < 0 or any(not number >= 0 for number in bought.values()):
        raise ShapeError(
            "A cost needs one year or more, and quantities and a rate of discount of zero or more."
        )
    length = annuity(years, rate)
    parts = (
        _priced("build", solution.about("price_build"), bought, 1.0),
        _priced("run", solution.about("price_run"), bought, length),
        _staff(solution, bought, length),
        *_used(solution.about("price_use")),
    )
    return Cost(solution.id, years, rate, parts, *_total(parts), dict(quantities or {}))


def _total(parts: Sequence[Part]) -> tuple[float | None, float | None]:
    high = None if any(part.high is None for part in parts) else sum(p.high or 0.0 for p in parts)
    low = float(sum(part.low or 0.0 for part in parts))
    is_open = high is None or any(part.low is None for part in parts)
    return None if low == 0 and is_open else low, high


def _priced(item: Item, facts: Sequence[Fact], bought: Mapping[str, float], times: float) -> Part:
    found = bounds(facts, bought)
    return Part(
        item,
        _times(found.low, times),
        _times(found.high, times),
        says=joined(_told(found)) if found.used else _why_unknown(found),
        missing=tuple(_lacking(item, found)),
        facts=found.used,
        elsewhere=found.elsewhere,
    )


def _times(bound: float | None, times: float) -> float | None:
    return None if bound is None else bound * times


def _lacking(item: Item, found: Bounds) -> Iterator[Words]:
    """Name what is not known of a price."""
    if not found.used:
        yield ITEMS[item]
    elif found.lacks_base:
        yield both("{item}: the price that {on_top} comes on top of", item=ITEMS[item],
                   on_top=_measures(found.used))  # fmt: skip
    elif found.high is None:
        yield both("{item}: what goes beyond the minimum told", item=ITEMS[item])


def _told(found: Bounds) -> Iterator[Words]:
    """Say how a price was reckoned, and how else it is told."""
    ways = [fact for fact in found.used if fact.sort != "addition"]
    yield both("prices told: {sources}", sources=_sources(found.used))
    if len({fact.per or "town" for fact in ways}) > 1:
        yield both("prices for {pers} are alternatives, not added up", pers=_measures(ways))
    if found.uncounted:
        pers = _measures(found.uncounted)
        yield both("a price is also told for: {pers}; say how many", pers=pers)


def _why_unknown(found: Bounds) -> Words:
    if found.uncounted:
        prices = joined((number_words(fact) for fact in found.uncounted), by=", ")
        return both("told by the unit, {prices}: say how many", prices=prices)
    if found.elsewhere:
        return both("no price is known for this town")
    return both("no price is known")


def _measures(facts: Sequence[Fact]) -> Words:
    pers = dict.fromkeys(fact.per for fact in facts)
    return joined((measures()[per].name for per in pers if per), by=", ")


def _sources(facts: Sequence[Fact]) -> Words:
    seen = (
        Words("{source} ({day})", "{source} ({day})").filled(source=fact.source, day=fact.day)
        for fact in facts
    )
    return joined(dict.fromkeys(seen))


def _used(facts: Sequence[Fact]) -> Iterator[Part]:
    """Tell the price of each use: nothing for the town where users pay it, else not known."""
    told = tuple(fact for fact in facts if fact.has_number)
    if not told:
        return
    prices = joined((number_words(fact) for fact in told), by=", ")
    if all(fact.sort == "user" for fact in told):
        yield Part("use", 0.0, 0.0, both("not a cost to the town: {prices}", prices=prices),
                   facts=told)  # fmt: skip
        return
    says = both("left out: {prices}; who bears it depends on the contract", prices=prices)
    here = tuple(fact for fact in told if not fact.is_elsewhere)
    there = tuple(fact for fact in told if fact.is_elsewhere)
    yield Part("use", None, None, says, (ITEMS["use"],), facts=here, elsewhere=there)


def _staff(solution: Solution, bought: Mapping[str, float], length: float) -> Part:
    if solution.kind == "do-nothing":
        return Part("staff", 0.0, 0.0, says=both("none"))
    yearly, once, budget = (
        bounds(solution.about(key), bought) for key in ("staff", "staff_days", "staff_budget")
    )
    told = (yearly, once, budget)
    ways = [way for way in (_paid(yearly, once, length), _granted(budget)) if way]
    elsewhere = tuple(fact for one in told for fact in one.elsewhere)
    if not ways:
        why = _why_no_time(told, elsewhere)
        return Part("staff", None, None, why, (ITEMS["staff"],), elsewhere=elsewhere)
    used = tuple(fact for one in told for fact in one.used)
    low = min(way[0] for way in ways)
    return Part(
        "staff",
        None if low == 0 and any(fact.low is None for fact in used) else low,
        None if any(way[1] is None for way in ways) or not yearly.used
        else max(way[1] or 0.0 for way in ways),
        says=joined(_staff_told(yearly, once, budget)),
        missing=tuple(_staff_lacking(yearly, once)),
        facts=used,
        elsewhere=elsewhere,
    )  # fmt: skip


def _paid(yearly: Bounds, once: Bounds, length: float) -> tuple[float, float | None] | None:
    """Bound what officers' time costs: that of each year, and that which is given once."""
    if not yearly.used and not once.used:
        return None
    wage, day = norms()["staff_cost"], 1 / yearly_days(1.0)
    low = wage.low * (length * (yearly.low or 0.0) + day * (once.low or 0.0))
    if any(True for _ in _staff_lacking(yearly, once)):
        return low, None
    return low, wage.high * (length * (yearly.high or 0.0) + day * (once.high or 0.0))


def _granted(budget: Bounds) -> tuple[float, float | None] | None:
    return (budget.low or 0.0, budget.high) if budget.used else None


def _staff_lacking(yearly: Bounds, once: Bounds) -> Iterator[Words]:
    """Name what is not known of officers' time, once something is."""
    if not yearly.used:
        yield both("officers' time each year")
    elif yearly.high is None:
        yield both("officers' time each year beyond the minimum told")
    if once.uncounted:
        yield both("days of officers for each {per}", per=_measures(once.uncounted))
    elif once.used and once.high is None:
        yield both("days of officers beyond the minimum told")


def _why_no_time(told: Sequence[Bounds], elsewhere: Sequence[Fact]) -> Words:
    uncounted = [fact for one in told for fact in one.uncounted]
    if uncounted:
        numbers = joined((number_words(fact) for fact in uncounted), by=", ")
        return both("told by the unit, {prices}: say how many", prices=numbers)
    if elsewhere:
        return both("no officers' time is known for this town")
    return both("no officers' time is known")


def _staff_told(yearly: Bounds, once: Bounds, budget: Bounds) -> Iterator[Words]:
    wage = norms()["staff_cost"]
    if yearly.used or once.used:
        yield both("officers' time × cost of an officer ({evidence})", evidence=wage.evidence)
    if once.used:
        yield both("days given once, not each year")
    if budget.used:
        yield both("budgets of officers told, counted once: {sources}",
                   sources=_sources(budget.used))  # fmt: skip
