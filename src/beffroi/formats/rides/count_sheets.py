"""Sheets of counts: departures, passengers, vehicles met, waits, fleets; told by their columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.carriers import delimited, values
from beffroi.carriers.headings import plain
from beffroi.formats.rides import field_sheets
from beffroi.formats.rides.headings import NAMES, roles
from beffroi.formats.rides.positions import on_globe
from beffroi.foundation.errors import FaultyFileError, InputError, UnreadableFileError
from beffroi.foundation.language import Words, both, message

SHEET = "a sheet of counts (CSV)"
DEPARTURES, PASSENGERS, MET, WAITS, FLEET = "departures", "passengers", "met", "waits", "fleet"
"""Kinds of sheets."""
OWN: Mapping[str, tuple[str, ...]] = {
    "ride": NAMES["ride"], "label": NAMES["label"], "lon": NAMES["lon"], "lat": NAMES["lat"],
    "boardings": NAMES["boardings"], "alightings": NAMES["alightings"],
    "met": ("met", "vehicles met", "croises", "vehicules croises", "cruzados"),
    "wait": ("wait min", "attente min", "attente", "wait", "espera", "espera min"),
    "vehicles": ("vehicles", "vehicules", "fleet", "flotte", "parc", "vehiculos"),
}  # fmt: skip
"""Headings by role, in small letters without marks; the first one found counts."""
MOST: Mapping[str, float] = {
    "boardings": 200.0, "alightings": 200.0, "met": 1_000.0, "wait": 720.0, "vehicles": 10_000.0,
}  # fmt: skip
"""Beyond these a cell is a mistake. [person, person, vehicle, min, vehicle]"""
WHOLE = frozenset({"boardings", "alightings", "met", "vehicles"})
SIXTY = 60.0
MOST_LINES = 8
"""Lines of a file that a sentence names."""
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """What sheets of counts hold; a kind that nobody gave is None.

    Attributes
    ----------
    departures
        As `field_sheets.counts` gives them.
    passengers
        `ride`, `lon`, `lat` [°], `boardings`, `alightings` [person], NaN where not noted.
    met
        `ride`, `met`: vehicles of its own line that came the other way during the whole ride.
    waits
        `ride`, `seconds`: wait for the next vehicle of the line, which was boarded. [s]
    fleet
        By line, vehicles at work at the same time. [vehicle]
    warnings
        What was left out or doubtful.
    """

    departures: pd.DataFrame | None = None
    passengers: pd.DataFrame | None = None
    met: pd.DataFrame | None = None
    waits: pd.DataFrame | None = None
    fleet: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[Words, ...] = ()


def read(paths: Sequence[Path], *, zone: str = "") -> Counted:
    """Read sheets of counts, each of one kind, told by its columns.

    Parameters
    ----------
    paths
        CSV files. A sheet with `time`, `lon`, `lat` holds departures at terminals; with `ride`,
        `lon`, `lat` and `boardings` or `alightings`, passengers; with `ride` and `met`, vehicles
        met on board; with `ride` and `wait_min`, waits; with `line` and `vehicles`, fleets.
    zone
        IANA zone of times that have no offset.

    Raises
    ------
    UnreadableFileError
        If a file is absent, empty or no text.
    FaultyFileError
        If a sheet is of no kind, or of several, or no row of it can be used; all the faults of
        all the sheets are listed.
    """
    tables: dict[str, list[pd.DataFrame]] = {}
    said: list[Words] = []
    refused: list[FaultyFileError | UnreadableFileError] = []
    for path in paths:
        try:
            kind, table, warnings = _sheet(path, zone)
        except (FaultyFileError, UnreadableFileError) as error:
            refused.append(error)
            continue
        tables.setdefault(kind, []).append(table)
        said += warnings
    _refuse_all(refused)
    whole = {kind: pd.concat(own, ignore_index=True) for kind, own in tables.items()}
    fleet, doubts = _fleet(whole.get(FLEET))
    departures = whole.get(DEPARTURES)
    if departures is not None:
        departures = departures.sort_values("time", kind="stable").reset_index(drop=True)
    return Counted(
        departures, whole.get(PASSENGERS), whole.get(MET), whole.get(WAITS), fleet,
        (*said, *doubts),
    )  # fmt: skip


def _refuse_all(refused: Sequence[InputError]) -> None:
    """Refuse sheets together, each with what is wrong with it."""
    if len(refused) == 1:
        raise refused[0]
    if refused:
        raise InputError(
            "{n} sheets of counts cannot be used: {faults}",
            n=len(refused),
            faults=tuple(Words(message(one, "fr"), message(one, "en")) for one in refused),
        )


def _sheet(path: Path, zone: str) -> tuple[str, pd.DataFrame, tuple[Words, ...]]:
    sheet = delimited.read(path, format_name=SHEET)
    held = {plain(column): column for column in sheet.cells.columns}
    own = {role: column for role, names in OWN.items() if (column := _heading(held, names))}
    kinds = [kind for kind in (PASSENGERS, MET, WAITS, FLEET) if _is(kind, own)]
    if len(kinds) > 1:
        fault = both("it holds several kinds of counts at once ({kinds}): give a file for each",
                     kinds=", ".join(own[role] for role in MOST if role in own))  # fmt: skip
        raise FaultyFileError(path, format_name=SHEET, faults=[fault])
    if kinds:
        table, said = _rows(path, kinds[0], sheet, own)
        return kinds[0], table, (*sheet.warnings, *said)
    found = roles(sheet.cells.columns)
    if not {"time", "clock"} & set(found) or not {"lon", "lat"} <= set(found):
        fault = both(
            "its columns ({found}) are those of no sheet of counts: departures have time, lon and "
            "lat; passengers have ride, lon, lat and boardings or alightings; vehicles met have "
            "ride and met; waits have ride and wait_min; fleets have line and vehicles",
            found=", ".join(map(str, sheet.cells.columns)),
        )
        raise FaultyFileError(path, format_name=SHEET, faults=[fault, *sheet.warnings])
    read_as = field_sheets.counts(path, zone=zone)
    return DEPARTURES, read_as.table, read_as.warnings


def _heading(held: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((held[name] for name in names if name in held), None)


def _is(kind: str, own: Mapping[str, str]) -> bool:
    has = set(own)
    if kind == PASSENGERS:
        return {"ride", "lon", "lat"} <= has and bool(has & {"boardings", "alightings"})
    return {MET: {"ride", "met"}, WAITS: {"ride", "wait"}, FLEET: {"label", "vehicles"}}[
        kind
    ] <= has


def _rows(
    path: Path, kind: str, sheet: delimited.Delimited, own: Mapping[str, str]
) -> tuple[pd.DataFrame, list[Words]]:
    """Keep the rows of which all can be read; name the lines of the others, cause by cause."""
    key = "label" if kind == FLEET else "ride"
    texts = sheet.cells[own[key]].astype("string").fillna("").str.strip()
    told = {
        PASSENGERS: ("boardings", "alightings"), MET: ("met",), WAITS: ("wait",),
        FLEET: ("vehicles",),
    }[kind]  # fmt: skip
    numbers = {role: _numbers(sheet.cells[own[role]]) for role in told if role in own}
    unread: dict[str, Flags] = {own[key]: (texts == "").to_numpy(dtype=bool)}
    for role, column in numbers.items():
        blank = sheet.cells[own[role]].isna().to_numpy() & (kind == PASSENGERS)
        unread[own[role]] = ~_is_sound(role, column) & ~blank
    if kind == PASSENGERS:
        for role in ("lon", "lat"):
            numbers[role] = _numbers(sheet.cells[own[role]])
        unread[f"{own['lon']}, {own['lat']}"] = ~on_globe(numbers["lon"], numbers["lat"])
        counted = [np.isfinite(numbers[role]) for role in told if role in numbers]
        empty = ~np.logical_or.reduce(counted)
        unread[own.get("boardings", own.get("alightings", ""))] |= empty
    said = list(_unread(path, sheet, unread))
    kept = ~np.logical_or.reduce(list(unread.values()))
    if not kept.any():
        raise FaultyFileError(path, format_name=SHEET, faults=said or [both("it holds no row")])
    table = pd.DataFrame({key: texts, **numbers})[kept].reset_index(drop=True)
    for role in told:
        if role not in table:
            table[role] = np.nan
    return table.assign(seconds=table["wait"] * SIXTY) if kind == WAITS else table, said


def _numbers(cells: pd.Series) -> Floats:
    return values.numbers(cells.astype("string")).values.to_numpy(dtype=float, na_value=np.nan)


def _is_sound(role: str, column: Floats) -> Flags:
    """Say which counts can be: no negative one, none beyond reason, no part of a person."""
    least = 1.0 if role == "vehicles" else 0.0
    good = np.isfinite(column) & (column >= least) & (column <= MOST[role])
    return good & (column == np.round(column)) if role in WHOLE else good


def _unread(path: Path, sheet: delimited.Delimited, unread: Mapping[str, Flags]) -> Iterator[Words]:
    for column, rows in unread.items():
        where = np.flatnonzero(rows)
        if len(where):
            lines = [str(sheet.lines[k] if sheet.lines else k + 2) for k in where[:MOST_LINES]]
            more = ", …" if len(where) > MOST_LINES else ""
            yield both(
                "{file}: rows left out, {column} cannot be used on lines {lines}",
                file=path.name, column=column, lines=", ".join(lines) + more,
            )  # fmt: skip


def _fleet(table: pd.DataFrame | None) -> tuple[dict[str, int], list[Words]]:
    """Take the fleet of each line; one that is told twice otherwise is not known."""
    if table is None:
        return {}, []
    fleet, said = dict[str, int](), list[Words]()
    for label, own in table.groupby("label", sort=False):
        if own["vehicles"].nunique() > 1:
            said.append(both("The fleet of line {line} is told with different numbers: it is left "
                             "out.", line=str(label)))  # fmt: skip
            continue
        fleet[str(label)] = int(own["vehicles"].iloc[0])
    return fleet, said
