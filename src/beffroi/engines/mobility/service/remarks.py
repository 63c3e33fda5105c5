"""Remarks on timetables: what is odd in each feed, what became of it, and how often."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from beffroi.engines.mobility.frequencies import overlapping
from beffroi.engines.mobility.inputs import Timetable
from beffroi.engines.mobility.service.basin import Basin
from beffroi.engines.mobility.service.day_types import KIND_WORDS, KINDS, Kind
from beffroi.foundation.language import Words

Bounds = tuple[float, float, float, float]
Flags = npt.NDArray[np.bool_]
Names = npt.NDArray[np.object_]
NEAR_ZERO = 0.01
"""Degrees around (0, 0) within which a stop is nowhere."""
SHOWN = 3
"""Examples given of what is remarked."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd in a feed.

    Attributes
    ----------
    feed
        Its key.
    code
        What kind of oddity it is.
    words
        What it is and what became of it.
    count
        How many rows, trips or stops it concerns; None where it concerns the whole feed.
    examples
        A few identifiers or dates.
    """

    feed: str
    code: str
    words: Words
    count: int | None
    examples: tuple[str, ...]


def remarks(feeds: Sequence[Timetable], found: Basin, bounds: Bounds) -> tuple[Remark, ...]:
    """Remark what is odd in the feeds of a basin.

    Parameters
    ----------
    feeds
        The feeds.
    found
        The basin that they make.
    bounds
        West, south, east and north edge of the map. [m]
    """
    return tuple(
        remark
        for feed in feeds
        for remark in (
            *_of_stops(feed, bounds),
            *_of_trips(feed, found),
            *_of_days(feed, found),
            *_of_others(feed, feeds),
        )
    )


def _remark(feed: Timetable, code: str, words: Words, concerned: Names) -> Iterator[Remark]:
    if len(concerned):
        examples = tuple(str(one) for one in concerned[:SHOWN])
        yield Remark(feed.key, code, words, len(concerned), examples)


def _of_stops(feed: Timetable, bounds: Bounds) -> Iterator[Remark]:
    ids = feed.stops["stop_id"].to_numpy(dtype=object)
    nowhere = is_nowhere(feed.stops)
    x, y = feed.stops.geometry.x.to_numpy(), feed.stops.geometry.y.to_numpy()
    west, south, east, north = bounds
    outside = ~nowhere & ~((x >= west) & (x <= east) & (y >= south) & (y <= north))
    called = feed.tables["stop_times"]["stop_id"].dropna()
    unplaced = pd.Index(called.unique()).difference(pd.Index(ids)).to_numpy(dtype=object)
    yield from _remark(feed, "stops_at_zero", AT_ZERO, ids[nowhere])
    yield from _remark(feed, "stops_without_place", WITHOUT_PLACE, unplaced)
    yield from _remark(feed, "stops_outside", OUTSIDE, ids[outside])


def is_nowhere(stops: gpd.GeoDataFrame) -> Flags:
    """Say which stops were given latitude and longitude 0, or no place at all.

    Parameters
    ----------
    stops
        Geometry in any projection.

    Returns
    -------
    (n_stops,)
        One flag for each stop.
    """
    degrees = stops.geometry.to_crs(4326)
    lon, lat = degrees.x.to_numpy(), degrees.y.to_numpy()
    zero = (np.abs(lon) < NEAR_ZERO) & (np.abs(lat) < NEAR_ZERO)
    return np.asarray(zero | ~np.isfinite(lon) | ~np.isfinite(lat))


def _of_trips(feed: Timetable, found: Basin) -> Iterator[Remark]:
    own = found.schedules[feed.key]
    given = pd.Index(feed.tables["trips"]["trip_id"].dropna().unique())
    single = given.difference(pd.Index(own.trips["trip_id"])).to_numpy(dtype=object)
    idle = own.trips.loc[~own.trips["service_id"].isin(own.days["service_id"]), "trip_id"]
    yield from _remark(feed, "single_calls", SINGLE, single)
    yield from _remark(feed, "never_running", NEVER_RUNNING, idle.to_numpy(dtype=object))
    overlap = overlapping(feed.tables["frequencies"]).to_numpy(dtype=object)
    yield from _remark(feed, "overlapping_frequencies", OVERLAPPING, overlap)


def _of_days(feed: Timetable, found: Basin) -> Iterator[Remark]:
    days = found.days[feed.key]
    running = [date.date().isoformat() for date in days.dates.index]
    if not running:
        yield Remark(feed.key, "no_service", NO_SERVICE, None, ())
        return
    spread = (running[0], running[len(running) // 2], running[-1])
    for kind in KINDS:
        if kind == "holiday_weekday" or kind in _days_of(found, feed.key):
            continue
        words = WITHOUT_DAY.filled(day=KIND_WORDS[kind])
        yield Remark(feed.key, f"without_{kind}", words, None, tuple(dict.fromkeys(spread)))
    if days.difference in {"none", "unknown"}:
        words = SAME if days.difference == "none" else UNSURE
        yield Remark(feed.key, f"holidays_{days.difference}", words, None, ())
    yield from _own_dates(feed, found)


def _days_of(found: Basin, key: str) -> set[Kind]:
    return {kind for kind, dates in found.types.dates.items() if key in dates}


def _own_dates(feed: Timetable, found: Basin) -> Iterator[Remark]:
    for kind, dates in found.types.dates.items():
        if kind in found.types.shared or feed.key not in dates:
            continue
        words = OWN_DATE.filled(day=KIND_WORDS[kind])
        yield Remark(feed.key, f"own_{kind}", words, None, (dates[feed.key].date().isoformat(),))


def _of_others(feed: Timetable, feeds: Sequence[Timetable]) -> Iterator[Remark]:
    """Remark the identifiers that another feed uses too: of stops, of lines and of trips."""
    for other in feeds:
        if other.key == feed.key:
            continue
        for what, words in SAME_IDS.items():
            own, theirs = (_ids(one, what) for one in (feed, other))
            both = own.intersection(theirs).to_numpy(dtype=object)
            code = f"same_{what}s_{other.key}"
            yield from _remark(feed, code, words.filled(other=file_name(other)), both)


def file_name(feed: Timetable) -> str:
    """Name the file of a feed, or its source where it has none."""
    return PurePath(feed.source.file).name or feed.source.id


def _ids(feed: Timetable, what: str) -> pd.Index:
    table = feed.stops if what == "stop" else feed.tables[f"{what}s"]
    found: pd.Index = pd.Index(table[f"{what}_id"].dropna().unique())
    return found


AT_ZERO = Words(
    fr="Arrêts placés à la latitude et à la longitude 0 : comptés nulle part",
    en="Stops placed at latitude and longitude 0: counted nowhere",
)
WITHOUT_PLACE = Words(
    fr="Arrêts desservis dont la position manque : leurs départs ne comptent que pour les lignes",
    en="Served stops without a position: their departures count for lines alone",
)
OUTSIDE = Words(
    fr="Arrêts hors de la carte : mesurés, mais sans habitants autour",
    en="Stops outside the map: measured, but without inhabitants around",
)
SINGLE = Words(
    fr="Courses de moins de deux arrêts à l'heure connue : laissées de côté",
    en="Trips with fewer than two stops whose time is known: left out",
)
NEVER_RUNNING = Words(
    fr="Courses dont le service n'a aucune date : jamais comptées",
    en="Trips whose service has no date: never counted",
)
OVERLAPPING = Words(
    fr="Courses à fréquence dont deux périodes se recouvrent : la dernière commencée l'emporte",
    en="Trips run by headway of which two periods overlap: the last to begin holds",
)
NO_SERVICE = Words(
    fr="Aucune course ne circule à aucune date : rien n'est compté",
    en="No trip runs on any date: nothing is counted",
)
WITHOUT_DAY = Words(
    fr="Aucun service un {day} ; exemples de dates où il y en a",
    en="No service on a {day}; examples of dates with some",
)
SAME = Words(
    fr="Toutes les semaines se ressemblent : les vacances ne se distinguent pas",
    en="All weeks are alike: holidays cannot be told apart",
)
UNSURE = Words(
    fr="Les semaines diffèrent sans que l'on puisse dire lesquelles sont de vacances",
    en="Weeks differ, but which of them are holidays cannot be told",
)
OWN_DATE = Words(
    fr="Pas de {day} commun à tous les fichiers : celui-ci est compté à sa propre date",
    en="No {day} common to all feeds: this one is counted on a date of its own",
)
SAME_IDS = {
    "stop": Words(
        fr="Identifiants d'arrêts que {other} emploie aussi : tenus pour des arrêts distincts",
        en="Stop identifiers that {other} uses too: taken for other stops",
    ),
    "route": Words(
        fr="Identifiants de lignes que {other} emploie aussi : tenues pour des lignes distinctes",
        en="Route identifiers that {other} uses too: taken for other lines",
    ),
    "trip": Words(
        fr="Identifiants de courses que {other} emploie aussi : tenues pour des courses distinctes",
        en="Trip identifiers that {other} uses too: taken for other trips",
    ),
}
