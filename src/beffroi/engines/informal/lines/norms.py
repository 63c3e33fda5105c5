"""What decides that rides show one line."""

from pathlib import Path

from beffroi.foundation.dated import dated_values

PARAMETERS = Path(__file__).parent / "parameters.toml"


def parameter(name: str) -> float:
    """Return the value of one of the `parameters.toml` of this room, in its unit.

    Examples
    --------
    >>> parameter("terminal")
    200.0
    """
    return dated_values(PARAMETERS)[name]
