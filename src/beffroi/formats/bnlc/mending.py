"""Mending of a file of carpool places: what can be understood is written as the schema asks."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from beffroi.carriers import values
from beffroi.formats.bnlc.checks import OURS, checked, place, severities
from beffroi.formats.bnlc.schema import schema
from beffroi.formats.bnlc.sheet import Sheet
from beffroi.territory.notice import Notice, Row
from beffroi.territory.projection import is_french


@dataclass(frozen=True, eq=False)
class Mended:
    """A register written as the schema asks, as far as it can be.

    Attributes
    ----------
    sheet
        The register mended.
    repairs
        What was changed, cell by cell.
    faults
        What is still wrong, the gravest first.
    """

    sheet: Sheet
    repairs: tuple[Notice, ...]
    faults: tuple[Notice, ...]

    @property
    def is_valid(self) -> bool:
        """Say whether the national schema accepts it."""
        return all(notice.severity != "error" for notice in self.faults)


def mended(sheet: Sheet, date: str, *, most_rows: int) -> Mended:
    """Mend a register: dates, yes and no, decimal commas, spelling of kinds, swapped coordinates.

    Nothing is guessed: a cell that cannot be understood stays as it is, and its fault is told.

    Parameters
    ----------
    sheet, date, most_rows
        As for `checked`.
    """
    cells = sheet.cells.copy()
    rows: dict[str, list[Row]] = {}
    for column, rule in schema().items():
        mend = _MENDERS.get("kind" if rule.choices else rule.kind)
        if mend is None:
            continue
        fresh = mend(cells[column]).astype("string").fillna(cells[column])
        changed = np.flatnonzero((fresh != cells[column]).fillna(value=False))
        code = "mended_kind" if rule.choices else f"mended_{rule.kind}"
        for index in changed:
            rows.setdefault(code, []).append(_repair(sheet, int(index), column, fresh))
        cells[column] = fresh
    cells, swaps = _put_right(sheet, cells)
    if swaps:
        rows["mended_swap"] = swaps
    fresh_sheet = Sheet(sheet.name, cells, sheet.lines, sheet.absent, sheet.strange, sheet.warnings)
    repairs = tuple(
        Notice(code, severities()[code], OURS, len(found), tuple(found[:most_rows]))
        for code, found in rows.items()
    )
    return Mended(fresh_sheet, repairs, checked(fresh_sheet, date, most_rows=most_rows))


def _repair(sheet: Sheet, index: int, column: str, fresh: pd.Series) -> Row:
    row = place(sheet, index, column, str(sheet.cells[column].iloc[index]))
    return Row(row.file, row.line, {**row.fields, "becomes": str(fresh.iloc[index])})


def _days(cells: pd.Series) -> pd.Series:
    return values.dates(cells).values


def _flags(cells: pd.Series) -> pd.Series:
    written = {True: "true", False: "false"}
    read = [
        None if pd.isna(flag) else written[bool(flag)] for flag in values.booleans(cells).values
    ]
    return pd.Series(read, index=cells.index, dtype="string")


def _wholes(cells: pd.Series) -> pd.Series:
    return values.whole_numbers(cells).values.astype("string")


def _numbers(cells: pd.Series) -> pd.Series:
    """Write numbers with a point; those written so already keep every figure."""
    plain = cells.str.replace(r"\s", "", regex=True).str.replace(",", ".", regex=False)
    return plain.where(values.numbers(cells).values.notna())


def _kinds(cells: pd.Series) -> pd.Series:
    known = {_bare(choice): choice for choice in schema()["type"].choices}
    found = [None if pd.isna(cell) else known.get(_bare(cell)) for cell in cells]
    return pd.Series(found, index=cells.index, dtype="string")


def _bare(text: str) -> str:
    """Leave out capitals, accents, and the shape of apostrophes and blanks."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("\u2019", "'"))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


_MENDERS: dict[str, Callable[[pd.Series], pd.Series]] = {
    "day": _days,
    "flag": _flags,
    "whole": _wholes,
    "number": _numbers,
    "kind": _kinds,
}


def _put_right(sheet: Sheet, cells: pd.DataFrame) -> tuple[pd.DataFrame, list[Row]]:
    """Swap the coordinates that fall in France only once swapped."""
    lon, lat = (
        values.numbers(cells[name]).values.to_numpy(dtype=float, na_value=np.nan)
        for name in ("Xlong", "Ylat")
    )
    swapped = ~is_french(lon, lat) & is_french(lat, lon)
    right = cells.copy()
    right["Xlong"] = cells["Xlong"].where(~swapped, cells["Ylat"])
    right["Ylat"] = cells["Ylat"].where(~swapped, cells["Xlong"])
    return right, list(_swap_rows(sheet, right, swapped))


def _swap_rows(sheet: Sheet, right: pd.DataFrame, swapped: "np.ndarray") -> Iterator[Row]:
    for index in np.flatnonzero(swapped):
        yield _repair(sheet, int(index), "Xlong", right["Xlong"])
