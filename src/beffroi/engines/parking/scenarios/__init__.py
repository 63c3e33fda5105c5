"""Scenarios of parking: what a policy changes, for whom, and how sure it is."""

from beffroi.engines.parking.scenarios.demand import Demand
from beffroi.engines.parking.scenarios.figures import amounts, figures
from beffroi.engines.parking.scenarios.policy import Policy
from beffroi.engines.parking.scenarios.supply import Supply, supply
from beffroi.engines.parking.scenarios.trial import Town, Trial, trial

__all__ = [
    "Demand", "Policy", "Supply", "Town", "Trial", "amounts", "figures", "supply", "trial",
]  # fmt: skip
