"""Building a network: files of rides in; a timetable, tables, layers and a page out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from beffroi.engines.informal.afloat import Waters, mapped
from beffroi.engines.informal.borders import Naming, renamed
from beffroi.engines.informal.building import Inferred, inferred
from beffroi.engines.informal.evidence import Given
from beffroi.engines.informal.publishing import ROUTES
from beffroi.engines.informal.sizing.unseen import unseen_share
from beffroi.engines.informal.streets import described
from beffroi.formats import netex, osm, rides, waters
from beffroi.formats.rides import count_sheets, field_sheets, translations
from beffroi.formats.rides.instants import refuse_unknown_zone
from beffroi.formats.rides.track import Options as ReadingOptions
from beffroi.foundation.errors import SettingsError
from beffroi.foundation.files import write_text
from beffroi.foundation.folders import fresh
from beffroi.foundation.language import LANGUAGES, Words, both, plural
from beffroi.foundation.numbers import grouped
from beffroi.kernels.polylines import arcs
from beffroi.study import (
    informal_feeds,
    informal_networks,
    informal_stated,
    informal_stops,
    informal_survey,
)
from beffroi.study.informal_built import Built
from beffroi.territory.informal_plan import Publisher
from beffroi.territory.projection import legal_epsg
from beffroi.territory.rides import PROVISIONAL, SET_ASIDE, USED

CURRENCY = 3
NOBODY = "https://example.org"
"""Page that stands in a timetable until the authority gives its own."""
GROUND, NAMED = ("streets", "water"), ("amenities", "places")
"""Tables of a map that are drawn, and those that name stops with the streets."""
WEB = 3857
"""Projection of a map that has no street."""
STAGES = 6
"""Stages that are told while it runs."""
PAGE, TRACKS, SURVEY = "index.html", "missing_tracks.osm", "survey.{language}.csv"
RIDES_SHEET = "rides.csv"
"""The page of the network, which whoever asks for it writes: it stands on the floor above."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is given beside the rides, and how files are to be read.

    Attributes
    ----------
    osm, stops, fares
        Files: a map, a list of stops, prices paid; None if absent.
    counts
        Sheets of counts: departures, passengers, vehicles met, waits, fleets.
    water
        File of areas of water; None if absent.
    agency
        Who stands for the network.
    zone
        IANA zone of its clock, and of times without an offset; UTC if empty.
    currency
        ISO 4217 code of the prices.
    url
        Page of who stands for the network.
    begin
        First day on which its timetables will be read, ISO 8601; today if empty.
    provisional
        Whether what one ride alone shows is in the timetables too.
    routes
        What a route of the GTFS feeds is: ``line`` or ``variant``.
    translations
        Names in other languages: `translations_to_fill.csv` once filled in; None if absent.
    codespace
        Head of the identifiers of NeTEx; made of `agency` if empty.
    hailed
        Whether the authority states that vehicles are hailed where nobody counted who gets on.
    headway, hours
        What the authority states where no departure was counted: minutes between departures, 0 if
        nothing is stated, and hours of service on working days, such as ``6-20``. [min]
    bikes
        Whether the authority takes bikes on board, ``yes`` or ``no``; empty if it does not say.
    epsg, columns
        Reference system of positions in metres, and names of columns in order, for tables without
        headings; 0 and empty if absent.
    """

    osm: Path | None = None
    counts: tuple[Path, ...] = ()
    stops: Path | None = None
    fares: Path | None = None
    water: Path | None = None
    agency: str = "Transport informel"
    zone: str = ""
    currency: str = "EUR"
    url: str = ""
    begin: str = ""
    provisional: bool = False
    routes: str = "line"
    translations: Path | None = None
    codespace: str = ""
    hailed: bool = False
    headway: float = 0.0
    hours: str = informal_stated.HOURS
    bikes: str = ""
    epsg: int = 0
    columns: str = ""


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
    _refuse_strange(asked)
    with fresh(out):
        return _built(paths, out, asked, step)


def _built(paths: Sequence[Path], out: Path, asked: Asked, step: Callable[[Words], None]) -> Built:
    given, ground, warnings = _given(asked)
    words = None if asked.translations is None else translations.read(asked.translations)
    step(both("Reading rides"))
    columns = tuple(name.strip() for name in asked.columns.split(",") if name.strip())
    reading = rides.read(
        paths, ReadingOptions(epsg=asked.epsg or None, columns=columns, zone=asked.zone)
    )
    given, unknown = _joined(given, reading.named)
    warnings = (*warnings, *unknown)
    made = inferred(
        reading.fixes, reading.rides, given,
        Naming(asked.agency, asked.zone or "UTC", asked.currency), step=step,
    )  # fmt: skip
    step(both("Writing"))
    said = (*reading.warnings, *warnings, *made.remarks, *renamed(made.network.fares))
    built = Built(
        folder=out, network=made.network, rides=made.rides, tracks=_tracks(made), ground=ground,
        errands=informal_survey.errands(made.network), unseen=tuple(_unseen(made)), warnings=said,
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


def _refuse_strange(asked: Asked) -> None:
    refuse_unknown_zone(asked.zone)
    if not (asked.currency.isascii() and asked.currency.isalpha() and asked.currency.isupper()
            and len(asked.currency) == CURRENCY):  # fmt: skip
        raise SettingsError(
            "--currency is {code!r}: give an ISO 4217 code of three capitals, such as EUR or SRD.",
            code=asked.currency,
        )
    try:
        date.fromisoformat(asked.begin or "2026-01-01")
    except ValueError as error:
        raise SettingsError(
            "--begin is {day!r}: give a day such as 2026-12-01.", day=asked.begin
        ) from error
    if asked.url and not asked.url.startswith(("https://", "http://")):
        raise SettingsError("--url is {url!r}: give an address of the web.", url=asked.url)
    if asked.routes not in ROUTES:
        raise SettingsError(
            "--routes is {given!r}: give line, or variant (a route for each variant of a line).",
            given=asked.routes,
        )
    if asked.codespace:
        netex.refuse_codespace(asked.codespace)
    if asked.bikes not in {"", "yes", "no"}:
        raise SettingsError("--bikes is {given!r}: give yes, or no.", given=asked.bikes)
    informal_stated.assumed(asked.headway, asked.hours)
    if not asked.agency.strip():
        raise SettingsError("--agency is empty: give the name of who stands for the network.")


def _given(asked: Asked) -> tuple[Given, dict[str, gpd.GeoDataFrame], tuple[Words, ...]]:
    """Read what is given beside the rides."""
    tables: dict[str, gpd.GeoDataFrame] = {}
    epsg = WEB
    warnings: list[Words] = []
    payments = stops = None
    if asked.osm is not None:
        extract = osm.read(asked.osm)
        tables = {name: gpd.GeoDataFrame(extract.tables[name]) for name in GROUND + NAMED}
        epsg = _projection(tables["streets"])
        warnings += extract.warnings
    counted = count_sheets.read(asked.counts, zone=asked.zone)
    warnings += counted.warnings
    if asked.fares is not None:
        sheet = field_sheets.payments(asked.fares)
        payments = sheet.table
        warnings += sheet.warnings
    if asked.stops is not None:
        read = informal_stops.read(asked.stops)
        stops = read.table.assign(name=read.table["id"])
        warnings += read.warnings
    water = Waters(streets=tables.get("streets"))
    if asked.water is not None:
        rivers = waters.read(asked.water)
        water = replace(water, areas=rivers.areas)
        warnings += rivers.warnings
    elif "water" in tables:
        water = replace(water, areas=mapped(tables["water"]), is_mapped=True)
    given = Given(
        counts=counted.departures, payments=payments, passengers=counted.passengers,
        met=counted.met, waits=counted.waits, vehicles=dict(counted.fleet), stops=stops, epsg=epsg,
        water=water,
        ground={name: tables[name] for name in ("streets", *NAMED) if name in tables},
    )  # fmt: skip
    return given, {name: tables[name] for name in GROUND if name in tables}, tuple(warnings)


def _joined(given: Given, named: Mapping[str, str]) -> tuple[Given, tuple[Words, ...]]:
    """Put the rides' own identifiers in place of what the sheets call them."""
    changed: dict[str, Any] = {}
    lost = 0
    for kind in ("passengers", "met", "waits"):
        table = getattr(given, kind)
        if table is not None:
            ids = _rides_of(table["ride"], named)
            lost += int(ids.isna().sum())
            changed[kind] = table.assign(ride_id=ids)[ids.notna()].reset_index(drop=True)
    if given.payments is not None:
        ids = _rides_of(given.payments["ride_id"], named)
        changed["payments"] = given.payments.assign(ride_id=ids)
    said = plural(
        lost,
        both("{n} row of the counts is left out: no ride that was read has the name it gives."),
        both("{n} rows of the counts are left out: no ride that was read has the name they give."),
        n=_n(lost),
    )  # fmt: skip
    return replace(given, **changed), ((said,) if lost else ())


def _rides_of(names: pd.Series, named: Mapping[str, str]) -> pd.Series:
    return names.str.strip().str.casefold().map(named).astype("string")


def _projection(streets: gpd.GeoDataFrame) -> int:
    """Choose the metres of a map from where its streets are."""
    if streets.empty:
        return WEB
    west, south, east, north = streets.total_bounds
    return legal_epsg("", float(west + east) / 2, float(south + north) / 2)


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
        "{routes} lines, {variants} variants, {stops} stops in {folder}.",
        routes=str(len(network.routes)), variants=str(len(network.variants)), stops=str(n_stops),
        folder=str(built.folder),
    )  # fmt: skip
    counts = built.rides["state"].value_counts()
    yield both(
        "{used} rides used, {provisional} provisional, {aside} set aside.",
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
