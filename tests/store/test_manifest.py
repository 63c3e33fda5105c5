import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from beffroi.foundation.files import sha256
from beffroi.foundation.language import Words
from beffroi.store import manifest
from beffroi.store.manifest import Entry

OSM = Entry(
    id="osm",
    kind="osm",
    file="inputs/redon.osm",
    origin="https://overpass-api.de/api/interpreter",
    name="OpenStreetMap",
    publisher="OpenStreetMap contributors",
    licence="ODbL 1.0",
    date="2026-07-01",
    sha256="a" * 64,
    bytes=12,
    retrieved="2026-07-02T08:00:00Z",
    home="https://www.openstreetmap.org",
    rows=3,
    warnings=(Words("Une voie sans nom.", "A way without a name."),),
)


def altered(tmp_path: Path, **changes: Any) -> Path:
    manifest.write(tmp_path, [OSM])
    path = manifest.path(tmp_path)
    whole = json.loads(path.read_text())
    whole["sources"][0] |= changes
    path.write_text(json.dumps(whole))
    return tmp_path


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    gtfs = replace(OSM, id="gtfs", kind="gtfs", rows=None, warnings=())

    manifest.write(tmp_path, [OSM, gtfs])

    assert manifest.read(tmp_path) == {"gtfs": gtfs, "osm": OSM}


def test_a_study_without_manifest_has_no_source(tmp_path: Path) -> None:
    assert manifest.read(tmp_path) == {}


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    gtfs = replace(OSM, id="gtfs")
    manifest.write(tmp_path / "a", [OSM, gtfs])
    manifest.write(tmp_path / "b", [gtfs, OSM])

    assert sha256(manifest.path(tmp_path / "a")) == sha256(manifest.path(tmp_path / "b"))


def test_recording_a_source_again_takes_the_place_of_the_first(tmp_path: Path) -> None:
    manifest.record(tmp_path, OSM)
    manifest.record(tmp_path, replace(OSM, id="bnlc"))
    manifest.record(tmp_path, replace(OSM, date="2026-08-01"))

    assert [entry.date for entry in manifest.read(tmp_path).values()] == [
        "2026-07-01",
        "2026-08-01",
    ]


def test_an_entry_is_the_source_of_figures(tmp_path: Path) -> None:
    source = OSM.as_source()

    assert str(source) == "OpenStreetMap (OpenStreetMap contributors, 2026-07-01)"
    assert (source.url, source.file) == ("https://www.openstreetmap.org", "inputs/redon.osm")
    assert source.sha256 == OSM.sha256


def test_a_file_brought_by_hand_has_no_address() -> None:
    source = replace(OSM, origin="redon_35_fr.osm", home="").as_source()

    assert source.url == ""


@pytest.mark.parametrize("bytes_", [b"", b"{", b'{"sources": [}', b"\xff\xfe{", b"[1,"])
def test_a_cut_manifest_is_said_with_what_to_do(bytes_: bytes, tmp_path: Path) -> None:
    manifest.write(tmp_path, [OSM])
    manifest.path(tmp_path).write_bytes(bytes_)

    with pytest.raises(UnreadableFileError, match=r"manifest.json .* collect the sources again"):
        manifest.read(tmp_path)


@pytest.mark.parametrize("text", ["[]", "3", '{"sources": {}}', '{"sources": [], "format": 9}'])
def test_another_document_is_not_a_manifest(text: str, tmp_path: Path) -> None:
    manifest.write(tmp_path, [OSM])
    manifest.path(tmp_path).write_text(text)

    with pytest.raises(FaultyFileError, match="is not valid manifest"):
        manifest.read(tmp_path)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"file": "../../etc/passwd"}, "outside the study"),
        ({"file": "/etc/passwd"}, "outside the study"),
        ({"file": "C:\\secret.csv"}, "outside the study"),
        ({"file": ""}, "outside the study"),
        ({"sha256": "abc"}, "not 64 hexadecimal digits"),
        ({"bytes": -1}, "`bytes` is -1"),
        ({"bytes": True}, "`bytes` is True"),
        ({"rows": 1.5}, "`rows` is 1.5"),
        ({"retrieved": "hier"}, "not an ISO date and time in UTC"),
        ({"licence": None}, "lacks the text `licence`"),
        ({"id": ""}, "empty `id`"),
        ({"home": 3}, "`home` is not a text"),
        ({"warnings": ["a"]}, "`warnings` is not a list"),
        ({"warnings": [{"fr": "a"}]}, "`warnings` is not a list"),
    ],
)
def test_an_odd_entry_is_refused_in_plain_words(
    changes: dict[str, Any], fault: str, tmp_path: Path
) -> None:
    study = altered(tmp_path, **changes)

    with pytest.raises(FaultyFileError) as caught:
        manifest.read(study)

    assert any(fault in said.en for said in caught.value.faults)


def test_all_faults_are_gathered(tmp_path: Path) -> None:
    study = altered(tmp_path, sha256="abc", rows="three", bytes="12")

    with pytest.raises(FaultyFileError) as caught:
        manifest.read(study)

    assert len(caught.value.faults) == 3


def test_a_source_listed_twice_is_refused(tmp_path: Path) -> None:
    manifest.write(tmp_path, [OSM, OSM])

    with pytest.raises(FaultyFileError, match="osm appears twice"):
        manifest.read(tmp_path)


def test_damage_tells_absent_changed_and_intact_apart(tmp_path: Path) -> None:
    file = tmp_path / "inputs" / "redon.osm"
    absent = manifest.damage(tmp_path, OSM)
    file.parent.mkdir()
    file.write_bytes(b"<osm></osm>\n")
    whole = replace(OSM, sha256=sha256(file), bytes=12)
    intact = manifest.damage(tmp_path, whole)
    file.write_bytes(b"<osm> </osm>")

    assert (absent, intact, manifest.damage(tmp_path, whole)) == ("absent", "", "changed")


@settings(max_examples=30, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["format", "sources", "id", "file"]), inner, max_size=4
            )
        ),
        max_leaves=8,
    )
)
def test_any_other_json_is_refused_or_read_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, value: object
) -> None:
    study = tmp_path_factory.mktemp("study")
    manifest.write(study, [])
    manifest.path(study).write_text(json.dumps(value))

    try:
        read = manifest.read(study)
    except InputError:
        read = {}

    assert read == {}


@pytest.mark.parametrize("text", ["[" * 200_000, "9" * 5_000])
def test_a_manifest_made_to_break_the_reader_is_refused(tmp_path: Path, text: str) -> None:
    manifest.path(tmp_path).parent.mkdir()
    manifest.path(tmp_path).write_text(text)

    with pytest.raises(UnreadableFileError, match="not whole JSON"):
        manifest.read(tmp_path)
