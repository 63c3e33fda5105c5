"""Dated values: parameters that stand in a file beside the code, with unit, date and source."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType


@cache
def dated_values(path: Path) -> Mapping[str, float]:
    """Read the numbers of a file of dated entries (`value`, `unit`, `valid_from`, `source`, `url`).

    Entries whose value is no number, such as a list of names, are left out.

    Parameters
    ----------
    path
        The TOML file, which comes with the code: it is read once, and not checked.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    numbers = {name: entry["value"] for name, entry in entries.items()}
    return MappingProxyType(
        {name: float(value) for name, value in numbers.items() if isinstance(value, int | float)}
    )
