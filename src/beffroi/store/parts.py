"""The part of a file that came in before a line failed, and what is needed to go on from there."""

import email.utils
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import httpx

from beffroi.foundation import documents
from beffroi.foundation.errors import UnreadableFileError
from beffroi.foundation.files import write_text

NOTES = ("url", "etag", "modified", "encoding")


@dataclass(slots=True)
class Part:
    """A download on its way; it has a life of its own beside its target, from run to run.

    Attributes
    ----------
    to
        Where the whole file will be.
    was_resumed
        Whether bytes of an earlier try are in it.
    notes
        What identifies the file at its publisher.
    """

    to: Path
    was_resumed: bool = False
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Where the bytes are."""
        return self.to.with_name(self.to.name + ".part")

    @property
    def unfolded(self) -> Path:
        """Where the bytes go when they were folded for the journey."""
        return self.to.with_name(self.to.name + ".part.unfolded")

    @property
    def notes_path(self) -> Path:
        """Where the notes are."""
        return self.to.with_name(self.to.name + ".part.json")

    @property
    def size(self) -> int:
        """How many bytes are there. [byte]."""
        try:
            return self.path.stat().st_size
        except FileNotFoundError:
            return 0

    @property
    def encoding(self) -> str:
        """How the publisher says that it folded the bytes; empty if it does not."""
        return self.notes.get("encoding", "")

    @property
    def modified(self) -> str:
        """Day of the publisher's last change, ISO 8601; empty if not told."""
        try:
            changed = email.utils.parsedate_to_datetime(self.notes.get("modified", ""))
        except ValueError:
            return ""
        return changed.date().isoformat()

    def conditions(self, url: str) -> dict[str, str]:
        """Return the headers that ask for the rest of the same file, or none to ask for all.

        Only a strong validator proves that the file is the same (RFC 9110, section 13.1.5).
        """
        validator = self.notes.get("etag") or self.notes.get("modified")
        if not self.size or not validator or self.notes.get("url") != url:
            self.discard()
            return {}
        self.was_resumed = True
        return {"Range": f"bytes={self.size}-", "If-Range": validator}

    def begin(self, url: str, response: httpx.Response) -> None:
        """Start from nothing with a new answer, and note what identifies it."""
        self.discard()
        etag = response.headers.get("ETag", "")
        self.notes = {
            "url": url,
            "etag": "" if etag.startswith("W/") else etag,
            "modified": response.headers.get("Last-Modified", ""),
            "encoding": _encoding(response),
        }
        write_text(self.notes_path, json.dumps(self.notes))
        self.path.touch()

    def is_same_file(self, response: httpx.Response) -> bool:
        """Say whether an answer speaks of the file that the part began."""
        etag, known = response.headers.get("ETag", ""), self.notes.get("etag", "")
        return (not etag or not known or etag == known) and _encoding(response) == self.encoding

    def to_append(self) -> BinaryIO:
        """Open the part for more bytes."""
        return self.path.open("ab")

    def complete(self, whole: Path) -> None:
        """Put the whole file, the part itself or what it unfolds to, in its place."""
        whole.replace(self.to)
        self.discard()

    def discard(self) -> None:
        """Forget what came in."""
        self.was_resumed = False
        self.notes = {}
        for path in (self.path, self.unfolded, self.notes_path):
            path.unlink(missing_ok=True)


def left_by_an_earlier_run(to: Path) -> Part:
    """Return the part of a file; an empty one where nothing, or nothing trusted, was left."""
    part = Part(to)
    part.notes = _read_notes(part.notes_path)
    if not part.notes:
        part.discard()
    return part


def _encoding(response: httpx.Response) -> str:
    said = response.headers.get("Content-Encoding", "").lower().strip()
    return "" if said == "identity" else said


def _read_notes(path: Path) -> dict[str, str]:
    try:
        read = documents.read(path)
    except (UnreadableFileError, ValueError):
        return {}
    if not isinstance(read, dict) or not all(isinstance(read.get(n), str) for n in NOTES):
        return {}
    return {name: read[name] for name in NOTES}
