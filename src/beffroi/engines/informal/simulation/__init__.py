"""Rides drawn from a feed, whose truth is known: for tests, training, and sizing of surveys."""

from beffroi.engines.informal.simulation.options import Options
from beffroi.engines.informal.simulation.rides import Simulated, simulated

__all__ = ["Options", "Simulated", "simulated"]
