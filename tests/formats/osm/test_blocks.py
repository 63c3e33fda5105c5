"""The blocks of a PBF file are counted before they are unfolded."""

import zlib
from pathlib import Path

import pyarrow as pa
import pytest

from beffroi.formats import osm
from beffroi.formats.osm import blocks
from beffroi.foundation.errors import HostileFileError, UnreadableFileError
from tests.formats.osm.sketch import small_town


def number(value: int) -> bytes:
    digits = b""
    while value > 0x7F:
        digits, value = digits + bytes([value & 0x7F | 0x80]), value >> 7
    return digits + bytes([value])


def block(kind: bytes, raw_size: int, folded: bytes) -> bytes:
    blob = b"\x10" + number(raw_size) + b"\x1a" + number(len(folded)) + folded
    header = b"\x0a" + number(len(kind)) + kind + b"\x18" + number(len(blob))
    return len(header).to_bytes(4, "big") + header + blob


@pytest.fixture
def pbf(tmp_path: Path) -> Path:
    path = tmp_path / "town.osm.pbf"
    osm.write(path, **small_town(), date="2024-05-01")
    return path


def test_a_sound_file_passes(pbf: Path) -> None:
    blocks.check(pbf)

    assert blocks.fields(b"") == {}


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_file_cut_anywhere_in_a_block_is_unreadable(pbf: Path, part: float) -> None:
    raw = pbf.read_bytes()
    pbf.write_bytes(raw[: int(len(raw) * part)])

    with pytest.raises(UnreadableFileError, match="is cut"):
        blocks.check(pbf)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"\xff\xff\xff\xff", "claims 4294967295 bytes"),
        (b"\0\0\0\2\x0b\x01", "unknown kind 3"),
        (b"\0\0\0\2\x0a\x7f", "runs over the end"),
        (b"\0\0\0\2\x18\x80", "number without end"),
        (b"\0\0\0\2\x0a\0", "no sensible length"),
        (block(b"OSMData", 33 * 2**20, b""), "claims more than"),
    ],
)
def test_lengths_that_make_no_sense_are_told(tmp_path: Path, raw: bytes, found: str) -> None:
    path = tmp_path / "town.osm.pbf"
    path.write_bytes(raw)

    with pytest.raises(UnreadableFileError, match=found):
        blocks.check(path)


def test_a_file_that_would_unfold_without_end_is_refused(tmp_path: Path) -> None:
    size = 30 * 2**20
    path = tmp_path / "bomb.osm.pbf"
    path.write_bytes(block(b"OSMData", size, zlib.compress(bytes(size), 9)) * 3)

    with pytest.raises(HostileFileError, match="would unfold to"):
        blocks.check(path)


def plain_block(content: bytes) -> bytes:
    blob = b"\x0a" + number(len(content)) + content
    header = b"\x0a\x07OSMData\x18" + number(len(blob))
    return len(header).to_bytes(4, "big") + header + blob


def texts(*said: bytes) -> bytes:
    table = b"".join(b"\x0a" + number(len(text)) + text for text in said)
    return b"\x0a" + number(len(table)) + table


def test_a_text_with_the_byte_0_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "town.osm.pbf"
    path.write_bytes(plain_block(texts(b"", b"building", b"y\0s")))

    with pytest.raises(UnreadableFileError, match="a text with the byte 0"):
        blocks.check(path)


def test_texts_are_looked_through_in_every_way_of_folding(tmp_path: Path) -> None:
    spoilt, path = texts(b"", b"y\0s"), tmp_path / "town.osm.pbf"
    lz4 = pa.Codec("lz4_raw").compress(spoilt, asbytes=True)
    by_zlib = block(b"OSMData", len(spoilt), zlib.compress(spoilt))
    by_lz4 = block(b"OSMData", len(spoilt), lz4).replace(
        b"\x1a" + number(len(lz4)), b"\x32" + number(len(lz4))
    )

    for folded in (by_zlib, by_lz4):
        path.write_bytes(folded)
        with pytest.raises(UnreadableFileError, match="a text with the byte 0"):
            blocks.check(path)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (block(b"OSMData", 9, b"no zlib"), "does not unfold"),
        (block(b"OSMData", 9, b"x").replace(b"\x1a\1", b"\x22\1"), "folded in an unknown way"),
    ],
)
def test_a_block_that_cannot_be_unfolded_is_damage(tmp_path: Path, raw: bytes, found: str) -> None:
    path = tmp_path / "town.osm.pbf"
    path.write_bytes(raw)

    with pytest.raises(UnreadableFileError, match=found):
        blocks.check(path)


def test_fields_of_fixed_width_are_stepped_over() -> None:
    message = b"\x0d\1\2\3\4" + b"\x11" + bytes(8) + b"\x18\x05"

    found = blocks.fields(message)

    assert found[3] == 5


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        blocks.check(tmp_path / "absent.pbf")


def head(*features: bytes) -> bytes:
    said = b"".join(b"\x2a" + number(len(feature)) + feature for feature in features)
    return block(b"OSMHeader", len(said), zlib.compress(said))


def group(kind: int) -> bytes:
    content = b"\x0a\x00\x12\x02" + bytes([kind << 3 | 2, 0])
    return block(b"OSMData", len(content), zlib.compress(content))


def test_a_sorted_file_that_ends_before_its_ways_was_cut(tmp_path: Path) -> None:
    path = tmp_path / "town.osm.pbf"
    path.write_bytes(head(b"Sort.Type_then_ID") + group(2) + group(2))

    with pytest.raises(UnreadableFileError, match="ends before its first way"):
        blocks.check(path)


@pytest.mark.parametrize("content", [
    head(b"Sort.Type_then_ID") + group(2) + group(3), head() + group(2), head(b"Sort.Type_then_ID"),
])  # fmt: skip
def test_a_file_with_ways_or_in_no_order_is_not_known_to_be_cut(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "town.osm.pbf"
    path.write_bytes(content)

    blocks.check(path)
