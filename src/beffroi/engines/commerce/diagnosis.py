"""Commerce's findings: what its figures mean for the centre."""

from collections.abc import Iterable
from pathlib import Path

from beffroi.foundation.figures import Figure
from beffroi.territory.finding import Finding, findings, read_rules

RULES = tuple(Path(__file__).parent / name for name in ("rules.toml", "offer/rules.toml"))


def diagnosis(figures: Iterable[Figure]) -> tuple[Finding, ...]:
    """Judge the figures of commerce, heaviest finding first."""
    rules = [rule for path in RULES for rule in read_rules(path)]
    return findings(figures, rules)
