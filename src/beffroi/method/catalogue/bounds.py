"""Bounds: what the numbers told of a solution may say about one town."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from beffroi.method.catalogue.solutions import Fact

ONE_TOWN: Mapping[str, float] = MappingProxyType({"town": 1.0, "": 1.0})
"""The measures of which any town has one: itself, and what is told for no measure."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a solution's numbers of one key say for a town: bounds, and what does not bound.

    Attributes
    ----------
    low, high
        True bounds, in the unit of the facts; None where nothing bounds.
    used
        The facts that they rest on: told for the town's own measure, or per unit and counted.
    uncounted
        Facts told per unit, of which nobody said how many.
    elsewhere
        Facts seen elsewhere: a reference, which bounds nothing.
    lacks_base
        Whether only what comes on top of another price is known.
    """

    low: float | None
    high: float | None
    used: tuple[Fact, ...]
    uncounted: tuple[Fact, ...]
    elsewhere: tuple[Fact, ...]
    lacks_base: bool


def bounds(facts: Sequence[Fact], counts: Mapping[str, float] = ONE_TOWN) -> Bounds:
    """Bound a number for a town by what is told for its own measures.

    Numbers told in several ways are alternatives: the widest of them holds. What comes on top
    (sort ``addition``) is added; alone, it bounds from below. A minimum bounds from below, and a
    number seen elsewhere bounds nothing.

    Parameters
    ----------
    facts
        Facts of one key, of one unit.
    counts
        How many of each measure the town has or buys, >= 0.

    Examples
    --------
    >>> from beffroi.foundation.language import Words
    >>> told = {"key": "price_build", "unit": "€", "source": Words("a", "a"), "date": "2024",
    ...     "evidence": "B"}
    >>> post = Fact(low=300.0, high=500.0, per="post", **told)
    >>> nice = Fact(low=9e6, high=9e6, per="town", place="Nice", **told)
    >>> found = bounds([post, nice], {"post": 10})
    >>> found.low, found.high
    (3000.0, 5000.0)
    >>> bounds([nice]).low is None
    True
    """
    told = tuple(fact for fact in facts if fact.has_number)
    here = tuple(fact for fact in told if not fact.is_elsewhere)
    used = tuple(fact for fact in here if fact.per in counts)
    low, high = _hull(used, counts)
    base = [fact for fact in used if fact.sort != "addition"]
    return Bounds(
        low=low,
        high=high,
        used=used,
        uncounted=tuple(fact for fact in here if fact not in used),
        elsewhere=tuple(fact for fact in told if fact.is_elsewhere),
        lacks_base=bool(used) and not base,
    )


def _hull(facts: Sequence[Fact], counts: Mapping[str, float]) -> tuple[float | None, float | None]:
    if not facts:
        return None, None
    base = [fact for fact in facts if fact.sort != "addition"]
    on_top: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.sort == "addition":
            on_top.setdefault(fact.per, []).append(fact)
    added = [group for group in (base, *on_top.values()) if group]
    low = sum(min(counts[f.per] * (f.low or 0.0) for f in group) for group in added)
    high = sum(max(counts[f.per] * (f.high or 0.0) for f in group) for group in added)
    nothing_below = low == 0 and any(fact.low is None for fact in facts)
    nothing_above = not base or any(fact.sort == "minimum" for fact in facts)
    return (None if nothing_below else low), (None if nothing_above else high)
