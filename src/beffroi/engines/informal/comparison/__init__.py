"""How near a feed comes to a reference; shares nothing with what infers feeds."""

from beffroi.engines.informal.comparison.estimates import Estimate, Scores
from beffroi.engines.informal.comparison.feeds import Comparison, compared

__all__ = ["Comparison", "Estimate", "Scores", "compared"]
