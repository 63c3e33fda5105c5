"""Service: the days of timetables, and how well they serve stops, lines, squares and people."""

from beffroi.engines.mobility.service.basin import Basin, basin
from beffroi.engines.mobility.service.day_types import KIND_WORDS, KINDS, DayTypes, Kind, measured
from beffroi.engines.mobility.service.quality import Quality, quality

__all__ = ["KINDS", "KIND_WORDS", "Basin", "DayTypes", "Kind", "Quality", "basin", "measured",
    "quality"]  # fmt: skip
