"""A table made block by block, interrupted and taken up again."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from beffroi.foundation.errors import StorageError
from beffroi.store.blocks import metadata_of, write

NAMES = ["a", "b", "c"]


def made(number: int) -> pa.Table:
    return pa.table({"n": [number] * (number + 1)})


def test_all_blocks_are_one_file_of_as_many_groups(tmp_path: Path) -> None:
    rows = write(tmp_path / "t.parquet", NAMES, made, key="k", metadata={"date": "2026"})

    assert rows == 6
    assert pq.read_table(tmp_path / "t.parquet")["n"].to_pylist() == [0, 1, 1, 2, 2, 2]
    assert pq.ParquetFile(tmp_path / "t.parquet").num_row_groups == 3
    assert metadata_of(tmp_path / "t.parquet") == {"date": "2026"}
    assert [path.name for path in tmp_path.iterdir()] == ["t.parquet"]


def interrupted(number: int) -> pa.Table:
    if number == 2:
        raise KeyboardInterrupt
    return made(number)


def test_an_interrupted_table_leaves_no_half_file_and_is_taken_up(tmp_path: Path) -> None:
    path, asked = tmp_path / "t.parquet", list[int]()
    with pytest.raises(KeyboardInterrupt):
        write(path, NAMES, interrupted, key="k", metadata={})
    assert not path.exists()

    write(path, NAMES, lambda n: asked.append(n) or made(n), key="k", metadata={})

    assert asked == [2]
    assert pq.read_table(path).num_rows == 6


def test_blocks_of_something_else_are_computed_again(tmp_path: Path) -> None:
    path, asked = tmp_path / "t.parquet", list[int]()
    with pytest.raises(KeyboardInterrupt):
        write(path, NAMES, interrupted, key="k", metadata={})

    write(path, NAMES, lambda n: asked.append(n) or made(n), key="other", metadata={})

    assert asked == [0, 1, 2]


def test_a_damaged_block_is_computed_again(tmp_path: Path) -> None:
    path, asked = tmp_path / "t.parquet", list[int]()
    with pytest.raises(KeyboardInterrupt):
        write(path, NAMES, interrupted, key="k", metadata={})
    min((tmp_path / ".t.parquet.parts").glob("*.arrow")).write_bytes(b"cut")

    write(path, NAMES, lambda n: asked.append(n) or made(n), key="k", metadata={})

    assert len(asked) == 2


def test_each_block_is_heard(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    write(tmp_path / "t.parquet", NAMES, made, key="k", metadata={},
          hear=lambda done, total: heard.append((done, total)))  # fmt: skip

    assert heard == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        write(tmp_path / "none" / "t.parquet", NAMES, made, key="k", metadata={})
