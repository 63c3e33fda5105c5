"""Parts of a DECISION.toml: what each key must be, every fault kept until the end."""

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from beffroi.foundation.language import Words, both
from beffroi.method.arbitration.decision import Label
from beffroi.method.arbitration.weighting_checks import named

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""Code of a language, as in BCP 47: fr, ar, zh-Hant."""
MOST_TEXT = 20_000
"""Longest text taken. [character]"""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of the file, being read.

    Attributes
    ----------
    where
        What it is, for messages.
    given
        Its keys and values.
    faults
        The faults of the whole file so far: readers add to it and go on.
    """

    where: Words
    given: Mapping[str, Any]
    faults: list[Words]

    def fault(self, sentence: Words) -> None:
        """Add a fault."""
        told = Words(fr="{where}\u00a0: {fault}", en="{where}: {fault}")
        self.faults.append(told.filled(where=self.where, fault=sentence))

    def only(self, *known: str) -> None:
        """Refuse the keys that are not known, with the nearest one."""
        for key in sorted(set(self.given) - set(known)):
            close = difflib.get_close_matches(key, known, n=1)
            meant = (
                both("did you mean {word}?", word=close[0])
                if close
                else both("known: {names}", names=", ".join(known))
            )
            self.fault(both("{key} is not a key ({meant})", key=key, meant=meant))

    def text(self, key: str, *, needed: bool = False) -> str:
        """Read a text; empty if it is absent."""
        value = self.given.get(key, "")
        if key not in self.given:
            if needed:
                self.fault(both("{key} is missing", key=key))
            return ""
        if not isinstance(value, str) or len(value) > MOST_TEXT or "\0" in value:
            self.fault(both("{key} is not a text between quotes", key=key))
            return ""
        if needed and not value.strip():
            self.fault(both("{key} is empty", key=key))
        return value

    def day(self, key: str) -> str:
        """Read a date: a text such as "2026-03", or a date without quotes."""
        value = self.given.get(key, "")
        text = value.isoformat() if hasattr(value, "isoformat") else value
        if not isinstance(text, str) or not re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", text):
            self.fault(both("{key} is {found!r}, not a date such as 2026-03-01", key=key,
                            found=value))  # fmt: skip
            return ""
        return text

    def number(self, key: str) -> float | None:
        """Read a number; None if it is absent."""
        if key not in self.given:
            return None
        value = self.given[key]
        if not is_number(value):
            self.fault(both("{key} is {found!r}, not a number", key=key, found=value))
            return None
        return float(value)

    def needed_number(self, key: str) -> float:
        """Read a number that must be there; 0 after a fault."""
        if key not in self.given:
            self.fault(both("{key} is missing", key=key))
        return self.number(key) or 0.0

    def whole(self, key: str, default: int) -> int:
        """Read a whole number."""
        value = self.given.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self.fault(both("{key} is {found!r}, not a whole number", key=key, found=value))
            return default
        return value

    def truth(self, key: str) -> bool:
        """Read true or false; false if it is absent."""
        value = self.given.get(key, False)
        if not isinstance(value, bool):
            self.fault(both("{key} is {found!r}, not true or false", key=key, found=value))
            return False
        return value

    def one_of(self, key: str, choices: Iterable[str], default: str = "") -> str:
        """Read one word among several."""
        value = self.given.get(key, default)
        if value != default and value not in tuple(choices):
            names = ", ".join(choices)
            self.fault(both("{key} is {found!r}, and must be one of {names}", key=key,
                            found=value, names=names))  # fmt: skip
            return default
        return str(value)

    def label(self, key: str, *, needed: bool = False) -> Label | None:
        """Read a name: one text, or texts by language, all kept."""
        if key not in self.given:
            if needed:
                self.fault(both("{key} is missing", key=key))
            return None
        value = self.given[key]
        if isinstance(value, str) and value.strip():
            return Label((("", value),))
        if isinstance(value, dict) and value and all(map(_is_said, value.items())):
            return Label(tuple(value.items()))
        self.fault(
            both("{key} is neither a text nor texts by language, as in {example}",
                 key=key, example='{ fr = "…", en = "…" }')
        )  # fmt: skip
        return None

    def name(self, key: str = "name") -> Label:
        """Read a name that must be there; empty after a fault."""
        return self.label(key, needed=True) or Label.of("")

    def numbers(self, key: str) -> tuple[float, ...]:
        """Read a list of numbers; empty if it is absent."""
        value = self.given.get(key, [])
        if not isinstance(value, list) or not all(map(is_number, value)):
            self.fault(both("{key} is {found!r}, not a list of numbers", key=key, found=value))
            return ()
        return tuple(float(n) for n in value)

    def pair(self, key: str) -> tuple[float, float] | None:
        """Read two numbers; None if they are absent."""
        if key not in self.given:
            return None
        found = self.numbers(key)
        if len(found) != 2:
            self.fault(both("{key} must be two numbers, as in {example}", key=key,
                            example="[10, 14]"))  # fmt: skip
            return None
        return found[0], found[1]

    def texts(self, key: str) -> tuple[str, ...]:
        """Read one text or a list of texts; empty if it is absent."""
        value = self.given.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
            self.fault(both("{key} is not a list of texts between quotes", key=key))
            return ()
        return tuple(listed)

    def table(self, key: str, where: Words | None = None) -> "Part":
        """Read a table within the table; without keys if it is absent."""
        value = self.given.get(key, {})
        if not isinstance(value, dict):
            self.fault(both("{key} must be a table, written [{key}] or between braces", key=key))
            value = {}
        return Part(where or both("{where}, {key}", where=self.where, key=key), value, self.faults)

    def tables(self, key: str, noun: Words) -> tuple["Part", ...]:
        """Read a list of tables, each named by its id or by its rank."""
        value = self.given.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.fault(both("{key} must be a list of tables, each written [[{key}]]", key=key))
            return ()
        return tuple(
            Part(both("{noun} {id}", noun=noun, id=_called(item, rank)), item, self.faults)
            for rank, item in enumerate(value, start=1)
        )


def _called(item: Mapping[str, Any], rank: int) -> Words:
    """Say the id of a table, or its rank, with its name where one was given."""
    id_, given = str(item.get("id") or rank), item.get("name", "")
    said = given.items() if isinstance(given, dict) else [("", given)]
    label = Label(tuple((code, text) for code, text in said if isinstance(text, str)))
    return named(id_, label.words)


def is_number(value: object) -> bool:
    """Say whether a value is a number: neither true nor false, but perhaps not finite.

    Examples
    --------
    >>> is_number(1), is_number(True), is_number(float("nan")), is_number("1")
    (True, False, True, False)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value) or isinstance(value, float)
    except OverflowError:
        return False


def _is_said(item: tuple[str, object]) -> bool:
    code, text = item
    return bool(LANGUAGE.fullmatch(code)) and isinstance(text, str) and bool(text.strip())
