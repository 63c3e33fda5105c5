"""National files of millions of rows: a territory's rows are taken, the rest streams by."""

import glob
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd

from beffroi.carriers.delimited import Delimited, lacking, refuse_what_is_no_table
from beffroi.foundation.archives import is_zip
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.files import decoded, unreadable
from beffroi.foundation.language import Words, both

HEADER_BYTES = 1 << 16
PARQUET = b"PAR1"
NOT_UTF8 = "INVALID ENCODING"
"""What DuckDB calls a line that is not in UTF-8."""
QUIET = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of a large file.

    Attributes
    ----------
    format_name
        What the file should be, for messages.
    needed
        Columns that it must have; capitals do not matter.
    optional
        Columns taken where they are.
    where
        Condition in SQL on those columns, with a `?` for each parameter; empty for every row.
    parameters
        The parameters of the condition.
    """

    format_name: str
    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()
    where: str = ""
    parameters: Sequence[object] = field(default=(), hash=False)


def read(path: Path, asked: Asked) -> Delimited:
    """Read the rows of a territory from a large CSV or Parquet file.

    Parameters
    ----------
    path
        The file, unzipped.
    asked
        The columns and the rows wanted.

    Returns
    -------
    The cells as text, under the names that were asked for; blanks are missing. Lines that do not
    fit the header are set aside and counted in a warning, whichever territory they are of.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, zipped, cut, or a web page.
    FaultyFileError
        If it lacks a column.
    """
    start = _start(path)
    if start.startswith(PARQUET):
        return _selected(path, asked, "read_parquet(?)", ())
    return _from_text(path, asked, start)


def header(path: Path, *, format_name: str) -> list[str]:
    """Name the columns of a large CSV or Parquet file, as they are written.

    Parameters
    ----------
    path
        The file, unzipped.
    format_name
        What it should be, for messages.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, zipped, or a web page.
    FaultyFileError
        If it is a damaged Parquet file.
    """
    start = _start(path)
    if not start.startswith(PARQUET):
        text, _ = decoded(start.split(b"\n", 1)[0])
        refuse_what_is_no_table(path, text)
        return [name.strip('" \r') for name in text.split(_comma(text))]
    try:
        with duckdb.connect(config=QUIET) as base:
            query = "DESCRIBE SELECT * FROM read_parquet(?)"
            return [row[0] for row in base.execute(query, [glob.escape(str(path))]).fetchall()]
    except duckdb.Error as error:
        fault = both("it is damaged ({said})", said=str(error).splitlines()[0])
        raise FaultyFileError(path, format_name=format_name, faults=[fault]) from error


def _start(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            start = file.read(HEADER_BYTES)
    except OSError as error:
        raise unreadable(path, error) from error
    if not start.strip():
        raise UnreadableFileError(path, found="it is empty", remedy="Give a file that holds data.")
    if is_zip(path):
        raise UnreadableFileError(
            path, found="it is a ZIP archive", remedy="Unzip it, or give the Parquet file instead."
        )
    return start


def _from_text(path: Path, asked: Asked, start: bytes) -> Delimited:
    header, _ = decoded(start.split(b"\n", 1)[0])
    refuse_what_is_no_table(path, header)
    _refuse_lacking(path, asked, [name.strip('" \r') for name in header.split(_comma(header))])
    try:
        return _selected(path, asked, _reader(header, "utf-8"), ())
    except _NotUtf8:
        warning = Words(
            fr="{name} n'est pas en UTF-8 : il a été lu en Latin-1.",
            en="{name} is not in UTF-8: it was read as Latin-1.",
        ).filled(name=path.name)
        return _selected(path, asked, _reader(header, "latin-1"), (warning,))


def _comma(header: str) -> str:
    return max(",;\t|", key=header.count)


def _reader(header: str, encoding: str) -> str:
    comma = {"\t": "\\t"}.get(_comma(header), _comma(header))
    return (
        f"read_csv(?, header=true, all_varchar=true, delim='{comma}', quote='\"', escape='\"', "
        f"encoding='{encoding}', store_rejects=true, null_padding=false)"
    )


class _NotUtf8(Exception):  # noqa: N818  # never leaves this file
    """The file is not in UTF-8."""


def _selected(path: Path, asked: Asked, source: str, warnings: tuple[Words, ...]) -> Delimited:
    with duckdb.connect(config=QUIET) as base:
        try:
            cells = _cells(base, path, asked, source)
            rejected = _rejected(base, path, has_accents=_has_accents(cells))
        except duckdb.Error as error:
            fault = both("it is damaged ({said})", said=str(error).splitlines()[0])
            raise FaultyFileError(path, format_name=asked.format_name, faults=[fault]) from error
    texts = cells.astype("string").apply(lambda column: column.str.strip().replace("", pd.NA))
    return Delimited(path, asked.format_name, texts, len(texts), warnings + rejected)


def _cells(base: duckdb.DuckDBPyConnection, path: Path, asked: Asked, source: str) -> pd.DataFrame:
    name = glob.escape(str(path))
    described = base.execute(f"DESCRIBE SELECT * FROM {source}", [name]).fetchall()  # noqa: S608  # `source` is one of our two literals
    found = [row[0] for row in described]
    _refuse_lacking(path, asked, found)
    texts = f"SELECT {_columns(asked, found)} FROM {source}"  # noqa: S608  # names are ours, quoted
    condition = f" WHERE {asked.where}" if asked.where else ""
    query = f"SELECT * FROM ({texts}){condition}"  # noqa: S608  # both are ours
    cells: pd.DataFrame = base.execute(query, [name, *asked.parameters]).df()
    return cells


def _columns(asked: Asked, found: Collection[str]) -> str:
    has = {name.casefold() for name in found}
    wanted = [*asked.needed, *(name for name in asked.optional if name.casefold() in has)]
    return ", ".join(f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in wanted)


def _refuse_lacking(path: Path, asked: Asked, found: Collection[str]) -> None:
    has = {name.casefold() for name in found}
    missing = [name for name in asked.needed if name.casefold() not in has]
    if missing:
        raise lacking(path, missing, found, format_name=asked.format_name)


def _has_accents(cells: pd.DataFrame) -> bool:
    return any(not str(text).isascii() for name in cells for text in cells[name].dropna())


def _rejected(
    base: duckdb.DuckDBPyConnection, path: Path, *, has_accents: bool
) -> tuple[Words, ...]:
    """Count the lines set aside; a file none of whose accents is in UTF-8 is not in UTF-8."""
    try:
        kinds = base.execute(
            "SELECT error_type, count(DISTINCT line) FROM reject_errors GROUP BY ALL"
        ).fetchall()
    except duckdb.CatalogException:  # nothing was ever rejected, or the file is Parquet
        return ()
    counts = dict(kinds)
    if NOT_UTF8 in counts and not has_accents:
        raise _NotUtf8
    if not counts:
        return ()
    return (
        Words(
            fr="{name} : {n} ligne(s) du fichier écartée(s), qui ne (suit|suivent) pas l'en-tête.",
            en="{name}: {n} row(s) of the file set aside that (does|do) not fit the header.",
        ).filled(name=path.name, n=str(sum(counts.values()))),
    )
