"""Findings on scenarios: whom each brings to the centre, whom it takes away, and at what cost."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from beffroi.foundation.figures import Figure
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import said
from beffroi.territory.finding import Band, Finding, Rule, findings, read_rules

RULES = Path(__file__).parent / "rules.toml"
COST = "scenario.cost_per_gained"
PRICED, UNPRICED = "scenario.gain", "scenario.gain_without_cost"
"""The rule that quotes what an inhabitant gained costs, and the one for when that is unknown."""
MONEY = "€"
KEPT = "{value}"
"""Left for the rule to fill."""


def diagnosis(
    figures: Iterable[Figure], id_: str, name: Words, *, within: int
) -> tuple[Finding, ...]:
    """Judge the figures of a scenario, heaviest finding first.

    Parameters
    ----------
    figures
        Its figures.
    id_, name
        The scenario.
    within
        Its minutes to the centre. [min]
    """
    by_id = {figure.id: figure for figure in figures}
    cost = by_id.get(f"{COST}.{id_}")
    known = cost is not None and (cost.is_known or cost.interval is not None)
    parts: dict[str, str | Words] = {
        "scenario": name, "within": str(within),
        "cost": _said(cost) if cost is not None and known else "",
    }  # fmt: skip
    silent = UNPRICED if known else PRICED
    rules = [_own(rule, id_, parts) for rule in read_rules(RULES) if rule.id != silent]
    return findings(by_id.values(), rules)


def _own(rule: Rule, id_: str, parts: dict[str, str | Words]) -> Rule:
    """Apply a rule to a scenario, its words naming it."""
    return replace(
        rule,
        id=f"{rule.id}.{id_}",
        figure=f"{rule.figure}.{id_}",
        bands=tuple(_filled(band, parts) for band in rule.bands),
        unknown=rule.unknown and rule.unknown.filled(**parts),
    )


def _filled(band: Band, parts: dict[str, str | Words]) -> Band:
    return replace(band, words=band.words.filled(**parts, value=KEPT))


def _said(cost: Figure) -> Words:
    """Say a cost, or both its bounds."""
    if cost.interval is None or cost.interval[0] == cost.interval[1]:
        return _money(cost.value if cost.value is not None else (cost.interval or (None,))[0])
    low, high = map(_money, cost.interval)
    return both("{low} to {high}").filled(low=low, high=high)


def _money(value: float | None) -> Words:
    return Words(*(said(value, MONEY, language) for language in LANGUAGES))
