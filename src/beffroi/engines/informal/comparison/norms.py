"""What decides that two things are one when feeds are compared, and the bands of a day."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from beffroi.foundation.dated import dated_values

PARAMETERS = Path(__file__).parent / "parameters.toml"
RADII = (20, 30, 50)
"""Radii within which stops are matched. [m]"""
BANDS: Mapping[str, tuple[float, float]] = MappingProxyType({
    "early": (4 * 3600.0, 7 * 3600.0), "morning": (7 * 3600.0, 9 * 3600.0),
    "daytime": (9 * 3600.0, 16 * 3600.0), "evening": (16 * 3600.0, 19 * 3600.0),
    "late": (19 * 3600.0, 28 * 3600.0),
})  # fmt: skip
"""Bands of a day, from 4 in the morning. [s]"""


def parameter(name: str) -> float:
    """Return the value of one of the `parameters.toml` of this room, in its unit.

    Examples
    --------
    >>> parameter("tolerance")
    30.0
    """
    return dated_values(PARAMETERS)[name]
