"""Tables that people keep: CSV files or workbooks, taken by pieces, columns known by headings."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from beffroi.carriers import sheets
from beffroi.carriers.delimited import lacking, refuse_what_is_no_table, separator
from beffroi.carriers.headings import plain
from beffroi.foundation.archives import is_zip
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.files import decoded, plain_file, unreadable
from beffroi.foundation.language import Words, both
from beffroi.foundation.masking import MASK, masked

PIECE = 200_000
"""Rows taken at a time."""
PEEKED = 1 << 16
HEADER_LINES = 12
"""How far down a header is looked for in a workbook."""
MOST_LINES = 8
"""Lines of a file that a sentence names."""
Line = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of a table.

    Attributes
    ----------
    format_name
        What it should be, for messages.
    names
        Headings by role, in small letters without marks; the first one found counts.
    needed
        Roles that it must have; within each tuple one is enough.
    """

    format_name: str
    names: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some rows of a table: the line of each in the file, and its cells by role."""

    lines: Sequence[int]
    cells: Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Grid:
    """A table that is open.

    Attributes
    ----------
    path
        Where the file is.
    roles
        Headings by role, as they are written.
    pieces
        Its rows, piece by piece: to be gone through once.
    misfits
        Lines set aside as they do not fit the header, known once `pieces` is at its end.
    repaired
        Whether the text is not in UTF-8.
    """

    path: Path
    roles: Mapping[str, str]
    pieces: Iterator[Piece] = field(default=iter(()))
    misfits: list[int] = field(default_factory=list)
    repaired: bool = False

    def warnings(self) -> Iterator[Words]:
        """Say what was set aside or repaired, once all the pieces were taken."""
        if self.repaired:
            yield both("{file} is not in UTF-8: it was read as Windows-1252 (Latin-1).",
                       file=self.path.name)  # fmt: skip
        if self.misfits:
            yield both("{file}: rows set aside that do not fit the header, on lines {lines}",
                       file=self.path.name, lines=told_lines(self.misfits))  # fmt: skip


def told_lines(lines: Sequence[int]) -> str:
    """Name the first lines of many.

    Examples
    --------
    >>> told_lines([2, 5]), told_lines(range(10))
    ('2, 5', '0, 1, 2, 3, 4, 5, 6, 7, …')
    """
    more = ", …" if len(lines) > MOST_LINES else ""
    return ", ".join(str(line) for line in lines[:MOST_LINES]) + more


def opened(path: Path, asked: Asked) -> Grid:
    """Open a table: CSV in any encoding and with any mark, or the sheet of a workbook that fits.

    Parameters
    ----------
    path
        The file.
    asked
        What is wanted of it.

    Raises
    ------
    UnreadableFileError
        If it is absent, empty, a web page, or no table.
    FaultyFileError
        If a column is missing: headings with figures are not repeated, as they may be plates.
    """
    plain_file(path)
    if is_zip(path):
        return _of_workbook(path, asked)
    return _of_text(path, asked)


def _of_text(path: Path, asked: Asked) -> Grid:
    with _bytes(path) as file:
        start = file.read(PEEKED)
    if not start.strip():
        raise UnreadableFileError(path, found="it is empty", remedy="Give a file that holds data.")
    first = decoded(start.split(b"\n", 1)[0])[0]
    refuse_what_is_no_table(path, first)
    repaired = not _is_utf8(path)
    grid = Grid(path, {}, repaired=repaired)
    lines = _text_lines(path, "cp1252" if repaired else "utf-8-sig", separator(first))
    header = next(lines, (1, ()))[1]
    roles = _roles(asked, header)
    _refuse_lacking(path, asked, header, roles)
    grid.roles = {role: header[k].strip() for role, k in roles.items()}
    grid.pieces = _pieces(lines, roles, len(header), grid.misfits)
    return grid


def _bytes(path: Path) -> io.BufferedReader:
    try:
        return path.open("rb")
    except OSError as error:
        raise unreadable(path, error) from error


def _is_utf8(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _text_lines(path: Path, encoding: str, mark: str) -> Iterator[Line]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        reader = csv.reader(file, delimiter=mark)
        start = 1
        try:
            for line in reader:
                if any(line) and any(cell.strip() for cell in line):
                    yield start, line
                start = reader.line_num + 1
        except csv.Error as error:
            raise UnreadableFileError(
                path, found=both("a quoted cell does not close, line {line}", line=start),
                remedy="Mend it, or export the file again.",
            ) from error  # fmt: skip


def _of_workbook(path: Path, asked: Asked) -> Grid:
    best: tuple[int, int, dict[str, int], sheets.Sheet] | None = None
    book = sheets.read(path, format_name=asked.format_name)
    for sheet in book:
        for row, line in enumerate(sheet.lines[:HEADER_LINES]):
            roles = _roles(asked, line)
            if roles and (best is None or len(roles) > best[0]):
                best = (len(roles), row, roles, sheet)
    if best is None:
        first = next((line for sheet in book for line in sheet.lines if any(line)), ())
        _refuse_lacking(path, asked, first, {})
        raise UnreadableFileError(path, found="it is empty", remedy="Give a file that holds data.")
    _, row, roles, sheet = best
    header = sheet.lines[row]
    _refuse_lacking(path, asked, header, roles)
    grid = Grid(path, {role: header[k] for role, k in roles.items()})
    kept = ((row + 2 + k, line) for k, line in enumerate(sheet.lines[row + 1 :]) if any(line))
    width = max((len(line) for line in sheet.lines), default=0)
    full = ((number, [*line, *[""] * (width - len(line))]) for number, line in kept)
    grid.pieces = _pieces(full, roles, width, grid.misfits)
    return grid


def _roles(asked: Asked, header: Sequence[str]) -> dict[str, int]:
    """Find which column plays which role; each column plays one."""
    written: dict[str, int] = {}
    for rank, heading in enumerate(header):
        written.setdefault(plain(heading), rank)
    found: dict[str, int] = {}
    for role, names in asked.names.items():
        at = next((written[n] for n in names if n in written), None)
        if at is not None and at not in found.values():
            found[role] = at
    return found


def _refuse_lacking(path: Path, asked: Asked, header: Sequence[str], roles: Iterable[str]) -> None:
    has = set(roles)
    missing = [choice for choice in asked.needed if not has & set(choice)]
    if missing:
        wanted = [" / ".join(asked.names[role][0] for role in choice) for choice in missing]
        found = [_safe(name.strip()) for name in header if name.strip()]
        raise lacking(path, wanted, found, format_name=asked.format_name)


def _safe(heading: str) -> str:
    """Hide what may be a plate: a file without headings has data in their place."""
    return MASK if any(c.isdigit() for c in heading) else masked(heading)


def _pieces(
    lines: Iterator[Line], roles: Mapping[str, int], width: int, misfits: list[int]
) -> Iterator[Piece]:
    least = max(roles.values(), default=-1) + 1
    while taken := list(islice(lines, PIECE)):
        good = [(n, line) for n, line in taken if len(line) >= least and not any(line[width:])]
        if len(good) < len(taken):
            fitting = {n for n, _ in good}
            misfits += [n for n, _ in taken if n not in fitting]
        yield Piece(
            [n for n, _ in good],
            {role: [line[k].strip() for _, line in good] for role, k in roles.items()},
        )


def gathered(grid: Grid) -> Piece:
    """Take all the pieces of a table at once."""
    pieces = list(grid.pieces)
    cells = {role: [cell for p in pieces for cell in p.cells[role]] for role in grid.roles}
    return Piece([n for p in pieces for n in p.lines], cells)


def refuse_most(path: Path, *, format_name: str, faults: Sequence[Words], kept: int) -> None:
    """Refuse a table of which no row can be used, with all its faults.

    Raises
    ------
    FaultyFileError
        If `kept` is 0.
    """
    if not kept:
        raise FaultyFileError(
            path, format_name=format_name, faults=list(faults) or [both("it holds no row")]
        )
