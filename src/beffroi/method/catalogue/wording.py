"""Wording: numbers of the catalogue as a person reads them, and where they were seen."""

import re
from collections.abc import Iterable

from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import said
from beffroi.method.catalogue.solutions import SORTS, Fact
from beffroi.method.catalogue.vocabulary import measures

AFTER_NUMBER = re.compile(r"^[\d\s.,]*\d")
"""A number as it is said, with the spaces between its thousands."""


def amount_words(low: float | None, high: float | None, unit: str) -> Words:
    r"""Say a value, an interval, a lower or an upper bound.

    Examples
    --------
    >>> amount_words(1.0, None, "€").en, amount_words(None, 1.0, "€").en
    ('at least 1\xa0€', 'at most 1\xa0€')
    >>> amount_words(1.0, 2.0, "€").en
    '1 to 2\xa0€'
    """
    if low is None and high is None:
        return both("unknown")
    lows = Words(*(said(low, unit, language) for language in LANGUAGES))
    highs = Words(*(said(high, unit, language) for language in LANGUAGES))
    if low is None:
        return both("at most {high}", high=highs)
    if high is None:
        return both("at least {low}", low=lows)
    if low == high:
        return lows
    lows = Words(_without_unit(lows.fr, highs.fr), _without_unit(lows.en, highs.en))
    return both("{low} to {high}", low=lows, high=highs)


def _without_unit(low: str, high: str) -> str:
    """Leave out the unit of a lower bound where the upper bound bears the same one."""
    unit = AFTER_NUMBER.split(high, maxsplit=1)[-1]
    return low.removesuffix(unit) if unit and AFTER_NUMBER.split(low, 1)[-1] == unit else low


def number_words(fact: Fact) -> Words:
    """Say the number of a fact, what it is told for and what sort of number it is."""
    unit, per = fact.unit, fact.per
    if is_incentive(fact):
        unit, per = "€", "trip"
    value = amount_words(fact.low, fact.high, unit)
    if per:
        joined = "{value}, par {per}" if "/" in unit else "{value} par {per}"
        name = measures()[per].name
        value = Words(joined, "{value} per {per}").filled(value=value, per=name)
    if fact.sort:
        value = Words("{value} ({sort})", "{value} ({sort})").filled(
            value=value, sort=SORTS[fact.sort]
        )
    return value


def is_incentive(fact: Fact) -> bool:
    """Say whether a price is so much for each trip: a year's price of a trip made each year."""
    return fact.unit == "€/year" and fact.per == "yearly trip"


def place_words(fact: Fact) -> Words | None:
    """Say where a fact was seen, and how many people live there; None if no place is told."""
    if not fact.place:
        return None
    if fact.population is None:
        return Words(fact.place, fact.place)
    people = Words(*(said(float(fact.population), "person", language) for language in LANGUAGES))
    return both("{place} ({people})", place=fact.place, people=people)


def seen_words(fact: Fact) -> Words:
    r"""Say a number seen elsewhere with its place and year, or its source where it has no place.

    Examples
    --------
    >>> nice = Fact(key="price_build", low=9e6, high=9e6, unit="€", per="town", place="Nice",
    ...     source=Words("a", "a"), date="2016", evidence="B")
    >>> seen_words(nice).en
    '9,000,000\xa0€ per town, Nice (2016)'
    """
    return Words("{number}, {place} ({day})", "{number}, {place} ({day})").filled(
        number=number_words(fact), place=place_words(fact) or fact.source, day=fact.day
    )


def joined(parts: Iterable[Words], *, by: str = "; ") -> Words:
    """Join sentences or names; a semicolon takes its space in French."""
    told = tuple(parts)
    french = "\u00a0; " if by == "; " else by
    return Words(french.join(part.fr for part in told), by.join(part.en for part in told))
