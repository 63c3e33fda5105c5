"""What the specification of shared vehicles asks of each file, as data, and its plain words."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from beffroi.territory.notice import Explanation, explanations

REFERENCE = Path(__file__).parent / "reference.toml"
NOTICES = Path(__file__).parent / "notices.toml"


@dataclass(frozen=True)
class Reference:
    """The specification.

    Attributes
    ----------
    versions
        Versions that are read.
    files
        The files that are checked, as `reference.toml` describes them.
    others
        Files of the specification whose contents are not checked.
    required
        Files that every system has.
    live
        Files that change all the time.
    enums
        Values of each enumeration.
    unknown_values
        By version, values that it does not know.
    live_age
        Age beyond which live data are late. [s]
    source, url
        Where all this comes from.
    """

    versions: tuple[str, ...]
    files: Mapping[str, Mapping[str, Any]]
    others: frozenset[str]
    required: tuple[str, ...]
    live: frozenset[str]
    enums: Mapping[str, frozenset[str]]
    unknown_values: Mapping[str, frozenset[str]]
    live_age: float
    source: str
    url: str

    def fields(self, name: str, major: str) -> dict[str, str]:
        """Return the type of each field of a file, for a major version (``2`` or ``3``)."""
        described = self.files[name]
        return {**described["fields"], **described.get(major, {})}


@cache
def reference() -> Reference:
    """Return the specification, read from `reference.toml`."""
    given = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))
    about = given["specification"]
    return Reference(
        versions=tuple(about["versions"]),
        files=given["files"],
        others=frozenset(about["optional_files"]),
        required=tuple(about["required_files"]),
        live=frozenset(about["live_files"]),
        enums={name: frozenset(values) for name, values in given["enums"].items()},
        unknown_values={v: frozenset(values) for v, values in given["unknown_values"].items()},
        live_age=float(given["limits"]["live_age"]["value"]),
        source=about["source"],
        url=about["url"],
    )


@cache
def explained() -> dict[str, Explanation]:
    """Return the plain words of every notice that the check can give, by code."""
    return explanations(NOTICES)
