"""Cells: what the catalogue knows of one thing about one solution, as a decision table takes it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from beffroi.foundation.language import Words, both
from beffroi.method.catalogue.norms import norms
from beffroi.method.catalogue.solutions import Catalogue, Evidence, Fact
from beffroi.method.catalogue.wording import joined, seen_words

ANSWERS: Mapping[bool, float] = {True: 1.0, False: 0.0}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, an interval, or nothing known, and where it comes from.

    Attributes
    ----------
    value
        The value; None where it is an interval or unknown.
    low, high
        Bounds, equal for a value; both None where it is unknown.
    unit, per
        Unit, and what it is said for; empty where it has none.
    date
        The oldest date of the facts it rests on, ISO 8601; empty where there is none.
    sources, urls, dates
        Who says so, each once, in the order of the facts; its address, empty where it has none; and
        the oldest of its own dates.
    evidence
        The weakest class of the facts it rests on; None where there is none.
    n_facts
        Facts it rests on.
    bound
        ``most`` where no lower bound was told (`low` is then 0), ``least`` where no upper bound
        was (`high` is then the highest minimum told); empty where both were, or nothing was.
    remarks
        What a reader must know of the number: that it was seen elsewhere, and where.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    per: str = ""
    date: str = ""
    sources: tuple[Words, ...] = ()
    urls: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    evidence: Evidence | None = None
    n_facts: int = 0
    bound: Literal["", "least", "most"] = ""
    remarks: tuple[Words, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it has a value or an interval."""
        return self.low is not None


def cell(
    catalogue: Catalogue,
    solution_id: str,
    fact_key: str,
    *,
    unit: str = "",
    per: str = "",
    elsewhere: bool = False,
) -> Cell:
    r"""Give what is known of a thing about a solution, in the form of a decision's cell.

    Several facts of one unit and measure give the interval that holds them all, with their weakest
    class and their oldest date. A yes is 1, a no is 0, both seen give the interval from 0 to 1.
    No number of the catalogue is negative: a fact that has an upper bound alone starts at 0.

    A number seen elsewhere leaves the cell unknown, and is told in a remark. Only where it is asked
    for, and nothing is known for this town, it gives an interval, from half to twice what was seen,
    of class D.

    Parameters
    ----------
    catalogue
        The catalogue.
    solution_id
        The solution; one that the catalogue lacks is unknown in all things.
    fact_key
        What is asked: an id of `vocabulary.keys()`.
    unit, per
        Unit and measure wanted; by default the ones that most facts bear, the first where equal.
    elsewhere
        Whether numbers seen elsewhere may be carried over.

    Returns
    -------
    The cell; unknown, and never zero, where no number or answer is known. Facts that say in words
    that something is unknown still give it their source, date and class.

    Examples
    --------
    >>> from beffroi.method.catalogue.reading import shipped
    >>> found = cell(shipped(), "permanent-counters", "price_run")
    >>> found.value, found.unit, found.per, found.date, found.evidence
    (300.0, '€/year', 'counter', '2020', 'B')
    >>> found = cell(shipped(), "dynamic-guidance", "price_build")
    >>> found.low, found.remarks[0].en
    (None, 'seen elsewhere, not known for this town: 133,058\xa0€ per town, Arras (2008)')
    """
    if solution_id not in catalogue:
        return Cell()
    facts = catalogue[solution_id].about(fact_key)
    told = [fact for fact in facts if fact.has_number or fact.holds is not None]
    here = _of_one_measure([fact for fact in told if not fact.is_elsewhere], unit, per)
    there = _of_one_measure([fact for fact in told if fact.is_elsewhere], unit, per)
    if here:
        return _known(here)
    if there:
        return _carried(there) if elsewhere else _referred(there)
    return _traced(facts) if facts and not told else Cell()


def _known(facts: Sequence[Fact]) -> Cell:
    low = min(_bounds(fact)[0] for fact in facts)
    high = max(_bounds(fact)[1] for fact in facts)
    return replace(
        _traced(facts),
        value=low if low == high else None,
        low=low,
        high=high,
        unit=facts[0].unit,
        per=facts[0].per,
        bound=_bound(facts, low, high),
    )


def _referred(facts: Sequence[Fact]) -> Cell:
    """Leave a cell unknown, and tell what was seen elsewhere."""
    seen = joined(seen_words(fact) for fact in facts)
    says = both("seen elsewhere, not known for this town: {seen}", seen=seen)
    return replace(_traced(facts), unit=facts[0].unit, per=facts[0].per, remarks=(says,))


def _carried(facts: Sequence[Fact]) -> Cell:
    """Carry numbers seen elsewhere over to this town, as widely as the norm says."""
    known, factor = _known(facts), norms()["carried_over"]
    seen = joined(seen_words(fact) for fact in facts)
    says = both("carried over from elsewhere, from half to twice what was seen: {seen}", seen=seen)
    return replace(
        known,
        value=None,
        low=factor.low * (known.low or 0.0),
        high=factor.high * (known.high or 0.0),
        evidence=factor.evidence,
        remarks=(says,),
    )


def _bound(facts: Sequence[Fact], low: float, high: float) -> Literal["", "least", "most"]:
    """Say which end of an interval nobody told."""
    if any(fact.sort == "minimum" and fact.high == high for fact in facts):
        return "least"
    is_open = any(fact.low is None and fact.holds is None for fact in facts)
    return "most" if is_open and low == 0 and not any(fact.low == 0 for fact in facts) else ""


def _of_one_measure(facts: Sequence[Fact], unit: str, per: str) -> list[Fact]:
    fitting = [fact for fact in facts if unit in ("", fact.unit) and per in ("", fact.per)]
    if not fitting:
        return []
    # `most_common` keeps the order of arrival among equals.
    ((measure, _),) = Counter((fact.unit, fact.per) for fact in fitting).most_common(1)
    return [fact for fact in fitting if (fact.unit, fact.per) == measure]


def _bounds(fact: Fact) -> tuple[float, float]:
    if fact.holds is not None:
        return ANSWERS[fact.holds], ANSWERS[fact.holds]
    if fact.high is None:  # cannot be: only facts with numbers come here
        raise ValueError(fact.key)
    return fact.low or 0.0, fact.high


def _traced(facts: Sequence[Fact]) -> Cell:
    days: dict[tuple[Words, str], str] = {}
    for fact in facts:
        origin = (fact.source, fact.url)
        days[origin] = min(fact.day, days.get(origin, fact.day))
    return Cell(
        date=min(fact.day for fact in facts),
        sources=tuple(source for source, _ in days),
        urls=tuple(url for _, url in days),
        dates=tuple(days.values()),
        evidence=max(fact.evidence for fact in facts),
        n_facts=len(facts),
    )
