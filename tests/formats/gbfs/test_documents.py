"""The files of a system: folder, archive, single files, and hostile ones."""

import json
import zipfile
from pathlib import Path

import pytest

from beffroi.formats import gbfs
from beffroi.formats.gbfs.documents import found
from beffroi.foundation.errors import UnreadableFileError
from tests.formats.gbfs.systems import saved, system


def codes(path: Path) -> set[str]:
    return {code for code, _ in found(path).faults}


def kept(folder: Path, text: str | bytes, name: str = "station_status.json") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_folder_and_its_archive_hold_the_same(tmp_path: Path) -> None:
    folder = saved(tmp_path / "velo", system())
    with zipfile.ZipFile(tmp_path / "velo.zip", "w") as archive:
        for file in folder.iterdir():
            archive.write(file, f"inside/{file.name}")

    from_folder, from_archive = found(folder), found(tmp_path / "velo.zip")

    assert from_archive.files == from_folder.files
    assert from_folder.version == "2.3"


@pytest.mark.parametrize("version", ["2.3", "3.0"])
def test_a_file_without_a_name_is_known_by_what_it_holds(tmp_path: Path, version: str) -> None:
    for number, document in enumerate(system(version).values()):
        kept(tmp_path, json.dumps(document), f"{number}.json")

    assert set(found(tmp_path).files) == set(system(version))


def test_one_file_alone_is_read(tmp_path: Path) -> None:
    path = kept(tmp_path, json.dumps(system()["station_status"]), "x.json")

    assert list(found(path).files) == ["station_status"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"ttl": NaN}', "not_json"),
        ('{"ttl": -Infinity}', "not_json"),
        ('{"ttl": 1', "not_json"),
        ('{"ttl": ' + "9" * 5000 + "}", "not_json"),
        ("[" * 100_000 + "]" * 100_000, "nested_too_deep"),
        ('{"data": ' + "[" * 80 + "]" * 80 + "}", "nested_too_deep"),
        ("[1, 2]", "not_an_object"),
        ('{"ttl": 1, "ttl": 2}', "repeated_member"),
        (b"\xff\xfe\x00\x01", "not_json"),
    ],
)
def test_hostile_files_are_named_and_do_not_stop_the_check(
    tmp_path: Path, text: str | bytes, code: str
) -> None:
    folder = saved(tmp_path / "velo", system())
    kept(folder, text)

    assert code in codes(folder)
    assert code in {
        notice.code for notice in gbfs.checked(found(folder), "2026-09-01", most_rows=9)
    }


def test_two_files_of_a_kind_are_told(tmp_path: Path) -> None:
    folder = saved(tmp_path / "velo", system())
    kept(folder, json.dumps(system()["station_status"]), "station_status_2.json")

    assert codes(folder) == {"file_twice"}


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    kept(tmp_path, "a,b", "a.csv")

    with pytest.raises(UnreadableFileError, match="no file of a GBFS system"):
        found(tmp_path)


def test_nothing_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        found(tmp_path / "absent")
