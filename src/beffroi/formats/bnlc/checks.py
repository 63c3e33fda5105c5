"""Check of a file of carpool places: every fault of every row, each under the name of its rule."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from beffroi.formats.bnlc.schema import COLUMNS, NUMBER, fault_of, is_siren, schema
from beffroi.formats.bnlc.sheet import Sheet
from beffroi.territory.notice import (
    Explanation,
    Notice,
    Row,
    Severity,
    by_gravity,
    explanations,
)
from beffroi.territory.projection import is_french

NOTICES = Path(__file__).parent / "notices.toml"
ORIGIN = "schema-lieux-covoiturage"
"""Who makes the rules that are errors."""
OURS = "beffroi"
LEAST_DECIMALS = 4
"""Decimals of a coordinate that the schema asks for: some ten metres."""
Fault = tuple[str, Row]


def checked(sheet: Sheet, date: str, *, most_rows: int) -> tuple[Notice, ...]:
    """Check a register of carpool places.

    Parameters
    ----------
    sheet
        As `opened` returns it.
    date
        Day for which it is judged, ISO 8601: an update after it is doubtful.
    most_rows
        Places kept of each notice; all are counted.

    Returns
    -------
    The gravest first. Errors are what the national schema forbids; the rest is ours.
    """
    by_code: defaultdict[str, list[Row]] = defaultdict(list)
    for code, row in _faults(sheet, date):
        by_code[code].append(row)
    notices = (
        Notice(
            code, grave, ORIGIN if grave == "error" else OURS, len(rows), tuple(rows[:most_rows])
        )
        for code, rows in by_code.items()
        for grave in [severities()[code]]
    )
    return tuple(by_gravity(notices))


@cache
def severities() -> dict[str, Severity]:
    """Return how grave each notice is, by code."""
    entries = tomllib.loads(NOTICES.read_text(encoding="utf-8"))
    return {code: entry["severity"] for code, entry in entries.items() if code != "theme"}


@cache
def explained() -> dict[str, Explanation]:
    """Return the plain words of every notice, by code."""
    return explanations(NOTICES)


def _faults(sheet: Sheet, date: str) -> Iterator[Fault]:
    for name in sheet.absent:
        code = "missing_column" if schema()[name].needed else "absent_column"
        yield code, Row(sheet.name, 1, {"column": name})
    for name in sheet.strange:
        yield "strange_column", Row(sheet.name, 1, {"column": name[:60]})
    for column in COLUMNS:
        if column not in sheet.absent:
            yield from _column_faults(sheet, column)
    yield from _repeated(sheet)
    yield from _doubts(sheet, date)


def place(sheet: Sheet, index: int, column: str, cell: str | None = None) -> Row:
    """Make the place of a cell."""
    id_ = sheet.cells["id_lieu"].iloc[index]
    told = {"id_lieu": None if pd.isna(id_) else str(id_)[:60], "column": column}
    return Row(
        sheet.name, sheet.lines[index], told | ({} if cell is None else {"value": cell[:60]})
    )


def _column_faults(sheet: Sheet, column: str) -> Iterator[Fault]:
    rule = schema()[column]
    cells = sheet.cells[column]
    if rule.needed:
        for index in np.flatnonzero(cells.isna()):
            yield "missing_cell", place(sheet, int(index), column)
    for index in np.flatnonzero(cells.notna()):
        cell = str(cells.iloc[index])
        if code := fault_of(rule, cell):
            yield code, place(sheet, int(index), column, cell)


def _repeated(sheet: Sheet) -> Iterator[Fault]:
    ids = sheet.cells["id_lieu"]
    for index in np.flatnonzero(ids.notna() & ids.duplicated(keep=False)):
        yield "repeated_id", place(sheet, int(index), "id_lieu", str(ids.iloc[index]))


def _doubts(sheet: Sheet, date: str) -> Iterator[Fault]:
    """Tell what the schema allows and that is doubtful all the same."""
    cells = sheet.cells
    flags: dict[str, tuple[str, Iterable[Any]]] = {
        "bad_siren": ("source", [_is_bad_siren(cell) for cell in cells["source"].fillna("")]),
        "other_commune": ("id_lieu", cells["id_lieu"].str[:5] != cells["insee"]),
        "future_day": ("date_maj", cells["date_maj"].str.fullmatch(r"\d{4}-\d{2}-\d{2}")
                       & (cells["date_maj"] > date).fillna(value=False)),
        "few_decimals": ("Xlong", _is_rounded(cells["Xlong"]) | _is_rounded(cells["Ylat"])),
        "more_reserved": ("nbre_pmr", _numbers(cells["nbre_pmr"]) > _numbers(cells["nbre_pl"])),
    }  # fmt: skip
    for code, (column, flag) in flags.items():
        for index in [i for i, holds in enumerate(flag) if holds is not pd.NA and holds]:
            cell = cells[column].iloc[index]
            yield code, place(sheet, int(index), column, str(cell))
    yield from _elsewhere(sheet)


def _is_bad_siren(cell: str) -> bool:
    return len(cell) == 9 and cell.isascii() and cell.isdigit() and not is_siren(cell)


def _is_rounded(cells: pd.Series) -> pd.Series:
    is_fine = cells.str.contains(rf"\.\d{{{LEAST_DECIMALS}}}", regex=True)
    return cells.str.fullmatch(NUMBER.pattern) & ~is_fine


def _numbers(cells: pd.Series) -> pd.Series:
    sound = cells.where(cells.str.fullmatch(NUMBER.pattern).fillna(value=False))
    return pd.to_numeric(sound, errors="coerce").astype("Float64")


def _elsewhere(sheet: Sheet) -> Iterator[Fault]:
    lon, lat = (
        _numbers(sheet.cells[name]).to_numpy(dtype=float, na_value=np.nan)
        for name in ("Xlong", "Ylat")
    )
    known = np.isfinite(lon) & np.isfinite(lat)
    swapped = known & ~is_french(lon, lat) & is_french(lat, lon)
    away = known & ~is_french(lon, lat) & ~swapped
    for code, flag in (("swapped", swapped), ("not_in_france", away)):
        for index in np.flatnonzero(flag):
            where = f"{sheet.cells['Xlong'].iloc[index]}, {sheet.cells['Ylat'].iloc[index]}"
            yield code, place(sheet, int(index), "Xlong", where)
