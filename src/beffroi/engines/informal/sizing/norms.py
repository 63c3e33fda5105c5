"""When a survey has seen enough."""

import tomllib
from functools import cache
from pathlib import Path

PARAMETERS = Path(__file__).parent / "parameters.toml"


@cache
def parameter(name: str) -> float:
    """Return the value of one of the `parameters.toml` of this room, in its unit.

    Examples
    --------
    >>> parameter("recall")
    0.9
    """
    with PARAMETERS.open("rb") as file:
        return float(tomllib.load(file)[name]["value"])
