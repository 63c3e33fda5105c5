"""The forms of a field of shared vehicles: what is a time, a text in several languages, a code."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Callable
from functools import cache
from typing import Any

from beffroi.formats.gbfs.documents import finite

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MAIL = re.compile(r"[^@\s]{1,200}@[^@\s.]+(\.[^@\s.]+)+")
URL = re.compile(r"(https?|[a-z][a-z0-9+.-]{1,40})://\S+", re.IGNORECASE)
CURRENCY = re.compile(r"[A-Z]{3}")
FIRST = 1_450_155_600
"""15 December 2015, when the specification was born: earlier times are milliseconds, or wrong.
[s]"""
LAST = 10_000_000_000
"""A time beyond the year 2286 is in milliseconds. [s]"""


def fits(kind: str, value: Any, major: str) -> bool:
    """Say whether a value has the form of a type of `reference.toml`.

    Parameters
    ----------
    kind
        Name of the type, without its ``!``; enumerations are not forms.
    value
        A value of JSON.
    major
        ``2`` or ``3``.

    Examples
    --------
    >>> fits("count", 3, "2"), fits("count", -1, "2"), fits("flag", 1, "2")
    (True, False, False)
    >>> fits("words", "Gare", "2"), fits("words", "Gare", "3")
    (True, False)
    """
    if kind == "time":
        return moment(value, major) is not None
    if kind == "words" and major == "3":
        return _is_localised(value)
    return _FORMS[kind](value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and value.strip() != ""


def _is_localised(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            isinstance(item, dict)
            and isinstance(item.get("text"), str)
            and isinstance(item.get("language"), str)
            and LANGUAGE.fullmatch(item["language"])
            for item in value
        )
    )


def _between(low: float, high: float) -> Callable[[Any], bool]:
    def is_between(value: Any) -> bool:
        number = finite(value)
        return number is not None and low <= number <= high

    return is_between


def _is_count(value: Any) -> bool:
    number = finite(value)
    return number is not None and number >= 0 and number == int(number)


def _matches(pattern: re.Pattern[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


@cache
def _zones() -> set[str]:
    return zoneinfo.available_timezones()


_FORMS: dict[str, Callable[[Any], bool]] = {
    "id": _is_id,
    "text": _is_text,
    "words": _is_id,
    "lat": _between(-90, 90),
    "lon": _between(-180, 180),
    "flag": lambda value: isinstance(value, bool),
    "count": _is_count,
    "amount": _between(0, 1e12),
    "day": _is_day,
    "zone": lambda value: isinstance(value, str) and value in _zones(),
    "mail": _matches(MAIL),
    "url": _matches(URL),
    "currency": _matches(CURRENCY),
    "codes": lambda value: isinstance(value, list) and all(isinstance(v, str) for v in value),
    "list": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def moment(value: Any, major: str) -> dt.datetime | None:
    """Read a time: POSIX seconds in 2.x, RFC 3339 in 3.0.

    Returns
    -------
    None if it is not written as its version asks, or cannot be.

    Examples
    --------
    >>> moment(1609866247, "2").isoformat()
    '2021-01-05T17:04:07+00:00'
    >>> moment("2023-07-17T13:34:13+02:00", "3").isoformat()
    '2023-07-17T13:34:13+02:00'
    >>> moment(1609866247000, "2") is None
    True
    """
    if major == "3":
        return _written(value)
    number = finite(value)
    if number is None or not FIRST <= number < LAST:
        return None
    return dt.datetime.fromtimestamp(number, dt.UTC)


def _written(value: Any) -> dt.datetime | None:
    if not isinstance(value, str) or "T" not in value.upper():
        return None
    try:
        read = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return read if read.tzinfo is not None else None


def text(value: Any, language: str = "fr") -> str | None:
    """Return a text, of the language wanted where there are several, else the first.

    Examples
    --------
    >>> text([{"text": "Bike", "language": "en"}, {"text": "Vélo", "language": "fr-FR"}])
    'Vélo'
    >>> text("Gare"), text(3)
    ('Gare', None)
    """
    if isinstance(value, str):
        return value.strip() or None
    if not isinstance(value, list):
        return None
    said = [
        (str(item.get("language", "")), item["text"])
        for item in value
        if isinstance(item, dict) and isinstance(item.get("text"), str)
    ]
    wanted = [words for code, words in said if code.lower().startswith(language)]
    return next(iter([*wanted, *(words for _, words in said)]), None)
