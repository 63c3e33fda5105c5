"""Lists of stops that a person gives, with the clock and the money of those across a border."""

from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import available_timezones

import pandas as pd
from babel.core import get_global

from beffroi.formats import points
from beffroi.formats.points import Points
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both

FORMAT = "list of stops (CSV, GeoJSON, GeoPackage)"
HEADINGS = {
    "time_zone": ("time_zone", "fuseau", "stop_timezone"),
    "currency": ("currency", "monnaie"),
}
"""Columns beside those of points, and the headings that are understood for each."""


def read(path: Path) -> Points:
    """Read a list of stops.

    Returns
    -------
    Points whose table also has `time_zone` (IANA) and `currency` (ISO 4217), missing where the
    file does not tell them.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or damaged.
    FaultyFileError
        If it lacks the columns, no stop can be used, or it names a time zone or a currency that
        does not exist; all faults are listed.
    """
    found = points.read(path, beside=HEADINGS)
    zones, currencies = available_timezones(), get_global("all_currencies")
    faults = [
        *_strange(
            found.table, "time_zone", zones.__contains__,
            both("stop {id}: no time zone is called {value!r}, give a name such as "
                 "America/Cayenne"),
        ),
        *_strange(
            found.table, "currency", currencies.__contains__,
            both("stop {id}: no currency has the code {value!r}, give one of ISO 4217 such as EUR"),
        ),
    ]  # fmt: skip
    if faults:
        raise FaultyFileError(path, format_name=FORMAT, faults=faults)
    return found


def _strange(
    table: pd.DataFrame, column: str, is_known: Callable[[str], bool], says: Words
) -> Iterator[Words]:
    told = table[table[column].notna()]
    for id_, value in zip(told["id"], told[column], strict=True):
        if not is_known(str(value)):
            yield says.filled(id=str(id_), value=str(value))
