"""Breaks: connections missed by minutes, places that nobody joins, fares that stop at a change."""

from beffroi.engines.mobility.breaks.diagnosis import diagnosis
from beffroi.engines.mobility.breaks.indicators import outcome

__all__ = ["diagnosis", "outcome"]
