"""What solutions cost, as JSON objects and as lines that a person reads."""

from collections.abc import Iterator, Mapping
from typing import Any

from beffroi.foundation.language import Words, both, plural
from beffroi.method.catalogue.bounds import ONE_TOWN, bounds
from beffroi.method.catalogue.cost import ITEMS, Cost, Item
from beffroi.method.catalogue.solutions import Fact, Solution
from beffroi.method.catalogue.wording import amount_words, joined, number_words, seen_words
from beffroi.study.catalogue_answers import fact_json, fact_words

YEAR, YEARS = Words("{n} an", "{n} year"), Words("{n} ans", "{n} years")
MOST_SEEN = 2
"""Prices seen elsewhere that a list names."""
PRICES: Mapping[Item, tuple[str, ...]] = {"build": ("price_build",), "run": ("price_run",)}
ASKED: Mapping[Item, tuple[str, ...]] = {**PRICES, "staff": ("staff", "staff_days", "staff_budget")}
"""Keys of the facts that each part of a cost rests on."""
SHARE = "1"
"""Unit of a price that is a share of what is paid."""


def cost_json(found: Cost) -> dict[str, Any]:
    """Return a cost as a JSON object; null is unknown."""
    return {
        "solution": found.solution_id,
        "years": found.years,
        "rate": found.rate,
        "unit": "€",
        "low": found.low,
        "high": found.high,
        "at_least": found.is_at_least,
        "lacks": list(found.lacks),
        "missing": [name.as_json() for name in found.missing],
        "parts": [
            {
                "item": part.item,
                "low": part.low,
                "high": part.high,
                "says": part.says.as_json(),
                "missing": [name.as_json() for name in part.missing],
                "facts": [fact_json(fact) for fact in part.facts],
                "elsewhere": [fact_json(fact) for fact in part.elsewhere],
            }
            for part in found.parts
        ],
    }


def cost_lines(one: Solution, found: Cost) -> Iterator[Words]:
    """Say a cost line by line: the total, its parts, and beside each what was seen elsewhere."""
    yield both("{name}, over {years}, before tax: {total}", name=one.name,
               years=plural(found.years, YEAR, YEARS), total=total_words(found))  # fmt: skip
    for part in found.parts:
        yield Words("– {item} : {shown} ({says})", "– {item}: {shown} ({says})").filled(
            item=ITEMS[part.item], shown=amount_words(part.low, part.high, "€"), says=part.says
        )
        for fact in part.elsewhere:
            yield both(
                "  seen elsewhere, for reference: {fact}", fact=_referred(fact, found.counts)
            )


def total_words(found: Cost) -> Words:
    """Say a total: its bounds where they are true, and the name of each part that it leaves out."""
    amount = amount_words(found.low, found.high, "€")
    if not found.missing:
        return amount
    return both("{amount}; missing: {names}", amount=amount, names=joined(found.missing, by=", "))


def brief_words(one: Solution, found: Cost) -> Words:
    """Say a total in a list: what is known, and what would make the rest known.

    What all solutions lack alike, with no price at all, is left to be said once for the list. A
    step that nothing is bought for has no price: only the time that it asks of officers is unknown.
    """
    if found.low is None and found.high is None and _is_free(one, found):
        told = [both("no purchase price; officers' time unknown")]
    elif found.low is None and found.high is None:
        told = [both("unknown")]
    else:
        told = [total_words(found)]
    counted = [*_by_unit(one, found)]
    if counted:
        told.append(both("told by the unit, {prices}: say how many",
                         prices=joined(counted, by=", ")))  # fmt: skip
    seen = [seen_words(fact) for part in found.parts if part.missing for fact in part.elsewhere]
    if seen:
        told.append(both("seen elsewhere, not known for this town: {seen}",
                         seen=joined(seen[:MOST_SEEN], by=", ")))  # fmt: skip
    return joined(told)


def _is_free(one: Solution, found: Cost) -> bool:
    """Say whether nothing is bought: a public step, or a setting up told to be free."""
    prices = [part for part in found.parts if part.item in {"build", "run"}]
    priced = any(part.high for part in prices) or any(part.elsewhere for part in prices)
    is_step = one.kind == "public-step" or any(part.high == 0 for part in prices)
    return is_step and not priced and not any(True for _ in _by_unit(one, found, PRICES))


def _by_unit(
    one: Solution, found: Cost, keys: Mapping[Item, tuple[str, ...]] | None = None
) -> Iterator[Words]:
    """Say the numbers told by the unit, of the parts that are unknown."""
    for part in found.parts:
        if part.missing:
            for key in (ASKED if keys is None else keys).get(part.item, ()):
                yield from map(number_words, bounds(one.about(key), ONE_TOWN).uncounted)


def _referred(fact: Fact, counts: Mapping[str, float]) -> Words:
    """Say a price seen elsewhere and, where it is told by the unit, what it makes of the count."""
    if fact.per not in counts or fact.unit == SHARE:
        return fact_words(fact)
    count = counts[fact.per]
    low, high = (None if end is None else count * end for end in (fact.low, fact.high))
    return both("{fact}; {count} at that price: {amount}", fact=fact_words(fact),
                count=f"{count:g}", amount=amount_words(low, high, fact.unit))  # fmt: skip
