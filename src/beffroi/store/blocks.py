"""A large table made block by block: each is kept as it comes, and all are one file at the end."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from beffroi.foundation.files import unwritable, write_text, written_whole

KEY = "key.txt"
Make = Callable[[int], pa.Table]
"""Computes a block by its number."""
Hear = Callable[[int, int], None]
"""Hears how many blocks are done, of how many."""


def write(
    path: Path,
    names: Sequence[str],
    make: Make,
    *,
    key: str,
    metadata: Mapping[str, object],
    hear: Hear | None = None,
) -> int:
    """Write a table as one Parquet file, of one group of rows a block.

    Blocks that an interrupted run left beside the file, in a hidden folder, are taken up again if
    their key is the same; the folder goes when the file is there. Whatever interrupts, the file is
    whole or as it was before.

    Parameters
    ----------
    path
        The file.
    names
        Name of each block, unique.
    make
        Computes a block; all have the same columns.
    key
        Hash of everything that the blocks rest on.
    metadata
        What the file says of itself, as JSON, under ``beffroi``.
    hear
        Hears each block.

    Returns
    -------
    Rows written.

    Raises
    ------
    StorageError
        If the folder cannot be written.
    """
    folder = path.with_name(f".{path.name}.parts")
    files = [folder / f"{_safe(name)}.arrow" for name in names]
    _begin(folder, key)
    for number, file in enumerate(files):
        if hear is not None:
            hear(number, len(files))
        if not _is_whole(file):
            _keep(make(number), file)
    rows = _joined(path, files, metadata)
    shutil.rmtree(folder, ignore_errors=True)
    if hear is not None:
        hear(len(files), len(files))
    return rows


def _safe(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:24]


def _begin(folder: Path, key: str) -> None:
    """Keep the blocks of an earlier run only if they rest on the same things."""
    try:
        known = (folder / KEY).read_text(encoding="utf-8") if (folder / KEY).is_file() else ""
        if known != key:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
    except OSError as error:
        raise unwritable(folder, error) from error
    write_text(folder / KEY, key)


def _is_whole(file: Path) -> bool:
    """Say whether a block is there and can be read; a damaged one is computed again."""
    try:
        with pa.memory_map(str(file)) as source:
            return int(pa.ipc.open_file(source).num_record_batches) >= 0
    except (OSError, pa.ArrowException):
        return False


def _keep(table: pa.Table, file: Path) -> None:
    with written_whole(file) as temporary, pa.OSFile(str(temporary), "wb") as sink:
        options = pa.ipc.IpcWriteOptions(compression="lz4")
        with pa.ipc.new_file(sink, table.schema, options=options) as writer:
            writer.write_table(table)


def _joined(path: Path, files: Sequence[Path], metadata: Mapping[str, object]) -> int:
    """Put the blocks into one file, one after the other."""
    said = json.dumps(dict(metadata), ensure_ascii=False, sort_keys=True, allow_nan=False)
    rows, writer = 0, None
    with written_whole(path) as temporary:
        try:
            for file in files:
                with pa.memory_map(str(file)) as source:
                    table = pa.ipc.open_file(source).read_all()
                if writer is None:
                    schema = table.schema.with_metadata({"beffroi": said})
                    writer = pq.ParquetWriter(temporary, schema, compression="snappy")
                writer.write_table(table, row_group_size=max(len(table), 1))
                rows += len(table)
        finally:
            if writer is not None:
                writer.close()
    return rows


def metadata_of(path: Path) -> dict[str, object]:
    """Read what a table written by `write` says of itself."""
    said = (pq.read_schema(path).metadata or {}).get(b"beffroi", b"{}")
    found: dict[str, object] = json.loads(said)
    return found
