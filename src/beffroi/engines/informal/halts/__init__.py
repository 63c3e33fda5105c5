"""Halts: stops, calls and stretches of hail and ride, from where rides stood."""

from beffroi.engines.informal.halts.stops import Found, found

__all__ = ["Found", "found"]
