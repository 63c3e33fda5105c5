"""Sheets of the field: departures counted at terminals, and what passengers paid."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.carriers import delimited, values
from beffroi.formats.rides.headings import roles
from beffroi.formats.rides.instants import instants, refuse_unknown_zone
from beffroi.formats.rides.positions import on_globe
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both, plural
from beffroi.foundation.numbers import grouped

COUNTS = "departures counted at terminals (CSV)"
PAYMENTS = "prices paid (CSV)"
ENDS: Mapping[str, tuple[str, ...]] = {
    "from_lon": ("from_lon", "lon_depart", "origin_lon", "lon_montee"),
    "from_lat": ("from_lat", "lat_depart", "origin_lat", "lat_montee"),
    "to_lon": ("to_lon", "lon_arrivee", "destination_lon", "lon_descente"),
    "to_lat": ("to_lat", "lat_arrivee", "destination_lat", "lat_descente"),
    "price": ("price", "prix", "fare", "tarif", "montant", "amount"),
}
"""Headings of a sheet of payments, in small letters; the first one found counts."""
RIDE = ("ride_id", "ride", "trajet", "course")
ROUTE = ("route", "line", "ligne", "label")
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Rows of a sheet of the field.

    Attributes
    ----------
    table
        The rows that can be used.
    n_read
        Rows of the file.
    warnings
        What was left out or doubtful.
    """

    table: pd.DataFrame
    n_read: int
    warnings: tuple[Words, ...]


def counts(path: Path, *, zone: str = "") -> Sheet:
    """Read departures counted at terminals: a row for each vehicle that left.

    Parameters
    ----------
    path
        CSV with columns time, lon, lat, and line where it was noted (English, French or Spanish
        headings, as for rides).
    zone
        IANA zone of the times that have no offset; UTC if empty.

    Returns
    -------
    `time` (since 1970 in UTC) [s], `lon`, `lat` [°], `label` (missing where nobody noted it), in
    order of time. Rows without a time or a place are left out and counted.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no text.
    FaultyFileError
        If it has no column of times or of places, or no row can be used.
    """
    refuse_unknown_zone(zone)
    sheet = delimited.read(path, format_name=COUNTS)
    found = roles(sheet.cells.columns)
    found.setdefault("time", found.get("clock", ""))
    missing = [role for role in ("time", "lon", "lat") if not found.get(role)]
    if missing:
        raise delimited.lacking(path, missing, sheet.cells.columns, format_name=COUNTS)
    notes = Counter[str]()
    time = instants(sheet.cells[found["time"]].astype(object), zone, notes)
    lon, lat = (_numbers(sheet.cells[found[name]]) for name in ("lon", "lat"))
    table = pd.DataFrame({
        "time": time, "lon": lon, "lat": lat, "label": _texts(sheet.cells, found.get("label")),
    })  # fmt: skip
    kept = np.isfinite(time) & on_globe(lon, lat)
    said = [] if zone or not notes["zone_assumed"] else [_assumed(path)]
    return _kept(table, kept, path, COUNTS, [*sheet.warnings, *said], by=["time"])


def payments(path: Path) -> Sheet:
    """Read what passengers paid: a row for each payment.

    Parameters
    ----------
    path
        CSV with columns from_lon, from_lat, to_lon, to_lat, price, and ride_id or line where they
        were noted.

    Returns
    -------
    `ride_id`, `label` (missing where nobody noted them), `from_lon`, `from_lat`, `to_lon`,
    `to_lat` [°], `price` [currency], in the order of the file. Rows without both places or the
    price, or with a price below 0, are left out and counted.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty or no text.
    FaultyFileError
        If it lacks a place or the price, or no row can be used.
    """
    sheet = delimited.read(path, format_name=PAYMENTS)
    held = {str(column).strip().casefold(): column for column in sheet.cells.columns}
    found = {role: _heading(held, names) for role, names in ENDS.items()}
    missing = [role for role, heading in found.items() if heading is None]
    if missing:
        raise delimited.lacking(path, missing, sheet.cells.columns, format_name=PAYMENTS)
    numbers = {role: _numbers(sheet.cells[heading]) for role, heading in found.items() if heading}
    texts = {
        name: _texts(sheet.cells, _heading(held, names))
        for name, names in (("ride_id", RIDE), ("label", ROUTE))
    }
    table = pd.DataFrame({**texts, **numbers})
    kept = on_globe(numbers["from_lon"], numbers["from_lat"])
    kept &= on_globe(numbers["to_lon"], numbers["to_lat"]) & (numbers["price"] >= 0)
    return _kept(table, kept, path, PAYMENTS, [*sheet.warnings], by=[])


def _heading(held: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((held[name] for name in names if name in held), None)


def _texts(cells: pd.DataFrame, heading: str | None) -> pd.Series:
    if heading is None:
        return pd.Series(pd.NA, index=cells.index, dtype="string")
    return cells[heading].astype("string")


def _numbers(cells: pd.Series) -> Floats:
    return values.numbers(cells.astype("string")).values.to_numpy(dtype=float, na_value=np.nan)


def _assumed(path: Path) -> Words:
    return both(
        "{file}: its times have no offset and are taken in UTC; --zone tells another time zone.",
        file=path.name,
    )


def _kept(
    table: pd.DataFrame,
    kept: npt.NDArray[np.bool_],
    path: Path,
    format_name: str,
    said: list[Words],
    *,
    by: list[str],
) -> Sheet:
    lost = int((~kept).sum())
    if lost == len(table):
        fault = both("no row has all that is needed (times, places or prices that can be read)")
        fault = fault if lost else both("it holds no row")
        raise FaultyFileError(path, format_name=format_name, faults=[fault, *said])
    if lost:
        told = plural(
            lost,
            both("{file}: {n} row left out, its time, place or price cannot be read."),
            both("{file}: {n} rows left out, their times, places or prices cannot be read."),
            n=Words(grouped(lost, 0, "fr"), grouped(lost, 0, "en")),
            file=path.name,
        )
        said = [*said, told]
    rows = table[kept].sort_values(by, kind="stable") if by else table[kept]
    return Sheet(rows.reset_index(drop=True), len(table), tuple(said))
