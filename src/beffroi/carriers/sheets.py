"""Workbooks that people filled in: every sheet as lines of text, or one clear refusal."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
from openpyxl.utils.cell import get_column_letter, range_boundaries

from beffroi.foundation.archives import Archive, is_zip, opened
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.files import bounded
from beffroi.foundation.language import Words, both

CONTENTS = "[Content_Types].xml"
MACROS = "xl/vbaProject.bin"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Excel 97, or a workbook protected by a password, starts."""
PROTECTED = "EncryptedPackage".encode("utf-16-le")
MOST_BYTES = 256 * 1024**2
"""Largest size of an unfolded workbook: a survey of 10,000 answers stays under 100 MB."""
MOST_CELLS = 5_000_000
MOST_SHOWN = 3
_MERGED = re.compile(rb"""<mergeCell\b[^>]*\bref=["']([A-Z]+\d+:[A-Z]+\d+)["']""")
_DAMAGES = (
    ET.ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError,
)  # fmt: skip
"""What openpyxl raises, in no order of its own, on XML that is not a workbook's."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    Attributes
    ----------
    title
        Its name.
    lines
        Its lines, each as many texts as it has cells; a blank cell is an empty text. Blank lines
        are kept, so that the line of index `i` is the row `i + 1` of the sheet.
    merged
        Ranges of cells merged into one, as ``A1:C1``.
    """

    title: str
    lines: tuple[tuple[str, ...], ...]
    merged: tuple[str, ...] = ()

    def merged_across(self, row: int) -> tuple[str, ...]:
        """Return the merged ranges that span several columns and touch a row, counted from 1."""
        bounds = {ref: range_boundaries(ref) for ref in self.merged}
        return tuple(
            ref
            for ref, (west, top, east, bottom) in bounds.items()
            if west < east and top <= row <= bottom
        )


def read(path: Path, *, format_name: str, first: int | None = None) -> tuple[Sheet, ...]:
    """Read every sheet of a workbook (XLSX).

    Parameters
    ----------
    path
        The workbook.
    format_name
        What it should be, for messages.
    first
        How many rows of each sheet to read; None for all.

    Returns
    -------
    The sheets in order. Whole numbers are written without decimals, dates in ISO 8601, booleans
    as ``true`` and ``false``.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged, protected by a password, holds macros, is of Excel 97
        or of OpenDocument, or is no workbook at all.
    HostileFileError
        If it is a bomb.
    FaultyFileError
        If a cell holds a formula: what it shows on one machine is not what it says.
    """
    archive = _workbook(path)
    try:
        with (
            path.open("rb") as file,
            closing(openpyxl.load_workbook(file, read_only=True, data_only=False)) as book,
        ):
            sheets, formulas = [], []
            for sheet in book.worksheets:
                lines, found = _lines(path, sheet, first)
                merged = _merged(archive, getattr(sheet, "_worksheet_path", ""))
                sheets.append(Sheet(sheet.title, lines, merged))
                formulas += [f"{sheet.title}!{cell}" for cell in found]
    except _DAMAGES as error:
        raise UnreadableFileError(
            path, found="the workbook is damaged", remedy="Download it again, or export it to CSV."
        ) from error
    if formulas:
        raise FaultyFileError(path, format_name=format_name, faults=[_formulas(formulas)])
    return tuple(sheets)


def _workbook(path: Path) -> Archive:
    """Refuse what is no plain workbook, and unfold all of it once within bounds."""
    if not is_zip(path):
        raise _not_a_workbook(path)
    archive = opened(path)
    if "mimetype" in archive.members and archive.read("mimetype").startswith(OPEN_DOCUMENT):
        raise UnreadableFileError(
            path, found="it is an OpenDocument sheet", remedy="Save it as XLSX, or as CSV in UTF-8."
        )
    if CONTENTS not in archive.members:
        raise _not_a_workbook(path)
    if MACROS in archive.members:
        raise UnreadableFileError(
            path, found="it holds macros", remedy="Save it as XLSX, without macros."
        )
    n_bytes = 0
    for member in archive.members:
        n_bytes += len(archive.read(member))
        if n_bytes > MOST_BYTES:
            raise UnreadableFileError(
                path,
                found=both("it is larger than {most} MB", most=MOST_BYTES // 1024**2),
                remedy="Check that it is the right file, or export it to CSV.",
            )
    return archive


def _not_a_workbook(path: Path) -> UnreadableFileError:
    raw = bounded(path, MOST_BYTES)
    if not raw.startswith(OLD_OFFICE):
        return UnreadableFileError(
            path, found="it is not a workbook", remedy="Give a workbook in XLSX."
        )
    if PROTECTED in raw:
        return UnreadableFileError(
            path,
            found="it is protected by a password",
            remedy="Save it without a password and give it again.",
        )
    return UnreadableFileError(
        path, found="it is a workbook of Excel 97 (XLS)", remedy="Save it as XLSX."
    )


def _lines(path: Path, sheet: openpyxl.worksheet.worksheet.Worksheet, first: int | None) -> tuple[
    tuple[tuple[str, ...], ...], list[str]
]:  # fmt: skip
    """Write the cells of a sheet as texts, and list those that hold a formula."""
    lines: list[tuple[str, ...]] = []
    formulas: list[str] = []
    n_cells = last = 0
    sheet.reset_dimensions()  # what a sheet declares of its size is not to be believed
    for cells in sheet.iter_rows(max_row=first):
        line = tuple(_text(cell.value) for cell in cells)
        lines.append(line)
        n_cells += len(line)
        if n_cells > MOST_CELLS:
            raise UnreadableFileError(
                path,
                found=both("a sheet has more than {most} cells", most=MOST_CELLS),
                remedy="Check that it is the right file, or export it to CSV.",
            )
        if any(line):
            last = len(lines)
        formulas += [
            f"{get_column_letter(i)}{len(lines)}"
            for i, cell in enumerate(cells, start=1)
            if cell.data_type == "f"
        ]
    return tuple(lines[:last]), formulas


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).strip()


def _merged(archive: Archive, member: str) -> tuple[str, ...]:
    name = member.lstrip("/")
    if name not in archive.members:
        return ()
    return tuple(ref.decode() for ref in _MERGED.findall(archive.read(name)))


def _formulas(cells: list[str]) -> Words:
    shown = ", ".join(cells[:MOST_SHOWN]) + ("…" if len(cells) > MOST_SHOWN else "")
    return both(
        "{n} cell(s) (holds|hold) a formula ({shown}): paste values in their place",
        n=len(cells),
        shown=shown,
    )


def filled(sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    """List the lines of a sheet that hold something, each with its row, counted from 1."""
    return ((row, line) for row, line in enumerate(sheet.lines, start=1) if any(line))
