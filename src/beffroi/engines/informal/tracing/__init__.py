"""Rides cleaned, and cut into stretches that each go one way."""

from beffroi.engines.informal.tracing.stretches import traced

__all__ = ["traced"]
