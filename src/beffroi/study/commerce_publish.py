"""The public directory of a town's shops: a register, calendars and a folder of pages."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from beffroi.engines.commerce.directory.coverage import noon_gap
from beffroi.formats import footfall_layers, ical, openagenda, parking_layers
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import Words, both
from beffroi.study.commerce_directory import Directory
from beffroi.study.commerce_given import given
from beffroi.study.commerce_listing import WEEKS, Publication, checked, directory
from beffroi.territory.events import EVENTS

__all__ = ["WEEKS", "Publication", "Sources", "agenda", "as_json", "directory", "first_day",
           "read_events", "run", "told", "write_feedback"]  # fmt: skip
AHEAD = 366
"""Days of events that are published. [day]"""
GROUND = ("streets", "water", "buildings", "greens")
"""Layers of the map under the shops."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of a directory.

    Attributes
    ----------
    register, osm_file
        A written register, a map, or both.
    calendars
        Files of events.
    footfall
        Layer of who passes along the streets (`beffroi commerce footfall`).
    """

    register: Path | None = None
    osm_file: Path | None = None
    calendars: Sequence[Path] = ()
    footfall: Path | None = None


def read_events(
    paths: Sequence[Path], publication: Publication
) -> tuple[pd.DataFrame, tuple[Words, ...]]:
    """Read calendars and agendas: .ics or .json, joined in order of time.

    Returns
    -------
    Table `EVENTS`, and what the readers said.

    Raises
    ------
    InputError
        If a file is of another kind or cannot be read.
    """
    readers = {".ics": ical.read, ".json": openagenda.read}
    last = publication.first + dt.timedelta(AHEAD)
    readings = []
    for path in paths:
        reader = readers.get(path.suffix.lower())
        if reader is None:
            raise InputError(
                "{path} is no calendar that is read: give .ics (iCalendar) or .json (OpenAgenda).",
                path=str(path),
            )
        readings.append(reader(path, publication.first, last, zone=publication.zone))
    warnings = tuple(words for reading in readings for words in reading.warnings)
    tables = [reading.table for reading in readings if len(reading.table)]
    if not tables:
        return EVENTS.empty(), warnings
    whole = pd.concat(tables, ignore_index=True).drop_duplicates("occurrence_id")
    return whole.sort_values(["begins", "occurrence_id"], ignore_index=True), warnings


def given_directory(sources: Sources, publication: Publication) -> Directory:
    """Make the directory of a written register, or of a map alone, with its calendars.

    Raises
    ------
    InputError
        If a file cannot be read, or what the town says of its site cannot be used.
    """
    publication = checked(publication)
    events, said = read_events(sources.calendars, publication)
    flows = None if sources.footfall is None else footfall_layers.read(sources.footfall)
    town = given(sources.register, sources.osm_file, table=publication.families)
    tables = {} if town.extract is None else town.extract.tables
    ground = {name: tables[name] for name in GROUND if name in tables} or {"streets": town.streets}
    return directory(
        town.premises, publication, events=events, date=town.date, ground=ground,
        mapped=tables.get("outlets"), warnings=(*town.warnings, *said), flows=flows,
    )  # fmt: skip


Writer = Callable[[Directory, Path], tuple[str, ...]]


def run(
    sources: Sources, out: Path, publication: Publication, write: Writer, *,
    feedback_file: Path | None = None,
) -> tuple[Directory, tuple[str, ...]]:  # fmt: skip
    """Make a directory and write its pages into a folder, whole or not at all.

    Parameters
    ----------
    sources
        The files.
    out
        A folder that is new or empty.
    publication
        What the town says of its site.
    write
        What writes the pages.
    feedback_file
        Where to write what the map could be told (.geojson); it stays out of the site.

    Returns
    -------
    The directory, and the names of the files of the site.

    Raises
    ------
    InputError
        If the folder holds something, or a file cannot be read.
    StorageError
        If it cannot be written.
    """
    _refuse_feedback(feedback_file, out)
    with fresh(out):
        made = given_directory(sources, publication)
        names = write(made, out)
        if feedback_file is not None and made.feedback is not None:
            write_feedback(made.feedback, feedback_file)
    return made, names


def _refuse_feedback(path: Path | None, out: Path) -> None:
    if path is None:
        return
    if path.suffix.lower() != ".geojson":
        raise InputError(
            "{path}: what the map could be told is written as .geojson.", path=str(path)
        )
    if path.resolve().is_relative_to(out.resolve()):
        raise InputError(
            "{path} lies within the site: what the map could be told is not for the public.",
            path=str(path),
        )


def first_day(text: str) -> dt.date:
    """Read the first day of the hours.

    Raises
    ------
    SettingsError
        If it is no day.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise SettingsError("{text!r} is no day: write it as 2026-07-14.", text=text) from error


def agenda(made: Directory) -> str:
    """Write the events as a calendar that telephones subscribe to."""
    return ical.written(made.events, name=made.title, made=made.first)


def write_feedback(found: gpd.GeoDataFrame, path: Path) -> None:
    """Write what the map could be told, an object a feature: its tags, and what they are now."""
    flat = found.assign(
        tags=[_tagged(one) for one in found["tags"]], now=[_tagged(one) for one in found["now"]]
    )
    placed = flat[flat.geometry.notna()]
    parking_layers.write({"osm_feedback": pd.DataFrame(placed)}, path)


def _tagged(tags: dict[str, str]) -> str:
    return "\n".join(f"{tag}={value}" for tag, value in tags.items())


def told(made: Directory) -> Iterator[Words]:
    """Say what the directory holds, one sentence a line."""
    yield both(
        "Shops published: {n}; hours known for {known}, unknown for {unknown}.",
        n=len(made.shops), known=made.coverage.known, unknown=made.coverage.unknown,
    )  # fmt: skip
    gap = noon_gap(made.coverage)
    if made.coverage.missing:
        yield both(
            "Too few hours are known to tell when the town's shops are open: {n} more are needed.",
            n=made.coverage.missing,
        )
    if gap is not None:
        yield both(
            "Gap of noon, from Tuesday to Friday: {gap} points ({low} to {high}) fewer shops open "
            "at 1 p.m. than at 11 a.m. and 3 p.m., if those whose hours are known are like the "
            "others.",
            gap=round(100 * gap.value), low=round(100 * gap.low), high=round(100 * gap.high),
        )  # fmt: skip
    yield both("Vacant premises: {n}; dates of events: {events}.",
               n=len(made.vacancies), events=len(made.events))  # fmt: skip
    yield from made.warnings


def as_json(made: Directory, files: Sequence[str]) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    gap = noon_gap(made.coverage)
    return {
        "date": made.date,
        "first": made.first.isoformat(),
        "last": made.last.isoformat(),
        "shops": len(made.shops),
        "hours_known": made.coverage.known,
        "noon_gap": None if gap is None else {
            "value": round(gap.value, 4), "low": round(gap.low, 4), "high": round(gap.high, 4),
        },
        "hours_missing": made.coverage.missing,
        "vacant": len(made.vacancies),
        "events": len(made.events),
        "files": len(files),
        "warnings": [words.as_json() for words in made.warnings],
    }  # fmt: skip
