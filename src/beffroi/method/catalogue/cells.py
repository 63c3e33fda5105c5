"""Cells: what the catalogue knows of one thing about one solution, as a decision table takes it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from beffroi.foundation.language import Words, both
from beffroi.method.catalogue.solutions import SORTS, Catalogue, Evidence, Fact

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
    sources, urls
        Who says so, each once, in the order of the facts.
    evidence
        The weakest class of the facts it rests on; None where there is none.
    n_facts
        Facts it rests on.
    bound
        ``most`` where no lower bound was told (`low` is then 0), ``least`` where no upper bound
        was (`high` is then the highest minimum told); empty where both were, or nothing was.
    remarks
        What a reader must know of the number: an average, or a single place.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    per: str = ""
    date: str = ""
    sources: tuple[Words, ...] = ()
    urls: tuple[str, ...] = ()
    evidence: Evidence | None = None
    n_facts: int = 0
    bound: Literal["", "least", "most"] = ""
    remarks: tuple[Words, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether it has a value or an interval."""
        return self.low is not None


def cell(
    catalogue: Catalogue, solution_id: str, fact_key: str, *, unit: str = "", per: str = ""
) -> Cell:
    """Give what is known of a thing about a solution, in the form of a decision's cell.

    Several facts of one unit and measure give the interval that holds them all, with their weakest
    class and their oldest date. A yes is 1, a no is 0, both seen give the interval from 0 to 1.
    No number of the catalogue is negative: a fact that has an upper bound alone starts at 0.

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

    Returns
    -------
    The cell; unknown, and never zero, where no number or answer is known. Facts that say in words
    that something is unknown still give it their source, date and class.

    Examples
    --------
    >>> from beffroi.method.catalogue.reading import shipped
    >>> found = cell(shipped(), "panneaupocket", "price_run")
    >>> found.value, found.unit, found.per, found.date, found.evidence
    (140.0, '€/year', 'commune', '2022', 'B')
    >>> cell(shipped(), "tell-my-city", "price_run").value is None  # an interval
    True
    """
    if solution_id not in catalogue:
        return Cell()
    facts = catalogue[solution_id].about(fact_key)
    told = [fact for fact in facts if fact.has_number or fact.holds is not None]
    wanted = _of_one_measure(told, unit, per)
    if not wanted:
        return _traced(facts) if facts and not told else Cell()
    low = min(_bounds(fact)[0] for fact in wanted)
    high = max(_bounds(fact)[1] for fact in wanted)
    trace = _traced(wanted)
    return Cell(
        value=low if low == high else None,
        low=low,
        high=high,
        unit=wanted[0].unit,
        per=wanted[0].per,
        date=trace.date,
        sources=trace.sources,
        urls=trace.urls,
        evidence=trace.evidence,
        n_facts=trace.n_facts,
        bound=_bound(wanted, low, high),
        remarks=tuple(_remarks(wanted)),
    )


def _bound(facts: Sequence[Fact], low: float, high: float) -> Literal["", "least", "most"]:
    """Say which end of an interval nobody told."""
    if any(fact.sort == "minimum" and fact.high == high for fact in facts):
        return "least"
    is_open = any(fact.low is None and fact.holds is None for fact in facts)
    return "most" if is_open and low == 0 and not any(fact.low == 0 for fact in facts) else ""


def _remarks(facts: Sequence[Fact]) -> Iterator[Words]:
    averages = [fact for fact in facts if fact.is_average]
    for fact in averages:
        said = fact.words or SORTS["average"]
        yield Words("moyenne\u00a0: {said}", "average: {said}").filled(said=_within(said))
    places = {fact.place for fact in facts}
    if not averages and len(places) == 1 and "" not in places and facts[0].holds is None:
        yield both("after one single town: {place}", place=facts[0].place)


def _within(said: Words) -> Words:
    """Take the full stop off a sentence, to stand within another one."""
    return Words(said.fr.rstrip("."), said.en.rstrip("."))


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
    return Cell(
        date=min(fact.day for fact in facts),
        sources=tuple(dict.fromkeys(fact.source for fact in facts)),
        urls=tuple(dict.fromkeys(fact.url for fact in facts if fact.url)),
        evidence=max(fact.evidence for fact in facts),
        n_facts=len(facts),
    )
