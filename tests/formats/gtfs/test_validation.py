"""What the validator says, and what becomes of feeds that it cannot read."""

import os
import re
import zipfile
from pathlib import Path

import gtfs_guru
import pytest

from beffroi.formats.gtfs import validation
from beffroi.formats.gtfs.validation import explained, validated
from beffroi.foundation.errors import HostileFileError, UnreadableFileError
from beffroi.foundation.language import LANGUAGES, message
from tests.formats.gtfs.feeds import MINIMAL, zipped

DAY = "2024-03-01"


@pytest.mark.parametrize("code", sorted(gtfs_guru.notice_codes()))
def test_every_notice_of_the_validator_has_words(code: str) -> None:
    words = explained()[code]

    for said in (words.title, words.means, words.remedy):
        assert said.fr != said.en
        for language in LANGUAGES:
            text = said.in_(language)
            assert text[0].isupper()
            assert not re.search(r"\(s\)|TODO|CSV", text)
    for said in (words.means, words.remedy):
        assert said.fr.rstrip().endswith((".", "https://"))
    assert not words.title.fr.endswith(".")


def test_no_words_are_kept_for_notices_that_do_not_exist() -> None:
    assert set(explained()) <= set(gtfs_guru.notice_codes())


def test_a_notice_without_a_file_is_given_the_one_it_is_about(tmp_path: Path) -> None:
    unserved = {"stops.txt": MINIMAL["stops.txt"] + "A,Arrêt a,47.6,-2,,\nB,Arrêt b,47.6,-2,,\n"}

    told = validated(zipped(tmp_path, MINIMAL | unserved), DAY, most_rows=9)

    notice = next(one for one in told.notices if one.code == "stop_without_stop_time")
    assert (notice.severity, notice.origin, notice.count) == ("warning", "gtfs-guru", 2)
    assert [(row.file, row.line) for row in notice.rows] == [("stops.txt", 6), ("stops.txt", 7)]
    assert told.version == gtfs_guru.version()


def test_a_folder_is_validated_as_its_archive_is(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    for name, text in MINIMAL.items():
        (folder / name).write_text(text, encoding="utf-8")

    archive = zipped(tmp_path, MINIMAL)

    assert validated(folder, DAY, most_rows=9) == validated(archive, DAY, most_rows=9)


def test_the_same_feed_and_day_give_the_same_answer(tmp_path: Path) -> None:
    feed = zipped(tmp_path, MINIMAL | {"stops.txt": MINIMAL["stops.txt"] + "\n\nX,,0,0,9,\n"})

    assert validated(feed, DAY, most_rows=9) == validated(feed, DAY, most_rows=9)


def test_an_archive_that_climbs_out_is_refused_before_the_validator_sees_it(
    tmp_path: Path,
) -> None:
    with pytest.raises(HostileFileError):
        validated(zipped(tmp_path, MINIMAL | {"../a.txt": "x"}), DAY, most_rows=1)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = {"shapes.txt": b"0" * (11 * 1024**2)}

    with pytest.raises(HostileFileError):
        validated(zipped(tmp_path, MINIMAL | bomb), DAY, most_rows=1)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (folder / "stops.txt").symlink_to(tmp_path / "secret.txt")

    with pytest.raises(HostileFileError):
        validated(folder, DAY, most_rows=1)


@pytest.mark.parametrize("raw", [b"", b"PK", b"stop_id\nA\n", b"\0" * 99], ids=repr)
def test_what_is_no_archive_is_told_in_one_sentence(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "feed.zip"
    path.write_bytes(raw)

    with pytest.raises(UnreadableFileError):
        validated(path, DAY, most_rows=1)


def test_nothing_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        validated(tmp_path / "feed.zip", DAY, most_rows=1)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "feed.zip")

    with pytest.raises(UnreadableFileError):
        validated(tmp_path / "feed.zip", DAY, most_rows=1)


def test_the_fall_of_the_validator_is_one_sentence_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "falls.py"
    program.write_text("import os\nos.abort()\n", encoding="utf-8")
    monkeypatch.setattr(validation, "PROGRAM", program)

    with pytest.raises(UnreadableFileError) as caught:
        validated(zipped(tmp_path, MINIMAL), DAY, most_rows=1)

    assert "the validator gtfs-guru fell over it" in str(caught.value)
    assert "le validateur gtfs-guru est tombé" in message(caught.value, "fr")


def test_a_validator_that_never_ends_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "sleeps.py"
    program.write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    monkeypatch.setattr(validation, "PROGRAM", program)
    monkeypatch.setattr(validation, "PATIENCE", 0.2)

    with pytest.raises(UnreadableFileError, match="had not finished"):
        validated(zipped(tmp_path, MINIMAL), DAY, most_rows=1)


def test_a_damaged_member_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path, MINIMAL)
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("trips.txt").header_offset
    raw[start + 45 : start + 60] = b"\xff" * 15
    path.write_bytes(raw)

    try:
        told = validated(path, DAY, most_rows=1)
    except UnreadableFileError:
        return
    assert {"error"} <= {notice.severity for notice in told.notices}
