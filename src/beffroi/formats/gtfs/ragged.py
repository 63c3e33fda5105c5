"""The rows of a file one by one: where each stands, and those of unequal length."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from beffroi.formats.gtfs.cells import CODED, Cells, coded
from beffroi.formats.gtfs.headers import Header
from beffroi.formats.gtfs.ledger import SHOWN, Ledger, pointed
from beffroi.foundation.language import Words

LONGEST_ROW = 60
"""Characters of a row shown in a message."""


def records(text: bytes, head: Header) -> Iterator[tuple[int, list[str]]]:
    """Walk through the rows, blank lines left out, with the line where each ends."""
    lines = io.TextIOWrapper(io.BytesIO(text[head.end :]), encoding="utf-8", newline="")
    reader = csv.reader(lines, delimiter=head.separator)
    for record in reader:
        if record:
            yield reader.line_num + head.line, record


def lines(text: bytes, head: Header, rows: Sequence[int]) -> list[int]:
    """Find the lines of a file where rows stand, the first line being 1."""
    last, wanted = max(rows, default=-1), set(rows)
    found: dict[int, int] = {}
    for row, (line, _) in enumerate(records(text, head)):
        if row > last:
            break
        if row in wanted:
            found[row] = line
    return [found.get(row, head.line + 1 + row) for row in rows]


@dataclass(slots=True)
class _Lengths:
    """Rows shorter and longer than the header, by line."""

    short: list[tuple[int, str]] = field(default_factory=list)
    long: list[tuple[int, str]] = field(default_factory=list)

    def squared(self, line: int, record: list[str], head: Header) -> list[str]:
        """Give a row as many cells as the header."""
        width = len(head.names)
        if len(record) < width:
            self.short.append((line, head.separator.join(record)))
        elif any(cell.strip() for cell in record[width:]):
            self.long.append((line, head.separator.join(record)))
        return [*record[:width], *[""] * (width - len(record))]


def ragged(table: str, text: bytes, head: Header, ledger: Ledger) -> list[Cells]:
    """Read rows of unequal lengths: short ones are filled with blanks, long ones are a fault.

    A row may be longer than the header by blank cells only.
    """
    lengths = _Lengths()
    rows: list[list[str]] = []
    try:
        for line, record in records(text, head):
            rows.append(lengths.squared(line, record, head))
    except csv.Error as error:
        ledger.fault(
            f"{table}.txt, après la ligne {head.line + len(rows)} : illisible ({error})",
            f"{table}.txt, after line {head.line + len(rows)}: unreadable ({error})",
        )
    _tell(table, lengths, ledger)
    columns = zip(*rows, strict=True) if rows else ((),) * len(head.names)
    return [_column(column) for column in columns]


def _column(column: Sequence[str]) -> Cells:
    held = pa.array([cell or None for cell in column], pa.string())
    return coded(pa.chunked_array([held.dictionary_encode()], CODED))


def _tell(table: str, lengths: _Lengths, ledger: Ledger) -> None:
    if lengths.short:
        place = _shown(lengths.short)
        ledger.warn(
            f"{table}.txt : {len(lengths.short)} ligne(s) plus courte(s) que l'en-tête, "
            f"complétée(s) par des blancs : {place.fr}.",
            f"{table}.txt: {len(lengths.short)} row(s) shorter than the header, "
            f"filled with blanks: {place.en}.",
            n=len(lengths.short),
        )
    if lengths.long:
        place = _shown(lengths.long)
        ledger.fault(
            f"{table}.txt : {len(lengths.long)} ligne(s) avec plus de cellules que l'en-tête "
            f"(une virgule sans guillemets ?) : {place.fr}",
            f"{table}.txt: {len(lengths.long)} row(s) with more cells than the header "
            f"(a comma without quotation marks?): {place.en}",
            n=len(lengths.long),
        )


def _shown(rows: list[tuple[int, str]]) -> Words:
    numbers = [line for line, _ in rows[:SHOWN]]
    held = [row[:LONGEST_ROW] for _, row in rows[:SHOWN]]
    return pointed(numbers, held, more=len(rows) > SHOWN)
