"""A file of a timetable as it was typed: columns of text, repaired where there is no doubt."""

from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from beffroi.formats.gtfs.cells import CODED, Cells, blank, coded
from beffroi.formats.gtfs.headers import Header, header
from beffroi.formats.gtfs.ledger import Ledger
from beffroi.formats.gtfs.ragged import lines, ragged
from beffroi.formats.gtfs.reference import FILES
from beffroi.foundation.files import decoded

BLOCK = 1 << 23
"""Bytes read at a time: larger blocks repeat fewer distinct values."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: columns of text by name, in the order of the file."""

    columns: dict[str, Cells]
    n_rows: int


def sheet(table: str, raw: bytes, ledger: Ledger) -> Sheet | None:
    """Read a file as columns of text.

    Returns
    -------
    The sheet, or None if the file is empty.
    """
    text = _utf8(table, raw, ledger)
    head = header(table, text, ledger)
    if head is None:
        return None
    ledger.finders[table] = partial(lines, text, head)
    columns = _even(text, head)
    if columns is None:
        columns = ragged(table, text, head, ledger)
    _check_breaks(table, columns, head, ledger)
    columns = _trimmed(table, columns, ledger)
    return Sheet(_named(table, head.names, columns, ledger), len(columns[0].codes))


def _utf8(table: str, raw: bytes, ledger: Ledger) -> bytes:
    if raw.isascii():  # large files mostly are: no need to make a text of them
        return raw
    text, encoding = decoded(raw)
    if encoding == "utf-8":
        return raw
    if encoding == "utf-8-sig":
        return raw[3:]
    ledger.warn(
        f"{table}.txt est codé en {encoding} et non en UTF-8 : vérifiez les accents.",
        f"{table}.txt is encoded in {encoding}, not UTF-8: check the accents.",
    )
    return text.encode("utf-8", errors="replace")


def _even(text: bytes, head: Header) -> list[Cells] | None:
    """Read rows that all have as many cells as the header; None if some do not."""
    names = [str(number) for number in range(len(head.names))]
    if not text[head.end : head.end + 4096].strip() and not text[head.end :].strip():
        return [blank(0) for _ in names]
    try:
        read = csv.read_csv(
            pa.BufferReader(pa.py_buffer(text).slice(head.end)),
            read_options=csv.ReadOptions(column_names=names, block_size=BLOCK),
            parse_options=csv.ParseOptions(
                delimiter=head.separator, newlines_in_values=b'"' in text
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, CODED), strings_can_be_null=True, null_values=[""]
            ),
        )
    except pa.ArrowInvalid:
        return None
    return [coded(read.column(name)) for name in names]


def _check_breaks(table: str, columns: list[Cells], head: Header, ledger: Ledger) -> None:
    """Refuse cells that swallowed the next rows because a quotation mark was left open."""
    for name, cells in zip(head.names, columns, strict=True):
        broken = pc.match_substring_regex(cells.values, r"[\r\n]").fill_null(fill_value=False)
        held = cells.values.filter(broken).to_pylist()
        swallowed = [value for value in held if _holds_a_row(value, head)]
        if swallowed:
            start = swallowed[0].splitlines()[0][:40]
            ledger.fault(
                f"{table}.txt : des guillemets ouverts ne sont pas refermés ({name}, « {start} »)",
                f"{table}.txt: a quotation mark is not closed ({name}, '{start}')",
            )
        elif held:
            ledger.warn(
                f"{table}.txt : {len(held)} valeur(s) de {name} sur plusieurs lignes, gardée(s).",
                f"{table}.txt: {len(held)} value(s) of {name} on several lines, kept.",
                n=len(held),
            )


def _holds_a_row(value: str, head: Header) -> bool:
    most = max(line.count(head.separator) for line in value.splitlines())
    return most >= len(head.names) - 1


def _trimmed(table: str, columns: list[Cells], ledger: Ledger) -> list[Cells]:
    """Remove the spaces around cells, and count the cells that had some."""
    pairs = [_trim(cells) for cells in columns]
    n_padded = sum(count for _, count in pairs)
    if n_padded:
        ledger.warn(
            f"{table}.txt : {n_padded} cellule(s) entourée(s) d'espaces, retirés.",
            f"{table}.txt: {n_padded} cell(s) padded with spaces, removed.",
            n=n_padded,
        )
    return [cells for cells, _ in pairs]


def _trim(cells: Cells) -> tuple[Cells, int]:
    values = pc.utf8_trim_whitespace(cells.values)
    padded = pc.not_equal(values, cells.values).to_numpy(zero_copy_only=False)
    if not padded.any():
        return cells, 0
    blanks = cells.rows(pc.equal(values, "").to_numpy(zero_copy_only=False))
    codes = np.where(blanks, np.int32(-1), cells.codes)
    return Cells(codes, values), int(cells.rows(padded).sum())


def _named(
    table: str, names: tuple[str, ...], columns: list[Cells], ledger: Ledger
) -> dict[str, Cells]:
    """Give each column one name: nameless or repeated ones are dropped if they say nothing more."""
    named: dict[str, Cells] = {}
    for place, (name, cells) in enumerate(zip(names, columns, strict=True), start=1):
        is_blank = bool((cells.codes < 0).all())
        if name and name not in named:
            named[name] = cells
        elif is_blank or (name and named[name].text().equals(cells.text())):
            _tell_dropped(table, name, place, ledger)
        elif name in FILES[table].columns:
            ledger.fault(
                f"{table}.txt : la colonne {name} figure deux fois, avec des valeurs différentes",
                f"{table}.txt: column {name} stands twice, with different values",
            )
        else:
            named[f"{name or 'column'}_{place}"] = cells
    return named


def _tell_dropped(table: str, name: str, place: int, ledger: Ledger) -> None:
    ledger.warn(
        f"{table}.txt : la colonne {place} ({name or 'sans nom'}) est vide ou répétée, non lue.",
        f"{table}.txt: column {place} ({name or 'nameless'}) is blank or repeated, not read.",
    )
