"""Warnings: what stopped in other towns, said in plain words where it could stop here."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beffroi.foundation.language import Words
from beffroi.method.catalogue.context import Context, is_met
from beffroi.method.catalogue.solutions import Evidence, Fact, Solution

DATA = Path(__file__).parent / "warnings.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """A way to fail that was seen elsewhere.

    Attributes
    ----------
    families, solutions
        What it speaks of.
    unless
        A capacity that disarms it; empty if none does.
    population_below
        It only speaks to towns smaller than this; None speaks to all. [person]
    """

    id: str
    families: frozenset[str]
    solutions: frozenset[str]
    unless: str
    population_below: float | None
    says: Words
    source: str
    url: str
    date: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Warned:
    """A rule that speaks to a town.

    Attributes
    ----------
    solutions
        Ids of the solutions it speaks of.
    is_certain
        Whether its conditions are known to hold; otherwise nobody knows.
    """

    rule: Rule
    solutions: tuple[str, ...]
    is_certain: bool


@cache
def rules() -> tuple[Rule, ...]:
    """Return the failure rules, in the order of reading.

    Examples
    --------
    >>> rules()[0].id
    'marketplace-without-animator'
    """
    return tuple(
        Rule(
            id=e["id"],
            families=frozenset(e.get("families", ())),
            solutions=frozenset(e.get("solutions", ())),
            unless=e.get("unless", ""),
            population_below=e.get("population_below"),
            says=Words(**e["says"]),
            source=e["source"],
            url=e["url"],
            date=e["date"],
            evidence=e["class"],
        )
        for e in tomllib.loads(DATA.read_text(encoding="utf-8"))["rule"]
    )


def warnings(solutions: Iterable[Solution], context: Context) -> tuple[Warned, ...]:
    """Say which failure rules speak to a town that considers solutions.

    Parameters
    ----------
    solutions
        What is considered.
    context
        The town; what it does not say is taken as a possible failure, not as a proof of safety.

    Examples
    --------
    >>> from beffroi.method.catalogue.reading import shipped
    >>> told = warnings([shipped()["beegift"]], Context())
    >>> told[0].rule.id, told[0].is_certain
    ('vouchers-without-accountant', False)
    """
    considered = tuple(solutions)
    told = []
    for rule in rules():
        named = tuple(
            one.id for one in considered if one.id in rule.solutions or one.family in rule.families
        )
        certain = _holds(rule, context)
        if named and certain is not False:
            told.append(Warned(rule, named, is_certain=certain is True))
    return tuple(told)


def _holds(rule: Rule, context: Context) -> bool | None:
    """Say whether the conditions of a rule hold; None if nobody knows."""
    conditions = []
    if rule.unless:
        asked = Fact(
            key="prerequisite", code=rule.unless, source=Words(rule.source, rule.source),
            date=rule.date, evidence=rule.evidence,
        )  # fmt: skip
        met = is_met(asked, context)
        conditions.append(None if met is None else not met)
    if rule.population_below is not None:
        people = context.population
        conditions.append(None if people is None else people < rule.population_below)
    if any(holds is False for holds in conditions):
        return False
    return None if any(holds is None for holds in conditions) else True
