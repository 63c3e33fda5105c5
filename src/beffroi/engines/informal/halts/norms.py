"""What halts are judged by: `parameters.toml`, fixed once."""

import tomllib
from functools import cache
from pathlib import Path

PARAMETERS = Path(__file__).parent / "parameters.toml"


@cache
def _parameters() -> dict[str, float]:
    entries = tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))
    return {name: float(entry["value"]) for name, entry in entries.items()}


def parameter(name: str) -> float:
    """Return the value of one of the `parameters.toml` of this room, in its unit.

    Examples
    --------
    >>> parameter("together")
    25.0
    """
    return _parameters()[name]
