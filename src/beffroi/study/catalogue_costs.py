"""What solutions cost, as JSON objects and as lines that a person reads."""

from collections.abc import Iterator, Mapping
from typing import Any

from beffroi.foundation.language import Words, both
from beffroi.method.catalogue.cost import ITEMS, Cost, Item, Part
from beffroi.method.catalogue.solutions import Solution
from beffroi.study.catalogue_answers import amount_words, fact_json

LACKED: Mapping[Item, Words] = {
    "build": Words("la mise en place", "setting up"),
    "run": Words("le fonctionnement", "running"),
    "staff": Words("les agents", "officers"),
}


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
        "average": found.is_average,
        "lacks": list(found.lacks),
        "parts": [
            {
                "item": part.item,
                "low": part.low,
                "high": part.high,
                "known": part.is_known,
                "average": part.is_average,
                "says": part.says.as_json(),
                "facts": [fact_json(fact) for fact in part.facts],
            }
            for part in found.parts
        ],
    }


def cost_lines(one: Solution, found: Cost) -> Iterator[Words]:
    """Say a cost line by line: the total, then its parts."""
    total = total_words(found)
    yield both("{name}, over {years} years, before tax: {total}", name=one.name,
               years=found.years, total=total)  # fmt: skip
    for part in found.parts:
        shown = _part_words(part)
        yield Words("– {item} : {shown} ({says})", "– {item}: {shown} ({says})").filled(
            item=ITEMS[part.item], shown=shown, says=part.says
        )


def total_words(found: Cost) -> Words:
    """Say a total: bounds where they are true, about how much where an average is in it."""
    if found.low is None or not found.is_average:
        amount = amount_words(found.low, found.high, "€")
        town = _only_town(found) if found.is_at_least else ""
        if not town:
            return amount
        return both("{amount}, after one single town: {town}", amount=amount, town=town)
    about = both("about {amount}", amount=_about(*found.known))
    if not found.lacks:
        return about
    names = [LACKED[item] for item in found.lacks]
    lacked = Words(" ni ".join(n.fr for n in names), " or ".join(n.en for n in names))
    return both("{amount}, without {lacked}", amount=about, lacked=lacked)


def _only_town(found: Cost) -> str:
    """Return the town that all the prices of a cost come from; empty if there are several."""
    places = {fact.place for part in found.parts for fact in part.facts}
    return places.pop() if len(places) == 1 else ""


def _part_words(part: Part) -> Words:
    if part.low is None or part.high is None or not part.is_average:
        return amount_words(part.low, part.high, "€")
    return both("about {amount}", amount=_about(part.low, part.high))


def _about(low: float, high: float) -> Words:
    """Say an amount no more finely than an average allows: two significant digits."""
    return amount_words(float(f"{low:.2g}"), float(f"{high:.2g}"), "€")
