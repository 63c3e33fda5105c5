"""Merging timetables: files in, one file out, proven to hold every trip, and what is to be said."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from beffroi.engines.mobility.integration import Merged, Part, merged
from beffroi.engines.mobility.integration.inputs import Streets, parameter
from beffroi.engines.mobility.integration.poles import degrees, is_lost
from beffroi.engines.mobility.integration.proof import counts
from beffroi.engines.mobility.integration.twins import DOUBTFUL, SAME
from beffroi.formats import gtfs, osm, stop_review
from beffroi.formats.gtfs.reference import FILES, LOCATION_COLUMNS, LOCATIONS
from beffroi.foundation.errors import FaultyFileError, InputError
from beffroi.foundation.files import written_whole
from beffroi.foundation.language import Words, both, plural
from beffroi.foundation.numbers import grouped
from beffroi.territory.projection import legal_epsg

IDENTIFIERS: Mapping[str, tuple[str, ...]] = {
    name: tuple(column for column, field in columns.items() if field.kind == "id")
    for name, columns in {
        **{name: file.columns for name, file in FILES.items()}, LOCATIONS: LOCATION_COLUMNS,
    }.items()
}  # fmt: skip
"""Columns that hold identifiers, by table of the GTFS reference."""
TOLD = {
    "trips": (both("{number} trip"), both("{number} trips")),
    "stop_times": (both("{number} call at a stop"), both("{number} calls at stops")),
    "stops": (both("{number} stop or station"), both("{number} stops and stations")),
    "routes": (both("{number} line"), both("{number} lines")),
}
"""The tables whose counts are told, and how."""
FEWEST = 2
DETOUR = Words(fr=grouped(parameter("detour"), 1, "fr"), en=grouped(parameter("detour"), 1, "en"))
"""How much longer than the straight line a walk is taken to be where no street is known. [1]"""
MOST_RUNS = 6
"""Most runs of days told one by one."""


@dataclass(frozen=True)
class MergedFile:
    """A merged timetable that was written.

    Attributes
    ----------
    path
        Where it is.
    files
        The name of the file of each feed, by key.
    merged
        What was done.
    counts
        The rows of each feed and of the file, read again once written.
    warnings
        What the readers of the files said, and what is wrong between them.
    """

    path: Path
    files: Mapping[str, str]
    merged: Merged
    counts: pd.DataFrame
    warnings: tuple[Words, ...]


def merge(
    paths: Sequence[Path],
    out: Path,
    *,
    keys: Sequence[str] = (),
    osm_path: Path | None = None,
    review: Path | None = None,
    reviewed: Path | None = None,
    today: str = "",
) -> MergedFile:
    """Merge timetables into one file.

    Parameters
    ----------
    paths
        GTFS files or folders, two or more.
    out
        The file to write.
    keys
        Short name of each, put before its identifiers; made from the names of the files unless
        given.
    osm_path
        Map along whose streets people walk from stop to stop.
    review
        Where to write the stops that may be one, for a person to decide.
    reviewed
        That list with the person's answers.
    today
        Day on which feeds that ended before have expired, ISO 8601.

    Raises
    ------
    InputError
        If there are fewer than two files, keys cannot be used, or clocks differ.
    UnreadableFileError, HostileFileError, FaultyFileError
        If a file cannot be used, or the merged timetable would not be valid.
    StorageError
        If the file cannot be written.
    """
    named = _keyed(paths, keys)
    _refuse_overwriting(out, paths)
    answers = {} if reviewed is None else stop_review.read(reviewed)
    feeds = {key: gtfs.read(path) for key, path in named.items()}
    parts = [Part(key, feed.tables) for key, feed in feeds.items()]
    made = merged(
        parts,
        identifiers=IDENTIFIERS,
        epsg=_epsg(parts),
        streets=None if osm_path is None else _streets(osm_path),
        today=today,
        answers=answers,
    )  # fmt: skip
    counted = _written(parts, made, out)
    if review is not None:
        stop_review.write(review, made.twins[made.twins["decision"] == DOUBTFUL])
    files = {key: path.name for key, path in named.items()}
    said = [_of_file(files[key], words) for key, feed in feeds.items() for words in feed.warnings]
    warnings = (*_strange_answers(answers, made), *made.remarks, *said)
    return MergedFile(out, files, made, counted, warnings)


def _refuse_overwriting(out: Path, paths: Sequence[Path]) -> None:
    if any(out.resolve() == path.resolve() for path in paths):
        raise InputError(
            "{path} is one of the timetables to merge: give the merged one another name.",
            path=str(out),
        )


def _strange_answers(answers: Mapping[tuple[str, str], bool], made: Merged) -> Iterator[Words]:
    """Say which answers are about stops that were not compared: moved, renamed or far apart."""
    known = set(zip(made.twins["stop_id"], made.twins["twin_id"], strict=True))
    strange = [pair for pair in answers if pair not in known and pair[::-1] not in known]
    if strange:
        yield plural(
            len(strange),
            both("{n} answer is about stops that are not near each other: it was left out "
                 "({stop}, {twin})."),
            both("{n} answers are about stops that are not near each other: they were left out "
                 "({stop}, {twin}, …)."),
            stop=strange[0][0],
            twin=strange[0][1],
        )  # fmt: skip


def _streets(path: Path) -> Streets:
    extract = osm.read(path)
    return Streets(extract.tables["streets"], extract.street_nodes)


def _of_file(file: str, words: Words) -> Words:
    return Words(fr="{file} : {words}", en="{file}: {words}").filled(file=file, words=words)


def _keyed(paths: Sequence[Path], keys: Sequence[str]) -> dict[str, Path]:
    """Give each file its key."""
    if len(paths) < FEWEST:
        raise InputError("One timetable alone has nothing to be merged with: give two or more.")
    if keys and len(keys) != len(paths):
        raise InputError(
            "{n_keys} keys for {n_files} timetables: give one for each, in the same order.",
            n_keys=len(keys),
            n_files=len(paths),
        )
    if len(set(keys)) < len(keys):
        raise InputError("Two timetables cannot have one key ({keys}).", keys=", ".join(keys))
    return dict(zip(keys or _made_keys(paths), paths, strict=True))


def _made_keys(paths: Sequence[Path]) -> list[str]:
    """Make keys from the names of files, each unlike the others.

    Examples
    --------
    >>> _made_keys([Path("Réseau TIB.gtfs.zip"), Path("reseau-tib.zip")])
    ['reseau-tib', 'reseau-tib-2']
    """
    keys: list[str] = []
    for path in paths:
        name = re.sub(r"(\.gtfs)?\.zip$", "", path.name, flags=re.IGNORECASE)
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-") or "gtfs"
        known = [stem, *(f"{stem}-{n}" for n in range(2, len(paths) + 2))]
        keys.append(next(key for key in known if key not in keys))
    return keys


def _epsg(parts: Sequence[Part]) -> int:
    """Choose the projection of the middle of all stops."""
    tables = [part.tables["stops"] for part in parts if "stops" in part.tables]
    lon, lat = (
        np.concatenate([np.empty(0), *(degrees(stops, name) for stops in tables)])
        for name in ("stop_lon", "stop_lat")
    )
    known = ~is_lost(lon, lat)
    if not known.any():
        return legal_epsg("75", 0.0, 0.0)
    return legal_epsg("", float(np.median(lon[known])), float(np.median(lat[known])))


def _written(parts: Sequence[Part], made: Merged, out: Path) -> pd.DataFrame:
    """Write the merged timetable, and count what it holds before it takes its place."""
    try:
        with written_whole(out) as temporary:
            gtfs.write(made.tables, temporary)
            counted = counts(parts, gtfs.read(temporary).tables, IDENTIFIERS)
            if counted["lost"].any():
                raise RuntimeError(f"The merged timetable lacks rows: {counted.to_dict('records')}")
    except FaultyFileError as error:
        raise FaultyFileError(out, format_name="GTFS", faults=error.faults) from error
    return counted


def told(done: MergedFile) -> Iterator[Words]:
    """Say what was merged: counts, stops joined, transfers, calendar, then what is wrong."""
    yield from _counts_told(done)
    yield from _stops_told(done.merged)
    yield from _transfers_told(done.merged)
    yield from _calendar_told(done.merged)
    yield from done.warnings


def _counts_told(done: MergedFile) -> Iterator[Words]:
    for row in done.counts.to_dict("records"):
        if row["table"] in TOLD:
            what = plural(row["after"], *TOLD[row["table"]], number=_grouped(row["after"]))
            parts = [(_grouped(n), key) for key, n in row["rows"].items()]
            yield both(
                "{what} in {file} ({before} before: {parts}), none lost.",
                what=what,
                file=done.path.name,
                before=_grouped(row["before"]),
                parts=Words(
                    fr=" + ".join(f"{n.fr} {key}" for n, key in parts),
                    en=" + ".join(f"{n.en} {key}" for n, key in parts),
                ),
            )


def _grouped(n: int) -> Words:
    """Write a number by groups of three digits."""
    return Words(fr=grouped(n, 0, "fr"), en=grouped(n, 0, "en"))


def _stops_told(made: Merged) -> Iterator[Words]:
    n_same, n_doubtful = (int(made.twins["decision"].eq(name).sum()) for name in (SAME, DOUBTFUL))
    if not n_same:
        yield both("No stop of one operator was recognised as that of another.")
        return
    yield plural(
        n_same,
        both("{n} pair of stops of two operators is one and the same stop: joined under a common "
             "station ({new} made)."),
        both("{n} pairs of stops of two operators are one and the same stop: joined under common "
             "stations ({new} made)."),
        new=_grouped(len(made.stations.new)),
        n=_grouped(n_same),
    )  # fmt: skip
    if made.stations.emptied:
        n = len(made.stations.emptied)
        yield plural(
            n,
            both("{n} station is left without stops, which are now under that of another operator; "
                 "it is kept."),
            both("{n} stations are left without stops, which are now under those of another "
                 "operator; they are kept."),
        )  # fmt: skip
    if n_doubtful:
        yield plural(
            n_doubtful,
            both("{n} pair of stops may be one: left apart, to be looked at (--review)."),
            both("{n} pairs of stops may be one: left apart, to be looked at (--review)."),
            n=_grouped(n_doubtful),
        )


def _transfers_told(made: Merged) -> Iterator[Words]:
    kinds = made.transfers["by"].value_counts()
    yield plural(
        len(made.transfers),
        both("{n} transfer made: {streets} along streets, {crow} as the crow flies."),
        both("{n} transfers made: {streets} along streets, {crow} as the crow flies."),
        streets=_grouped(int(kinds.get("streets", 0))),
        crow=_grouped(int(kinds.get("crow", 0))),
        n=_grouped(len(made.transfers)),
    )
    if made.off_streets is None:
        yield both(
            "No map was given (--osm): walks are as the crow flies, times {detour}.", detour=DETOUR
        )
    elif made.off_streets:
        yield plural(
            made.off_streets,
            both("{n} stop is off the streets of the map: its walks are as the crow flies, times "
                 "{detour}."),
            both("{n} stops are off the streets of the map: their walks are as the crow flies, "
                 "times {detour}."),
            detour=DETOUR,
            n=_grouped(made.off_streets),
        )  # fmt: skip


def _calendar_told(made: Merged) -> Iterator[Words]:
    days = made.calendars
    if days.spans["is_endless"].all() and days.window[0]:
        first, last = days.window
        yield both("Common period: {first} to {last}.", first=first, last=last)
    elif days.window[0]:
        yield plural(
            days.common,
            both("Common period: {first} to {last}, {n} day on which all run."),
            both("Common period: {first} to {last}, {n} days on which all run."),
            first=days.window[0],
            last=days.window[1],
            n=_grouped(days.common),
        )
    else:
        yield both("The timetables have no period in common.")
    alone = days.alone
    if len(alone):
        shown = [
            f"{row.first} – {row.last} ({row.running})"
            for row in alone.head(MOST_RUNS).itertuples()
        ]
        more = [f"… (+{len(alone) - MOST_RUNS})"] if len(alone) > MOST_RUNS else []
        yield plural(
            int(alone["days"].sum()),
            both("{n} day on which only some run: {runs}."),
            both("{n} days on which only some run: {runs}."),
            runs=", ".join(shown + more),
        )


def as_json(done: MergedFile) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    made, spans = done.merged, done.merged.calendars.spans
    return {
        "figures": [],
        "findings": [],
        "warnings": [words.as_json() for words in done.warnings],
        "files": [done.path.name],
        "feeds": _records(spans.assign(file=spans["feed"].map(done.files))),
        "counts": _records(done.counts),
        "twins": _records(made.twins),
        "stations": {"moves": _records(made.stations.moves), "made": list(made.stations.new),
                     "emptied": list(made.stations.emptied)},
        "transfers": _records(made.transfers),
        "calendar": {"window": list(made.calendars.window), "common": made.calendars.common,
                     "alone": _records(made.calendars.alone)},
    }  # fmt: skip


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object)
    rows = plain.where(frame.notna(), None).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]
