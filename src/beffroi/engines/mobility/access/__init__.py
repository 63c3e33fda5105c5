"""Access: travel times by every mode between the places of a basin, and what is in reach."""

from beffroi.engines.mobility.access.inputs import (
    MODE_WORDS,
    MODES,
    PERCENTILES,
    STREET_MODES,
    TRANSIT_MODES,
    Basin,
    Mode,
    Parking,
    Points,
    Task,
)
from beffroi.engines.mobility.access.matrix import Block, Part, block, plan
from beffroi.engines.mobility.access.ready import Ready, ready

__all__ = [
    "MODES", "MODE_WORDS", "PERCENTILES", "STREET_MODES", "TRANSIT_MODES", "Basin", "Block",
    "Mode", "Parking", "Part", "Points", "Ready", "Task", "block", "plan", "ready",
]  # fmt: skip
