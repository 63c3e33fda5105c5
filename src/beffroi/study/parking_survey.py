"""A parking survey: files of plates, counts, meters, barriers, sensors in; figures and a page out.

Plates go no further than the reader of their file; stays of single vehicles are kept in memory.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd

from beffroi.formats import survey_places
from beffroi.foundation.errors import InputError
from beffroi.foundation.figures import Figure
from beffroi.foundation.files import write_text
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import said_in_both
from beffroi.study import parking_survey_parts as parts
from beffroi.study.parking_survey_map import located, sections_of
from beffroi.study.parking_survey_parts import Part
from beffroi.territory.exhibit import Exhibit

PAGE: Final = "index.html"
FIGURES: Final = "figures.json"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula."""
WORKED: Final = (
    "parking.survey.occupancy", "parking.survey.peak", "parking.survey.rotation",
    "parking.survey.mean_stay", "parking.survey.unseen", "parking.survey.long_stays",
    "parking.survey.paid_hours", "parking.survey.payment", "parking.survey.barriers_mean",
    "parking.survey.sensors_kept",
)  # fmt: skip
"""Figures that the command says."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a survey is made of.

    Attributes
    ----------
    plates
        Plate survey; None if there is none.
    places
        Places with their spaces and limits.
    counts, barriers, meters, sensors
        Counts of parked vehicles, counts at barriers, tickets, events of sensors; None if absent.
    rate
        Price of an hour, where tickets do not say until when they are paid; None if unknown. [€]
    zone
        IANA zone of the clocks.
    seed
        Seed of the intervals.
    map
        OpenStreetMap extract, on whose streets sections are drawn; None if there is none.
    fine
        Post-payment fine of the town; None if unknown. [€]
    """

    plates: Path | None
    places: Path
    counts: Path | None = None
    barriers: Path | None = None
    meters: Path | None = None
    sensors: Path | None = None
    rate: float | None = None
    zone: str = "Europe/Paris"
    seed: int = 0
    map: Path | None = None
    fine: float | None = None

    def given(self) -> tuple[Path, ...]:
        """Return the files of surveys that are given."""
        files = (self.plates, self.counts, self.barriers, self.meters, self.sensors)
        return tuple(path for path in files if path is not None)


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """A survey that is ready to be read.

    Attributes
    ----------
    folder
        Where it is written.
    title
        What it is of: the names of its files.
    days
        Days surveyed, ISO 8601, those that files name.
    hours
        Occupancy by section and hour: `section`, `hour`, `vehicles`, `spaces`, `occupancy`, `low`,
        `high`, `passes`; empty without plates or counts.
    figures
        Its figures.
    exhibits
        Its tables.
    refused
        What it cannot tell, and why.
    warnings
        What was left out or doubtful.
    files
        What is written, under the folder, with what each is for.
    shapes
        Where sections are: `place_id` (the section), `name`, `geometry`; empty where the places
        come without a map.
    ground
        Layers of the map under them; empty if no map was given.
    long
        Vehicles that stayed long or beyond the limit, by section (`secrecy.overstays`).
    """

    folder: Path
    title: str
    days: tuple[str, ...]
    hours: pd.DataFrame
    figures: tuple[Figure, ...]
    exhibits: tuple[Exhibit, ...]
    refused: tuple[Words, ...]
    warnings: tuple[Words, ...]
    files: tuple[tuple[str, Words], ...]
    shapes: gpd.GeoDataFrame = field(default_factory=gpd.GeoDataFrame)
    ground: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)
    long: pd.DataFrame = field(default_factory=pd.DataFrame)


def survey(asked: Asked, out: Path, page: Callable[[Done, Path], None]) -> Done:
    """Tell what surveys of parking tell, and write it.

    Parameters
    ----------
    asked
        The files.
    out
        Folder to write, absent or empty.
    page
        What writes the page.

    Raises
    ------
    InputError
        If the folder is not empty, or no file is given.
    UnreadableFileError, FaultyFileError, SettingsError
        If a file cannot be used; all its faults are listed.
    StorageError
        If the disk is full or the folder cannot be written.
    """
    if not asked.given():
        raise InputError("Give a survey: a file of plates, or one of the options.")
    with fresh(out):
        return _told(asked, out, page)


