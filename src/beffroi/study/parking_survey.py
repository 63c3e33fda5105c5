"""A parking survey: files of plates, counts, meters, barriers, sensors in; figures and a page out.

Plates go no further than the reader of their file; stays of single vehicles are kept in memory.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from beffroi.engines.parking.surveys.exhibits import exhibits
from beffroi.engines.parking.surveys.outcome import Surveyed, surveyed
from beffroi.engines.parking.surveys.sections import Matched, matched
from beffroi.engines.parking.surveys.stays import Refused
from beffroi.formats import plate_reads, survey_places
from beffroi.foundation.errors import FaultyFileError, InputError
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.files import is_folder, is_there, listed, sha256, write_text
from beffroi.foundation.language import Words, both
from beffroi.foundation.numbers import said_in_both
from beffroi.territory.exhibit import Exhibit

PAGE: Final = "rapport.html"
FIGURES: Final = "figures.json"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula."""
WORKED: Final = (
    "parking.survey.occupancy", "parking.survey.peak", "parking.survey.rotation",
    "parking.survey.mean_stay", "parking.survey.unseen", "parking.survey.long_stays",
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
    zone
        IANA zone of the clocks.
    seed
        Seed of the intervals.
    """

    plates: Path | None
    places: Path
    zone: str = "Europe/Paris"
    seed: int = 0


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
    if is_there(out) and not (is_folder(out) and not listed(out)):
        raise InputError("{path} is not empty: give a folder that is new.", path=str(out))
    if asked.plates is None:
        raise InputError("Give a survey: a file of plates, or one of the options.")
    places, said = survey_places.read(asked.places)
    tables: dict[str, tuple[pd.DataFrame, Words]] = {}
    done = _of_plates(asked.plates, asked, places, out, tables)
    done = replace(done, warnings=(*said, *done.warnings))
    return _written(done, tables, page)


def _of_plates(
    path: Path, asked: Asked, places: pd.DataFrame, out: Path,
    tables: dict[str, tuple[pd.DataFrame, Words]],
) -> Done:  # fmt: skip
    read = plate_reads.read(path, zone=asked.zone)
    found = matched(places, read.reads["section"].unique())
    warnings = [*read.warnings, *_unmatched(path, asked.places, found)]
    days = tuple(day for day in sorted(read.reads["day"].unique()) if day)
    sources = (_source("plates", both("Plate survey"), path, days), _source(
        "places", both("Places of the survey"), asked.places, ()))  # fmt: skip
    told = surveyed(read.reads, found.sections, sources, seed=asked.seed)
    tables["occupancy.csv"] = told.occupied.hours, both("occupancy by section and hour")
    tables["passes.csv"] = _passes(told), both("each pass by each section")
    tables["stays.csv"] = _stays(told), both("stays by section and length, small counts hidden")
    return Done(
        out, path.name, days, told.occupied.hours, told.figures,
        tuple(exhibits(told, sources)), tuple(_refused(told)), (*warnings, *told.remarks), (),
    )  # fmt: skip


def _unmatched(path: Path, places: Path, found: Matched) -> Iterator[Words]:
    if len(found.unknown) == len(found.sections):
        raise FaultyFileError(
            path, format_name=plate_reads.FORMAT,
            faults=[both("no section of it is in {places}; the first ones are {names}",
                         places=places.name,
                         names=", ".join(repr(name) for name, _ in found.unknown[:3]))],
        )  # fmt: skip
    for name, nearest in found.unknown:
        if nearest:
            yield both("{places} has no {name!r}: its spaces are unknown. The nearest: {nearest}.",
                       places=places.name, name=name, nearest=", ".join(nearest))  # fmt: skip
        else:
            yield both("{places} has no {name!r}, nor anything like it: its spaces are unknown.",
                       places=places.name, name=name)  # fmt: skip
    if found.unvisited:
        yield both("{n} place(s) of {places} (was|were) not surveyed: {names}",
                   n=len(found.unvisited), places=places.name,
                   names=", ".join(found.unvisited[:6]))  # fmt: skip


def _source(id_: str, name: Words, path: Path, days: tuple[str, ...]) -> Source:
    return Source(id_, name.fr, "", days[-1] if days else "", "", file=path.name,
                  sha256=sha256(path), provenance="supplied")  # fmt: skip


def _refused(told: Surveyed) -> Iterator[Words]:
    if isinstance(told.lengths, Refused):
        yield both("Length of stays: {why}", why=told.lengths.why)
    for limit, own in told.by_limit.items():
        if isinstance(own, Refused):
            yield both("Respect of the limit of {limit} min: {why}", limit=f"{limit:g}",
                       why=own.why)  # fmt: skip


def _passes(told: Surveyed) -> pd.DataFrame:
    made = told.passes.table.merge(
        told.occupied.passes[["visit", "rank", "spaces", "occupancy"]], on=["visit", "rank"],
        how="left",
    )  # fmt: skip
    is_missing = (made["state"] == "missing").to_numpy()
    stamp = made["time"].round().astype("int64").to_numpy().astype("datetime64[s]")
    clock = pd.Series(np.datetime_as_string(stamp, unit="m"))
    return pd.DataFrame({
        "section": made["section"], "day": made["day"], "pass": made["pass"],
        "time": clock.str.slice(11), "state": made["state"],
        "vehicles": made["vehicles"].astype("Int64").mask(is_missing),
        "spaces": made["spaces"].mask(is_missing), "occupancy": made["occupancy"].mask(is_missing),
    })  # fmt: skip


def _stays(told: Surveyed) -> pd.DataFrame:
    table = told.counted.copy()
    table["section"] = table["section"].fillna("*")
    for column in table.columns[1:]:
        hidden = table[column] == -1
        table[column] = table[column].astype("string").mask(hidden, "hidden")
    return table


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
