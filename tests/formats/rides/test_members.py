"""Files of rides, wherever they are."""

import zipfile
from pathlib import Path

from beffroi.formats.rides.members import Member, Refused, found


def test_links_and_archives_within_archives_are_not_followed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("in/b.zip", "in/c.csv", "in/d.png"):
            archive.writestr(name, "x")
    (tmp_path / "link.gpx").symlink_to("/etc/passwd")
    (tmp_path / "damaged.zip").write_bytes(b"PK\x03\x04" + b"0" * 30)

    seen = {one.name.partition("/")[2]: one for one in found([tmp_path])}

    assert isinstance(seen["a.zip/in/c.csv"], Member)
    assert seen["a.zip/in/c.csv"].load() == b"x"
    assert {name: one.reason for name, one in seen.items() if isinstance(one, Refused)} == {
        "a.zip/in/b.zip": "unreadable", "a.zip/in/d.png": "no_rides",
        "damaged.zip": "unreadable", "link.gpx": "unreadable",
    }  # fmt: skip


def test_a_hostile_member_is_set_aside_alone_and_an_empty_folder_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../evil.gpx", "x")
        archive.writestr("bomb.gpx", b"0" * 20_000_000)
        archive.writestr("good.csv", "x")
    (tmp_path / "dir.gpx").mkdir()

    seen = {one.name.partition("/")[2]: one for one in found([tmp_path])}

    refused = {name: one.said for name, one in seen.items() if isinstance(one, Refused)}
    assert set(refused) == {"a.zip/../evil.gpx", "a.zip/bomb.gpx", "dir.gpx"}
    assert all(refused.values())
    good = seen["a.zip/good.csv"]
    assert isinstance(good, Member)
    assert good.load() == b"x"


def test_a_refusal_is_said_in_words_and_in_french(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "hostile.zip", "w") as archive:
        archive.writestr("../../evil.gpx", "")

    (refused,) = found([tmp_path / "hostile.zip"])

    assert isinstance(refused, Refused)
    assert refused.said is not None
    assert "Words(" not in refused.said.fr
    assert "vise hors de l’archive" in refused.said.fr
