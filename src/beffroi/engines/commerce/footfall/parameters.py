"""What footfall takes for granted, as dated data."""

from pathlib import Path

from beffroi.foundation.dated import dated_values

FILE = Path(__file__).parent / "parameters.toml"


def parameter(name: str) -> float:
    """Return the value of one entry of `parameters.toml`, in its unit.

    Examples
    --------
    >>> parameter("radius")
    800.0
    """
    return dated_values(FILE)[name]
