"""Building a network: files of rides in; a timetable, tables, layers and a page out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.informal.borders import Naming, renamed
from beffroi.engines.informal.building import Inferred, inferred
from beffroi.engines.informal.sizing.unseen import unseen_share
from beffroi.engines.informal.streets import described
from beffroi.formats import osm, rides
from beffroi.formats.rides import translations
from beffroi.formats.rides.track import Options as ReadingOptions
from beffroi.foundation.files import write_text
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.kernels.polylines import arcs
from beffroi.study import (
    informal_feeds,
    informal_given,
    informal_networks,
    informal_stated,
    informal_survey,
)
from beffroi.study.informal_asked import Asked, refuse_strange
from beffroi.study.informal_built import Built
from beffroi.territory.informal_plan import Publisher
from beffroi.territory.rides import PROVISIONAL, SET_ASIDE, USED

NOBODY = "https://example.org"
"""Page that stands in a timetable until the authority gives its own."""
STAGES = 6
"""Stages that are told while it runs."""
PAGE, TRACKS, SURVEY = "index.html", "missing_tracks.osm", "survey.{language}.csv"
RIDES_SHEET = "rides.csv"
"""The page of the network, which whoever asks for it writes: it stands on the floor above."""


def build(
    paths: Sequence[Path], out: Path, asked: Asked, *,
    step: Callable[[Words], None] = lambda _: None,
) -> Built:  # fmt: skip
    """Build a network of files of rides, and write all of it.

    Parameters
    ----------
    paths
        Files, folders and archives of rides.
    out
        Folder to write, absent or empty.
    asked
        What is given beside.
    step
        Called with the words of each stage as it begins.

    Raises
    ------
    SettingsError, InputError, StorageError
        If an option means nothing, or the folder is not empty or cannot be written: all of it
        before any work.
    UnreadableFileError, FaultyFileError, HostileFileError
        If no ride can be read, or a file given beside cannot be used.
    """
    refuse_strange(asked)
    with fresh(out):
        return _built(paths, out, asked, step)


def _built(paths: Sequence[Path], out: Path, asked: Asked, step: Callable[[Words], None]) -> Built:
    beside = informal_given.read(asked)
    words = None if asked.translations is None else translations.read(asked.translations)
    step(both("Reading rides"))
    columns = tuple(name.strip() for name in asked.columns.split(",") if name.strip())
    reading = rides.read(
        paths,
        ReadingOptions(
            epsg=asked.epsg or None, columns=columns, zone=asked.zone, near=beside.middle
        ),
    )
    given, unknown = informal_given.joined(beside.given, reading.named)
    warnings = (*beside.warnings, *unknown)
    made = inferred(
        reading.fixes, reading.rides, given,
        Naming(asked.agency, asked.zone or "UTC", asked.currency), step=step,
    )  # fmt: skip
    step(both("Writing"))
    said = (*reading.warnings, *warnings, *made.remarks, *renamed(made.network.fares))
    built = Built(
        folder=out, network=made.network, rides=made.rides, tracks=_tracks(made),
        ground=beside.ground, errands=informal_survey.errands(made.network),
        unseen=tuple(_unseen(made)), warnings=said,
    )  # fmt: skip
    files = [
        (f"network/{name}", both("a table of the network"))
        for name in informal_networks.write(made.network, out / "network")
    ]
    publisher = Publisher(asked.agency, asked.url or NOBODY)
    begin = asked.begin or datetime.now(tz=UTC).date().isoformat()
    written = informal_feeds.write(
        made.network,
        out,
        publisher,
        begin,
        provisional=asked.provisional,
        words=words,
        routes=asked.routes,
        codespace=asked.codespace,
        hailed=asked.hailed,
        assumed=informal_stated.assumed(asked.headway, asked.hours),
        bikes={"yes": True, "no": False}.get(asked.bikes),
    )
    unsaid = () if asked.url else (
        both("The timetables name {url} as the page of the authority: give yours (--url).",
             url=NOBODY),
    )  # fmt: skip
    if made.missing is not None and made.missing[0]:
        nodes, ways = described(*made.missing)
        none = pd.DataFrame({"id": [], "members": [], "tags": []})
        osm.write(out / TRACKS, nodes, ways, none, date=begin)
        files.insert(0, (TRACKS, both("ways ridden that the map lacks, for a mapper to review")))
    for language in LANGUAGES:
        name = SURVEY.format(language=language)
        sheet = informal_survey.table(built.errands, language)
        write_text(out / name, informal_survey.as_sheet(sheet))
        files.append((name, both("what to survey next, to hand out")))
    write_text(out / RIDES_SHEET, informal_survey.as_sheet(
        informal_survey.ride_by_ride(made.rides)))  # fmt: skip
    files.append((RIDES_SHEET, both("what became of every ride, and why")))
    page = (PAGE, both("this page: the network, how sure it is, and what to survey next"))
    return replace(
        built, files=(page, *written.files, *files),
        warnings=(*said, *written.remarks, *unsaid),
    )  # fmt: skip


def _tracks(made: Inferred) -> gpd.GeoDataFrame | None:
    """Give the ways that the map lacks as lines, with their lengths."""
    if made.missing is None:
        return None
    lines, streets = made.missing
    shapes = [shapely.LineString(np.column_stack(streets.plane.degrees(line))) for line in lines]
    metres = [float(arcs(line)[-1]) for line in lines]
    return gpd.GeoDataFrame({"metres": metres}, geometry=shapes, crs=4326)


def _unseen(made: Inferred) -> Iterator[Words]:
    """Say how much of the network no ride has shown yet."""
    n_rides = made.network.variants["n_rides"].to_numpy(dtype="int64")
    share = unseen_share(n_rides)
    if share.value is None or share.low is None or share.high is None:
        yield both("Too few rides to tell what share of the network they do not show.")
        return
    yield both(
        "Of what runs, some {share} % ({low} to {high} %) is on variants that no ride has shown "
        "yet (Good–Turing estimate, if rides were taken at random).",
        share=round(share.value * 100), low=round(share.low * 100), high=round(share.high * 100),
    )  # fmt: skip


def told(built: Built) -> Iterator[Words]:
    """Say what was built."""
    network = built.network
    n_stops = int((~network.stops["is_station"].astype(bool)).sum())
    yield both(
        "Lines: {routes}; variants: {variants}; stops: {stops}. Folder: {folder}",
        routes=str(len(network.routes)), variants=str(len(network.variants)), stops=str(n_stops),
        folder=str(built.folder),
    )  # fmt: skip
    counts = built.rides["state"].value_counts()
    yield both(
        "Rides used: {used}; provisional: {provisional}; set aside: {aside}.",
        used=_n(counts.get(USED, 0)), provisional=_n(counts.get(PROVISIONAL, 0)),
        aside=_n(counts.get(SET_ASIDE, 0)),
    )  # fmt: skip
    known = int(network.headways["headway_s"].notna().sum())
    if not known:
        yield both("Headways are unknown: nobody counted departures (--counts).")
    yield from built.warnings


def _n(value: Any) -> Words:
    return Words(grouped(int(value), 0, "fr"), grouped(int(value), 0, "en"))


def as_json(built: Built) -> dict[str, Any]:
    """Return the answer of the command, as `docs/reference/json.md` documents it."""
    network = built.network
    states = built.rides["state"].value_counts()
    return {
        "folder": str(built.folder),
        "routes": len(network.routes),
        "variants": len(network.variants),
        "stops": int((~network.stops["is_station"].astype(bool)).sum()),
        "rides": {state: int(states.get(state, 0)) for state in (USED, PROVISIONAL, SET_ASIDE)},
        "headways": int(network.headways["headway_s"].notna().sum()),
        "fares": len(network.fares),
        "errands": [
            {"kind": one.kind, "place": one.place.as_json(), "where": one.where,
             "when": one.when.as_json(),
             "task": informal_survey.task(one).as_json(), "variants": list(one.variants),
             "rides": one.rides, "hours": one.hours, "note": one.note.as_json(),
             "why": one.why.as_json()}
            for one in built.errands
        ],
        "unseen": [words.as_json() for words in built.unseen],
        "ride_states": [
            {"ride_id": ride, "file": file, "state": state, "reasons": reasons.split()}
            for ride, file, state, reasons in zip(
                built.rides["ride_id"], built.rides["file"], built.rides["state"],
                built.rides["reason"].fillna(""), strict=True,
            )
        ],
        "warnings": [words.as_json() for words in built.warnings],
        "files": [name for name, _ in built.files],
    }  # fmt: skip
