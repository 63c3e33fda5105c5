"""What decides how headways, running times, fares and fleets are told from rides."""

from pathlib import Path

from beffroi.foundation.dated import dated_values

PARAMETERS = Path(__file__).parent / "parameters.toml"


def parameter(name: str) -> float:
    """Return the value of one of the `parameters.toml` of this room, in its unit.

    Examples
    --------
    >>> parameter("shortest_band")
    3600.0
    """
    return dated_values(PARAMETERS)[name]
