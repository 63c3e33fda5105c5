"""Files written whole or not at all, hashed and decoded."""

import errno
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beffroi.foundation import files
from beffroi.foundation.errors import StorageError, UnreadableFileError


def test_a_file_takes_its_place_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"

    files.write_text(path, "été")

    assert path.read_bytes() == "été".encode()
    assert list(path.parent.iterdir()) == [path]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    with pytest.raises(KeyboardInterrupt):
        interrupted(path)

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def interrupted(path: Path) -> None:
    with files.written_whole(path) as temporary:
        temporary.write_text("half")
        raise KeyboardInterrupt


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, code: int) -> None:
    path = tmp_path / "a.txt"

    with pytest.raises(StorageError, match="disk is full"), files.written_whole(path):
        raise OSError(code, "full")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()

    with pytest.raises(StorageError, match=r"a cannot be written"):
        files.write_text(tmp_path / "a", "")

    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")

    with pytest.raises(StorageError):
        files.write_text(tmp_path / "a" / "b.txt", "")


def test_a_temporary_file_keeps_the_suffixes_that_tools_look_at(tmp_path: Path) -> None:
    with files.written_whole(tmp_path / "town.osm.pbf") as temporary:
        assert temporary.name.endswith(".osm.pbf")
        assert temporary.parent == tmp_path


@pytest.mark.parametrize("size", [0, 1, files.CHUNK, files.CHUNK + 1])
def test_a_hash_is_that_of_the_standard_library(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * size)

    assert files.sha256(path) == hashlib.sha256(b"x" * size).hexdigest()


def test_what_cannot_be_hashed_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="it is a folder"):
        files.sha256(tmp_path)
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        files.sha256(tmp_path / "absent")


def test_a_cause_without_words_is_still_a_sentence(tmp_path: Path) -> None:
    assert "the system refuses it" in str(files.unreadable(tmp_path, OSError()))
    assert "this account may not read it" in str(
        files.unreadable(tmp_path, PermissionError(errno.EACCES, ""))
    )
    assert "unknown cause" in str(files.unwritable(tmp_path, OSError()))


@given(st.text(max_size=50))
def test_utf_8_is_always_recognised(text: str) -> None:
    bare = text.lstrip("\ufeff")

    assert files.decoded(bare.encode()) == (bare, "utf-8")
    assert files.decoded(bare.encode("utf-8-sig")) == (bare, "utf-8-sig")
    assert files.decoded(bare.encode("utf-16")) == (bare, "utf-16")


@given(st.binary(max_size=200))
def test_any_bytes_can_be_decoded(raw: bytes) -> None:
    text, encoding = files.decoded(raw)

    assert encoding in {"utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-8-damaged"}
    assert len(text) <= len(raw)


def test_the_letters_of_a_french_desktop_are_read() -> None:
    assert files.decoded("Mâcon – Cœur de Ville, 5 €".encode("cp1252")) == (
        "Mâcon – Cœur de Ville, 5 €",
        "cp1252",
    )


def test_one_damaged_byte_does_not_spoil_the_accents_of_a_whole_file() -> None:
    raw = "Périgueux, Lons-le-Saunier, Nîmes".encode() + b"\xe9"

    assert files.decoded(raw) == ("Périgueux, Lons-le-Saunier, Nîmes\ufffd", "utf-8-damaged")
