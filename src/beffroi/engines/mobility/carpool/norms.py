"""Norms of carpooling: dated values, some with a range of judgement."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NORMS = Path(__file__).parent / "norms.toml"


@dataclass(frozen=True, slots=True)
class Norm:
    """A value with its range; both ends are the value itself where there is none."""

    value: float
    least: float
    most: float


@cache
def norm(name: str) -> Norm:
    """Return a norm of `norms.toml`.

    Examples
    --------
    >>> norm("lines").least == norm("lines").value
    True
    """
    entry = tomllib.loads(NORMS.read_text(encoding="utf-8"))[name]
    value = float(entry["value"])
    return Norm(value, float(entry.get("least", value)), float(entry.get("most", value)))
