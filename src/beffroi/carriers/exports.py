"""Exports of answers: a CSV file or a workbook whose columns answer a questionnaire."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from beffroi.carriers import delimited, sheets
from beffroi.carriers.delimited import Delimited
from beffroi.carriers.headings import Headings, Part
from beffroi.carriers.sheets import OLD_OFFICE, Sheet
from beffroi.foundation.archives import is_zip, opened
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.files import decoded, unreadable
from beffroi.foundation.language import Words, both

HEADER_LINES = 12
"""How far down a header is looked for in a workbook."""
PEEKED_BYTES = 1 << 18
MOST_LISTED = 8

_TWICE = Words(
    fr="{n} colonne(s) (dit|disent) la même question qu'une autre : la première est gardée "
    "({names}).",
    en="{n} column(s) (says|say) the same question as another one: the first is kept ({names}).",
)


@dataclass(frozen=True, slots=True, eq=False)
class Export:
    """The cells of an export, by the part of the questionnaire that they answer.

    Attributes
    ----------
    path
        Where the file is.
    format_name
        What it should be, for messages.
    cells
        One string column for each heading of the file.
    parts
        What each heading stands for; headings that stand for nothing are left out.
    warnings
        The rows set aside, the encoding repaired, the columns that say the same thing.
    rows
        Submissions in the file.
    """

    path: Path
    format_name: str
    cells: pd.DataFrame
    parts: dict[str, Part]
    warnings: tuple[Words, ...]
    rows: int

    @property
    def others(self) -> tuple[str, ...]:
        """The headings that stand for no question."""
        return tuple(name for name in self.cells.columns if name not in self.parts)


def read(path: Path, known: Headings, *, format_name: str) -> Export:
    """Read the answers of a CSV file or of a workbook, whose header is looked for.

    Parameters
    ----------
    path
        The file; a ZIP archive may hold the one CSV file.
    known
        The headings of the questionnaire.
    format_name
        What the file should be, for messages.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged, protected or no table, or holds no answer.
    HostileFileError
        If it is a bomb.
    FaultyFileError
        If no column answers the questionnaire, if cells of the header are merged or say the same,
        or if a cell holds a formula.
    """
    if _is_workbook(path):
        table = _of_workbook(path, known, format_name)
    else:
        table = delimited.read(path, format_name=format_name)
    found = {str(name): known.part(str(name)) for name in table.cells}
    parts = {name: part for name, part in found.items() if part is not None}
    if not parts:
        raise FaultyFileError(path, format_name=format_name, faults=[_stranger(table, known)])
    if table.cells.empty:
        raise UnreadableFileError(
            path,
            found="it holds no answer",
            remedy="Export it again once people have answered.",
        )
    kept: dict[str, Part] = {}
    for name, part in parts.items():
        if part not in kept.values():
            kept[name] = part
    return Export(path, format_name, table.cells, kept, _said(table, parts, kept), table.rows)


def _said(table: Delimited, parts: dict[str, Part], kept: dict[str, Part]) -> tuple[Words, ...]:
    twice = [name for name in parts if name not in kept]
    if not twice:
        return table.warnings
    return (*table.warnings, _TWICE.filled(n=str(len(twice)), names=_listed(twice)))


def _listed(names: list[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:MOST_LISTED])
    return shown + (", …" if len(names) > MOST_LISTED else "")


def _stranger(table: Delimited, known: Headings) -> Words:
    names, _, _ = known.tiers
    return both(
        "none of its {n} columns answers the questionnaire; it has {found}, where {wanted} are "
        "expected",
        n=len(table.cells.columns),
        found=_listed(list(table.cells.columns)) or "–",
        wanted=_listed([text for text, part in names.items() if not (part.choice or part.axis)]),
    )


def _is_workbook(path: Path) -> bool:
    if is_zip(path):
        tables = [n for n in opened(path).members if n.lower().endswith((".csv", ".txt"))]
        return not tables
    try:
        with path.open("rb") as file:
            return file.read(len(OLD_OFFICE)) == OLD_OFFICE
    except OSError as error:
        raise unreadable(path, error) from error


def _of_workbook(path: Path, known: Headings, format_name: str) -> Delimited:
    """Take the sheet and the row that hold the most headings, and the rows under it."""
    best: tuple[int, Sheet | None, int] = (0, None, 0)
    book = sheets.read(path, format_name=format_name)
    for sheet in book:
        for row, line in list(sheets.filled(sheet))[:HEADER_LINES]:
            n_known = sum(known.part(text) is not None for text in line if text)
            if n_known > best[0]:
                best = (n_known, sheet, row)
    _, chosen, row = best
    if chosen is None:
        first = next((line for sheet in book for _, line in sheets.filled(sheet)), ())
        named = dict.fromkeys(text for text in first if text)
        cells = pd.DataFrame({name: pd.Series(dtype="string") for name in named})
        return Delimited(path, format_name, cells, 0)
    header = chosen.lines[row - 1]
    _refuse_header(path, format_name, chosen, row)
    lines = [line for line in chosen.lines[row:] if any(line)]
    cells = pd.DataFrame({
        name: pd.Series(
            [(line[i] if i < len(line) else "") or None for line in lines], dtype="string"
        )
        for i, name in enumerate(header)
        if name
    })  # fmt: skip
    return Delimited(path, format_name, cells, len(lines))


def _refuse_header(path: Path, format_name: str, sheet: Sheet, row: int) -> None:
    header = [text for text in sheet.lines[row - 1] if text]
    faults = [
        both("sheet {sheet}: cells of the header are merged ({ref})", sheet=sheet.title, ref=ref)
        for ref in sheet.merged_across(row)
    ]
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        faults.append(both("the header repeats {names}", names=_listed(repeated)))
    if faults:
        raise FaultyFileError(path, format_name=format_name, faults=faults)


def peeked(path: Path, *, format_name: str) -> tuple[tuple[str, ...], ...]:
    """Return the first lines of an export, to tell which tool wrote it.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged or protected.
    """
    if _is_workbook(path):
        book = sheets.read(path, format_name=format_name, first=HEADER_LINES)
        return tuple(line for sheet in book for _, line in sheets.filled(sheet))
    text, _ = decoded(delimited.contents(path)[:PEEKED_BYTES])
    first = io.StringIO(text.lstrip(), newline="")
    separator = delimited.separator(text)
    try:
        return tuple(
            tuple(line)
            for line, _ in zip(csv.reader(first, delimiter=separator), "a", strict=False)
        )
    except csv.Error:
        return ()