def _told(asked: Asked, out: Path, page: Callable[[Done, Path], None]) -> Done:
    places, said = survey_places.read(asked.places)
    told_by = [part for part in _parts(asked, places) if part is not None]
    hours = [part.hours for part in told_by if len(part.hours)]
    long = next((part.long for part in told_by if len(part.long)), pd.DataFrame())
    shown = sections_of(pd.concat(hours) if hours else pd.DataFrame(), long)
    where = located(shown, places, asked.map)
    done = Done(
        out, ", ".join(path.name for path in asked.given()),
        tuple(sorted({day for part in told_by for day in part.days})),
        pd.concat(hours, ignore_index=True) if hours else pd.DataFrame(),
        tuple(figure for part in told_by for figure in part.figures),
        tuple(exhibit for part in told_by for exhibit in part.exhibits),
        tuple(words for part in told_by for words in part.refused),
        (*said, *(words for part in told_by for words in part.warnings), *where.warnings), (),
        where.shapes, where.ground, long,
    )  # fmt: skip
    tables = {name: pair for part in told_by for name, pair in part.tables.items()}
    if hours:
        tables = {"occupancy.csv": (done.hours, both("occupancy by section and hour")), **tables}
    return _written(done, tables, page)


def _parts(asked: Asked, places: pd.DataFrame) -> Iterator[Part | None]:
    """Tell what each file tells; meters are compared with what plates or counts saw."""
    plates = counts = None
    if asked.plates is not None:
        plates = parts.of_plates(asked.plates, asked.places, places, zone=asked.zone,
                                 seed=asked.seed)  # fmt: skip
        yield plates
    if asked.counts is not None:
        counts = parts.of_counts(asked.counts, asked.places, places, seed=asked.seed,
                                 is_alone=plates is None)  # fmt: skip
        yield counts
    if asked.barriers is not None:
        yield parts.of_barriers(asked.barriers, asked.places, places, seed=asked.seed)
    if asked.meters is not None:
        passes = [part.passes for part in (plates, counts) if part is not None]
        yield parts.of_meters(asked.meters, places, passes, rate=asked.rate, fine=asked.fine)
    if asked.sensors is not None:
        yield parts.of_sensors(asked.sensors)


def _written(
    done: Done, tables: dict[str, tuple[pd.DataFrame, Words]], page: Callable[[Done, Path], None]
) -> Done:
    files = (
        (PAGE, both("this page, to read and to print")),
        *((name, words) for name, (_, words) in tables.items()),
        (FIGURES, both("figures with their interval, source and method")),
    )
    whole = replace(done, files=files)
    for name, (table, _) in tables.items():
        write_text(done.folder / name, _csv(table))
    write_text(done.folder / FIGURES, json.dumps(as_json(whole), ensure_ascii=False, indent=1))
    page(whole, done.folder / PAGE)
    return whole


def _csv(table: pd.DataFrame) -> str:
    """Write a table as CSV; texts that a spreadsheet would take for a formula are quoted."""
    safe = table.copy()
    for column in safe.select_dtypes(include=["object", "string"]).columns:
        texts = safe[column].astype("string")
        risky = texts.str.startswith(FORMULA).fillna(value=False)
        safe[column] = texts.where(~risky, "'" + texts)
    return safe.to_csv(index=False, float_format="%.4g", lineterminator="\n")


def as_json(done: Done) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    return {
        "folder": str(done.folder),
        "days": list(done.days),
        "figures": [figure.as_json() for figure in done.figures],
        "exhibits": [exhibit.as_json() for exhibit in done.exhibits],
        "refused": [words.as_json() for words in done.refused],
        "warnings": [words.as_json() for words in done.warnings],
        "files": [name for name, _ in done.files],
    }


def told(done: Done) -> Iterator[Words]:
    """Say what was found, in a few lines."""
    known = {figure.id: figure for figure in done.figures}
    for id_ in WORKED:
        if id_ in known:
            figure = known[id_]
            yield Words("{name} : {value}", "{name}: {value}").filled(
                name=figure.name, value=said_in_both(figure)
            )
    yield from done.refused
    yield from done.warnings
    yield both("Written in {folder}: {files}.", folder=str(done.folder),
               files=", ".join(name for name, _ in done.files))  # fmt: skip
