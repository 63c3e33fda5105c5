"""Notices: what a check says of a file, with the rows concerned, explained in plain words."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from beffroi.foundation.language import Words

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")
"""The gravest first."""
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A place of a file, and what makes it noticed.

    Attributes
    ----------
    file
        Name of the file; empty where the notice is about the whole feed.
    line
        Line of the file, its first line being 1; None where no line is meant.
    fields
        What matters there, by name.
    """

    file: str
    line: int | None
    fields: Mapping[str, Value]

    def as_json(self) -> dict[str, Any]:
        """Return the place as a JSON object."""
        return {"file": self.file, "line": self.line, "fields": dict(self.fields)}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A notice in plain words.

    Attributes
    ----------
    title
        What is wrong.
    means
        What it changes for a traveller.
    remedy
        What to do.
    file
        The file concerned, where the notice does not name it; empty if none can be told.
    """

    title: Words
    means: Words
    remedy: Words
    file: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing noticed, however many times.

    Attributes
    ----------
    code
        Its name among those who check such files.
    severity
        How grave it is.
    origin
        Who makes the rule: a validator, an access point, Beffroi.
    count
        How many times it was noticed.
    rows
        The first places, in the order of the files.
    """

    code: str
    severity: Severity
    origin: str
    count: int
    rows: tuple[Row, ...]


UNKNOWN = Explanation(
    title=Words(
        fr="Un avis que Beffroi ne sait pas encore expliquer",
        en="A notice that Beffroi cannot explain yet",
    ),
    means=Words(
        fr="On ne sait pas dire ici ce que cela change pour un voyageur.",
        en="What it changes for travellers cannot be said here.",
    ),
    remedy=Words(
        fr="Chercher le nom de l'avis dans la documentation du validateur, ou demander au "
        "producteur du fichier.",
        en="Look the name of the notice up in the validator's documentation, or ask the publisher.",
    ),
)
"""What is said, honestly, of a notice that nobody has explained."""


def explanations(path: Path) -> dict[str, Explanation]:
    """Read explanations of notices.

    Parameters
    ----------
    path
        A TOML file of ours: for each code ``title``, ``means`` (or the ``theme`` that says it for
        several codes), ``do`` and, where needed, ``file``.

    Returns
    -------
    By code.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    themes = entries.pop("theme", {})
    return {code: _explanation(entry, themes) for code, entry in entries.items()}


def _explanation(entry: Mapping[str, Any], themes: Mapping[str, Any]) -> Explanation:
    means = entry["means"] if "means" in entry else themes[entry["theme"]]
    return Explanation(
        title=Words(**entry["title"]),
        means=Words(**means),
        remedy=Words(**entry["do"]),
        file=entry.get("file", ""),
    )


def by_gravity(notices: Iterable[Notice]) -> Iterator[Notice]:
    """Put notices in the order of reading: the gravest first, then the most frequent."""
    return iter(sorted(notices, key=lambda n: (SEVERITIES.index(n.severity), -n.count, n.code)))
