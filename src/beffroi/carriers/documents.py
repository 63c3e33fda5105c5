"""JSON documents of bounded size and depth, as national sites publish them."""

import json
from collections.abc import Collection, Mapping
from pathlib import Path

from beffroi.carriers.delimited import refuse_what_is_no_table
from beffroi.foundation import documents
from beffroi.foundation.documents import NestedError
from beffroi.foundation.errors import FaultyFileError, HostileFileError, UnreadableFileError
from beffroi.foundation.files import bounded, decoded, unreadable
from beffroi.foundation.language import both


def is_json(path: Path) -> bool:
    """Say whether a file starts as a JSON document does.

    Raises
    ------
    UnreadableFileError
        If the file is absent or may not be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(64)
    except OSError as error:
        raise unreadable(path, error) from error
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def parsed(path: Path, *, format_name: str, most: int = documents.MOST_BYTES) -> object:
    """Parse a JSON document.

    Parameters
    ----------
    path
        The file.
    format_name
        What it should be, for messages.
    most
        Largest size accepted. [byte]

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, too large or a web page.
    FaultyFileError
        If it is not JSON: the message names the line.
    HostileFileError
        If it is nested too deep to be honest.
    """
    text, _ = decoded(bounded(path, most))
    refuse_what_is_no_table(path, text)
    try:
        return documents.parsed(text)
    except json.JSONDecodeError as error:
        fault = both(
            "it is not JSON: line {line}, column {column} ({said})",
            line=error.lineno,
            column=error.colno,
            said=error.msg,
        )
        raise FaultyFileError(path, format_name=format_name, faults=[fault]) from error
    except NestedError as error:
        raise HostileFileError(path, found="its brackets are nested too deep") from error
    except ValueError as error:  # an integer of thousands of digits
        raise UnreadableFileError(
            path,
            found=both("a number cannot be read ({said})", said=error),
            remedy="Export the file again.",
        ) from error


def records(path: Path, *, format_name: str, needed: Collection[str]) -> list[Mapping[str, object]]:
    """Read a JSON array of objects that all have some members.

    Raises
    ------
    FaultyFileError
        If the document is not such an array, or if an object lacks a needed member.
    """
    document = parsed(path, format_name=format_name)
    if not isinstance(document, list) or not all(isinstance(item, dict) for item in document):
        fault = both("it is not a list of objects")
        raise FaultyFileError(path, format_name=format_name, faults=[fault])
    faults = [
        both(
            "object {number} lacks {names}",
            number=number,
            names=", ".join(name for name in needed if name not in item),
        )
        for number, item in enumerate(document, start=1)
        if any(name not in item for name in needed)
    ]
    if faults or not document:
        raise FaultyFileError(path, format_name=format_name, faults=faults or [both("it is empty")])
    return document
