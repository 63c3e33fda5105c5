"""Where the files of a feed are found."""

import zipfile
from pathlib import Path

import pytest

from beffroi.formats.gtfs import members
from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.members import found
from beffroi.foundation.errors import HostileFileError, UnreadableFileError
from tests.formats.gtfs.feeds import MINIMAL, english, zipped


def test_files_may_stand_in_one_folder_of_the_archive(tmp_path: Path) -> None:
    ledger = Ledger()
    path = zipped(
        tmp_path,
        {"export/stops.txt": "a", "export/notes.pdf": "b", "__MACOSX/export/._stops.txt": "c"},
    )

    members = found(path, ledger)

    assert members["stops"].load() == b"a"
    assert english(ledger) == ("1 file outside the GTFS reference, not read: export/notes.pdf.")


def test_two_timetables_in_one_archive_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"bus/stops.txt": "", "tram/stops.txt": ""})

    with pytest.raises(UnreadableFileError, match="several timetables, in the folders bus, tram"):
        found(path, Ledger())


def test_an_archive_in_an_archive_asks_to_be_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"gtfs.zip": "PK"})

    with pytest.raises(UnreadableFileError, match=r"another archive, gtfs\.zip"):
        found(path, Ledger())


def test_an_archive_of_other_things_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="holds no file of a timetable"):
        found(zipped(tmp_path, {"a.csv": ""}), Ledger())


def test_capitals_in_a_name_are_told(tmp_path: Path) -> None:
    ledger = Ledger()

    assert set(found(zipped(tmp_path, {"Stops.TXT": ""}), ledger)) == {"stops"}
    assert english(ledger) == "Stops.TXT is read as stops.txt."


def test_two_files_for_one_table_are_a_fault(tmp_path: Path) -> None:
    ledger = Ledger()

    found(zipped(tmp_path, {"Stops.txt": "", "stops.txt": ""}), ledger)

    assert "two files for one table: Stops.txt and stops.txt" in english(ledger)


def test_a_link_out_of_a_folder_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("stop_id")
    folder = tmp_path / "feed"
    folder.mkdir()
    (folder / "stops.txt").symlink_to(outside)

    with pytest.raises(HostileFileError, match=r"stops\.txt is a link to a file outside"):
        found(folder, Ledger())


def test_a_link_inside_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "arrets.txt").write_text("stop_id")
    (tmp_path / "stops.txt").symlink_to(tmp_path / "arrets.txt")

    assert found(tmp_path, Ledger())["stops"].load() == b"stop_id"


def test_backslashes_of_another_system_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "feed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("export\\stops.txt", "a")

    assert found(path, Ledger())["stops"].load() == b"a"


def test_a_file_too_large_to_be_read_whole_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "MOST_BYTES", 100)
    (tmp_path / "feed").mkdir()
    (tmp_path / "feed" / "stops.txt").write_text(MINIMAL["stops.txt"])

    for path in (zipped(tmp_path, MINIMAL), tmp_path / "feed"):
        with pytest.raises(UnreadableFileError, match=r"stops\.txt cannot be read: it is larger"):
            found(path, Ledger())
