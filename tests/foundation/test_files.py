"""Files written whole or not at all, hashed and decoded."""

import errno
import hashlib
import os
import stat
import threading
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
    assert "unknown cause" in str(files.unreadable(tmp_path, OSError()))
    assert "the system refuses it (EIO)" in str(files.unreadable(tmp_path, OSError(errno.EIO, "")))
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


def test_an_answer_goes_through_a_pipe_and_leaves_it_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    listener = threading.Thread(target=lambda: heard.append(pipe.read_text(encoding="utf-8")))
    listener.start()

    files.write_answer(pipe, "été")
    listener.join(timeout=10)

    assert heard == ["été"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_an_answer_follows_a_link_and_leaves_it_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link.json").symlink_to(tmp_path / "there" / "a.json")

    files.write_answer(tmp_path / "link.json", "{}")

    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "there" / "a.json").read_text() == "{}"


def test_an_answer_makes_no_folder_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path / "round")

    with pytest.raises(StorageError, match="its folder does not exist"):
        files.write_answer(tmp_path / "typo" / "a.json", "{}")
    with pytest.raises(StorageError, match="links lead round"):
        files.write_answer(tmp_path / "round", "{}")

    assert not (tmp_path / "typo").exists()


def test_only_a_plain_file_is_a_plain_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a").write_text("a")

    assert files.plain_file(tmp_path / "a").st_size == 1
    for name, said in {
        "pipe": "not a plain file", "": "it is a folder", "b": "no such file",
        "a/b": "no such file",
        "x" * 300: "its name is too long", "a\0b": "a character that no file may have",
    }.items():  # fmt: skip
        with pytest.raises(UnreadableFileError, match=said):
            files.plain_file(tmp_path / name)


def test_what_is_in_a_folder_is_listed_by_name_and_nothing_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "b").touch()
    (tmp_path / "a").mkdir()

    assert files.listed(tmp_path) == [tmp_path / "a", tmp_path / "b"]
    assert files.listed(tmp_path / "b") == files.listed(tmp_path / "absent") == []
