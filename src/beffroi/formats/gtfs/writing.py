"""Writing a timetable: the same tables give the same bytes, and what is written can be read."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from beffroi.formats.gtfs.feed import Feed
from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.locations import as_geojson
from beffroi.formats.gtfs.presence import Tables
from beffroi.formats.gtfs.reference import FILES, LOCATIONS, Field
from beffroi.formats.gtfs.rules import ruled
from beffroi.foundation.errors import FaultyFileError, ShapeError
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import Words

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member, the earliest that a ZIP archive can hold."""
LEVEL = 3
"""Effort of compression: three times faster than the usual 6, for a sixth more bytes."""
TEXT = Field("text")
_STRAY = Words(fr="{table}.txt : {reason} (ligne {line})", en="{table}.txt: {reason} (line {line})")
COMMA, MARK, END, NOTHING = (pa.scalar(text, pa.large_string()) for text in (",", '"', "\n", ""))


def write(feed: Feed | Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write a GTFS timetable as a ZIP archive, whole or not at all.

    Parameters
    ----------
    feed
        A feed, or its tables as `read` returns them: times in seconds, dates in ISO 8601.

    Raises
    ------
    FaultyFileError
        If the tables break a rule of the reference, in which case nothing is written.
    ShapeError
        If a table is not in the reference, or a column cannot be written as its kind.
    StorageError
        If the disk is full or the folder cannot be written.
    """
    tables = _ordered(feed.tables if isinstance(feed, Feed) else feed)
    _check(tables, path)
    with written_whole(path) as temporary, zipfile.ZipFile(temporary, "w") as archive:
        for name, content in _contents(tables):
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED, LEVEL)


def _ordered(tables: Mapping[str, pd.DataFrame]) -> Tables:
    stray = sorted(set(tables) - set(FILES) - {LOCATIONS})
    if stray:
        raise ShapeError("GTFS has no table named {tables}.", tables=", ".join(stray))
    return {
        name: tables[name].reset_index(drop=True) for name in (*FILES, LOCATIONS) if name in tables
    }


def _check(tables: Tables, path: Path) -> None:
    ledger = Ledger()
    ruled(tables, ledger)
    strays = [
        _STRAY.filled(
            table=name, reason=Words(fr=str(row.reason_fr), en=str(row.reason_en)), line=row.line
        )
        for name, frames in ledger.set_aside.items()
        for frame in frames
        for row in frame.head(1).itertuples()
    ]
    faults = ledger.faults + strays
    if faults:
        raise FaultyFileError(path, format_name="GTFS", faults=faults)


def _contents(tables: Tables) -> Iterator[tuple[str, bytes]]:
    for name, frame in tables.items():
        if isinstance(frame, gpd.GeoDataFrame):
            yield f"{name}.geojson", as_geojson(frame)
        else:
            yield f"{name}.txt", _as_csv(name, frame)


def _as_csv(name: str, frame: pd.DataFrame) -> bytes:
    known = FILES[name].columns
    names = _quoted(pa.array([str(column) for column in frame.columns], pa.large_string()))
    header = ",".join(names.to_pylist()) + "\n"
    cells = [_as_text(name, frame[c], known.get(c, TEXT)) for c in frame.columns]
    return header.encode() + _lines(cells)


def _quoted(cells: pa.LargeStringArray) -> pa.LargeStringArray:
    """Put quotation marks around the cells that need them."""
    doubled = pc.replace_substring(cells, '"', '""')
    marked = pc.binary_join_element_wise(MARK, doubled, MARK, NOTHING)
    return pc.if_else(pc.match_substring_regex(cells, '[",]'), marked, cells)


def _lines(cells: list[pa.LargeStringArray]) -> bytes:
    """Join the columns into lines: laid end to end by Arrow, they are the bytes of the file."""
    joined = pc.binary_join_element_wise(
        *cells, COMMA, null_handling="replace", null_replacement=""
    )
    ended = pc.binary_join_element_wise(joined, NOTHING, END)
    n_bytes = pc.sum(pc.binary_length(ended)).as_py() or 0
    content: bytes = ended.buffers()[2].slice(0, n_bytes).to_pybytes() if n_bytes else b""
    return content


def _as_text(table: str, column: pd.Series, field: Field) -> pa.LargeStringArray:
    try:
        cells = _WRITERS.get(field.kind, _words)(column)
        return cells.cast(pa.large_string())
    except (ValueError, TypeError, pa.ArrowException) as error:
        raise ShapeError(
            "Column {column} of table {table} cannot be written as GTFS ({said}).",
            column=column.name,
            table=table,
            said=str(error),
        ) from error


def _words(column: pd.Series) -> pa.Array:
    """Write text on one line, as the reference asks; each distinct text is looked at once."""
    codes, distinct = pd.factorize(column.astype("string"))
    texts = pc.replace_substring_regex(_strings(distinct), r"[\r\n\t]+", " ")
    return _quoted(texts).take(_numbers(codes))


def _numbers(codes: npt.NDArray[np.intp]) -> pa.Array:
    return pa.array(codes.astype(np.int64), mask=codes < 0)


def _strings(column: pd.Series | pd.Index) -> pa.Array:
    held = pa.array(column.astype("string"), pa.large_string())
    return held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held


def _whole(column: pd.Series) -> pa.Array:
    return pa.array(column.astype("Int64"), pa.int64())


def _number(column: pd.Series) -> pa.Array:
    return pa.array(column.astype("Float64"), pa.float64())


def _clock(column: pd.Series) -> pa.Array:
    codes, distinct = pd.factorize(column.astype("Int64"))
    texts = [f"{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}" for s in map(int, distinct)]
    return pa.array(texts, pa.large_string()).take(_numbers(codes))


def _day(column: pd.Series) -> pa.Array:
    return pc.replace_substring(_strings(column), "-", "")


_WRITERS = {
    "int": _whole,
    "enum": _whole,
    "mode": _whole,
    "float": _number,
    "lat": _number,
    "lon": _number,
    "time": _clock,
    "date": _day,
}
