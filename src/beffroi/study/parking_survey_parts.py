"""What each file of a parking survey tells: plates, counts, barriers, meters, sensors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from beffroi.engines.parking.surveys import exports, zones
from beffroi.engines.parking.surveys.barriers import inside
from beffroi.engines.parking.surveys.counts import as_passes
from beffroi.engines.parking.surveys.exhibits import exhibits
from beffroi.engines.parking.surveys.occupancy import doubtful, occupied
from beffroi.engines.parking.surveys.outcome import DEFINITIONS, Surveyed, surveyed
from beffroi.engines.parking.surveys.sections import Matched, matched
from beffroi.engines.parking.surveys.sensors import REASONS, judged
from beffroi.engines.parking.surveys.stays import Refused
from beffroi.formats import (
    barrier_counts,
    meter_tickets,
    parking_sensors,
    plate_reads,
    section_counts,
)
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.figures import Figure, Source
from beffroi.foundation.files import sha256
from beffroi.foundation.language import Words, both
from beffroi.territory import indicator
from beffroi.territory.exhibit import Exhibit

Table = tuple[pd.DataFrame, Words]
NONE = pd.DataFrame({"section": [], "time": [], "vehicles": []})


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a file tells.

    Attributes
    ----------
    hours
        Occupancy by section and hour; empty if it tells none.
    passes
        Passes by sections, to compare tickets with: `section`, `time`, `vehicles`.
    figures, exhibits, refused, warnings
        As in `parking_survey.Done`.
    days
        Days that it names, ISO 8601.
    long
        Vehicles that stayed long or beyond the limit, by section (`outcome.Surveyed.long`); empty
        without plates.
    tables
        Tables to write, by file, with what each is for.
    """

    figures: tuple[Figure, ...]
    warnings: tuple[Words, ...]
    hours: pd.DataFrame = field(default_factory=pd.DataFrame)
    passes: pd.DataFrame = field(default_factory=NONE.copy)
    exhibits: tuple[Exhibit, ...] = ()
    refused: tuple[Words, ...] = ()
    days: tuple[str, ...] = ()
    long: pd.DataFrame = field(default_factory=pd.DataFrame)
    tables: Mapping[str, Table] = field(default_factory=dict)


def of_plates(path: Path, places_path: Path, places: pd.DataFrame, *, zone: str, seed: int) -> Part:
    """Tell what a plate survey tells."""
    read = plate_reads.read(path, zone=zone)
    found = matched(places, read.reads["section"].unique())
    warnings = (*read.warnings, *_unmatched(path, places_path, found, plate_reads.FORMAT))
    days = tuple(str(day) for day in sorted(read.reads["day"].unique()) if day)
    sources = (
        _source("plates", both("Plate survey"), path, days),
        _source("places", both("Places of the survey"), places_path, ()),
    )
    told = surveyed(read.reads, found.sections, sources, seed=seed)
    return Part(
        told.figures, (*warnings, *told.remarks), told.occupied.hours,
        _seen(told.passes.table), tuple(exhibits(told, sources)), tuple(_refused(told)), days,
        told.long,
        {"passes.csv": (_passes(told), both("each pass by each section")),
         "stays.csv": (_stays(told), both("stays by section and length, small counts hidden")),
         "long_stayers.csv": (_long(told.long), both("long-stayers by section, small counts "
                                                     "hidden"))},
    )  # fmt: skip


def of_counts(
    path: Path, places_path: Path, places: pd.DataFrame, *, seed: int, is_alone: bool
) -> Part:
    """Tell what counts tell; figures of occupancy only where no plate survey does."""
    counts, said = section_counts.read(path)
    found = matched(places, counts["section"].unique())
    passes = as_passes(counts)
    taken = occupied(passes, found.sections, seed=seed)
    days = tuple(str(day) for day in sorted(counts["day"].unique()) if day)
    sources = (
        _source("counts", both("Counts of parked vehicles"), path, days),
        _source("places", both("Places of the survey"), places_path, ()),
    )
    known = indicator.read(DEFINITIONS)
    figures = exports.of_occupancy(taken, known, sources, len(found.sections)) if is_alone else ()
    warnings = (*said, *_unmatched(path, places_path, found, section_counts.FORMAT),
                *doubtful(found.sections, taken.passes))  # fmt: skip
    return Part(tuple(figures), warnings, taken.hours, _seen(passes), days=days)


def of_barriers(path: Path, places_path: Path, places: pd.DataFrame, *, seed: int) -> Part:
    """Tell what barriers tell."""
    counts, said = barrier_counts.read(path)
    found = matched(places, counts["section"].unique())
    inside_ = inside(counts)
    taken = occupied(as_passes(inside_.table), found.sections, seed=seed)
    days = _days(counts["time"])
    sources = (_source("barriers", both("Counts at barriers"), path, days),)
    figures = exports.of_barriers(inside_, taken, indicator.read(DEFINITIONS), sources)
    warnings = (*said, *_unmatched(path, places_path, found, barrier_counts.FORMAT))
    return Part(tuple(figures), warnings, taken.hours, days=days)


