"""Parameters of vitality: lengths, ages and numbers of `vitality.toml`, with their sources."""

from pathlib import Path

from beffroi.foundation.dated import dated_values

VALUES = Path(__file__).parent / "vitality.toml"
YEAR = 365.25
"""Days of a year. [day]"""
MONTH = YEAR / 12
"""Days of a month. [day]"""


def parameter(name: str) -> float:
    """Return a value of `vitality.toml`, in the unit that it is told in.

    Examples
    --------
    >>> parameter("pole_reach")
    200.0
    """
    return dated_values(VALUES)[name]
