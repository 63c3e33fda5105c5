"""Simulating rides: a timetable in, files of rides out, and their truth in a folder beside."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from beffroi.engines.informal.simulation import Options, Simulated, simulated
from beffroi.engines.informal.simulation.options import refuse_strange
from beffroi.formats import gtfs
from beffroi.formats.rides.writing import write_csv, write_gpx
from beffroi.foundation.errors import InputError, SettingsError
from beffroi.foundation.files import is_folder, is_there, listed, write_text, written_whole
from beffroi.foundation.language import Words, both, plural
from beffroi.foundation.numbers import grouped

__all__ = ["Drawn", "Options", "as_json", "simulate", "told"]
Form = Literal["gpx", "csv"]
FORMS: tuple[Form, ...] = ("gpx", "csv")
TRUTH, RIDES = "truth", "rides"


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Rides that were drawn and written.

    Attributes
    ----------
    folder
        Where they are.
    files
        What was written, under that folder.
    made
        The rides.
    """

    folder: Path
    files: tuple[str, ...]
    made: Simulated


def simulate(feed: Path, out: Path, options: Options, *, form: str = "gpx") -> Drawn:
    """Draw rides from a timetable and write them.

    Parameters
    ----------
    feed
        GTFS archive or folder.
    out
        Folder to write, absent or empty: ``rides/`` for the rides, ``truth/`` for their truth,
        ``departures.csv`` and ``fares.csv`` where these are asked for and the feed tells them.
    options
        How many rides, how noisy, and the rest.
    form
        ``gpx`` for a file a ride, ``csv`` for one table, which alone holds counts.

    Raises
    ------
    SettingsError
        If an option is out of its range.
    InputError
        If the folder is not empty, or no variant can be ridden.
    UnreadableFileError, HostileFileError, FaultyFileError
        If the timetable cannot be used.
    """
    refuse_strange(options)
    if form not in FORMS:
        raise SettingsError("--format is {form!r}: give gpx or csv.", form=form)
    if is_there(out) and not (is_folder(out) and not listed(out)):
        raise InputError("{path} is not empty: give a folder that is new.", path=str(out))
    made = simulated(gtfs.read(feed).tables, options)
    if options.fares and made.fares.empty:
        said = both("No price is written: the timetable has no fares.")
        made = replace(made, remarks=(*made.remarks, said))
    files = [*_rides(made, out, form), *_tables(made, out, options)]
    write_text(out / TRUTH / "options.json", json.dumps(asdict(options), indent=2) + "\n")
    return Drawn(out, (*files, f"{TRUTH}/options.json"), made)


def _rides(made: Simulated, out: Path, form: str) -> list[str]:
    rides = made.truth["rides"]
    known = rides[rides["label"].notna()]
    labels = dict(zip(known["ride_id"], known["label"], strict=True))
    if form == "csv":
        write_csv(made.fixes, out / RIDES / "rides.csv", labels=labels)
        return [f"{RIDES}/rides.csv"]
    names = write_gpx(made.fixes, out / RIDES, labels=labels)
    return [f"{RIDES}/{name}" for name in names]


def _tables(made: Simulated, out: Path, options: Options) -> Iterator[str]:
    for name, table in made.truth.items():
        yield _table(table, out, f"{TRUTH}/{name}.csv")
    if options.counts:
        seen = made.truth["departures"][["time", "lon", "lat"]].sort_values("time")
        yield _table(seen, out, "departures.csv")
    if options.fares and len(made.fares):
        yield _table(made.fares, out, "fares.csv")


def _table(table: pd.DataFrame, out: Path, name: str) -> str:
    with written_whole(out / name) as temporary:
        table.to_csv(temporary, index=False, lineterminator="\n", float_format="%.7f")
    return name


def told(drawn: Drawn) -> Iterator[Words]:
    """Say what was drawn."""
    n_fixes, n = len(drawn.made.fixes), len(drawn.made.truth["rides"])
    yield plural(
        n,
        both("{n} invented ride, {fixes} positions, in {folder}; its truth is in {truth}."),
        both("{n} invented rides, {fixes} positions, in {folder}; their truth is in {truth}."),
        fixes=Words(grouped(n_fixes, 0, "fr"), grouped(n_fixes, 0, "en")),
        folder=str(drawn.folder / RIDES),
        truth=str(drawn.folder / TRUTH),
    )
    yield from drawn.made.remarks


def as_json(drawn: Drawn) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    return {
        "figures": [],
        "findings": [],
        "warnings": [words.as_json() for words in drawn.made.remarks],
        "files": list(drawn.files),
        "rides": len(drawn.made.truth["rides"]),
        "fixes": len(drawn.made.fixes),
    }
