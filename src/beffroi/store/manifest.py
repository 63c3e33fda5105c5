"""The manifest of a study: where each source file comes from, its licence, date and hash."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from beffroi.foundation import documents
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.figures import Source
from beffroi.foundation.files import is_there, sha256, write_text
from beffroi.foundation.language import Words, both

INPUTS = "inputs"
FILE = "manifest.json"
FORMAT = 1
"""Version of the manifest's shape; a reader refuses one that it does not know."""
MARK_DIGITS = 16
HASH = re.compile(r"[0-9a-f]{64}")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|\+00:00)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One source file of a study.

    Attributes
    ----------
    id
        Key of the source in the study, such as ``osm``.
    kind
        Which reader reads it: ``osm``, ``gtfs``, ``bnlc``…
    file
        Where it is, relative to the study, with forward slashes.
    origin
        Address that it was downloaded from, or the name that it had on its owner's disk; never a
        path of a machine.
    name
        Title of the publication.
    publisher
        Who publishes it; empty if unknown.
    licence
        Licence of reuse, as published; empty if not stated.
    date
        Date of the data, ISO 8601; empty if unknown.
    sha256
        Hash of the file, 64 hexadecimal digits.
    bytes
        Size of the file. [byte]
    retrieved
        When the file came in, ISO 8601 in UTC.
    home
        Home address of the publication; empty if it has none.
    rows
        Rows or objects that its reader found; None until it is read.
    warnings
        What was repaired or left out on the way.
    named
        Mark of the path by which the study's author names it (`named_mark`): another path that
        leads nowhere is not taken for the same source. Empty if unknown.
    original
        Hash of the file given, where the study keeps only a part of it; empty where it keeps all.
    """

    id: str
    kind: str
    file: str
    origin: str
    name: str
    publisher: str
    licence: str
    date: str
    sha256: str
    bytes: int
    retrieved: str
    home: str = ""
    rows: int | None = None
    warnings: tuple[Words, ...] = ()
    named: str = ""
    original: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the entry as a JSON object."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {"warnings": [words.as_json() for words in self.warnings]}

    @property
    def is_collected(self) -> bool:
        """Whether it was downloaded from an address."""
        return self.origin.startswith(("https://", "http://"))

    def as_source(self) -> Source:
        """Return the entry as the source of a figure."""
        address = self.origin if self.is_collected else ""
        return Source(
            id=self.id,
            name=self.name,
            publisher=self.publisher,
            date=self.date,
            licence=self.licence,
            url=self.home or address,
            file=self.file,
            sha256=self.sha256,
            provenance="collected" if address else "supplied",
        )


OPTIONAL = ("home", "named", "original")
TEXTS = ("id", "kind", "file", "origin", "name", "publisher", "licence", "date", "sha256",
         "retrieved", *OPTIONAL)  # fmt: skip


def named_mark(file: str) -> str:
    """Return a mark of a path as it is written, which tells nothing of a machine's folders."""
    return hashlib.sha256(file.encode("utf-8", "surrogateescape")).hexdigest()[:MARK_DIGITS]


def path(study: Path) -> Path:
    """Return where the manifest of a study is."""
    return study / INPUTS / FILE


def read(study: Path) -> dict[str, Entry]:
    """Read the manifest of a study.

    Returns
    -------
    The entries by id, in the order of the file; empty if the study has no manifest yet.

    Raises
    ------
    UnreadableFileError
        If the manifest is cut, or is not JSON in UTF-8.
    FaultyFileError
        If an entry lacks something, points outside the study, or appears twice.
    """
    where = path(study)
    if not is_there(where):
        return {}
    listed = _listed(where)
    faults = [fault for rank, item in enumerate(listed, 1) for fault in _faults(rank, item)]
    ids = [item.get("id") for item in listed if isinstance(item, dict)]
    faults += [both("{id} appears twice", id=key) for key in _repeated(ids)]
    if faults:
        raise FaultyFileError(where, format_name="manifest", faults=faults)
    entries = [_entry(item) for item in listed]
    return {entry.id: entry for entry in entries}


