"""OpenAgenda: the events of an agenda, as its interface gives them.

Format: https://developers.openagenda.com/evenements/lecture (an object with ``events``) and
https://developers.openagenda.com/evenements/structure. Titles and descriptions are texts, or
objects of one text a language; times are ``timings`` of ``begin`` and ``end`` (``start`` in the
export that was closed at the end of 2025, which is read too).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from zoneinfo import ZoneInfo

import geopandas as gpd
import shapely

from beffroi.carriers import documents
from beffroi.foundation.errors import FaultyFileError, HostileFileError
from beffroi.foundation.language import Words, both
from beffroi.territory.events import CANCELLED, CONFIRMED, EVENTS, FULL, MOVED
from beffroi.territory.reading import Reading

FORMAT = "OpenAgenda (JSON)"
MOST_BYTES = 50 * 1024**2
MOST_EVENTS, MOST_TIMES = 20_000, 50_000
"""Events, and times in all: bounds on harm. [1]"""
LONGEST_TITLE, LONGEST_TEXT = 200, 5_000
PUBLISHED = 2
"""The state of an event that its agenda shows."""
STATES = {2: MOVED, 3: MOVED, 4: MOVED, 5: FULL, 6: CANCELLED}
"""1 scheduled, 2 rescheduled, 3 moved online, 4 postponed, 5 full, 6 cancelled."""
REASONS: Mapping[str, Words] = {
    "hidden": both("{n} event(s) that the agenda does not publish: set aside."),
    "untitled": both("{n} event(s) without a title: set aside."),
    "undated": both("{n} time(s) that cannot be read: set aside."),
    "timeless": both(
        "{n} event(s) without its times: set aside. Ask the agenda for detailed events "
        "(detailed=1)."
    ),
}  # fmt: skip
"""What is said of events set aside, by reason."""


def read(path: Path, first: dt.date, last: dt.date, *, zone: str = "Europe/Paris") -> Reading:
    """Read the events of an agenda that happen within some days.

    Parameters
    ----------
    path
        What the interface answered, or a list of its events.
    first, last
        Days asked for, both included.
    zone
        Time zone of times that name none, and in which they are told.

    Returns
    -------
    Table `EVENTS`, a row each time, in order of time.

    Raises
    ------
    UnreadableFileError
        If it is absent, empty or too large.
    FaultyFileError
        If it is not JSON, or holds no list of events.
    HostileFileError
        If it is nested too deep, or holds too many events.
    """
    document = documents.parsed(path, format_name=FORMAT, most=MOST_BYTES)
    events = document.get("events") if isinstance(document, dict) else document
    if not isinstance(events, list) or not all(isinstance(one, dict) for one in events):
        fault = both("it has no list of events (`events`)")
        raise FaultyFileError(path, format_name=FORMAT, faults=[fault])
    if len(events) > MOST_EVENTS:
        found = both("it holds more than {most} events", most=MOST_EVENTS)
        raise HostileFileError(path, found=found)
    counts: Counter[str] = Counter()
    days = (first, last, ZoneInfo(zone))
    rows = [row for event in events for row in _rows(event, days, counts)][:MOST_TIMES]
    rows.sort(key=lambda row: (str(row["begins"]), str(row["occurrence_id"])))
    columns: dict[str, object] = {name: [row[name] for row in rows] for name in EVENTS.columns}
    table = gpd.GeoDataFrame(EVENTS.framed(columns)).drop_duplicates("occurrence_id")
    warnings = tuple(
        said.filled(n=counts[key]).numbered(counts[key])
        for key, said in REASONS.items()
        if counts[key]
    )
    return Reading(table.reset_index(drop=True), len(events), warnings)


Event = Mapping[str, object]
Days = tuple[dt.date, dt.date, ZoneInfo]


def _rows(event: Event, days: Days, counts: Counter[str]) -> Iterator[dict[str, object]]:
    title = _text(event.get("title"), LONGEST_TITLE)
    timings = event.get("timings")
    reason = (
        "hidden" if event.get("state", PUBLISHED) != PUBLISHED
        else "untitled" if title is None
        else "timeless" if not isinstance(timings, list) or not timings
        else ""
    )  # fmt: skip
    counts[reason] += 1
    if reason or not isinstance(timings, list):
        return
    told = _told(event, title)
    first, last, zone = days
    for timing in timings:
        times = _times(timing, zone)
        if times is None:
            counts["undated"] += 1
        elif times[0].date() <= last and times[1].date() >= first:
            begins, ends = (one.isoformat() for one in times)
            id_ = f"{told['event_id']}@{begins}"
            yield {**told, "occurrence_id": id_, "begins": begins, "ends": ends}


def _told(event: Event, title: str | None) -> dict[str, object]:
    place = event.get("location")
    place = place if isinstance(place, dict) else {}
    status = event.get("status")
    uid = event.get("uid") or event.get("slug") or title
    return {
        "event_id": f"openagenda:{uid}",
        "title": title,
        "description": _text(event.get("longDescription"), LONGEST_TEXT)
        or _text(event.get("description"), LONGEST_TEXT),
        "place": _text(place.get("name") or event.get("locationName"), LONGEST_TITLE),
        "address": _text(place.get("address") or event.get("address"), LONGEST_TITLE),
        "all_day": False,
        "state": STATES.get(status, CONFIRMED) if isinstance(status, int) else CONFIRMED,
        "website": _website(event.get("canonicalUrl") or event.get("onlineAccessLink")),
        "geometry": _point(place or event),
    }


def _text(value: object, longest: int) -> str | None:
    """Return a text: the French one where there are several, else the first."""
    if isinstance(value, dict):
        value = value.get("fr") or next((one for one in value.values() if one), None)
    if not isinstance(value, str):
        return None
    return value.strip()[:longest] or None


def _times(timing: object, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime] | None:
    if not isinstance(timing, dict):
        return None
    begins = _time(timing.get("begin") or timing.get("start"), zone)
    ends = _time(timing.get("end"), zone)
    if begins is None:
        return None
    return begins, ends if ends is not None and ends >= begins else begins


def _time(value: object, zone: ZoneInfo) -> dt.datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = dt.datetime.fromisoformat(value)
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _website(value: object) -> str | None:
    if not isinstance(value, str) or not value.startswith(("https://", "http://")):
        return None
    return value if value.isprintable() and " " not in value else None


def _point(place: Mapping[str, object]) -> shapely.Point | None:
    latitude, longitude = place.get("latitude"), place.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return None
    is_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    return shapely.Point(longitude, latitude) if is_earth else None
