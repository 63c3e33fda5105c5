"""Freshness: how much the catalogue knows, how old it is, and which facts to check first."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from beffroi.method.catalogue.solutions import CLASSES, Catalogue, Evidence, Fact, Solution
from beffroi.method.catalogue.vocabulary import Key, keys

DOUBT: Mapping[str, float] = {"A": 0.5, "B": 1.0, "C": 2.0, "D": 3.0}
"""How much a class is doubted when facts are put in order of checking: our judgement."""
UNDATED = 2.0
"""Years added to the age of a fact whose source bears no date: our judgement. [year]"""
YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of one key over the catalogue.

    Attributes
    ----------
    expected, known
        Solutions of which it should be known, and is.
    facts
        Facts, on whatever solution.
    classes
        Facts by class.
    undated
        Facts whose source bears no date.
    median_age, oldest
        Of the dated facts, in years and as a date; None and empty without any. [year]
    """

    key: Key
    expected: int
    known: int
    facts: int
    classes: Mapping[Evidence, int]
    undated: int
    median_age: float | None
    oldest: str

    @property
    def share(self) -> float | None:
        """Share of the solutions of which it should be known, where it is."""
        return self.known / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A fact to check, or to find.

    Attributes
    ----------
    fact
        The fact; None where nothing is known.
    weight
        Importance of the key × doubt of the class × age; only their order has a meaning.
    age
        Age of the fact; None where it is undated or missing. [year]
    """

    solution: Solution
    key: Key
    fact: Fact | None
    weight: float
    age: float | None


@dataclass(frozen=True, slots=True)
class Freshness:
    """How much the catalogue knows.

    Attributes
    ----------
    today
        ISO 8601.
    solutions, facts
        How many there are.
    classes
        Facts by class.
    by_key
        Key by key.
    first
        What to check or to find, the most pressing first.
    """

    today: str
    solutions: int
    facts: int
    classes: Mapping[Evidence, int]
    by_key: tuple[Knowledge, ...]
    first: tuple[ToCheck, ...]


def freshness(catalogue: Catalogue, *, today: str) -> Freshness:
    """Report completeness and age.

    Parameters
    ----------
    catalogue
        The catalogue.
    today
        ISO 8601 day.

    Examples
    --------
    >>> from beffroi.method.catalogue.reading import shipped
    >>> told = freshness(shipped(), today="2026-11-25")
    >>> sum(told.classes.values()) == told.facts
    True
    """
    facts = [fact for one in catalogue for fact in one.facts]
    order = sorted(_to_check(catalogue, today), key=lambda one: -one.weight)
    return Freshness(
        today=today,
        solutions=len(catalogue),
        facts=len(facts),
        classes=_by_class(facts),
        by_key=tuple(_knowledge(catalogue, key, today) for key in keys().values()),
        first=tuple(order),
    )


def age(day: str, today: str) -> float:
    """Return the years between two dates; a year or a month alone stands for its middle.

    Parameters
    ----------
    day, today
        ISO 8601, to the year, the month or the day.

    Returns
    -------
    Years, never below 0. [year]

    Examples
    --------
    >>> round(age("2020", "2026-07-01"), 1), round(age("2026-11-01", "2026-10-01"), 1)
    (6.0, 0.0)
    """
    return max((_middle(today) - _middle(day)).days / YEAR, 0.0)


def _middle(day: str) -> date:
    year, month, number = ([int(part) for part in day.split("-")] + [0, 0])[:3]
    return date(year, month or 7, number or (15 if month else 1))


def _by_class(facts: list[Fact]) -> dict[Evidence, int]:
    counted = Counter(fact.evidence for fact in facts)
    classes: tuple[Evidence, ...] = ("A", "B", "C", "D")
    return {evidence: counted[evidence] for evidence in classes if evidence in CLASSES}


def _knowledge(catalogue: Catalogue, key: Key, today: str) -> Knowledge:
    expected = [one for one in catalogue if one.kind in key.expected]
    facts = [fact for one in catalogue for fact in one.about(key.id)]
    dated = [fact.date for fact in facts if fact.date]
    return Knowledge(
        key=key,
        expected=len(expected),
        known=sum(any(_says(fact) for fact in one.about(key.id)) for one in expected),
        facts=len(facts),
        classes=_by_class(facts),
        undated=len(facts) - len(dated),
        median_age=median(age(day, today) for day in dated) if dated else None,
        oldest=min(dated, default=""),
    )


def _says(fact: Fact) -> bool:
    return fact.is_known or (keys()[fact.key].form == "words" and fact.words is not None)


def _to_check(catalogue: Catalogue, today: str) -> Iterator[ToCheck]:
    for one in catalogue:
        for key in keys().values():
            facts = one.about(key.id)
            if one.kind in key.expected and not any(_says(fact) for fact in facts):
                yield ToCheck(one, key, None, key.importance * DOUBT["D"], None)
            for fact in filter(_says, facts):
                old = age(fact.date, today) if fact.date else None
                years = UNDATED if old is None else old
                weight = key.importance * DOUBT[fact.evidence] * (1 + years) / (1 + UNDATED)
                yield ToCheck(one, key, fact, weight, old)
