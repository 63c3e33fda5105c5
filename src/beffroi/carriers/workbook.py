"""Tables published as Excel workbooks, whose header stands a few lines down."""

import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
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
    sheets = both("the sheets {titles}", titles=titles)
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


MOST_CELLS = 200_000
"""Most cells taken of a workbook that people fill in: such forms hold some hundreds."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula where a form expects an answer.

    Attributes
    ----------
    text
        The formula, never evaluated.
    """

    text: str


Answer = str | float | bool | Formula | None
Grid = tuple[tuple[Answer, ...], ...]


def forms(path: Path) -> dict[str, Grid]:
    """Read every sheet of a workbook that people fill in, hidden ones too, cell by cell.

    Parameters
    ----------
    path
        The workbook.

    Returns
    -------
    Cells by name of sheet: texts trimmed, numbers, truths, formulas as such (never evaluated), and
    None where a cell is blank. Dates are texts, ISO 8601.

    Raises
    ------
    UnreadableFileError
        If it is absent, damaged, or no workbook, or holds more than `MOST_CELLS` cells.
    """
    if not is_workbook(path):
        raise UnreadableFileError(
            path, found="it is not an Excel workbook (XLSX)", remedy="Save it as XLSX."
        )
    _refuse_damaged(path)
    try:
        with closing(openpyxl.load_workbook(path, read_only=True, data_only=False)) as book:
            grids, left = {}, MOST_CELLS
            for sheet in book.worksheets:
                grids[sheet.title] = _grid(sheet, left)
                left -= sum(len(row) for row in grids[sheet.title])
    except _NOT_A_WORKBOOK as error:
        raise UnreadableFileError(
            path, found="the workbook is damaged", remedy="Ask for it again."
        ) from error
    if left < 0:
        raise UnreadableFileError(
            path,
            found=both("it holds more than {most} cells", most=MOST_CELLS),
            remedy="Give the sheet as it was handed out.",
        )
    return grids


def _grid(sheet: openpyxl.worksheet._read_only.ReadOnlyWorksheet, most: int) -> Grid:
    rows, left = [], most
    for row in sheet.iter_rows():
        rows.append(tuple(_answer(cell) for cell in row))
        left -= len(row)
        if left < 0:
            break
    return tuple(rows)


def _answer(cell: openpyxl.cell.Cell) -> Answer:
    value = cell.value
    if cell.data_type == "f":
        return Formula(str(value))
    if isinstance(value, bool | int | float):
        return value
    if value is None:
        return None
    return str(value.isoformat() if hasattr(value, "isoformat") else value).strip() or None
