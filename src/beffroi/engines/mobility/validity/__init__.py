"""Validity: what the national access point asks of a timetable, and what a merge can break."""

from beffroi.engines.mobility.validity.review import remarks
from beffroi.engines.mobility.validity.rules import Rule, rules

__all__ = ["Rule", "remarks", "rules"]