def of_meters(
    path: Path,
    places: pd.DataFrame,
    passes: Sequence[pd.DataFrame],
    *,
    rate: float | None,
    fine: float | None = None,
) -> Part:
    """Tell what meters tell, beside the passes of plates or counts if there are some."""
    tickets, said = meter_tickets.read(path)
    names = dict.fromkeys(name for table in passes for name in table["section"])
    key = next(key for key in ("section", "place_id", "name", "street") if key in places)
    sections = matched(places, names or dict.fromkeys(places[key].dropna())).sections
    days = _days(tickets["start"])
    sources = (_source("meters", both("Tickets of parking meters"), path, days),)
    seen = _once(passes)
    figures = exports.of_meters(
        tickets, sections, seen, indicator.read(DEFINITIONS), sources, rate=rate, fine=fine
    )
    by_zone = zones.by_zone(tickets, places, names, seen)
    tables = {} if by_zone.empty else {
        "zones.csv": (by_zone, both("tickets against vehicles, by zone"))
    }  # fmt: skip
    return Part(tuple(figures), (*said, *_nowhere(path, by_zone)), days=days,
                exhibits=tuple(zones.exhibits(by_zone, sources)), tables=tables)  # fmt: skip


def _once(passes: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Join the passes of several surveys; a section that two of them saw is the first's."""
    kept, known = [NONE], set[str]()
    for table in passes:
        kept.append(table[~table["section"].isin(known)])
        known |= set(table["section"])
    filled = [table for table in kept if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else NONE


def _nowhere(path: Path, by_zone: pd.DataFrame) -> Iterator[Words]:
    """Name the zones of tickets that no place bears."""
    lost = by_zone.loc[by_zone["spaces"].isna(), "zone"].tolist()
    if lost:
        yield both("{file}: no place bears {zones}, or the spaces of one are unknown: hours paid "
                   "there are not told.", file=path.name,
                   zones=", ".join(repr(str(zone)) for zone in lost[:3]))  # fmt: skip


def of_sensors(path: Path) -> Part:
    """Tell what sensors tell, those that cannot be believed set aside."""
    days, said = parking_sensors.read(path)
    found = judged(days)
    named = (str(np.datetime64(days.first, "D")),
             str(np.datetime64(days.first + days.events.shape[1] - 1, "D")))  # fmt: skip
    sources = (_source("sensors", both("Events of parking sensors"), path, named),)
    figures = tuple(exports.of_sensors(days, found, indicator.read(DEFINITIONS), sources))
    table = pd.DataFrame(
        {"sensor": [one.sensor for one in found.aside],
         "reason": [one.reason for one in found.aside],
         "says": [REASONS[one.reason].fr for one in found.aside],
         "first": [str(np.datetime64(one.first, "D")) for one in found.aside],
         "last": [str(np.datetime64(one.last, "D")) for one in found.aside]}
    )  # fmt: skip
    return Part(
        figures, said, exhibits=(exports.sensors_aside(found, sources),), days=named,
        tables={"sensors.csv": (table, both("sensors set aside, with the reason"))},
    )  # fmt: skip


def _days(times: pd.Series) -> tuple[str, ...]:
    days = np.unique(np.floor(times.to_numpy(dtype=np.float64) / 86_400).astype(np.int64))
    return tuple(str(np.datetime64(int(day), "D")) for day in days if day)


def _seen(passes: pd.DataFrame) -> pd.DataFrame:
    return passes.loc[passes["state"] != "missing", ["section", "time", "vehicles"]]


def _unmatched(path: Path, places: Path, found: Matched, format_name: str) -> Iterator[Words]:
    if len(found.unknown) == len(found.sections):
        raise FaultyFileError(
            path, format_name=format_name,
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
    is_missing = made["state"] == "missing"
    stamp = made["time"].round().astype("int64").to_numpy().astype("datetime64[s]")
    clock = pd.Series(np.datetime_as_string(stamp, unit="m"))
    return pd.DataFrame({
        "section": made["section"], "day": made["day"], "pass": made["pass"],
        "time": clock.str.slice(11), "state": made["state"],
        "vehicles": made["vehicles"].astype("Int64").mask(is_missing),
        "spaces": made["spaces"].mask(is_missing), "occupancy": made["occupancy"].mask(is_missing),
    })  # fmt: skip


def _long(long: pd.DataFrame) -> pd.DataFrame:
    table = long.rename(columns={"long": "5.5h-"}) if len(long) else long
    for column in ("seen", "over", "5.5h-"):
        if column in table:
            hidden = table[column] == -1
            table[column] = table[column].astype("Int64").astype("string").mask(hidden, "hidden")
    return table


def _stays(told: Surveyed) -> pd.DataFrame:
    table = told.counted.copy()
    table["section"] = table["section"].fillna("*")
    for column in table.columns[1:]:
        hidden = table[column] == -1
        table[column] = table[column].astype("string").mask(hidden, "hidden")
    return table
