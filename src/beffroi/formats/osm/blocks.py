"""The blocks of a PBF file, checked one by one before the map is read.

A PBF file is a row of blocks, each with its length before it; walking from length to length finds
a cut file, and how large the whole would become. Then the texts of each block are looked through.

References
----------
OpenStreetMap wiki, "PBF Format": a block header holds at most 64 KiB, a block at most 32 MiB once
unfolded.
"""

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa

from beffroi.foundation.errors import HostileFileError, UnreadableFileError
from beffroi.foundation.files import unreadable
from beffroi.foundation.language import Words, both

MOST_BYTES = 8 * 1024**3
"""Largest size a file may unfold to: the whole of France takes about 10 GB, a region under 2."""
MOST_RATIO = 200
"""Largest ratio of unfolded to folded size above `SMALL`: real files reach 5."""
SMALL = 64 * 1024**2
MOST_HEADER = 64 * 1024
MOST_BLOCK = 32 * 1024**2

_RAW, _RAW_SIZE, _ZLIB, _LZ4 = 1, 2, 3, 6
_TYPE, _DATASIZE = 1, 3
_HEAD = b"OSMHeader"
_DATA = b"OSMData"
_SORTED = b"Sort.Type_then_ID"
"""What the head of a file says whose nodes come first, then its ways, then its relations."""
_TEXTS, _GROUP = 1, 2
_NODES, _DENSE, _WAYS = 1, 2, 3
"""Kinds of objects that a group of a block holds, by the number of their field."""
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5

Fields = dict[int, int | bytes]


def _from_zlib(folded: bytes, size: int) -> bytes:
    return zlib.decompressobj().decompress(folded, size + 1)


def _from_lz4(folded: bytes, size: int) -> bytes:
    unfolded: bytes = pa.Codec("lz4_raw").decompress(folded, size, asbytes=True)
    return unfolded


_FOLDINGS: dict[int, Callable[[bytes, int], bytes]] = {
    _RAW: lambda raw, _: raw, _ZLIB: _from_zlib, _LZ4: _from_lz4
}  # fmt: skip


class _DamageError(Exception):
    """Bytes that break the rules of the format."""

    def __init__(self, said: Words) -> None:
        """Say which."""
        self.said = said
        super().__init__(said.en)


def check(path: Path) -> None:
    """Walk the blocks of a PBF file, and refuse a file that is cut or would not stop growing.

    Raises
    ------
    UnreadableFileError
        If a block is cut, its length makes no sense, or a text holds the byte 0; or if the file
        ends before its ways: it was cut between two blocks.
    HostileFileError
        If the blocks declare more than `MOST_BYTES`, or `MOST_RATIO` times the file.
    """
    is_sorted, kinds = False, set[int]()
    try:
        folded = path.stat().st_size
        with path.open("rb") as file:
            _refuse_bomb(path, file, folded)
            file.seek(0)
            for start, kind, block in _blocks(file, folded):
                if kind == _DATA:
                    kinds |= _checked_kinds(_unfolded(block, start), start)
                else:
                    is_sorted = is_sorted or _SORTED in _unfolded(block, start)
        _refuse_without_ways(kinds, is_sorted=is_sorted)
    except _DamageError as error:
        raise UnreadableFileError(
            path,
            found=both("it is cut or damaged ({said})", said=error.said),
            remedy="Download it again.",
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _refuse_without_ways(kinds: set[int], *, is_sorted: bool) -> None:
    if is_sorted and kinds and kinds <= {_NODES, _DENSE}:
        raise _DamageError(both("it ends before its first way"))


def _refuse_bomb(path: Path, file: BinaryIO, folded: int) -> None:
    """Add up the sizes that the blocks declare, before any of them is unfolded."""
    unfolded = 0
    for start, _, block in _blocks(file, folded):
        unfolded += _unfolded_size(block, start)
        if _is_bomb(folded, unfolded):
            raise _bomb(path, folded, unfolded)


def _is_bomb(folded: int, unfolded: int) -> bool:
    return unfolded > MOST_BYTES or (unfolded > SMALL and unfolded > MOST_RATIO * folded)


def _bomb(path: Path, folded: int, unfolded: int) -> HostileFileError:
    found = both("its {folded} bytes would unfold to {unfolded}", folded=folded, unfolded=unfolded)
    return HostileFileError(path, found=found)


def _blocks(file: BinaryIO, end: int) -> Iterator[tuple[int, bytes, Fields]]:
    while (start := file.tell()) < end:
        header = fields(_taken(file, _header_length(file, start), start))
        datasize = header.get(_DATASIZE)
        if not isinstance(datasize, int) or datasize > MOST_BLOCK:
            raise _DamageError(
                both("the block at byte {start} has no sensible length", start=start)
            )
        block = fields(_taken(file, datasize, start))
        kind = header.get(_TYPE)
        if isinstance(kind, bytes) and kind in {_HEAD, _DATA}:
            yield start, kind, block


def _header_length(file: BinaryIO, start: int) -> int:
    length = int.from_bytes(_taken(file, 4, start), "big")
    if length > MOST_HEADER:
        raise _DamageError(
            both(
                "the block header at byte {start} claims {length} bytes", start=start, length=length
            )
        )
    return length


def _unfolded_size(block: Fields, start: int) -> int:
    raw, size = block.get(_RAW), block.get(_RAW_SIZE, 0)
    if isinstance(raw, bytes):
        return len(raw)
    if not isinstance(size, int) or size > MOST_BLOCK:
        raise _DamageError(
            both(
                "the block at byte {start} claims more than {most} bytes",
                start=start,
                most=MOST_BLOCK,
            )
        )
    return size


def _unfolded(block: Fields, start: int) -> bytes:
    forms = [number for number in _FOLDINGS if isinstance(block.get(number), bytes)]
    if len(forms) != 1:
        raise _DamageError(
            both("the block at byte {start} is folded in an unknown way", start=start)
        )
    folded = block[forms[0]]
    try:
        return _FOLDINGS[forms[0]](cast("bytes", folded), _unfolded_size(block, start))
    except (zlib.error, OSError, ValueError) as error:
        raise _DamageError(
            both("the block at byte {start} does not unfold", start=start)
        ) from error


def _checked_kinds(content: bytes, start: int) -> set[int]:
    """Say which kinds of objects a block ends with, and refuse a text that holds the byte 0.

    libosmium ends a text there, loses count of the tags and reads outside its memory.
    """
    block = fields(content)
    texts, group = block.get(_TEXTS, b""), block.get(_GROUP, b"")
    if isinstance(texts, bytes) and any(b"\0" in text for text in _texts(texts)):
        raise _DamageError(
            both("the block at byte {start} holds a text with the byte 0", start=start)
        )
    return {_varint(group, 0)[0] >> 3} if isinstance(group, bytes) and group else set()


def _texts(table: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(table):
        _, place = _varint(table, place)
        length, place = _varint(table, place)
        yield table[place : place + length]
        place += length


def _taken(file: BinaryIO, length: int, start: int) -> bytes:
    taken = file.read(length)
    if len(taken) < length:
        raise _DamageError(both("the block at byte {start} is cut", start=start))
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
        raise _DamageError(both("a field of unknown kind {wire}", wire=wire))
    if place + length > len(message):
        raise _DamageError(both("a field runs over the end of its block"))
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
    raise _DamageError(both("a number without end"))
