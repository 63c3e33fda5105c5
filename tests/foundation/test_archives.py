"""Archives that are safe, and those that are not."""

import random
import stat
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.foundation import archives
from beffroi.foundation.errors import BeffroiError, HostileFileError, UnreadableFileError


def archive(folder: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder / "a.zip"
    with zipfile.ZipFile(path, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def test_members_are_read_whole(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a/stops.txt": b"stop_id", "a/": b"", "empty.txt": b""})

    opened = archives.opened(path)

    assert opened.members == ("a/stops.txt", "empty.txt")
    assert opened.read("a/stops.txt") == b"stop_id"
    assert opened.read("empty.txt") == b""


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_every_usual_way_of_folding_is_read(tmp_path: Path, method: int) -> None:
    path = archive(tmp_path, {"a": b"x" * 3_000_000}, method)

    assert archives.opened(path).read("a") == b"x" * 3_000_000


@pytest.mark.parametrize("name", ["/etc/passwd", "../a", "a/../../b", "C:\\a", "..\\a", "\\a"])
def test_a_member_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path, {name: b""})

    with pytest.raises(HostileFileError, match="points outside the archive"):
        archives.opened(path)


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    link = zipfile.ZipInfo("stops.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(link, "/etc/passwd")

    with pytest.raises(HostileFileError, match=r"'stops\.txt' is a link"):
        archives.opened(path)


def test_a_member_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as file:
        warnings.simplefilter("ignore", UserWarning)
        file.writestr("stops.txt", "one")
        file.writestr("stops.txt", "two")

    with pytest.raises(HostileFileError, match=r"'stops\.txt' stands twice"):
        archives.opened(path)


def test_a_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    path = archive(tmp_path, {"zeros": b"\0" * (archives.SMALL + 1)})

    with pytest.raises(HostileFileError, match="a bomb"):
        archives.opened(path)


def test_an_archive_of_too_many_members_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 2)
    path = archive(tmp_path, {"a": b"", "b": b"", "c": b""})

    with pytest.raises(HostileFileError, match=r"3 members \(at most 2\)"):
        archives.opened(path)


def test_an_archive_that_would_fill_the_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 9)
    path = archive(tmp_path, {"a": b"12345", "b": b"12345"})

    with pytest.raises(HostileFileError, match=r"unfold to 10 bytes \(at most 9\)"):
        archives.opened(path)


def test_a_member_longer_than_it_declares_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a": b"x" * 100})
    raw = path.read_bytes()
    directory = raw.rindex(b"PK\x01\x02")
    size = directory + 24
    path.write_bytes(raw[:size] + (10).to_bytes(4, "little") + raw[size + 4 :])

    with pytest.raises((HostileFileError, UnreadableFileError)):
        archives.opened(path).read("a")


def test_a_damaged_member_is_told_by_name(tmp_path: Path) -> None:
    path = archive(tmp_path, {"stops.txt": b"stop_id,stop_name"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"stop_name", b"stop_nome"))

    with pytest.raises(UnreadableFileError, match=r"a\.zip > stops\.txt .*damaged"):
        archives.opened(path).read("stops.txt")


def test_an_encrypted_member_asks_to_be_unpacked(tmp_path: Path) -> None:
    path = archive(tmp_path, {"stops.txt": b"stop_id"})
    raw = bytearray(path.read_bytes())
    raw[raw.rindex(b"PK\x01\x02") + 8] |= archives.ENCRYPTED
    path.write_bytes(raw)

    with pytest.raises(UnreadableFileError, match="is encrypted"):
        archives.opened(path).read("stops.txt")


def test_an_absent_archive_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        archives.opened(tmp_path / "absent.zip")


def test_an_archive_is_known_by_its_first_letters(tmp_path: Path) -> None:
    path = archive(tmp_path, {"a": b""})
    other = tmp_path / "b.zip"
    other.write_bytes(b"%PDF")

    assert archives.is_zip(path)
    assert not archives.is_zip(other)
    with pytest.raises(UnreadableFileError):
        archives.is_zip(tmp_path)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    seed=st.integers(0, 2**32),
    method=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, 12]),
)
def test_random_damage_is_always_told_in_words(tmp_path: Path, seed: int, method: int) -> None:
    rng = random.Random(seed)
    content = {"stops.txt": rng.randbytes(50) * 9, "été.txt": b"a"}
    raw = bytearray(archive(tmp_path, content, method).read_bytes())
    for _ in range(rng.randint(1, 8)):
        raw[rng.randrange(len(raw))] = rng.randrange(256)
    path = tmp_path / "damaged.zip"
    path.write_bytes(raw[: rng.choice([len(raw), rng.randrange(len(raw))])])

    try:
        opened = archives.opened(path)
        read = {name: opened.read(name) for name in opened.members}
    except BeffroiError:
        read = {}

    assert all(content.get(name, held) == held for name, held in read.items())
