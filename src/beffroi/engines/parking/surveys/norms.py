"""Thresholds of parking surveys."""

from pathlib import Path

from beffroi.foundation.dated import dated_values

NORMS = Path(__file__).parent / "norms.toml"


def norm(name: str) -> float:
    """Return the value of one of the `norms.toml` of this room, in its unit.

    Examples
    --------
    >>> norm("saturated")
    0.9
    """
    return dated_values(NORMS)[name]
