"""Integration: the timetables of several operators made into one feed, and what that shows."""

from beffroi.engines.mobility.integration.inputs import Part
from beffroi.engines.mobility.integration.merging import Merged, merged

__all__ = ["Merged", "Part", "merged"]
