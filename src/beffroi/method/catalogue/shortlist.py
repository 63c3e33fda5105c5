"""Shortlist: the solutions that answer needs in a town, and why each other one is left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import said
from beffroi.method.catalogue.bounds import Bounds, bounds
from beffroi.method.catalogue.context import Context, is_met
from beffroi.method.catalogue.norms import yearly_days
from beffroi.method.catalogue.solutions import CLASSES, Catalogue, Fact, Solution
from beffroi.method.catalogue.vocabulary import Capacity, capacities, kinds
from beffroi.method.catalogue.wording import amount_words, seen_words

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

    A solution is left out only for what this town is known to lack: a price seen elsewhere, or told
    by the unit, excludes nothing. What is not known is kept with a flag. Doing nothing, free public
    steps and doing without digital are never left out.

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
    for code, key, room, sentences in _means(context):
        told = bounds(solution.about(key))
        lacking += _beyond(told, code, room, sentences)
        unknown += _doubted(told, code, room, sentences)
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


@dataclass(frozen=True, slots=True)
class _Sentences:
    """How a want of means is said, and what would lift it."""

    beyond: Words
    lift: Words


def _means(context: Context) -> Iterator[tuple[str, str, float, _Sentences]]:
    """List what the town can give: the code, the key of facts, how much, and the words."""
    if context.staff_days is not None:
        lift = both("find the days, or share an officer with the community")
        days = both("asks for at least {days} days of officers a year, and {given} can be given")
        yield "staff", "staff", context.staff_days / yearly_days(1.0), _Sentences(days, lift)
    price = both("the lowest price for this town is {price}, above the {room} that can be spent")
    lifts = {
        "build": both("raise the budget, or find a grant"),
        "run": both("raise the yearly budget, or share the service"),
    }
    for part, budget in (("build", context.budget_build), ("run", context.budget_run)):
        if budget is not None:
            yield f"budget_{part}", f"price_{part}", budget, _Sentences(price, lifts[part])


def _beyond(told: Bounds, code: str, room: float, sentences: _Sentences) -> Iterator[Reason]:
    """Say that what is known for this town is more than it can give."""
    if told.low is None or told.low <= room:
        return
    fact = min(told.used, key=lambda one: one.low or 0.0)
    says = sentences.beyond.filled(
        days=f"{yearly_days(told.low):.0f}",
        given=f"{yearly_days(room):.0f}",
        price=amount_words(told.low, told.low, fact.unit),
        room=amount_words(room, room, fact.unit),
    )
    yield Reason(code, _with_class(says, fact), sentences.lift, fact)


def _doubted(told: Bounds, code: str, room: float, sentences: _Sentences) -> Iterator[Reason]:
    """Say that a number told elsewhere, or for one unit, is more than the town can give."""
    for fact in (*told.elsewhere, *told.uncounted):
        if (fact.low or 0.0) > room:
            sentence = (
                both("seen elsewhere, above what this town can give: {number}")
                if fact.is_elsewhere
                else both("told by the unit, above what this town can give: {number}")
            )
            says = sentence.filled(number=seen_words(fact))
            yield Reason(code, _with_class(says, fact), sentences.lift, fact)
