"""The XML files of OpenStreetMap, looked through before anything else opens them.

An XML file can ask its reader to fetch other files or to unfold a few lines into gigabytes. Such
orders stand in a DOCTYPE, which OpenStreetMap never writes: a file that has one is refused.
"""

import bz2
import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Literal, cast

from beffroi.foundation.errors import FaultyFileError, HostileFileError, UnreadableFileError
from beffroi.foundation.files import unreadable
from beffroi.foundation.language import both

Folding = Literal["", "gz", "bz2"]

CHUNK = 1 << 20
"""Bytes read at a time; the root element must begin within the first ones (real files open it
within 200)."""
MOST_BYTES = 8 * 1024**3
"""Largest size a file may unfold to: the XML of a French region is smaller."""
MOST_RATIO = 200
"""Largest ratio of unfolded to folded size above `SMALL`: OSM XML reaches 10 to 20, a file made
to fill a disk 1,000 and more."""
SMALL = 64 * 1024**2

_BOM = b"\xef\xbb\xbf"
_BEFORE_ROOT = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_ROOT = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_TITLE = re.compile(rb"<title[^>]*>\s*([^<]{1,80})", re.IGNORECASE)
_BASE = re.compile(rb"<meta\s[^>]*osm_base=[\"'](\d{4}-\d\d-\d\d)")
_REMARK = re.compile(rb"<remark>\s*(runtime error[^<]{0,200})")
_DELETION = re.compile(rb"\saction=[\"']delete[\"']")
_OVERLAP = 300
"""Bytes of a chunk looked at again with the next one, so that no sign is missed between two."""


@dataclass(frozen=True, slots=True)
class Markup:
    """What an XML file says of itself.

    Attributes
    ----------
    date
        Day of the data as the Overpass server wrote it, ISO 8601; empty if it did not.
    has_deletions
        Whether an editor marked objects for deletion without taking them out.
    """

    date: str
    has_deletions: bool


def checked(path: Path, folding: Folding) -> Markup:
    """Look through an XML file once, unfolding it if need be, and refuse what could harm.

    Raises
    ------
    UnreadableFileError
        If it is cut, is a web page, or is the answer of a server that gave up.
    FaultyFileError
        If it is XML of another kind.
    HostileFileError
        If it declares a document type or entities, or unfolds without end.
    """
    pieces = _pieces(path, folding)
    head = next(pieces, b"")
    _check_root(path, head)
    has_deletions, tail = False, b""
    for piece in chain([head], pieces):
        window = tail + piece
        _check_remark(path, window)
        has_deletions = has_deletions or _DELETION.search(window) is not None
        tail = piece[-_OVERLAP:]
    base = _BASE.search(head)
    return Markup(base[1].decode() if base else "", has_deletions)


def starts_as_markup(raw: bytes) -> bool:
    """Say whether bytes can be the beginning of an XML file in UTF-8 or Latin-1.

    Examples
    --------
    >>> starts_as_markup(b"<osm>"), starts_as_markup("<osm>".encode("utf-16"))
    (True, False)
    """
    return raw.removeprefix(_BOM).lstrip()[:1] == b"<" and b"\0" not in raw[:8]


def _pieces(path: Path, folding: Folding) -> Iterator[bytes]:
    unfolded = 0
    try:
        folded = path.stat().st_size
        with _stream(path, folding) as file:
            while piece := file.read(CHUNK):
                unfolded += len(piece)
                _check_size(path, folded, unfolded)
                yield piece
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise _damaged(path, error) from error
    except OSError as error:
        raise (_damaged(path, error) if error.errno is None else unreadable(path, error)) from error


def _stream(path: Path, folding: Folding) -> IO[bytes]:
    if folding == "gz":
        return cast("IO[bytes]", gzip.open(path, "rb"))
    if folding == "bz2":
        return bz2.open(path, "rb")
    return path.open("rb")


def _damaged(path: Path, error: Exception) -> UnreadableFileError:
    return UnreadableFileError(
        path,
        found=both("it is cut or damaged ({said})", said=error),
        remedy="Download it again.",
    )


def _check_size(path: Path, folded: int, unfolded: int) -> None:
    too_large = unfolded > MOST_BYTES
    too_dense = unfolded > SMALL and unfolded > MOST_RATIO * folded
    if too_large or too_dense:
        found = both(
            "its {folded} bytes unfold to more than {unfolded}", folded=folded, unfolded=unfolded
        )
        raise HostileFileError(path, found=found)


def _check_root(path: Path, head: bytes) -> None:
    raw = head.removeprefix(_BOM)
    start = cast("re.Match[bytes]", _BEFORE_ROOT.match(raw)).end()
    body = raw[start:]
    _check_declaration(path, body)
    root = _ROOT.match(body)
    name = root[1].decode("ascii", errors="replace") if root else ""
    if name.lower() == "html":
        raise _web_page(path, head)
    if name == "osmChange":
        raise FaultyFileError(
            path,
            format_name="an OpenStreetMap extract",
            faults=[both("it is a file of changes (osmChange); give an extract of the whole area")],
        )
    if name != "osm":
        fault = both("its first element is <{name}>, not <osm>", name=name)
        raise FaultyFileError(
            path,
            format_name="OpenStreetMap XML",
            faults=[fault if name else both("it has no element")],
        )


def _check_declaration(path: Path, body: bytes) -> None:
    if not body.startswith(b"<!"):
        return
    if body[:14].lower() == b"<!doctype html":
        raise _web_page(path, body)
    raise HostileFileError(
        path, found="it declares a document type or entities, which OpenStreetMap never does"
    )


def _web_page(path: Path, head: bytes) -> UnreadableFileError:
    title = _TITLE.search(head)
    found = both("it is a web page, not map data")
    if title:
        found = both("it is a web page ({title}), not map data", title=_shown(title[1]))
    return UnreadableFileError(
        path,
        found=found,
        remedy="The server refused the download: try again later.",
    )


def _check_remark(path: Path, window: bytes) -> None:
    if remark := _REMARK.search(window):
        raise UnreadableFileError(
            path,
            found=both("the server gave up before the end ({said})", said=_shown(remark[1])),
            remedy="Ask it again later, or for a smaller area.",
        )


def _shown(raw: bytes) -> str:
    return " ".join(raw.decode("utf-8", errors="replace").split())
