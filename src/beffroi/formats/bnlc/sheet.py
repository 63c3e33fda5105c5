"""A file of carpool places, cell by cell, with the line of each row; and written again whole."""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from beffroi.carriers import delimited
from beffroi.formats.bnlc.schema import COLUMNS, FORMAT, NEEDED
from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words

LOCAL_ID = "id_local"
"""Column that the national register adds: the name of the place where it comes from."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """The cells of a register.

    Attributes
    ----------
    name
        Name of the file.
    cells
        One string column for each column of the schema, in order, those that the file lacks
        included, then the others of the file; blank cells are missing.
    lines : (n_rows,)
        Line of the file on which each row starts.
    absent, strange
        Columns of the schema that the file lacks, and columns that the schema does not know.
    warnings
        What was said of the file while opening it: rows set aside, encoding.
    """

    name: str
    cells: pd.DataFrame
    lines: tuple[int, ...]
    absent: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    warnings: tuple[Words, ...] = ()


def opened(path: Path) -> Sheet:
    """Open a register of carpool places, whatever its faults.

    Parameters
    ----------
    path
        CSV, plain or alone in a ZIP archive.

    Raises
    ------
    UnreadableFileError
        If it is absent, empty or no table.
    FaultyFileError
        If it has none of the columns that the schema requires.
    """
    read = delimited.read(path, format_name=FORMAT)
    by_name = {column.casefold(): column for column in read.cells.columns}
    own = {name: by_name[name.casefold()] for name in COLUMNS if name.casefold() in by_name}
    if not set(own) & set(NEEDED):
        raise delimited.lacking(path, NEEDED, read.cells.columns, format_name=FORMAT)
    strange = [column for column in read.cells.columns if column not in own.values()]
    cells = pd.DataFrame(
        {
            name: read.cells[own[name]]
            if name in own
            else pd.Series(pd.NA, index=read.cells.index, dtype="string")
            for name in COLUMNS
        }
        | {column: read.cells[column] for column in strange}
    )
    absent = tuple(name for name in COLUMNS if name not in own)
    lost = tuple(name for name in strange if name != LOCAL_ID)
    return Sheet(path.name, cells, read.lines, absent, lost, read.warnings)


def write_sheet(cells: pd.DataFrame, path: Path) -> None:
    """Write the columns of the schema as CSV, whole or not at all; other columns are left out.

    Parameters
    ----------
    cells
        As in `Sheet`.

    Raises
    ------
    StorageError
        If the file cannot be written.
    """
    write_text(path, cells.reindex(columns=list(COLUMNS)).to_csv(index=False))
