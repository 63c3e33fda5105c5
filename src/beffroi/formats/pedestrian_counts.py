"""Counts of people on foot that a town makes: where, when, how many.

Format: CSV (RFC 4180, commas or semicolons): columns ``point`` (a name, the same for the counts of
one place), ``lon``, ``lat``, ``begins``, ``ends`` (local time, ISO 8601: 2026-09-15T11:00) and
``passers`` (both ways together).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.carriers import delimited, values
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.territory.reading import Reading

FORMAT = "table of counts of people on foot"
COLUMNS = ("point", "lon", "lat", "begins", "ends", "passers")
LONGEST = timedelta(days=1)


def read(path: Path) -> Reading:
    """Read counts.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Columns `point`, `lon`, `lat` [°], `begins`, `ends` (datetime, local), `passers` (>= 0); counts
    whose passers are blank are left out and said.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no table.
    FaultyFileError
        If a column is missing or a value cannot be used; all faults are told.
    """
    sheet = delimited.read(path, format_name=FORMAT)
    cells = sheet.named({name: name for name in COLUMNS}, needed=COLUMNS)
    numbers = {name: values.numbers(cells[name]) for name in ("lon", "lat", "passers")}
    moments = {name: [_moment(one) for one in cells[name]] for name in ("begins", "ends")}
    faults = list(_faults(cells, numbers, moments))
    if faults:
        raise FaultyFileError(path, format_name=FORMAT, faults=faults)
    table = pd.DataFrame({
        "point": cells["point"].astype(object),
        "lon": _floats(numbers["lon"]), "lat": _floats(numbers["lat"]),
        "begins": pd.Series(moments["begins"], dtype=object),
        "ends": pd.Series(moments["ends"], dtype=object),
        "passers": _floats(numbers["passers"]),
    })  # fmt: skip
    blank = table["passers"].isna()
    said = (both("{n} count(s) left out, whose passers are blank.", n=int(blank.sum())),)
    kept = table[~blank].reset_index(drop=True)
    return Reading(kept, len(table), (*sheet.warnings, *(said if blank.any() else ())))


def _moment(text: object) -> datetime | None:
    """Read a moment of local time; None where it is none, or bears a time zone."""
    try:
        found = datetime.fromisoformat(str(text).strip())
    except ValueError:
        return None
    return None if found.tzinfo is not None or "T" not in str(text).replace(" ", "T") else found


def _floats(read: values.Values) -> np.ndarray:
    return np.asarray(read.values.to_numpy(dtype=np.float64, na_value=np.nan))


def _faults(
    cells: pd.DataFrame, numbers: dict[str, values.Values],
    moments: dict[str, list[datetime | None]],
) -> Iterator[Words]:  # fmt: skip
    if cells.empty:
        yield both("it holds no count")
    for name in ("point", "lon", "lat"):
        n = int(cells[name].isna().sum())
        if n:
            yield both("{n} rows have no {key}", n=n, key=name)
    for name, read in numbers.items():
        if read.unread:
            yield both("{n} values of {number} are no numbers (first: {first})",
                       n=len(read.unread), number=name, first=read.unread[0][:40])  # fmt: skip
    yield from _beyond(numbers)
    yield from _out_of_time(cells, moments)


def _beyond(numbers: dict[str, values.Values]) -> Iterator[Words]:
    lon, lat = _floats(numbers["lon"]), _floats(numbers["lat"])
    if ((np.abs(lon) > 180) | (np.abs(lat) > 90)).any():
        yield both("some points are not on the globe: give lon and lat in degrees")
    if (_floats(numbers["passers"]) < 0).any():
        yield both("some passers are negative")


def _out_of_time(cells: pd.DataFrame, moments: dict[str, list[datetime | None]]) -> Iterator[Words]:
    for name, found in moments.items():
        wrong = [n for n, one in enumerate(found) if one is None]
        if wrong:
            yield both("{n} values of {name} are no local time such as 2026-09-15T11:00 (first: "
                       "{first})", n=len(wrong), name=name,
                       first=str(cells[name].iloc[wrong[0]])[:40])  # fmt: skip
    pairs = zip(moments["begins"], moments["ends"], strict=True)
    odd = [n for n, (a, b) in enumerate(pairs) if a and b and not timedelta(0) < b - a <= LONGEST]
    if odd:
        yield both("{n} counts do not end after they begin, within a day (first: row {row})",
                   n=len(odd), row=odd[0] + 1)  # fmt: skip
