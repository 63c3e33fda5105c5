from pathlib import Path

import pytest

from beffroi.foundation.errors import UnreadableFileError
from beffroi.store.contents import KINDS, Fault, fault
from tests.store.publisher import HTML

RIGHT = {
    "csv": b"id_lieu,nom\n1,a\n",
    "geojson": b'{"type": "FeatureCollection", "features": []}\n',
    "gpkg": b"SQLite format 3\0" + b"\0" * 100,
    "gtfs": b"PK\x05\x06" + b"\0" * 18,
    "gz": b"\x1f\x8b\x08",
    "json": b"\xef\xbb\xbf [1]",
    "osm": b"<?xml version='1.0'?>\n<osm version='0.6'></osm>\n",
    "parquet": b"PAR1....PAR1",
    "pbf": b"\0\0\0\r\n\tOSMHeader\x18",
    "xlsx": b"PK\x03\x04....PK\x05\x06",
    "zip": b"PK\x03\x04....PK\x05\x06",
}
CUT = {
    "geojson": b'{"type": "Feat',
    "gtfs": b"PK\x03\x04....",
    "json": b"[1, 2",
    "osm": b"<osm version='0.6'><node",
    "parquet": b"PAR1....",
}


def write(tmp_path: Path, body: bytes) -> Path:
    path = tmp_path / "file"
    path.write_bytes(body)
    return path


def test_every_kind_has_an_example() -> None:
    assert set(RIGHT) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(RIGHT))
def test_a_right_file_has_no_fault(kind: str, tmp_path: Path) -> None:
    assert fault(write(tmp_path, RIGHT[kind]), kind) is None


@pytest.mark.parametrize("kind", sorted(RIGHT))
def test_a_web_page_is_none_of_them(kind: str, tmp_path: Path) -> None:
    assert fault(write(tmp_path, HTML), kind) == Fault("a web page", "Maintenance")


@pytest.mark.parametrize("kind", sorted(RIGHT))
def test_an_empty_file_is_none_of_them(kind: str, tmp_path: Path) -> None:
    assert str(fault(write(tmp_path, b" \n"), kind)) == "an empty file (2 B)"


@pytest.mark.parametrize("kind", sorted(RIGHT))
def test_noise_is_none_of_them(kind: str, tmp_path: Path) -> None:
    assert str(fault(write(tmp_path, b"\0\x01\x02noise"), kind)).startswith("bytes of another")


@pytest.mark.parametrize("kind", sorted(CUT))
def test_a_cut_file_is_noticed_by_its_end(kind: str, tmp_path: Path) -> None:
    assert "without its end" in str(fault(write(tmp_path, CUT[kind]), kind))


def test_an_error_told_inside_an_extract_is_an_error(tmp_path: Path) -> None:
    body = b"<osm><node/><remark> runtime error: Query timed out </remark></osm>"

    assert str(fault(write(tmp_path, body), "osm")) == (
        "an unfinished extract (runtime error: Query timed out)"
    )


def test_an_xml_error_is_not_a_table(tmp_path: Path) -> None:
    assert fault(write(tmp_path, b"<?xml version='1.0'?><Error/>"), "csv") is not None


def test_a_table_in_utf_16_is_a_table(tmp_path: Path) -> None:
    assert fault(write(tmp_path, "a;b\n".encode("utf-16")), "csv") is None


def test_an_xhtml_page_is_a_web_page(tmp_path: Path) -> None:
    body = b"<?xml version='1.0'?><html xmlns='x'></html>"

    assert fault(write(tmp_path, body), "osm") == Fault("a web page", "HTML")


def test_an_unknown_kind_only_has_to_hold_something(tmp_path: Path) -> None:
    assert fault(write(tmp_path, b"anything"), "survey") is None


def test_an_absent_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        fault(tmp_path / "none", "csv")


@pytest.mark.real
@pytest.mark.parametrize(
    ("pattern", "kind"),
    [
        ("osm/*.pbf", "pbf"),
        ("osm/*.osm", "osm"),
        ("gtfs/*.zip", "gtfs"),
        ("gtfs-informal/*.zip", "gtfs"),
        ("parking/*.csv", "csv"),
        ("national/*.csv", "csv"),
        ("funding/*.csv", "csv"),
        ("national/*.json", "json"),
        ("national/*.geojson", "geojson"),
        ("national/*.xlsx", "xlsx"),
        ("national/*.gpkg", "gpkg"),
    ],
)
def test_real_files_are_what_their_names_say(pattern: str, kind: str, real_data: Path) -> None:
    files = sorted(real_data.glob(pattern))

    assert files
    assert {path.name: str(fault(path, kind)) for path in files if fault(path, kind)} == {}
