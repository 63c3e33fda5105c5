"""Folders of results, tried before the work and left empty where it does not end."""

from pathlib import Path

import pytest

from beffroi.foundation.errors import InputError, StorageError
from beffroi.foundation.folders import Undone, fresh


def test_a_folder_is_tried_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "old").write_text("x", encoding="utf-8")

    for place, kind in (("file", InputError), ("full", InputError), ("file/in", StorageError)):
        with pytest.raises(kind), fresh(tmp_path / place):
            pytest.fail("the work has begun")

    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "full", "old"]


def unfinished(folder: Path, error: type[BaseException]) -> None:
    with fresh(folder):
        (folder / "c").mkdir(parents=True)
        (folder / "d").write_text("x", encoding="utf-8")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_work_that_does_not_end_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(Undone if error is KeyboardInterrupt else error):
        unfinished(tmp_path / "a" / "b", error)

    assert not list(tmp_path.iterdir())


def test_work_that_ends_keeps_all(tmp_path: Path) -> None:
    with fresh(tmp_path / "a"):
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "d").write_text("x", encoding="utf-8")

    assert (tmp_path / "a" / "d").is_file()
