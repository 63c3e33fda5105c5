"""Offers that no data tell of: on-demand transport, taxis, solidarity transport, filled in by hand.

Format: CSV or Excel workbook, one row an offer, French headings (`HEADINGS`);
`docs/how-to/offers.md` says what each holds. A blank cell is unknown.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from beffroi.carriers import delimited, opening, values, workbook
from beffroi.carriers.headings import plain
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.territory.mobility import MOBILITY_SERVICES, hours_table, service_kinds

FORMAT = "sheet of mobility offers"
HEADINGS = {
    "identifiant": "service_id", "type": "kind", "nom": "name", "exploitant": "operator",
    "autorité": "authority", "communes": "communes", "nombre de lieux": "n_places",
    "capacité": "capacity", "horaires": "hours", "tarif min": "fare_low", "tarif max": "fare_high",
    "tarif": "fare", "réservation": "booking", "accessible": "accessible",
    "données publiées": "published", "adresse des données": "data_url",
    "format des données": "data_format", "licence": "data_licence", "données valides": "valid",
    "contrôlé par": "checker", "contrôlé le": "checked", "mis à jour le": "updated",
    "longitude": "lon", "latitude": "lat",
}  # fmt: skip
NEEDED = ("identifiant", "type", "nom")
BOOKINGS = {
    "aucune": "none", "sans": "none", "none": "none", "telephone": "phone", "phone": "phone",
    "application": "app", "appli": "app", "app": "app", "internet": "app",
    "telephone et application": "phone app", "telephone application": "phone app",
    "phone app": "phone app",
}  # fmt: skip
COMMUNE = re.compile(r"([013-9]\d|2[AB1-9])\d{3}")
NUMBERS = ("fare_low", "fare_high", "lon", "lat")
COUNTS = ("n_places", "capacity")
FLAGS = ("accessible", "published", "valid")
DAYS = ("checked", "updated")


@dataclass(frozen=True, eq=False)
class OfferSheet:
    """The offers of a sheet.

    Attributes
    ----------
    services
        Table `MOBILITY_SERVICES`, in WGS 84; its source is ``offers``.
    hours
        Table `SERVICE_HOURS`, unknown where the sheet gives no hours.
    rows
        Rows of the sheet.
    warnings
        What was repaired, and columns not read.
    """

    services: pd.DataFrame
    hours: pd.DataFrame
    rows: int
    warnings: tuple[Words, ...]


def read(path: Path) -> OfferSheet:
    """Read a sheet of offers.

    Parameters
    ----------
    path
        CSV, or Excel workbook.

    Raises
    ------
    UnreadableFileError
        If the file is absent, empty, damaged or no table.
    FaultyFileError
        With every fault: a column missing, an unknown kind, a key blank or repeated, hours, a
        price, a date or a code that cannot be understood.
    """
    sheet = _opened(path)
    names = {_heading(column): column for column in sheet.cells.columns}
    own = {names[plain(h)]: ours for h, ours in HEADINGS.items() if plain(h) in names}
    lacking = [heading for heading in NEEDED if plain(heading) not in names]
    if lacking:
        raise delimited.lacking(path, lacking, sheet.cells.columns, format_name=FORMAT)
    cells = sheet.cells[list(own)].rename(columns=own).reindex(columns=list(HEADINGS.values()))
    cells = cells.astype("string")
    faults: list[Words] = []
    columns = _columns(cells, faults)
    if not len(cells):
        faults.append(both("it has no offer"))
    if faults:
        raise FaultyFileError(path, format_name=FORMAT, faults=faults)
    services = MOBILITY_SERVICES.typed(pd.DataFrame(columns))
    shares = {
        str(id_): None if pd.isna(hours) else opening.shares(str(hours))
        for id_, hours in zip(services["service_id"], services["hours"], strict=True)
    }
    strange = [column for column in sheet.cells.columns if column not in own]
    return OfferSheet(services, hours_table(shares), sheet.rows, (*sheet.warnings, *_left(strange)))


def _opened(path: Path) -> delimited.Delimited:
    if workbook.is_workbook(path):
        return workbook.read(path, format_name=FORMAT, needed=NEEDED)
    return delimited.read(path, format_name=FORMAT)


def _heading(column: str) -> str:
    """Leave out capitals, accents, and what stands between brackets: « Tarif min (€) »."""
    return plain(re.sub(r"[(\[].*", "", column))


def _columns(cells: pd.DataFrame, faults: list[Words]) -> dict[str, Any]:
    """Understand every cell; what cannot be is a fault, in the order of the columns."""
    columns: dict[str, Any] = {
        name: cells[name] for name in cells if name in MOBILITY_SERVICES.columns
    }
    columns["kind"] = _each(cells["kind"], _kind, "is no kind of offer", faults)
    columns["booking"] = _each(cells["booking"], _booking, "is no way to book", faults)
    columns["hours"] = _each(cells["hours"], _hours, "is not written as opening hours", faults)
    columns["communes"] = _each(cells["communes"], _communes, "is no list of INSEE codes", faults)
    read: dict[str, pd.Series] = {}
    readers: list[tuple[tuple[str, ...], Callable[[pd.Series], values.Values], str]] = [
        (NUMBERS, values.numbers, "is no number"),
        (COUNTS, values.whole_numbers, "is no whole number"),
        (FLAGS, values.booleans, "is neither oui nor non"),
        (DAYS, values.dates, "is no date"),
    ]
    for names, reader, what in readers:
        for name in names:
            read[name] = reader(cells[name]).values
            _unread(cells[name], read[name], what, faults)
    columns |= {name: read[name] for name in (*COUNTS, *FLAGS, *DAYS, "fare_low", "fare_high")}
    columns["geometry"] = _points(read["lon"], read["lat"])
    columns["source"] = pd.Series("offers", index=cells.index, dtype="string")
    _keys(cells, faults)
    _prices(read["fare_low"], read["fare_high"], faults)
    return columns


WHATS: Mapping[str, Words] = {
    "is no kind of offer": both("is no kind of offer"),
    "is no way to book": both("is no way to book"),
    "is not written as opening hours": both("is not written as opening hours (Mo-Fr 07:00-19:00)"),
    "is no list of INSEE codes": both("is no list of INSEE codes"),
    "is no number": both("is no number"),
    "is no whole number": both("is no whole number"),
    "is neither oui nor non": both("is neither oui nor non"),
    "is no date": both("is no date"),
}


def _fault(index: int, cell: object, what: str) -> Words:
    return both("row {n}: {cell!r} {what}", n=index + 2, cell=str(cell), what=WHATS[what])


def _each(
    cells: pd.Series, read: Callable[[str], object], what: str, faults: list[Words]
) -> list[object]:
    found: list[object] = []
    for index, cell in enumerate(cells):
        value = None if pd.isna(cell) else read(str(cell))
        if value is None and not pd.isna(cell):
            faults.append(_fault(index, cell, what))
        found.append(value)
    return found


def _unread(cells: pd.Series, read: pd.Series, what: str, faults: list[Words]) -> None:
    for index, (cell, value) in enumerate(zip(cells, read, strict=True)):
        if not pd.isna(cell) and pd.isna(value):
            faults.append(_fault(index, cell, what))


def _kind(cell: str) -> str | None:
    known = {plain(id_.replace("_", " ")): id_ for id_ in service_kinds()}
    for id_, kind in service_kinds().items():
        known |= {plain(kind.name.fr): id_, plain(kind.name.en): id_}
    written = plain(cell.replace("_", " "))
    singular = {
        " ".join(word.rstrip("s") for word in key.split()): id_ for key, id_ in known.items()
    }
    return known.get(written) or singular.get(" ".join(w.rstrip("s") for w in written.split()))


def _booking(cell: str) -> str | None:
    return BOOKINGS.get(plain(cell))


def _hours(cell: str) -> str | None:
    return cell if opening.shares(cell) is not None else None


def _communes(cell: str) -> list[str] | None:
    codes = [code for code in re.split(r"[;,\s]+", cell.strip()) if code]
    return codes if codes and all(COMMUNE.fullmatch(code) for code in codes) else None


def _points(lon: pd.Series, lat: pd.Series) -> list[shapely.Point | None]:
    return [
        None
        if pd.isna(x) or pd.isna(y) or abs(x) > 180 or abs(y) > 90
        else shapely.Point(float(x), float(y))
        for x, y in zip(lon, lat, strict=True)
    ]


def _keys(cells: pd.DataFrame, faults: list[Words]) -> None:
    for name, heading in (("service_id", "identifiant"), ("kind", "type"), ("name", "nom")):
        for index, cell in enumerate(cells[name]):
            if pd.isna(cell):
                faults.append(both("row {n} has no {heading}", n=index + 2, heading=heading))
    ids = cells["service_id"].dropna()
    faults += [
        both("{cell!r} stands more than once", cell=str(id_))
        for id_ in ids[ids.duplicated()].unique()
    ]


def _prices(low: pd.Series, high: pd.Series, faults: list[Words]) -> None:
    for index, (least, most) in enumerate(zip(low, high, strict=True)):
        known = [price for price in (least, most) if not pd.isna(price)]
        if any(price < 0 for price in known) or (len(known) == 2 and known[0] > known[1]):
            faults.append(both("row {n}: the prices cannot be (low, then high)", n=index + 2))


def _left(strange: list[str]) -> tuple[Words, ...]:
    if not strange:
        return ()
    return (both("columns not read: {columns}", columns=", ".join(strange)[:200]),)
