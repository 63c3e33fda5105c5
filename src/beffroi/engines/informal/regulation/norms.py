"""What decides how a regulated network is drawn from what rides show."""

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
    >>> parameter("short")
    300.0
    """
    return _parameters()[name]
