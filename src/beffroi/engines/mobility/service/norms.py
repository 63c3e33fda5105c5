"""Norms of service quality: bands of hours, classes of service, distances, each with its source."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from beffroi.foundation.language import Words

NORMS = Path(__file__).parent / "norms.toml"
HOUR = 3600.0
BANDS = ("peak", "midday", "evening")
"""Bands of hours, as named in `norms.toml` after ``band_``."""
Windows = tuple[tuple[float, float], ...]


@cache
def _entries() -> dict[str, dict[str, Any]]:
    return tomllib.loads(NORMS.read_text(encoding="utf-8"))


def norm(name: str) -> float:
    """Return a number of `norms.toml`, in the unit that is written there.

    Examples
    --------
    >>> norm("same_place")
    150.0
    """
    return float(_entries()[name]["value"])


def numbers(name: str) -> tuple[int, ...]:
    """Return a list of whole numbers of `norms.toml`.

    Examples
    --------
    >>> numbers("classes")
    (60, 30, 15, 1)
    """
    return tuple(int(value) for value in _entries()[name]["value"])


def words(name: str) -> tuple[str, ...]:
    """Return a list of words of `norms.toml`."""
    return tuple(_entries()[name]["value"])


def windows(name: str) -> Windows:
    """Return windows of the day, in seconds since the start of the service day.

    Examples
    --------
    >>> windows("shop_hours")
    ((34200.0, 43200.0), (50400.0, 66600.0))
    """
    return tuple((start * HOUR, end * HOUR) for start, end in _entries()[name]["value"])


def band_name(band: str) -> Words:
    """Name a band of hours."""
    return Words(**_entries()[f"band_{band}"]["name"])
