"""Findings on breaks: what missed connections, unlinked places and fares mean for the basin."""

from collections.abc import Iterable
from pathlib import Path

from beffroi.foundation.figures import Figure
from beffroi.territory.finding import Finding, findings, read_rules

RULES = Path(__file__).parent / "rules.toml"


def diagnosis(figures: Iterable[Figure]) -> tuple[Finding, ...]:
    """Judge the figures of breaks, heaviest finding first."""
    return findings(figures, read_rules(RULES))