def write(study: Path, entries: Iterable[Entry]) -> None:
    """Write the manifest of a study, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    ordered = sorted(entries, key=lambda entry: entry.id)
    text = json.dumps(
        {"format": FORMAT, "sources": [entry.as_json() for entry in ordered]},
        ensure_ascii=False,
        indent=2,
        sort_keys=True,
        allow_nan=False,
    )
    write_text(path(study), text + "\n")


def record(study: Path, entry: Entry) -> None:
    """Add an entry to the manifest of a study, in the place of the one with its id."""
    write(study, (read(study) | {entry.id: entry}).values())


def damage(study: Path, entry: Entry) -> str:
    """Say what has happened to a source file since it came in.

    Returns
    -------
    ``absent``, ``changed``, or nothing when the file is intact.
    """
    where = study / entry.file
    if not where.is_file():
        return "absent"
    if where.stat().st_size != entry.bytes or sha256(where) != entry.sha256:
        return "changed"
    return ""


def _listed(where: Path) -> list[Any]:
    try:
        whole = documents.read(where)
    except ValueError as error:
        raise UnreadableFileError(
            where,
            found=both("it is not whole JSON in UTF-8 ({said})", said=error),
            remedy="Put a saved copy back, or delete it and collect the sources again.",
        ) from error
    if not isinstance(whole, dict) or not isinstance(whole.get("sources"), list):
        raise FaultyFileError(
            where, format_name="manifest", faults=[both("it has no list `sources`")]
        )
    if whole.get("format") != FORMAT:
        fault = both(
            "`format` is {format!r}, this version reads {known}",
            format=whole.get("format"),
            known=FORMAT,
        )
        raise FaultyFileError(where, format_name="manifest", faults=[fault])
    return list(whole["sources"])


def _repeated(ids: list[Any]) -> list[Any]:
    return [key for rank, key in enumerate(ids) if key in ids[:rank]]


def _faults(rank: int, item: object) -> list[Words]:
    if not isinstance(item, dict):
        return [both("source {rank} is not an object", rank=rank)]
    who = {"rank": rank, "id": item.get("id", "?")}
    needed = [text for text in TEXTS if text not in OPTIONAL]
    lacks = [key for key in needed if not isinstance(item.get(key), str)]
    if lacks:
        return [both("source {rank} ({id}) lacks the text `{key}`", key=k, **who) for k in lacks]
    empty = [key for key in ("id", "kind", "name") if not item[key]]
    faults = [both("source {rank} ({id}) has an empty `{key}`", key=key, **who) for key in empty]
    odd = _odd_values(item)
    return faults + [both("source {rank} ({id}): {fault}", fault=fault, **who) for fault in odd]


def _odd_values(item: Mapping[str, Any]) -> list[Words]:
    rows, size = item.get("rows"), item.get("bytes")
    file, sha, instant = item["file"], item["sha256"], item["retrieved"]
    checks = {
        both("the file {file!r} is outside the study", file=file): is_inside(file),
        both("`sha256` is {said!r}, not 64 hexadecimal digits", said=sha): HASH.fullmatch(sha),
        both("`bytes` is {said!r}, not a count", said=size): _is_count(size),
        both("`rows` is {said!r}, not a count", said=rows): rows is None or _is_count(rows),
        both("`retrieved` is {said!r}, not an ISO date and time in UTC", said=instant): (
            INSTANT.fullmatch(instant)
        ),
        **{
            both("`{key}` is not a text", key=key): isinstance(item.get(key, ""), str)
            for key in OPTIONAL
        },
        both("`warnings` is not a list of words in two languages (fr, en)"): _are_words(
            item.get("warnings", [])
        ),
    }
    return [fault for fault, holds in checks.items() if not holds]


def is_inside(name: str) -> bool:
    """Say whether a relative name stays inside its folder, on any system.

    Examples
    --------
    >>> is_inside("inputs/redon.osm"), is_inside("../redon.osm"), is_inside("C:/redon.osm")
    (True, False, False)
    """
    slashed = name.replace("\\", "/")
    pure = PurePosixPath(slashed)
    outside = pure.is_absolute() or ".." in pure.parts or PureWindowsPath(name).drive
    return bool(pure.parts) and not outside and "\0" not in name


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_words(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(words, dict)
        and set(words) == {"fr", "en"}
        and all(isinstance(said, str) for said in words.values())
        for words in value
    )


def _entry(item: Mapping[str, Any]) -> Entry:
    texts = {name: item.get(name, "") for name in TEXTS}
    warnings = tuple(Words(**words) for words in item.get("warnings", []))
    return Entry(**texts, bytes=item["bytes"], rows=item.get("rows"), warnings=warnings)
