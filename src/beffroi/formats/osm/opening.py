"""What an OpenStreetMap file really is, found from its first bytes and not from its name."""

import bz2
import errno
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import osmium

from beffroi.formats.osm import blocks, markup
from beffroi.formats.osm.markup import Folding
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.files import unreadable, unwritable
from beffroi.foundation.language import Words, both

_PBF_SIGN = b"OSMHeader"
_SIGN_LENGTH = 64
_FOLDINGS: dict[bytes, Folding] = {b"\x1f\x8b": "gz", b"BZ": "bz2"}
_ASK = "Give a file named .osm.pbf, .osm, .osm.gz or .osm.bz2 from an OpenStreetMap server."
_READING_ERRORS = (RuntimeError, ValueError, IndexError, OverflowError, OSError)
"""What libosmium's exceptions become in Python, apart from its own."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that may be read.

    Attributes
    ----------
    path
        Where it is, from the root.
    format
        Its kind in libosmium's words: ``pbf``, ``osm``, ``osm.gz`` or ``osm.bz2``.
    date
        Day of the data, ISO 8601, if an XML file gives it at its head; else empty.
    has_deletions
        Whether an editor marked objects for deletion without taking them out.
    """

    path: Path
    format: str
    date: str = ""
    has_deletions: bool = False


def opened(path: Path) -> Opened:
    """Find the kind of a file and check that it can be read safely.

    Raises
    ------
    UnreadableFileError
        If it is absent, empty, cut, not a plain file, or of another kind.
    FaultyFileError
        If it is XML, but not an extract of OpenStreetMap.
    HostileFileError
        If it declares a document type or unfolds without end.
    """
    sign = _first_bytes(path)
    if not sign:
        raise UnreadableFileError(path, found="it is empty", remedy="Download it again.")
    if _PBF_SIGN in sign[:32]:
        blocks.check(path)
        return Opened(path.resolve(), "pbf")
    folding = _FOLDINGS.get(sign[:2], "")
    if not folding and not markup.starts_as_markup(sign):
        raise _stranger(path, sign)
    said = markup.checked(path, folding)
    return Opened(path.resolve(), f"osm.{folding}".rstrip("."), said.date, said.has_deletions)


@contextmanager
def lent(source: Opened) -> Iterator[osmium.io.File]:
    """Lend the file as libosmium wants it, its kind imposed.

    A bzip2 file is unfolded beside the other temporary files first: where it was folded in
    several parts, libosmium loses a last part of less than 5,000 bytes.

    Raises
    ------
    StorageError
        If the disk is too full to unfold it.
    """
    if source.format != "osm.bz2":
        yield osmium.io.File(str(source.path), source.format)
        return
    with tempfile.TemporaryDirectory(prefix="beffroi-") as folder:
        plain = Path(folder) / "plain.osm"
        try:
            with bz2.open(source.path) as folded, plain.open("wb") as file:
                shutil.copyfileobj(folded, file)
        except OSError as error:
            raise unwritable(plain, error) from error
        yield osmium.io.File(str(plain), "osm")


@contextmanager
def damage_told(path: Path) -> Iterator[None]:
    """Turn what libosmium says of a damaged file into our sentence.

    Raises
    ------
    UnreadableFileError
        If the file is cut or damaged, or names are not in its encoding.
    FaultyFileError
        If coordinates or identifiers are not numbers.
    """
    try:
        yield
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            path, found="its names are not in UTF-8", remedy="Download it again."
        ) from error
    except osmium.InvalidLocationError as error:
        fault = both("a coordinate is not a number of degrees ({said})", said=error)
        raise FaultyFileError(path, format_name="OpenStreetMap data", faults=[fault]) from error
    except _READING_ERRORS as error:
        raise UnreadableFileError(
            path,
            found=both("it is cut or damaged ({said})", said=_said(str(error))),
            remedy="Download it again.",
        ) from error


def _said(error: str) -> Words | str:
    """Say in our words where the XML breaks off; libosmium adds the path of its own file."""
    place = re.search(r"XML parsing error at line (\d+), column (\d+)", error)
    if place is None:
        return error
    return both("its XML breaks off at line {line}, column {column}",
                line=place[1], column=place[2])  # fmt: skip


def _first_bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise UnreadableFileError(path, found="it is not a plain file", remedy=_ASK)
        with path.open("rb") as file:
            return file.read(_SIGN_LENGTH)
    except ValueError as error:
        raise unreadable(path, OSError(errno.ENOENT, str(error))) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _stranger(path: Path, sign: bytes) -> UnreadableFileError:
    strangers = {
        b"PK": both("it is a ZIP archive: unpack it and give the .osm or .osm.pbf file inside"),
        b"\xff\xfe": both("it is text in UTF-16: save it in UTF-8"),
        b"\xfe\xff": both("it is text in UTF-16: save it in UTF-8"),
        b"\xff\xe0": both("it is an o5m file: convert it to .osm.pbf"),
        b"{": both("it is JSON: ask the server for XML"),
        b"[": both("it is JSON: ask the server for XML"),
    }
    found = next(
        (said for start, said in strangers.items() if sign.lstrip().startswith(start)),
        both("it is neither PBF nor XML"),
    )
    return UnreadableFileError(path, found=found, remedy=_ASK)
