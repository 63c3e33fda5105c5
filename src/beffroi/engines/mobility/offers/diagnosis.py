"""Findings on offers: what is missing, when, and of what the data are not open."""

from collections.abc import Iterable
from pathlib import Path

from beffroi.foundation.figures import Figure
from beffroi.territory.finding import Finding, findings, read_rules

RULES = Path(__file__).parent / "rules.toml"


def diagnosis(figures: Iterable[Figure]) -> tuple[Finding, ...]:
    """Judge the figures of the register, heaviest finding first."""
    return findings(figures, read_rules(RULES))
