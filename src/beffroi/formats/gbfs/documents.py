"""The files of a system of shared vehicles: found, parsed without trust, and told apart."""

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from beffroi.formats.gbfs.reference import reference
from beffroi.foundation import documents
from beffroi.foundation.archives import is_zip, opened
from beffroi.foundation.documents import NestedError
from beffroi.foundation.errors import HostileFileError, UnreadableFileError
from beffroi.foundation.files import bounded, decoded, is_folder, listed
from beffroi.foundation.language import both
from beffroi.territory.notice import Row

MOST_BYTES = 128 * 1024**2
"""Largest file of a system: the largest networks of the world stay under 20 MB. [byte]"""
ENDINGS = {".json", ".geojson"}
MOST_DEPTH = 64
"""Deepest nesting of an honest file: a multipolygon of a geofence stands some ten levels deep."""


@dataclass
class Feed:
    """The files of one system, as they were saved.

    Attributes
    ----------
    name
        Name of the folder, archive or file.
    version
        Version that its files declare, the commonest; empty if none does.
    files
        Contents of each file, by its name in the specification.
    names
        Name of each file on the disk, by its name in the specification.
    strays
        JSON files whose kind could not be told.
    faults
        What is wrong before any field is looked at: code and place.
    """

    name: str
    version: str = ""
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    faults: list[tuple[str, Row]] = field(default_factory=list)

    @property
    def major(self) -> str:
        """First figure of the version, ``3`` or ``2``; 2 where it is unknown."""
        return "3" if self.version.startswith("3") else "2"


def found(path: Path) -> Feed:
    """Find the files of a system of shared vehicles.

    Parameters
    ----------
    path
        A folder, a ZIP archive, or one JSON file saved from a system; the kind of a file is told
        by its name, or else by what it holds.

    Raises
    ------
    UnreadableFileError
        If it is absent, holds no JSON file, or cannot be read.
    HostileFileError
        If an archive could harm the machine.
    """
    feed = Feed(path.name)
    for name, read in _members(path):
        _take(feed, name, read)
    if not feed.files and not feed.faults:
        raise UnreadableFileError(
            path,
            found="it holds no file of a GBFS system",
            remedy="Give the folder, the ZIP archive or the JSON files saved from the system.",
        )
    declared = [str(d["version"]) for d in feed.files.values() if isinstance(d.get("version"), str)]
    if declared:
        feed.version = max(sorted(set(declared)), key=declared.count)
    return feed


def _members(path: Path) -> Iterable[tuple[str, Callable[[], bytes]]]:
    if is_folder(path):
        inside = [file for file in listed(path) if file.suffix.lower() in ENDINGS]
        return [(file.name, partial(bounded, file, MOST_BYTES)) for file in inside]
    if is_zip(path):
        archive = opened(path)
        names = [n for n in archive.members if PurePosixPath(n).suffix.lower() in ENDINGS]
        for name in names:
            if archive.sizes[name] > MOST_BYTES:
                raise HostileFileError(path, found=both("{member} is too large", member=name))
        return [(name, partial(archive.read, name)) for name in names]
    return [(path.name, partial(bounded, path, MOST_BYTES))]


def _take(feed: Feed, name: str, read: Callable[[], bytes]) -> None:
    """Parse a file and put it in its place, or say why it has none."""
    try:
        document, twice = _parsed(decoded(read())[0])
    except ValueError as error:
        code = "nested_too_deep" if isinstance(error, NestedError) else "not_json"
        feed.faults.append((code, Row(name, _line(error), {"said": str(error)[:120]})))
        return
    if not isinstance(document, dict):
        feed.faults.append(("not_an_object", Row(name, None, {})))
        return
    feed.faults += [("repeated_member", Row(name, None, {"member": key})) for key in twice]
    kind = _kind(name, document)
    if kind is None:
        feed.strays.append(name)
    elif kind in feed.files:
        row = Row(name, None, {"kind": kind, "first": feed.names[kind]})
        feed.faults.append(("file_twice", row))
    else:
        feed.files[kind], feed.names[kind] = document, name


def _line(error: ValueError) -> int | None:
    return error.lineno if isinstance(error, json.JSONDecodeError) else None


def _parsed(text: str) -> tuple[Any, list[str]]:
    """Parse a JSON text; members that stand twice are named, NaN and infinities refused."""
    twice: list[str] = []

    def gathered(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            twice.extend(sorted({name for name in names if names.count(name) > 1}))
        return made

    documents.parsed(text)
    value = json.loads(text, object_pairs_hook=gathered, parse_constant=_refuse)
    if _is_deep(value):
        raise NestedError("nested too deep")
    return value, list(dict.fromkeys(twice))


def _refuse(said: str) -> None:
    raise ValueError(f"{said} is no number of JSON")


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MOST_DEPTH):
        holders = [outer for outer in level if isinstance(outer, dict | list)]
        if not holders:
            return False
        level = [
            inner
            for outer in holders
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return True


def _kind(name: str, document: dict[str, Any]) -> str | None:
    """Tell the kind of a file by its name, or else by the list that it holds."""
    known = [*reference().files, "gbfs", *sorted(reference().others)]
    stem = PurePosixPath(name.replace("\\", "/")).name.lower()
    named = [kind for kind in known if kind in stem]
    if named:
        return max(named, key=len)
    data = document.get("data")
    if not isinstance(data, dict):
        return None
    told = [kind for kind in reference().files if _holds(data, kind)]
    if told:
        return told[0]
    holds_feeds = "feeds" in data or any(
        isinstance(v, dict) and "feeds" in v for v in data.values()
    )
    return "gbfs" if holds_feeds else None


def _holds(data: dict[str, Any], kind: str) -> bool:
    """Say whether data could be of a kind; stations are told apart by their fields."""
    described = reference().files[kind]
    rows = described["rows"]
    if not rows:
        return described["key"] in data
    listed_ = data.get(rows)
    if rows != "stations" or not isinstance(listed_, list):
        return rows in data
    first = listed_[0] if listed_ and isinstance(listed_[0], dict) else {}
    return ("lat" in first) == (kind == "station_information")


def finite(value: Any) -> float | None:
    """Return a number of JSON; None where the value is no finite number.

    Examples
    --------
    >>> finite(3), finite("3"), finite(True), finite(1e400)
    (3.0, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
