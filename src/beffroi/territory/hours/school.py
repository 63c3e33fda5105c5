"""School holidays put into rules of opening hours as dates, zone by zone."""

import datetime as dt
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from beffroi.territory.hours.said import MONTHS

FILE = Path(__file__).parent / "school_holidays.toml"
Zone = Literal["A", "B", "C"]
LEADS = re.compile(
    r"(?P<with>PH\s*,\s*)?SH(?P<also>\s*,\s*PH)?(?=\s|$)\s*(?P<rest>[^,].*|)$", re.DOTALL
)
"""A rule that begins with school holidays: `SH off`, `SH Mo 09:00-12:00`, `SH,PH off`."""
NAMED = re.compile(r"\bSH\b")
QUOTED = re.compile(r'"[^"]*"')


@cache
def holidays(zone: Zone) -> tuple[tuple[dt.date, dt.date], ...]:
    """Return the school holidays that are known in a zone, first and last day.

    Examples
    --------
    >>> holidays("A")[0]
    (datetime.date(2025, 10, 18), datetime.date(2025, 11, 2))
    """
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))
    spans = [span for name, entry in entries.items() for span in entry["value"]
             if name.startswith(f"zone_{zone.lower()}_")]  # fmt: skip
    ends = [span.split("/") for span in sorted(spans)]
    return tuple((dt.date.fromisoformat(a), dt.date.fromisoformat(b)) for a, b in ends)


def names_school(text: str) -> bool:
    """Say whether a rule names school holidays, outside its comments."""
    return bool(NAMED.search(QUOTED.sub("", text)))


def dated(text: str, zone: Zone) -> str | None:
    """Write the dates of a zone for the school holidays of an expression.

    Returns
    -------
    The expression without ``SH``; None where it names them in a way that is not read.

    Examples
    --------
    >>> dated("Mo 09:00-12:00; SH off", "A")[:58]
    'Mo 09:00-12:00; 2025 Oct 18-2025 Nov 02,2025 Dec 20-2026 J'
    """
    rules = [_rule(rule.strip(), zone) for rule in text.split(";")]
    return None if None in rules else "; ".join(filter(None, rules))


def _rule(rule: str, zone: Zone) -> str | None:
    if not names_school(rule):
        return rule
    found = LEADS.match(rule)
    if not found or names_school(found["rest"]):
        return None
    dates = ",".join(f"{_written(a)}-{_written(b)}" for a, b in holidays(zone))
    parts = [f"{dates} {found['rest']}"]
    if found["with"] or found["also"]:
        parts.append(f"PH {found['rest']}")
    return "; ".join(part.strip() for part in parts)


def _written(day: dt.date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02d}"
