"""Tables published as Excel workbooks, whose header stands a few lines down."""

import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from beffroi.carriers.delimited import Delimited, lacking
from beffroi.foundation.archives import is_zip, opened
from beffroi.foundation.errors import UnreadableFileError
from beffroi.foundation.language import both

HEADER_LINES = 12
"""How far down a header is looked for: INSEE puts titles and dates above it."""
CONTENTS = "[Content_Types].xml"


_NOT_A_WORKBOOK = (
    ET.ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError,
)  # fmt: skip
"""What openpyxl raises, in no order of its own, on XML that is not a workbook's."""


def is_workbook(path: Path) -> bool:
    """Say whether a file is an Excel workbook (XLSX).

    Raises
    ------
    UnreadableFileError
        If the file is absent or is a broken archive.
    """
    return is_zip(path) and CONTENTS in opened(path).members


def read(
    path: Path, *, format_name: str, needed: Collection[str], formulas: bool = False
) -> Delimited:
    """Read the first sheet of a workbook whose header has the columns needed.

    Parameters
    ----------
    path
        The workbook.
    format_name
        What it should be, for messages.
    needed
        Names that the header must hold.
    formulas
        Whether a formula is kept as its own text, ``=A1+1``, instead of the value that was last
        computed: for files that people fill in, where a formula has no business.

    Returns
    -------
    The cells under that header, as text; blank rows are left out.

    Raises
    ------
    UnreadableFileError
        If the workbook is damaged.
    FaultyFileError
        If no sheet has such a header.
    """
    _refuse_damaged(path)
    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=not formulas)) as book:
            for sheet in book.worksheets:
                with closing(sheet.iter_rows(values_only=True)) as cells:
                    lines = map(_texts, cells)
                    header = _header(lines, needed)
                    if header:
                        return _table(path, format_name, header, lines)
            titles = ", ".join(repr(sheet.title) for sheet in book.worksheets)
    except _NOT_A_WORKBOOK as error:
        raise UnreadableFileError(
            path, found="the workbook is damaged", remedy="Download it again, or export it to CSV."
        ) from error
    sheets = both("the sheet(s) {titles}", titles=titles)
    raise lacking(path, needed, sheets, format_name=format_name)


def _refuse_damaged(path: Path) -> None:
    archive = opened(path)
    for member in archive.members:
        archive.read(member)


def _texts(line: tuple[object, ...]) -> list[str]:
    return ["" if cell is None else _text(cell).strip() for cell in line]


def _text(cell: object) -> str:
    """Write a cell as text; what spans several cells, or a table of data, is a formula too."""
    return "=" if isinstance(cell, ArrayFormula | DataTableFormula) else str(cell)


def _header(lines: Iterator[list[str]], needed: Collection[str]) -> list[str]:
    for _, line in zip(range(HEADER_LINES), lines, strict=False):
        if set(needed) <= set(line):
            return line
    return []


def _table(
    path: Path, format_name: str, header: list[str], lines: Iterator[list[str]]
) -> Delimited:
    rows = [line for line in lines if any(line)]
    cells = pd.DataFrame(
        {
            name: pd.Series(
                [(line[i] if i < len(line) else "") or None for line in rows], dtype="string"
            )
            for i, name in enumerate(header)
            if name
        }
    )
    return Delimited(path, format_name, cells, len(rows))
