"""Free spaces of car parks as they were published, time after time.

Two shapes are read: a column a car park and a row a time (as archives of live pages are), or a row
a car park and a time. Times carry an offset, or are local.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from beffroi.carriers import delimited, values
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both, plural

TIMES = ("timestamp", "time", "datetime", "date_heure", "horodatage", "date", "heure")
PLACES = ("place_id", "car_park_id", "id", "parking", "parc", "nom", "name")
FREE = ("free", "free_spaces", "libres", "places_libres", "nb_places_libres", "available")
CAPACITIES = ("num_all", "capacity", "capacite", "nb_places", "places", "total")
LEAST_TIMES = 0.5
"""Share of the times that must be understood for a file to be one of times. [1]"""
_FORMAT = "archive of free spaces"


@dataclass(frozen=True, slots=True, eq=False)
class Live:
    """Free spaces by time and car park.

    Attributes
    ----------
    free
        One row a local time (no zone), in order, one column a car park; NaN where nothing was
        published.
    warnings
        What was left out or repaired.
    """

    free: pd.DataFrame
    warnings: tuple[Words, ...]


def read(paths: Sequence[Path], zone: ZoneInfo) -> Live:
    """Read archives of free spaces, one file or several.

    Parameters
    ----------
    paths
        CSV files, plain, folded with gzip or alone in a ZIP archive; one or more.
    zone
        Where the car parks are: times with an offset are told in its local time.

    Raises
    ------
    UnreadableFileError, HostileFileError
        If a file is absent, empty, damaged or no table.
    FaultyFileError
        If a file has no column of times, or no column of car parks.
    """
    tables, warnings = [], []
    for path in paths:
        sheet = delimited.read(path, format_name=_FORMAT)
        table, said = _read(sheet, zone)
        tables.append(table)
        warnings += [*sheet.warnings, *said]
    whole = pd.concat(tables).groupby(level=0).last().sort_index()
    return Live(whole.astype(float), tuple(dict.fromkeys(warnings)))


def _read(sheet: delimited.Delimited, zone: ZoneInfo) -> tuple[pd.DataFrame, list[Words]]:
    named = {name.casefold().strip(): name for name in sheet.cells.columns}
    time = next((named[name] for name in TIMES if name in named), None)
    if time is None:
        raise delimited.lacking(sheet.path, [TIMES[0]], sheet.cells.columns, format_name=_FORMAT)
    times, unread = _local(sheet.cells[time], zone)
    if unread > (1.0 - LEAST_TIMES) * max(len(times), 1):
        fault = both("most of its times cannot be read (column {column})", column=time)
        raise FaultyFileError(sheet.path, format_name=_FORMAT, faults=[fault])
    said = [_unread(sheet.path, unread)] if unread else []
    free = next((named[name] for name in FREE if name in named), None)
    place = next((named[name] for name in PLACES if name in named), None)
    cells = sheet.cells[times.notna().to_numpy()]
    known = pd.DatetimeIndex(times[times.notna()])
    if free is not None and place is not None:
        numbers = _numbers(cells[[free]], sheet.path)
        long = pd.DataFrame({"time": known, "place": cells[place].to_numpy(),
                             "free": numbers[0][free].to_numpy()})  # fmt: skip
        long = long[long["place"].notna()].drop_duplicates(["time", "place"], keep="last")
        return long.pivot(index="time", columns="place", values="free"), said + numbers[1]
    sites = [name for name in sheet.cells.columns if name != time]
    if not sites:
        raise delimited.lacking(
            sheet.path, [PLACES[0], FREE[0]], sheet.cells.columns, format_name=_FORMAT
        )
    wide, more = _numbers(cells[sites], sheet.path)
    return wide.set_index(known), said + more


def _local(cells: pd.Series, zone: ZoneInfo) -> tuple[pd.Series, int]:
    """Read times, told in the local time of a zone; say how many could not be read."""
    text = cells.astype("string").str.strip()
    offset = text.str.contains(r"(?:Z|[+-]\d{2}:?\d{2})$", na=False)
    found = pd.Series(pd.NaT, index=cells.index, dtype="datetime64[us]")
    aware = pd.to_datetime(text[offset], utc=True, errors="coerce", format="ISO8601")
    found[offset] = aware.dt.tz_convert(zone).dt.tz_localize(None).astype("datetime64[us]")
    french = text.str.match(r"\d{1,2}/\d{1,2}/\d{4}", na=False)
    for rows, first in ((~offset & french, True), (~offset & ~french, False)):
        found[rows] = pd.to_datetime(
            text[rows], errors="coerce", format="mixed", dayfirst=first
        ).astype("datetime64[us]")  # fmt: skip
    return found, int(found.isna().sum())


def _numbers(cells: pd.DataFrame, path: Path) -> tuple[pd.DataFrame, list[Words]]:
    flat = cells.to_numpy(dtype=object)
    row, column = np.nonzero(pd.notna(flat))
    read = values.numbers(pd.Series(flat[row, column], dtype="string").str.strip())
    held = np.full(flat.shape, np.nan)
    held[row, column] = read.values.to_numpy(dtype=float, na_value=np.nan)
    table, strange = pd.DataFrame(held, columns=cells.columns), len(read.unread)
    if not strange:
        return table, []
    return table, [plural(
        strange,
        both("{file}: {n} value that is no number is held as unknown."),
        both("{file}: {n} values that are no numbers are held as unknown."),
        file=path.name,
    )]  # fmt: skip


def _unread(path: Path, n: int) -> Words:
    return plural(
        n,
        both("{file}: {n} row set aside, whose time cannot be read."),
        both("{file}: {n} rows set aside, whose times cannot be read."),
        file=path.name,
    )


def capacities(path: Path) -> pd.Series:
    """Read how many spaces car parks have.

    Parameters
    ----------
    path
        A CSV with a column of identifiers and one of spaces, such as the national register.

    Returns
    -------
    Spaces by identifier, NaN where unknown; the first row of an identifier counts. [space]

    Raises
    ------
    UnreadableFileError, HostileFileError
        If the file is absent, empty, damaged or no table.
    FaultyFileError
        If one of the two columns is missing.
    """
    sheet = delimited.read(path, format_name="table of capacities")
    named = {name.casefold().strip(): name for name in sheet.cells.columns}
    place = next((named[name] for name in PLACES if name in named), None)
    spaces = next((named[name] for name in CAPACITIES if name in named), None)
    if place is None or spaces is None:
        missing = [name for name, found in ((PLACES[0], place), (CAPACITIES[0], spaces))
                   if found is None]  # fmt: skip
        raise delimited.lacking(
            path, missing, sheet.cells.columns, format_name="table of capacities"
        )
    numbers = values.numbers(sheet.cells[spaces].astype("string").str.strip()).values
    counts = pd.Series(numbers.to_numpy(dtype=float, na_value=float("nan")),
                       sheet.cells[place].to_numpy())  # fmt: skip
    return counts[~counts.index.duplicated()]
