"""Records: rows of a file that people fill in, each with the place that a fault must name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from beffroi.foundation.language import Words


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file, as read, and where it stands.

    Attributes
    ----------
    where
        Such as ``sheet Faits, row 12``: what a fault names.
    values
        Texts, numbers, lists or booleans by name; absent or empty where the file says nothing.

    Examples
    --------
    >>> row = Record(Words("ligne 2", "row 2"), {"name": " Redon ", "low": 3})
    >>> row.text("name"), row.number("low"), row.number("high")
    ('Redon', 3.0, None)
    """

    where: Words
    values: Mapping[str, Any]

    def text(self, name: str) -> str:
        """Return a text without the blanks around it, empty where there is none."""
        return str(self.values.get(name) or "").strip()

    def number(self, name: str) -> float | None:
        """Return a number, None where there is none."""
        value = self.values.get(name)
        return None if value is None or value == "" else float(value)
