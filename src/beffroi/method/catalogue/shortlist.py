"""Shortlist: the solutions that answer needs in a town, and why each other one is left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import said
from beffroi.method.catalogue.context import Context, is_met
from beffroi.method.catalogue.cost import yearly_days
from beffroi.method.catalogue.solutions import CLASSES, Catalogue, Fact, Solution
from beffroi.method.catalogue.vocabulary import Capacity, capacities, kinds

__all__ = ["Context", "Excluded", "Kept", "Reason", "Shortlist", "shortlist"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a solution is left out, or what must be looked at first.

    Attributes
    ----------
    code
        What it is about: the id of a capacity, ``staff``, ``budget_build`` or ``budget_run``.
    says
        The reason, in a sentence.
    lift
        What would lift it.
    fact
        The fact of the catalogue that it rests on.
    """

    code: str
    says: Words
    lift: Words
    fact: Fact


@dataclass(frozen=True, slots=True)
class Kept:
    """A solution worth looking at.

    Attributes
    ----------
    solution
        The solution.
    needs
        Needs asked that it answers.
    weight
        Their weights added. [as the weights given]
    is_baseline
        Looked at before what the market offers.
    is_law
        A legal duty asks for it.
    flags
        What it asks for and is not known to be had; for what is never excluded, what is lacking.
    """

    solution: Solution
    needs: tuple[str, ...]
    weight: float
    is_baseline: bool
    is_law: bool
    flags: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """A solution that answers a need asked, and every reason why it is left out."""

    solution: Solution
    needs: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Shortlist:
    """What is kept, baseline first and then by weight, and what is left out."""

    kept: tuple[Kept, ...]
    excluded: tuple[Excluded, ...]


def shortlist(catalogue: Catalogue, needs: Mapping[str, float], context: Context) -> Shortlist:
    """Sort the solutions that answer needs into those to look at and those left out.

    A solution is left out only for what is known to be lacking. What is not known is kept with a
    flag. Doing nothing and doing without digital are never left out.

    Parameters
    ----------
    catalogue
        The catalogue.
    needs
        Weights by id of need, >= 0; all equal if they are only to be listed.
    context
        The town.

    Returns
    -------
    Every solution that answers one need at least, either kept or excluded with its reasons.

    Examples
    --------
    >>> from beffroi.method.catalogue.reading import shipped
    >>> found = shortlist(shipped(), {"pay-parking-simply": 1.0}, Context(has_paid_parking=False))
    >>> found.kept[0].solution.id
    'do-nothing'
    >>> [reason.code for one in found.excluded for reason in one.reasons][:1]
    ['paid-parking']
    """
    kept, excluded = [], []
    for solution in catalogue.serving(needs):
        answered = tuple(need for need in needs if solution.serves(need))
        lacking, unknown = _looked_at(solution, context)
        kind = kinds()[solution.kind]
        if lacking and not kind.is_always_there:
            excluded.append(Excluded(solution, answered, lacking))
            continue
        kept.append(
            Kept(
                solution=solution,
                needs=answered,
                weight=sum(needs[need] for need in answered),
                is_baseline=kind.is_baseline,
                is_law=solution.is_law,
                flags=lacking + unknown,
            )
        )
    return Shortlist(tuple(sorted(kept, key=_rank)), tuple(excluded))


def _rank(kept: Kept) -> tuple[object, ...]:
    """Order: what the law asks and the baseline first, then weight, then fewest open points."""
    order = list(kinds())
    return (
        not kept.is_baseline,
        order.index(kept.solution.kind) if kept.is_baseline else 0,
        not kept.is_law,
        -kept.weight,
        len(kept.flags),
        kept.solution.id,
    )


def _looked_at(
    solution: Solution, context: Context
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    lacking, unknown = [], []
    for asked in solution.about("prerequisite"):
        met = is_met(asked, context)
        if met is None:
            unknown.append(_reason(asked, both("not known whether the town has: {asked}")))
        elif not met:
            lacking.append(_reason(asked, both("needs {asked}")))
    lacking += [*_too_long(solution, context), *_too_dear(solution, context)]
    return tuple(lacking), tuple(unknown)


def _reason(asked: Fact, sentence: Words) -> Reason:
    capacity = capacities()[asked.code]
    says = sentence.filled(asked=_asked(capacity, asked))
    return Reason(asked.code, _with_class(says, asked), capacity.lift, asked)


def _asked(capacity: Capacity, asked: Fact) -> Words:
    if capacity.form == "not_after":
        return both("{name} (until {date})", name=capacity.name, date=max(asked.items))
    if asked.low is None:
        return capacity.name
    bound = both("at least {n}") if capacity.form == "at_least" else both("at most {n}")
    unit = "1" if asked.low < 1 else ""
    number = Words(said(asked.low, unit, "fr").strip(), said(asked.low, unit, "en").strip())
    return both("{name} ({bound})", name=capacity.name, bound=bound.filled(n=number))


def _with_class(says: Words, fact: Fact) -> Words:
    """Add the class where the reason rests on a weak fact."""
    if fact.evidence != "D":
        return says
    return Words("{says} [{weak}]", "{says} [{weak}]").filled(says=says, weak=CLASSES["D"])


def _too_long(solution: Solution, context: Context) -> Iterator[Reason]:
    if context.staff_days is None:
        return
    facts = [fact for fact in solution.about("staff") if fact.low is not None]
    for fact in facts[:1]:
        days = yearly_days(fact.low or 0.0)
        if days > context.staff_days:
            says = both(
                "asks for at least {days} days of officers a year, and {given} can be given",
                days=f"{days:.0f}",
                given=f"{context.staff_days:.0f}",
            )
            lift = both("find the days, or share an officer with the community")
            yield Reason("staff", _with_class(says, fact), lift, fact)


def _too_dear(solution: Solution, context: Context) -> Iterator[Reason]:
    for key, budget, lift in (
        ("price_build", context.budget_build, both("raise the budget, or find a grant")),
        ("price_run", context.budget_run, both("raise the yearly budget, or share the service")),
    ):
        # An average proves nothing of the lowest price.
        prices = [f for f in solution.about(key) if f.low is not None and not f.is_average]
        if budget is None or not prices:
            continue
        least = min(prices, key=lambda fact: fact.low or 0.0)
        if (least.low or 0.0) > budget:
            unit = least.unit
            price = Words(said(least.low, unit, "fr"), said(least.low, unit, "en"))
            room = Words(said(budget, unit, "fr"), said(budget, unit, "en"))
            says = both(
                "the lowest price known is {price}, above the {room} that can be spent",
                price=price,
                room=room,
            )
            yield Reason(
                f"budget{key.removeprefix('price')}", _with_class(says, least), lift, least
            )
