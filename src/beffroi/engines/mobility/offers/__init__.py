"""Offers: one register of every mobility service of a basin, and what the law asks of its data."""

from beffroi.engines.mobility.offers.diagnosis import diagnosis
from beffroi.engines.mobility.offers.indicators import outcome
from beffroi.engines.mobility.offers.inputs import Inputs, SharedSystem, Verdict

__all__ = ["Inputs", "SharedSystem", "Verdict", "diagnosis", "outcome"]
