"""The blocks of a PBF file, counted before they are unfolded.

A PBF file is a row of blocks, each with its length before it; walking from length to length finds
a cut file, and how large the whole would become, without opening a block.

References
----------
OpenStreetMap wiki, "PBF Format": a block header holds at most 64 KiB, a block at most 32 MiB once
unfolded.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from beffroi.foundation.errors import HostileFileError, UnreadableFileError
from beffroi.foundation.files import unreadable

MOST_BYTES = 8 * 1024**3
"""Largest size a file may unfold to: the whole of France takes about 10 GB, a region under 2."""
MOST_RATIO = 200
"""Largest ratio of unfolded to folded size above `SMALL`: real files reach 5."""
SMALL = 64 * 1024**2
MOST_HEADER = 64 * 1024
MOST_BLOCK = 32 * 1024**2

_RAW, _RAW_SIZE = 1, 2
_TYPE, _DATASIZE = 1, 3
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

Fields = dict[int, int | bytes]


class _DamageError(Exception):
    """Bytes that break the rules of the format."""


def check(path: Path) -> None:
    """Walk the blocks of a PBF file, and refuse a file that is cut or would not stop growing.

    Raises
    ------
    UnreadableFileError
        If a block is cut, or its length makes no sense.
    HostileFileError
        If the blocks declare more than `MOST_BYTES`, or `MOST_RATIO` times the file.
    """
    try:
        folded = path.stat().st_size
        with path.open("rb") as file:
            unfolded = sum(_sizes(file, folded))
    except _DamageError as error:
        raise UnreadableFileError(
            path, found=f"it is cut or damaged ({error})", remedy="Download it again."
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error
    if unfolded > MOST_BYTES or (unfolded > SMALL and unfolded > MOST_RATIO * folded):
        raise HostileFileError(path, found=f"its {folded} bytes would unfold to {unfolded}")


def _sizes(file: BinaryIO, end: int) -> Iterator[int]:
    while (start := file.tell()) < end:
        header = fields(_taken(file, _header_length(file, start), start))
        datasize = header.get(_DATASIZE)
        if not isinstance(datasize, int) or datasize > MOST_BLOCK:
            raise _DamageError(f"the block at byte {start} has no sensible length")
        block = fields(_taken(file, datasize, start))
        yield _unfolded(block, start)


def _header_length(file: BinaryIO, start: int) -> int:
    length = int.from_bytes(_taken(file, 4, start), "big")
    if length > MOST_HEADER:
        raise _DamageError(f"the block header at byte {start} claims {length} bytes")
    return length


def _unfolded(block: Fields, start: int) -> int:
    raw, size = block.get(_RAW), block.get(_RAW_SIZE, 0)
    if isinstance(raw, bytes):
        return len(raw)
    if not isinstance(size, int) or size > MOST_BLOCK:
        raise _DamageError(f"the block at byte {start} claims more than {MOST_BLOCK} bytes")
    return size


def _taken(file: BinaryIO, length: int, start: int) -> bytes:
    taken = file.read(length)
    if len(taken) < length:
        raise _DamageError(f"the block at byte {start} is cut")
    return taken


def fields(message: bytes) -> Fields:
    r"""Read the fields of a protobuf message, one level deep; of a repeated one, the last value.

    Examples
    --------
    >>> fields(b"\x0a\x02hi\x18\x96\x01")
    {1: b'hi', 3: 150}
    """
    found: Fields = {}
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        found[key >> 3], place = _value(message, place, key & 7)
    return found


def _value(message: bytes, place: int, wire: int) -> tuple[int | bytes, int]:
    if wire == _VARINT:
        return _varint(message, place)
    if wire == _BYTES:
        length, place = _varint(message, place)
    elif wire in {_FIXED32, _FIXED64}:
        length = 4 if wire == _FIXED32 else 8
    else:
        raise _DamageError(f"a field of unknown kind {wire}")
    if place + length > len(message):
        raise _DamageError("a field runs over the end of its block")
    return message[place : place + length], place + length


def _varint(message: bytes, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if place >= len(message):
            break
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise _DamageError("a number without end")
