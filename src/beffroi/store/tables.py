"""Tables and documents of a study on disk: Parquet, GeoParquet and JSON, read back as they were."""

import json
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from beffroi.foundation import documents
from beffroi.foundation.errors import ShapeError, UnreadableFileError
from beffroi.foundation.files import unreadable
from beffroi.foundation.language import both

COMPRESSION: Final = "zstd"
REMEDY = "Delete it and run the study again: it will be computed anew."


def write_table(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet; as GeoParquet, with its reference system, if it is spatial.

    The index is left out: what identifies a row stands in a column. Lists stay lists.

    Raises
    ------
    ShapeError
        If a spatial table does not say its reference system.
    OSError
        If the disk is full or the folder cannot be written.
    """
    if isinstance(frame, gpd.GeoDataFrame):
        if frame.crs is None:
            raise ShapeError(
                "The table for {path} has no reference system: give it one before it is stored.",
                path=path.name,
            )
        frame.to_parquet(path, index=False, compression=COMPRESSION)
    else:
        frame.to_parquet(path, index=False, compression=COMPRESSION, engine="pyarrow")


def read_table(path: Path) -> pd.DataFrame:
    """Read a table that `write_table` wrote.

    Returns
    -------
    The DataFrame, or the GeoDataFrame, with the types that it had; a list comes back as an array.

    Raises
    ------
    UnreadableFileError
        If the file is absent, cut or damaged.
    """
    try:
        metadata = pq.read_schema(path).metadata or {}
        return gpd.read_parquet(path) if b"geo" in metadata else pd.read_parquet(path)
    except pa.ArrowException as error:
        raise _damaged(path, error) from error
    except OSError as error:
        if error.errno is None:
            raise _damaged(path, error) from error
        raise unreadable(path, error) from error


def write_json(value: object, path: Path) -> None:
    """Write a document as JSON in UTF-8, with its keys in order.

    Raises
    ------
    ShapeError
        If it holds NaN or an infinite number: what is unknown is null.
    """
    try:
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    except ValueError as error:
        raise ShapeError(
            "The document for {path} holds a number that is not finite: an unknown one is null.",
            path=path.name,
        ) from error
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def read_json(path: Path) -> Any:
    """Read a document that `write_json` wrote.

    Raises
    ------
    UnreadableFileError
        If the file is absent, or is not whole JSON.
    """
    try:
        return documents.read(path)
    except ValueError as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> UnreadableFileError:
    found = both("it is cut or damaged ({said})", said=error)
    return UnreadableFileError(path, found=found, remedy=REMEDY)
