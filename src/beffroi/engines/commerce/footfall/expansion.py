"""Expansion: the passers of a mean week, from a few hours counted, and how wrong that may be."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from beffroi.foundation.errors import ShapeError

Floats = npt.NDArray[np.float64]
WEEK = Path(__file__).parent / "week.toml"
ERRORS = Path(__file__).parent / "errors.toml"
HOURS = 24
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """A count: its point, from when to when, and how many passed.

    Attributes
    ----------
    point
        Where.
    begins, ends
        Local time; the end is after the beginning, by a day at most.
    passers
        Both ways together, >= 0. [person]
    """

    point: str
    begins: datetime
    ends: datetime
    passers: float

    def __post_init__(self) -> None:
        """Refuse what no watch sees."""
        length = self.ends - self.begins
        if not timedelta(0) < length <= timedelta(days=1):
            raise ShapeError("A count lasts from a moment to a later one, a day at most.")
        if not (self.passers >= 0 and np.isfinite(self.passers)):
            raise ShapeError("Give the passers of a count, known and not negative.")


@dataclass(frozen=True, slots=True)
class Error:
    """How wrong an expansion was where it could be tried.

    Attributes
    ----------
    mean, ninety
        Mean absolute error, and what nine in ten are within. [1]
    hours
        Clock hours that were counted.
    """

    mean: float
    ninety: float
    hours: float


@cache
def week() -> Floats:
    """Return the share of each clock hour of the week, (7, 24), from Monday; sums to 1.

    Examples
    --------
    >>> week().shape, round(float(week().sum()), 9)
    ((7, 24), 1.0)
    """
    entries = tomllib.loads(WEEK.read_text(encoding="utf-8"))
    shares = np.array([entry["value"] for entry in entries.values()], dtype=np.float64)
    return np.asarray(shares / shares.sum())


def share(slot: Slot) -> float:
    """Say which share of a mean week passes while a count lasts.

    Examples
    --------
    >>> noon = Slot("A", datetime(2026, 9, 15, 12), datetime(2026, 9, 15, 13), 40)
    >>> share(noon) == float(week()[1, 12])
    True
    """
    total, at = 0.0, slot.begins
    while at < slot.ends:
        next_ = min(at.replace(minute=0, second=0, microsecond=0) + HOUR, slot.ends)
        total += week()[at.weekday(), at.hour] * ((next_ - at) / HOUR)
        at = next_
    return float(total)


def expected_error(hours: float) -> Error:
    """Say how wrong an expansion from so many clock hours was where it could be tried.

    Parameters
    ----------
    hours
        Clock hours counted, > 0; between two that were tried the fewer counts.

    Examples
    --------
    >>> expected_error(2.5).mean
    0.24
    """
    entries = tomllib.loads(ERRORS.read_text(encoding="utf-8")).values()
    tried = sorted((Error(e["value"], e["ninety"], e["hours"]) for e in entries),
                   key=lambda one: one.hours)  # fmt: skip
    within = [one for one in tried if one.hours <= hours]
    return within[-1] if within else tried[0]
