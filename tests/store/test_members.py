import zipfile
from pathlib import Path

import pytest

from beffroi.foundation.errors import HostileFileError, PublisherError, UnreadableFileError
from beffroi.store.members import member, take_out


def archive(tmp_path: Path, *names: str) -> Path:
    path = tmp_path / "grid.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as folded:
        for name in names:
            folded.writestr(name, f"{name}\n" * 500)
    return path


def test_the_wanted_member_is_found_whatever_its_folder_and_capitals(tmp_path: Path) -> None:
    path = archive(tmp_path, "2021/Carreaux_200m_MET.CSV", "2021/lisez-moi.txt")

    assert member(path, r"carreaux_200m_met\.csv") == "2021/Carreaux_200m_MET.CSV"


@pytest.mark.parametrize("names", [("a.txt",), ("a/met.csv", "b/met.csv")])
def test_none_or_two_fitting_members_are_said(names: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(PublisherError, match=f"it holds: {names[0]}"):
        member(archive(tmp_path, *names), r"met\.csv")


def test_a_member_is_taken_out_whole(tmp_path: Path) -> None:
    path = archive(tmp_path, "met.csv")

    take_out(path, "met.csv", tmp_path / "inputs" / "grid.csv")

    assert (tmp_path / "inputs" / "grid.csv").read_text() == "met.csv\n" * 500


def test_a_damaged_member_leaves_nothing(tmp_path: Path) -> None:
    path = archive(tmp_path, "met.csv")
    raw = bytearray(path.read_bytes())
    raw[40:50] = b"\xff" * 10
    path.write_bytes(raw)

    with pytest.raises(UnreadableFileError, match=r"grid.zip > met.csv .* the member is damaged"):
        take_out(path, "met.csv", tmp_path / "inputs" / "grid.csv")

    assert list((tmp_path / "inputs").iterdir()) == []


def test_an_archive_that_climbs_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HostileFileError):
        member(archive(tmp_path, "../met.csv"), r"met\.csv")
