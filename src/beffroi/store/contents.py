"""Does a file hold what its publisher says? Its first and last bytes are enough to tell."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from beffroi.foundation.files import unreadable
from beffroi.foundation.language import Words, both

HEAD = 4096
TAIL = 65_557
"""A ZIP archive ends with a record that a comment of up to 65,535 bytes may follow."""

BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
UTF_16 = BOMS[1:]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file.

    Attributes
    ----------
    found
        What was found instead, in English; one of a few phrases, so that it can be translated.
    detail
        The proof: a title, first bytes, the kind that is cut.
    """

    found: str
    detail: str

    def __str__(self) -> str:
        return self.words.en

    @property
    def words(self) -> Words:
        """What is wrong, in both languages."""
        return Words(fr="{found} ({detail})", en="{found} ({detail})").filled(
            found=both(self.found), detail=self.detail
        )


def fault(path: Path, kind: str) -> Fault | None:
    """Say what is wrong with a file of a given kind.

    Parameters
    ----------
    kind
        One of `KINDS`; anything else is only asked not to be empty or a web page.

    Returns
    -------
    What is wrong; None when the file looks right.

    Raises
    ------
    UnreadableFileError
        If the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            size = file.seek(0, 2)
            file.seek(max(0, size - TAIL))
            tail = file.read()
    except OSError as error:
        raise unreadable(path, error) from error
    if not head.strip():
        return Fault(found="an empty file", detail=f"{size} B")
    if _is_web_page(head):
        return Fault(found="a web page", detail=_title(head) or "HTML")
    return KINDS.get(kind, _anything)(head, tail)


def _is_web_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head")) or (
        start.startswith(b"<?xml") and b"<html" in start
    )


def _title(head: bytes) -> str:
    found = re.search(rb"<title[^>]*>([^<]{1,200})", head, re.IGNORECASE)
    return found.group(1).decode("utf-8", "replace").strip() if found else ""


def _other(head: bytes) -> Fault:
    return Fault(found="bytes of another kind", detail=repr(head.lstrip()[:8])[1:])


def _cut(kind: str) -> Fault:
    return Fault(found="a file without its end", detail=kind)


def _anything(_head: bytes, _tail: bytes) -> Fault | None:
    return None


def _zip(head: bytes, tail: bytes) -> Fault | None:
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _other(head)
    return None if b"PK\x05\x06" in tail else _cut("ZIP")


def _parquet(head: bytes, tail: bytes) -> Fault | None:
    if not head.startswith(b"PAR1"):
        return _other(head)
    return None if tail.endswith(b"PAR1") and len(tail) > 8 else _cut("Parquet")


def _gpkg(head: bytes, _tail: bytes) -> Fault | None:
    return None if head.startswith(b"SQLite format 3\0") else _other(head)


def _gzip(head: bytes, _tail: bytes) -> Fault | None:
    return None if head.startswith(b"\x1f\x8b") else _other(head)


def _pbf(head: bytes, _tail: bytes) -> Fault | None:
    # A PBF file starts with the length of a BlobHeader of type OSMHeader.
    # https://wiki.openstreetmap.org/wiki/PBF_Format
    return None if b"OSMHeader" in head[:64] else _other(head)


def _osm(head: bytes, tail: bytes) -> Fault | None:
    if b"<osm" not in head:
        return _other(head)
    # Overpass says in a remark that it stopped in the middle, and still ends its XML well.
    remark = re.search(rb"<remark>\s*([^<]*error[^<]{0,300})", head + tail)
    if remark:
        said = remark.group(1).decode("utf-8", "replace").strip()
        return Fault(found="an unfinished extract", detail=said)
    return None if tail.rstrip().endswith(b"</osm>") else _cut("OSM XML")


def _json(head: bytes, tail: bytes) -> Fault | None:
    if not head.removeprefix(BOMS[0]).lstrip().startswith((b"{", b"[")):
        return _other(head)
    return None if tail.rstrip().endswith((b"}", b"]")) else _cut("JSON")


def _csv(head: bytes, _tail: bytes) -> Fault | None:
    if head.startswith(UTF_16):
        return None
    is_markup = head.removeprefix(BOMS[0]).lstrip().startswith(b"<")
    return _other(head) if is_markup or b"\0" in head else None


KINDS: dict[str, Callable[[bytes, bytes], Fault | None]] = {
    "csv": _csv,
    "geojson": _json,
    "gpkg": _gpkg,
    "gtfs": _zip,
    "gz": _gzip,
    "json": _json,
    "osm": _osm,
    "parquet": _parquet,
    "pbf": _pbf,
    "xlsx": _zip,
    "zip": _zip,
}
"""The check of every kind of file."""
