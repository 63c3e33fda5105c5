"""Parameters: what scenarios assume where nobody says better, dated and sourced."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from beffroi.engines.mobility.scenarios.ranges import Between

PARAMETERS = Path(__file__).parent / "parameters.toml"


@cache
def _given() -> dict[str, dict[str, Any]]:
    return tomllib.loads(PARAMETERS.read_text(encoding="utf-8"))


def interval(name: str) -> Between:
    """Return a parameter as an interval, in its unit.

    Examples
    --------
    >>> interval("link_life")
    Between(low=20.0, high=30.0)
    """
    value = _given()[name]["value"]
    low, high = value if isinstance(value, list) else (value, value)
    return Between(float(low), float(high))


def parameter(name: str) -> float:
    """Return a parameter that is one number, in its unit.

    Examples
    --------
    >>> parameter("stop_dwell")
    20.0
    """
    return interval(name).middle


def reference_day(kind: str) -> str:
    """Return the date that stands for a day type where there is no timetable at all.

    Examples
    --------
    >>> reference_day("sunday")
    '2026-09-20'
    """
    return str(_given()[f"reference_{kind}"]["value"])
