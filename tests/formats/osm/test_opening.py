"""The kind of a file is found from its content."""

import bz2
import gzip
import os
import zipfile
from pathlib import Path

import pytest

from beffroi.formats import osm
from beffroi.formats.osm.opening import damage_told, opened
from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from beffroi.foundation.language import message
from tests.formats.osm.sketch import GRID, document, small_town, way

TOWN = document(GRID, way(1, 1, 2, highway="residential"))


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (TOWN, "osm"),
        (b"\xef\xbb\xbf" + TOWN, "osm"),
        (gzip.compress(TOWN), "osm.gz"),
        (gzip.compress(TOWN[:90]) + gzip.compress(TOWN[90:]), "osm.gz"),
        (bz2.compress(TOWN), "osm.bz2"),
        (bz2.compress(TOWN[:90]) + bz2.compress(TOWN[90:]), "osm.bz2"),
    ],
)
def test_xml_is_read_whatever_its_name_says(tmp_path: Path, raw: bytes, kind: str) -> None:
    path = tmp_path / "misnamed.pbf"
    path.write_bytes(raw)

    extract = osm.read(path)

    assert opened(path).format == kind
    assert len(extract.tables["streets"]) == 1


def test_a_pbf_is_read_whatever_its_name_says(tmp_path: Path) -> None:
    osm.write(tmp_path / "town.osm.pbf", **small_town(), date="2024-05-01")
    path = (tmp_path / "town.osm.pbf").rename(tmp_path / "town.osm.gz")

    extract = osm.read(path)

    assert opened(path).format == "pbf"
    assert len(extract.tables["streets"]) == 1


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", "it is empty"),
        (b'{"version": 0.6}', "it is JSON"),
        (b"\xff\xe0\x04o5m2", "o5m"),
        ("<osm/>".encode("utf-16"), "UTF-16"),
        ("<osm/>".encode("utf-16-le"), "neither PBF nor XML"),
        (b"id;name\n1;Rue Haute\n", "neither PBF nor XML"),
    ],
)
def test_a_stranger_is_named(tmp_path: Path, raw: bytes, found: str) -> None:
    path = tmp_path / "town.osm"
    path.write_bytes(raw)

    with pytest.raises(UnreadableFileError, match=found):
        opened(path)


def test_a_zip_archive_has_to_be_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "town.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("town.osm", TOWN)

    with pytest.raises(UnreadableFileError, match="ZIP archive: unpack it"):
        opened(path)


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        opened(tmp_path / "absent.osm")
    with pytest.raises(UnreadableFileError, match="folder"):
        opened(tmp_path)
    with pytest.raises(UnreadableFileError, match="no such file"):
        opened(Path("a\0b"))


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.osm"
    os.mkfifo(pipe)

    with pytest.raises(UnreadableFileError, match="not a plain file"):
        opened(pipe)


@pytest.mark.parametrize("compression", ["gz", "bz2"])
def test_a_folded_web_page_is_not_map_data(tmp_path: Path, compression: str) -> None:
    fold = {"gz": gzip.compress, "bz2": bz2.compress}[compression]
    path = tmp_path / "town.osm"
    path.write_bytes(fold(b"<html><title>404</title></html>"))

    with pytest.raises(UnreadableFileError, match="web page"):
        opened(path)


def test_what_the_reading_library_says_becomes_our_sentence(tmp_path: Path) -> None:
    path = tmp_path / "town.osm"

    with pytest.raises(UnreadableFileError, match="cut or damaged"), damage_told(path):
        raise RuntimeError("PBF error")
    with pytest.raises(UnreadableFileError, match="UTF-8"), damage_told(path):
        b"\xe9".decode()


@pytest.mark.parametrize(
    "element",
    [
        '<node id="1" lat="NaN" lon="2"/>',
        '<node id="1" lat="" lon="2"/>',
        '<node id="1" lat="400" lon="2"/>',
    ],
)
def test_coordinates_that_are_not_numbers_are_a_fault(tmp_path: Path, element: str) -> None:
    path = tmp_path / "town.osm"
    path.write_bytes(document(element))

    with pytest.raises(FaultyFileError, match="coordinate"):
        osm.read(path)


@pytest.mark.parametrize(
    "raw",
    [
        TOWN[:-9],
        TOWN.replace(b"</way>", b""),
        TOWN.replace(b"residential", "résidentiel".encode("latin-1")),
        TOWN.replace(b'version="0.6"', b'version="0.5"'),
        TOWN.replace(b'<node id="1"', b'<node id="one"'),
        TOWN.replace(b"</osm>", b'<relation id="1"><member type="x" ref="1"/></relation></osm>'),
    ],
)
def test_xml_that_is_not_well_formed_is_unreadable(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "town.osm"
    path.write_bytes(raw)

    with pytest.raises(InputError, match="cut or damaged"):
        osm.read(path)


def test_latin_1_is_read_where_the_file_declares_it(tmp_path: Path) -> None:
    text = document(GRID, way(1, 1, 2, highway="residential", name="Allée")).decode()
    path = tmp_path / "town.osm"
    path.write_bytes(text.replace("UTF-8", "ISO-8859-1").encode("latin-1"))

    extract = osm.read(path)

    assert extract.tables["streets"]["name"].tolist() == ["Allée"]


def test_a_break_of_the_xml_is_told_in_french_without_our_path(tmp_path: Path) -> None:
    path = tmp_path / "a.osm"
    path.write_bytes(b'<osm version="0.6"><node></osm>')

    with pytest.raises(UnreadableFileError) as caught:
        osm.read(path)

    said = message(caught.value, "fr")
    assert "son XML s’interrompt à la ligne 1, colonne" in said
    assert said.count(str(tmp_path)) == 1
