"""Tables published as text: columns parted by commas or semicolons, whatever wrote them."""

import csv
import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from beffroi.foundation.archives import is_zip, opened
from beffroi.foundation.errors import FaultyFileError, HostileFileError, UnreadableFileError
from beffroi.foundation.files import bounded, decoded
from beffroi.foundation.language import Words, both

MOST_BYTES = 512 * 1024**2
"""Largest text file taken whole into memory: national tables of communes stay under 50 MB."""
SEPARATORS = ",;\t|"
GZIP = b"\x1f\x8b"
MOST_COLUMNS = 2_000
"""Most columns of a table: a bound on harm, far above what the formats read ask for."""
MOST_NAMED = 5
MOST_LISTED = 12


@dataclass(frozen=True, slots=True, eq=False)
class Delimited:
    """The cells of a file, as text.

    Attributes
    ----------
    path
        Where the file is.
    format_name
        What the file should be, for messages.
    cells
        One string column for each column of the file; a blank cell is missing.
    rows
        Rows of the file, kept or not, its header and its blank lines left out.
    warnings
        The rows set aside and the encoding repaired.
    lines
        The line of the file, its first line being 1, on which each row of `cells` starts; empty
        where it is not known.
    """

    path: Path
    format_name: str
    cells: pd.DataFrame
    rows: int
    warnings: tuple[Words, ...] = ()
    lines: tuple[int, ...] = ()

    def named(self, names: Mapping[str, str], *, needed: Collection[str]) -> pd.DataFrame:
        """Keep the columns of a dictionary of names, under our names.

        Parameters
        ----------
        names
            Published names to ours; capitals do not matter. What the file lacks is left out.
        needed
            The published names that the file must have.

        Raises
        ------
        FaultyFileError
            If a needed column is missing: the message says what is missing and what was found.
        """
        found = {column.casefold(): column for column in self.cells.columns}
        missing = [name for name in needed if name.casefold() not in found]
        if missing:
            raise lacking(self.path, missing, self.cells.columns, format_name=self.format_name)
        kept = {found[n.casefold()]: ours for n, ours in names.items() if n.casefold() in found}
        return self.cells[list(kept)].rename(columns=kept)


def lacking(
    path: Path,
    missing: Collection[str] | Words,
    found: Collection[str] | Words,
    *,
    format_name: str,
) -> FaultyFileError:
    """Say which columns a file lacks and which it has."""
    fault = both(
        "it lacks columns: {missing}; it has {found}",
        missing=_listed(missing),
        found=_listed(found),
    )
    return FaultyFileError(path, format_name=format_name, faults=[fault])


def _listed(columns: Collection[str] | Words) -> str | Words:
    if isinstance(columns, Words):
        return columns
    more = ", …" if len(columns) > MOST_LISTED else ""
    return ", ".join(list(columns)[:MOST_LISTED]) + more if len(columns) else both("none")


def read(path: Path, *, format_name: str) -> Delimited:
    """Read a delimited text file, plain, folded with gzip, or alone in a ZIP archive.

    Parameters
    ----------
    path
        The file.
    format_name
        What it should be, for messages.

    Returns
    -------
    Its cells as text. Rows with too many or too few cells are set aside and counted.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, too large, binary, or a web page.
    FaultyFileError
        If the header repeats a name or has too many, if quotes do not close, or if most rows do
        not fit the header.
    """
    raw = contents(path)
    text, encoding = decoded(raw)
    refuse_what_is_no_table(path, text)
    lines = _lines(path, format_name, text)
    if not lines:
        raise UnreadableFileError(path, found="it is empty", remedy="Give a file that holds data.")
    header = [name.strip() for name in lines[0][1]]
    _refuse_header(path, format_name, header)
    fitting, misfits = _fitted(lines[1:], len(header))
    n_rows = len(lines) - 1
    if len(misfits) * 2 > n_rows:
        fault = both(
            "{n} of its {n_rows} rows do not have the header's {width} cells",
            n=len(misfits),
            n_rows=n_rows,
            width=len(header),
        )
        raise FaultyFileError(path, format_name=format_name, faults=[fault])
    warnings = (*_encoding_warning(path, encoding), *_misfit_warning(path, misfits, len(header)))
    cells = _frame(header, [line for _, line in fitting])
    return Delimited(
        path, format_name, cells, n_rows, warnings, tuple(number for number, _ in fitting)
    )


