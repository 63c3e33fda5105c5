"""Does a file hold what its publisher says? Its first and last bytes are enough to tell."""

import re
from collections.abc import Callable
from pathlib import Path

from beffroi.foundation.files import unreadable

HEAD = 4096
TAIL = 65_557
"""A ZIP archive ends with a record that a comment of up to 65,535 bytes may follow."""

BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
UTF_16 = BOMS[1:]


def fault(path: Path, kind: str) -> str:
    """Say what is wrong with a file of a given kind.

    Parameters
    ----------
    kind
        One of `KINDS`; anything else is only asked not to be empty or a web page.

    Returns
    -------
    What was found instead, in English; nothing when the file looks right.

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
        return "nothing (an empty file)"
    if kind != "html" and _is_web_page(head):
        return f"a web page{_title(head)}"
    return KINDS.get(kind, _anything)(head, tail)


def _is_web_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head")) or (
        start.startswith(b"<?xml") and b"<html" in start
    )


def _title(head: bytes) -> str:
    found = re.search(rb"<title[^>]*>([^<]{1,200})", head, re.IGNORECASE)
    return f" titled {found.group(1).decode('utf-8', 'replace').strip()!r}" if found else ""


def _anything(_head: bytes, _tail: bytes) -> str:
    return ""


def _zip(head: bytes, tail: bytes) -> str:
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return f"bytes that are not a ZIP archive ({head[:4]!r})"
    return "" if b"PK\x05\x06" in tail else "a ZIP archive without its end"


def _parquet(head: bytes, tail: bytes) -> str:
    if not head.startswith(b"PAR1"):
        return f"bytes that are not Parquet ({head[:4]!r})"
    return "" if tail.endswith(b"PAR1") else "a Parquet file without its end"


def _gpkg(head: bytes, _tail: bytes) -> str:
    right = head.startswith(b"SQLite format 3\0")
    return "" if right else f"bytes that are not a GeoPackage ({head[:4]!r})"


def _gzip(head: bytes, _tail: bytes) -> str:
    return "" if head.startswith(b"\x1f\x8b") else f"bytes that are not gzip ({head[:4]!r})"


def _pbf(head: bytes, _tail: bytes) -> str:
    # A PBF file starts with the length of a BlobHeader of type OSMHeader.
    # https://wiki.openstreetmap.org/wiki/PBF_Format
    return "" if b"OSMHeader" in head[:64] else f"bytes that are not OSM PBF ({head[:4]!r})"


def _osm(head: bytes, tail: bytes) -> str:
    if b"<osm" not in head:
        return f"bytes that are not OSM XML ({head[:16]!r})"
    remark = re.search(rb"<remark>\s*([^<]*error[^<]{0,300})", head + tail)
    if remark:
        return f"an unfinished extract ({remark.group(1).decode('utf-8', 'replace').strip()})"
    return "" if tail.rstrip().endswith(b"</osm>") else "OSM XML without its end"


def _json(head: bytes, tail: bytes) -> str:
    text = head.removeprefix(BOMS[0]).lstrip()
    if not text.startswith((b"{", b"[")):
        return f"bytes that are not JSON ({text[:16]!r})"
    return "" if tail.rstrip().endswith((b"}", b"]")) else "JSON without its end"


def _csv(head: bytes, _tail: bytes) -> str:
    if head.startswith(UTF_16):
        return ""
    if b"\0" in head:
        return f"bytes that are not text ({head[:4]!r})"
    text = head.removeprefix(BOMS[0]).lstrip()
    return f"markup, not rows ({text[:16]!r})" if text.startswith(b"<") else ""


KINDS: dict[str, Callable[[bytes, bytes], str]] = {
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
