"""XML files are looked through before they are opened."""

import bz2
import gzip
from pathlib import Path

import pytest

from beffroi.formats.osm import markup
from beffroi.foundation.errors import (
    FaultyFileError,
    HostileFileError,
    InputError,
    UnreadableFileError,
)
from tests.formats.osm.sketch import GRID, document, tags

LAUGHS = (
    b'<?xml version="1.0"?><!-- hello --><!DOCTYPE lolz [<!ENTITY lol "lol">'
    b'<!ENTITY lol2 "&lol;&lol;">]><osm version="0.6"><note>&lol2;</note></osm>'
)
EXTERNAL = b'<!DOCTYPE osm SYSTEM "file:///etc/hostname"><osm version="0.6"/>'
PAGE = b"<!DOCTYPE html><html><head><title> 429 Too Many\n Requests</title></head></html>"


def saved(folder: Path, raw: bytes) -> Path:
    path = folder / "town.osm"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("raw", [LAUGHS, EXTERNAL, b"\xef\xbb\xbf\n" + EXTERNAL])
def test_a_file_that_declares_a_document_type_is_refused(tmp_path: Path, raw: bytes) -> None:
    path = saved(tmp_path, raw)

    with pytest.raises(HostileFileError, match="declares a document type"):
        markup.checked(path, "")


def test_a_document_type_is_also_found_in_a_folded_file(tmp_path: Path) -> None:
    gz, bz = saved(tmp_path, gzip.compress(LAUGHS)), tmp_path / "town.bz2"
    bz.write_bytes(bz2.compress(EXTERNAL))

    with pytest.raises(HostileFileError):
        markup.checked(gz, "gz")
    with pytest.raises(HostileFileError):
        markup.checked(bz, "bz2")


@pytest.mark.parametrize("raw", [PAGE, b"<html><title>404 Not Found</title></html>"])
def test_a_web_page_is_named_with_its_title(tmp_path: Path, raw: bytes) -> None:
    path = saved(tmp_path, raw)

    with pytest.raises(UnreadableFileError, match=r"web page \(4\d\d [A-Z][A-Za-z ]+\)"):
        markup.checked(path, "")


def test_a_file_of_changes_is_not_an_extract(tmp_path: Path) -> None:
    path = saved(tmp_path, b'<osmChange version="0.6"><create/></osmChange>')

    with pytest.raises(FaultyFileError, match="file of changes"):
        markup.checked(path, "")


@pytest.mark.parametrize(("raw", "found"), [(b"<gpx/>", "<gpx>"), (b"<?xml", "no element")])
def test_another_kind_of_xml_is_named(tmp_path: Path, raw: bytes, found: str) -> None:
    path = saved(tmp_path, raw)

    with pytest.raises(FaultyFileError, match=found):
        markup.checked(path, "")


def test_an_answer_that_the_server_gave_up_on_is_refused(tmp_path: Path) -> None:
    remark = "<remark> runtime error: Query timed out in &quot;query&quot; at line 3 </remark>"
    path = saved(tmp_path, document(GRID, remark))

    with pytest.raises(UnreadableFileError, match=r"gave up before the end .*timed out"):
        markup.checked(path, "")


def test_a_remark_across_two_chunks_is_still_seen(tmp_path: Path) -> None:
    start = b'<osm version="0.6"><note>'
    filling = b" " * (markup.CHUNK - len(start) - len(b"</note>") - 12)
    path = saved(
        tmp_path, start + filling + b"</note><remark> runtime error: out of memory</remark>"
    )

    with pytest.raises(UnreadableFileError, match="out of memory"):
        markup.checked(path, "")


def test_the_day_of_an_overpass_answer_is_read_from_its_head(tmp_path: Path) -> None:
    path = saved(tmp_path, document('<meta osm_base="2019-09-09T14:03:02Z"/>', GRID))

    said = markup.checked(path, "")

    assert said == markup.Markup("2019-09-09", has_deletions=False)


def test_objects_marked_for_deletion_are_noticed(tmp_path: Path) -> None:
    node = f'<node id="-1" action="delete" lat="48" lon="2">{tags(shop="books")}</node>'
    path = saved(tmp_path, document(node))

    said = markup.checked(path, "")

    assert said.has_deletions


@pytest.mark.parametrize("folding", ["gz", "bz2"])
def test_a_folded_file_that_is_cut_is_unreadable(tmp_path: Path, folding: markup.Folding) -> None:
    folded = {"gz": gzip.compress, "bz2": bz2.compress}[folding](document(GRID))
    path = saved(tmp_path, folded[:-7])

    with pytest.raises(UnreadableFileError, match="cut or damaged"):
        markup.checked(path, folding)


@pytest.mark.parametrize("folding", ["gz", "bz2"])
def test_folded_bytes_that_make_no_sense_are_unreadable(
    tmp_path: Path, folding: markup.Folding
) -> None:
    folded = bytearray({"gz": gzip.compress, "bz2": bz2.compress}[folding](document(GRID)))
    folded[12:40] = b"\xff" * 28
    path = saved(tmp_path, bytes(folded))

    with pytest.raises(InputError):
        markup.checked(path, folding)


def test_a_file_that_unfolds_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "SMALL", 2 * markup.CHUNK)
    bomb = b'<osm version="0.6">' + b" " * (6 * markup.CHUNK) + b"</osm>"
    path = saved(tmp_path, gzip.compress(bomb))

    with pytest.raises(HostileFileError, match="unfold to more than"):
        markup.checked(path, "gz")


def test_a_file_larger_than_the_bound_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "MOST_BYTES", 100)
    path = saved(tmp_path, document(GRID))

    with pytest.raises(HostileFileError, match="unfold"):
        markup.checked(path, "")