def contents(path: Path) -> bytes:
    """Return the bytes of a file, unfolded if it is folded, or of the one table of a ZIP archive.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged or too large, or if the archive holds no table or
        several.
    HostileFileError
        If it unfolds to more than a table may hold.
    """
    if is_zip(path):
        archive = opened(path)
        tables = [name for name in archive.members if name.lower().endswith((".csv", ".txt"))]
        wanted = [name for name in tables if not Path(name).name.lower().startswith("meta")]
        if len(wanted) != 1:
            raise UnreadableFileError(
                path,
                found=both("the archive holds {n} tables", n=len(wanted)),
                remedy="Unzip it and give the one CSV file that is wanted.",
            )
        return archive.read(wanted[0])
    raw = bounded(path, MOST_BYTES)
    return _unfolded(path, raw) if raw.startswith(GZIP) else raw


def _unfolded(path: Path, raw: bytes) -> bytes:
    """Unfold a file folded with gzip, never further than a table may be large."""
    try:
        with gzip.open(io.BytesIO(raw)) as file:
            text = file.read(MOST_BYTES + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise UnreadableFileError(
            path,
            found=both("it is cut or damaged ({said})", said=error),
            remedy="Download it again.",
        ) from error
    if len(text) > MOST_BYTES:
        raise HostileFileError(path, found=both("it unfolds without end"))
    return text


def refuse_what_is_no_table(path: Path, text: str) -> None:
    """Refuse a web page or a binary file that was saved under the name of a table.

    Raises
    ------
    UnreadableFileError
        If the text starts as a web page does, or holds null characters.
    """
    start = text[:4096].lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<?xml")):
        raise UnreadableFileError(
            path,
            found="it is a web page, not a table",
            remedy="Download the file again; the site may have answered with an error page.",
        )
    if "\0" in text:
        raise UnreadableFileError(
            path, found="it is not text", remedy="Give the file in CSV, as it is published."
        )


def separator(text: str) -> str:
    """Return what parts the columns of a text: the commonest separator of its first line.

    Those within quotes are left out: a heading may be a whole sentence.

    Examples
    --------
    >>> separator('"How, and when, do you come?";"Why?"')
    ';'
    """
    first = re.sub(r'"[^"]*"?', "", text.lstrip().split("\n", 1)[0])
    return max(SEPARATORS, key=first.count)


def _lines(path: Path, format_name: str, text: str) -> list[tuple[int, list[str]]]:
    """Split a text into its rows, blank ones left out, each with the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text))
    lines, start = [], 1
    try:
        for line in reader:
            if any(cell.strip() for cell in line):
                lines.append((start, line))
            start = reader.line_num + 1
    except csv.Error as error:
        fault = both("a quoted cell does not close ({said})", said=error)
        raise FaultyFileError(path, format_name=format_name, faults=[fault]) from error
    return lines


def _refuse_header(path: Path, format_name: str, header: list[str]) -> None:
    if len(header) > MOST_COLUMNS:
        fault = both("it has {n} columns (at most {most})", n=len(header), most=MOST_COLUMNS)
        raise FaultyFileError(path, format_name=format_name, faults=[fault])
    repeated = sorted(name for name, n in Counter(header).items() if name and n > 1)
    if repeated:
        fault = both("the header repeats {names}", names=", ".join(repeated[:MOST_NAMED]))
        raise FaultyFileError(path, format_name=format_name, faults=[fault])


def _fitted(
    lines: list[tuple[int, list[str]]], width: int
) -> tuple[list[tuple[int, list[str]]], list[int]]:
    fitting, misfits = [], []
    for number, line in lines:
        cut = line[:width]
        if len(cut) == width and not any(cell.strip() for cell in line[width:]):
            fitting.append((number, cut))
        else:
            misfits.append(number)
    return fitting, misfits


def _frame(header: list[str], lines: list[list[str]]) -> pd.DataFrame:
    named = [(i, name) for i, name in enumerate(header) if name]
    columns = {
        name: pd.Series([line[i].strip() or None for line in lines], dtype="string")
        for i, name in named
    }
    return pd.DataFrame(columns)


def _encoding_warning(path: Path, encoding: str) -> tuple[Words, ...]:
    if encoding != "cp1252":
        return ()
    return (
        Words(
            fr="{name} n'est pas en UTF-8 : il a été lu en Windows-1252 (Latin-1).",
            en="{name} is not in UTF-8: it was read as Windows-1252 (Latin-1).",
        ).filled(name=path.name),
    )


def _misfit_warning(path: Path, misfits: list[int], width: int) -> tuple[Words, ...]:
    if not misfits:
        return ()
    shown = ", ".join(str(number) for number in misfits[:MOST_NAMED])
    return (
        Words(
            fr="{name} : {n} ligne(s) écartée(s), qui (n'a|n'ont) pas {width} cellules "
            "(ligne {shown}).",
            en="{name}: {n} row(s) set aside that (does|do) not have {width} cells (row {shown}).",
        ).filled(name=path.name, n=str(len(misfits)), width=str(width), shown=shown),
    )
