"""What decides how headways, running times, fares and fleets are told from rides."""

import tomllib
from functools import cache
from pathlib import Path

PARAMETERS = Path(__file__).parent / "parameters.toml"


@cache
def _parameters() -> dict[str, float]:
    with PARAMETERS.open("rb") as file:
        return {name: float(entry["value"]) for name, entry in tomllib.load(file).items()}


def parameter(name: str) -> float:
    """Return the value of one of the `parameters.toml` of this room, in its unit.

    Examples
    --------
    >>> parameter("shortest_band")
    3600.0
    """
    return _parameters()[name]
