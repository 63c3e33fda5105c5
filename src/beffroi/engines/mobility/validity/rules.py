"""The rules that check a timetable: how grave each is, who makes it, its words and its limits."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from beffroi.territory.notice import Explanation, Severity, explanations

WORDS = Path(__file__).parent / "notices.toml"
LIMITS = Path(__file__).parent / "limits.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of ours.

    Attributes
    ----------
    severity
        How grave a breach is.
    origin
        Who makes the rule: ``pan``, the national access point, or ``beffroi``.
    words
        What a breach is, changes and asks for.
    """

    severity: Severity
    origin: str
    words: Explanation


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its code."""
    entries = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    words = explanations(WORDS)
    return {
        code: Rule(entries[code]["severity"], entries[code]["origin"], said)
        for code, said in words.items()
    }


@cache
def _limits() -> dict[str, dict[str, Any]]:
    return tomllib.loads(LIMITS.read_text(encoding="utf-8"))


def limit(name: str) -> float:
    """Return a limit of `limits.toml`, in the unit that is written there.

    Examples
    --------
    >>> limit("close")
    10.0
    """
    return float(_limits()[name]["value"])
