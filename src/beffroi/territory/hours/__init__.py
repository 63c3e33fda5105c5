"""Opening hours: said in French, written in the syntax of OpenStreetMap, read as a week."""

from beffroi.territory.hours.french import french
from beffroi.territory.hours.said import Said, Unread
from beffroi.territory.hours.week import (
    Hours,
    agreement,
    contradictions,
    is_open,
    next_change,
    parsed,
    states,
    understood,
    week,
)

__all__ = [
    "Hours",
    "Said",
    "Unread",
    "agreement",
    "contradictions",
    "french",
    "is_open",
    "next_change",
    "parsed",
    "states",
    "understood",
    "week",
]
