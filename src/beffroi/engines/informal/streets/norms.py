"""What decides that rides and shapes follow the streets of a map."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from beffroi.foundation.dated import dated_values

PARAMETERS = Path(__file__).parent / "parameters.toml"


@cache
def _entries() -> dict[str, Any]:
    return tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))


def parameter(name: str) -> float:
    """Return the value of one of the `parameters.toml` of this room, in its unit.

    Examples
    --------
    >>> parameter("near")
    15.0
    """
    return dated_values(PARAMETERS)[name]


def classes(name: str) -> frozenset[str]:
    """Return a list of classes of streets of the `parameters.toml` of this room.

    Examples
    --------
    >>> "residential" in classes("driven")
    True
    """
    return frozenset(_entries()[name]["value"])
