"""Scenarios: what a change of mobility does to the same indicators, for whom, and what it costs."""

from beffroi.engines.mobility.scenarios.changes import KIND_WORDS, KINDS, Change, Scenario
from beffroi.engines.mobility.scenarios.measures import Measures, Situation, measures
from beffroi.engines.mobility.scenarios.outcome import outcome

__all__ = [
    "KINDS", "KIND_WORDS", "Change", "Measures", "Scenario", "Situation", "measures", "outcome",
]  # fmt: skip
