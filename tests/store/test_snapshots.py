import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation.errors import UnreadableFileError
from beffroi.foundation.files import sha256
from beffroi.store import snapshots
from beffroi.store.manifest import is_inside
from beffroi.store.snapshots import MOST_NAME, clean_name, snapshot, snapshot_of_text, twin


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return tmp_path / "redon"


def source(tmp_path: Path, name: str = "Réseau.OSM", body: bytes = b"<osm></osm>") -> Path:
    path = tmp_path / "elsewhere" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(body)
    return path


def timetable(tmp_path: Path) -> Path:
    folder = tmp_path / "gtfs tallis"
    (folder / "__MACOSX").mkdir(parents=True)
    (folder / "stops.txt").write_text("stop_id\n1\n")
    (folder / "agency.txt").write_text("agency_id\nT\n")
    (folder / ".DS_Store").write_text("x")
    (folder / "__MACOSX" / "stops.txt").write_text("x")
    return folder


def inputs(study: Path) -> list[str]:
    return sorted(path.name for path in (study / "inputs").iterdir())


def test_a_file_is_copied_with_its_hash_under_a_clean_name(tmp_path: Path, study: Path) -> None:
    origin = source(tmp_path)

    held = snapshot(origin, study)

    assert (held.file, held.origin, held.bytes) == ("inputs/reseau.osm", "Réseau.OSM", 11)
    assert held.sha256 == sha256(origin) == sha256(study / held.file)


def test_the_same_bytes_are_not_copied_twice(tmp_path: Path, study: Path) -> None:
    first = snapshot(source(tmp_path), study)

    again = snapshot(source(tmp_path, "autre.osm"), study)

    assert (again.file, again.is_new) == (first.file, False)
    assert inputs(study) == ["reseau.osm"]


def test_another_file_of_the_same_name_is_numbered(tmp_path: Path, study: Path) -> None:
    snapshot(source(tmp_path, "a.gtfs.zip", b"1"), study)

    second = snapshot(source(tmp_path, "a.gtfs.zip", b"2"), study)

    assert second.file == "inputs/a-2.gtfs.zip"
    assert (study / "inputs" / "a.gtfs.zip").read_bytes() == b"1"


def test_progress_is_told(tmp_path: Path, study: Path) -> None:
    told: list[tuple[int, int | None]] = []
    origin = source(tmp_path, body=b"x" * (3 * 2**20))

    snapshot(origin, study, progress=lambda done, total: told.append((done, total)))

    assert told == [(n * 2**20, 3 * 2**20) for n in (1, 2, 3)]


def test_a_folder_becomes_one_archive_the_same_each_time(tmp_path: Path, study: Path) -> None:
    folder = timetable(tmp_path)

    first, again = snapshot(folder, study), snapshot(folder, study)

    assert (first.file, first.origin) == ("inputs/gtfs-tallis.zip", "gtfs tallis")
    assert (again.sha256, again.is_new) == (first.sha256, False)
    assert inputs(study) == ["gtfs-tallis.zip"]
    with zipfile.ZipFile(study / first.file) as archive:
        assert archive.namelist() == ["agency.txt", "stops.txt"]
        assert archive.read("stops.txt") == b"stop_id\n1\n"


def test_an_empty_folder_is_refused(tmp_path: Path, study: Path) -> None:
    (tmp_path / "void").mkdir()

    with pytest.raises(UnreadableFileError, match="the folder holds 0 files"):
        snapshot(tmp_path / "void", study)


def test_an_absent_file_is_said_and_leaves_nothing(tmp_path: Path, study: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        snapshot(tmp_path / "none.osm", study)

    assert not study.exists()


def test_the_manifest_cannot_be_overwritten_by_a_source(tmp_path: Path, study: Path) -> None:
    held = snapshot(source(tmp_path, "manifest.json"), study)

    assert held.file == "inputs/source-manifest.json"


@given(st.text())
def test_any_name_gives_a_safe_one(name: str) -> None:
    safe = clean_name(name)

    assert is_inside(safe)
    assert "/" not in safe
    assert not safe.startswith(".")
    assert 0 < len(safe) <= MOST_NAME
    assert clean_name(safe) == safe


CHILD = """
import resource, sys
from pathlib import Path
from beffroi.foundation.errors import StorageError
from beffroi.store.snapshots import snapshot
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    snapshot(Path(sys.argv[1]), Path(sys.argv[2]))
except StorageError as error:
    print(error)
"""


def test_a_disk_that_fills_up_leaves_no_half_copy(tmp_path: Path, study: Path) -> None:
    origin = source(tmp_path, body=b"x" * 5000)
    command = [sys.executable, "-c", CHILD, str(origin), str(study)]

    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)

    assert "cannot be written" in said.stdout
    assert inputs(study) == []


def test_a_file_is_not_its_own_twin(tmp_path: Path) -> None:
    first, second = tmp_path / "a-2.csv", tmp_path / "a.csv"
    first.write_text("x")
    alone = twin(tmp_path, sha256(first), 1, of=first)
    second.write_text("x")

    assert alone is None
    assert twin(tmp_path, sha256(first), 1, of=first) == second


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(UnreadableFileError, match="not a plain file"):
        snapshot(tmp_path / "pipe", tmp_path / "study")


def test_a_file_without_end_does_not_fill_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "MOST_BYTES", 1000)
    (tmp_path / "a").write_bytes(b"x" * 1001)

    with pytest.raises(UnreadableFileError, match="larger than"):
        snapshot(tmp_path / "a", tmp_path / "study")

    assert not (tmp_path / "study").exists()


def test_what_is_kept_of_a_file_is_named_after_it(tmp_path: Path, study: Path) -> None:
    origin = tmp_path / "Réponses.xlsx"
    origin.write_bytes(b"the whole")

    made = snapshot_of_text("a\n1\n", origin, study, suffix=".csv")
    again = snapshot_of_text("a\n1\n", origin, study, suffix=".csv")

    assert (made.file, made.origin, made.bytes) == ("inputs/reponses.csv", "Réponses.xlsx", 4)
    assert (study / made.file).read_text(encoding="utf-8") == "a\n1\n"
    assert (again.file, again.is_new) == (made.file, False)
