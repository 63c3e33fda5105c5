"""The first line of a file of a timetable: which column is which."""

import csv
from dataclasses import dataclass

from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.reference import FILES

SEPARATORS = (",", ";", "\t")
BLANKS = ' \t\r\n,;"\ufeff'


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, and where the rows begin.

    Attributes
    ----------
    names
        As the reference writes them; empty for a column without a name.
    separator
        What stands between cells.
    end
        Offset of the first byte after the header.
    line
        Line of the header, the first line of the file being 1.
    """

    names: tuple[str, ...]
    separator: str
    end: int
    line: int


def header(table: str, text: bytes, ledger: Ledger) -> Header | None:
    """Read the names of the columns.

    Parameters
    ----------
    text
        The file in UTF-8, without byte-order mark.

    Returns
    -------
    The header, or None if the file names no column.
    """
    end, line = _first_line(text)
    first = text[:end].strip(b"\r\n").rpartition(b"\n")[2].rpartition(b"\r")[2]
    written = first.decode("utf-8", errors="replace")
    if not written.strip(BLANKS):
        return None
    separator = _separator(written)
    if separator != ",":
        shown = "tab" if separator == "\t" else separator
        ledger.warn(
            f"{table}.txt : séparateur « {shown} » au lieu de la virgule.",
            f"{table}.txt: separator '{shown}' instead of a comma.",
        )
    found = next(csv.reader([written], delimiter=separator))
    return Header(_tidied(table, found, ledger), separator, end, line)


def _first_line(text: bytes) -> tuple[int, int]:
    """Find where the first line that is not blank ends, and its number."""
    start = len(text) - len(text.lstrip(b"\r\n \t")) if text[:1] in b"\r\n \t" else 0
    ends = [place for mark in (b"\n", b"\r") if (place := text.find(mark, start)) >= 0]
    end = min(ends, default=len(text))
    before = text[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n").count(b"\n")
    is_pair = text[end : end + 2] == b"\r\n"
    return min(end + (2 if is_pair else 1), len(text)), before + 1


def _separator(line: str) -> str:
    counts = {separator: line.count(separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: counts[separator])


def _tidied(table: str, found: list[str], ledger: Ledger) -> tuple[str, ...]:
    """Strip the names, and write those of the reference as it does."""
    known = FILES[table].columns
    bare = [name.strip().strip("\ufeff").strip().strip('"') for name in found]
    names = [name if name in known or name.lower() not in known else name.lower() for name in bare]
    if names != found:
        changed = [before for before, after in zip(found, names, strict=True) if before != after]
        ledger.warn(
            f"{table}.txt : {len(changed)} nom(s) de colonne corrigé(s), dont « {changed[0]} ».",
            f"{table}.txt: {len(changed)} column name(s) corrected, such as '{changed[0]}'.",
            n=len(changed),
        )
    return tuple(names)
