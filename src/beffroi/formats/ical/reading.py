"""A calendar read: events within some days, those that come back worked out day by day."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

import geopandas as gpd
import pandas as pd
import shapely
from icalendar import Calendar, Component

from beffroi.formats.ical.recurrence import Unusable, Window, starts
from beffroi.foundation.errors import FaultyFileError, HostileFileError
from beffroi.foundation.files import bounded, decoded
from beffroi.foundation.language import Words, both
from beffroi.territory.events import CANCELLED, CONFIRMED, EVENTS, TENTATIVE
from beffroi.territory.reading import Reading

FORMAT = "iCalendar (.ics)"
MOST_BYTES = 20 * 1024**2
LONGEST_LINE = 200_000
"""Longest line, those that are folded taken apart: a bound on harm. [character]"""
DEEPEST = 8
"""Components within components. [1]"""
MOST_EVENTS, MOST_TIMES = 10_000, 20_000
"""Events read, and times kept: bounds on harm. [1]"""
LONGEST_TITLE, LONGEST_TEXT = 200, 5_000
"""Of a title and of a description. [character]"""
STATES = {"TENTATIVE": TENTATIVE, "CANCELLED": CANCELLED}
REASONS: Mapping[str, Words] = {
    "private": both("{n} event(s) that (is|are) not public: set aside."),
    "undated": both("{n} event(s) whose beginning cannot be read: set aside."),
    "untitled": both("{n} event(s) without a title: set aside."),
    "often": both(
        "{n} event(s) that would come back more than once a day: only the first time is kept."
    ),
    "unusual": both(
        "{n} event(s) whose recurrence is not understood: only the times that are written out "
        "are kept."
    ),
    "endless": both("{n} event(s) that began too long ago to be worked out: set aside."),
    "backwards": both(
        "{n} event(s) that would end before (it begins|they begin): taken to last no time."
    ),
    "many": both("{n} time(s) beyond the {most} that are kept: set aside.").filled(
        n="{n}", most=MOST_TIMES),
}  # fmt: skip
"""What is said of events mended or set aside, by reason."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An event as its calendar tells it, before it is worked out."""

    uid: str
    begins: dt.date
    length: dt.timedelta
    component: Component
    replaces: dt.date | None


def read(path: Path, first: dt.date, last: dt.date, *, zone: str = "Europe/Paris") -> Reading:
    """Read the events of a calendar that happen within some days.

    Parameters
    ----------
    path
        The calendar.
    first, last
        Days asked for, both included.
    zone
        Time zone of times that name none.

    Returns
    -------
    Table `EVENTS`, a row each time, in order of time.

    Raises
    ------
    UnreadableFileError
        If it is absent, empty or too large.
    FaultyFileError
        If it is no calendar.
    HostileFileError
        If a line has no end, if it is nested too deep, or holds too many events.
    """
    text, _ = decoded(bounded(path, MOST_BYTES))
    _refuse_hostile(path, text)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        fault = both("it is not understood ({said})", said=str(error))
        raise FaultyFileError(path, format_name=FORMAT, faults=[fault]) from error
    events = [one for calendar in calendars for one in calendar.walk("VEVENT")]
    if not calendars:
        raise FaultyFileError(path, format_name=FORMAT, faults=[both("it holds no calendar")])
    if len(events) > MOST_EVENTS:
        found = both("it holds more than {most} events", most=MOST_EVENTS)
        raise HostileFileError(path, found=found)
    counts: Counter[str] = Counter()
    window = Window(first, last, ZoneInfo(zone))
    rows = [*_rows(events, window, counts)]
    rows.sort(key=lambda row: (row["begins"], row["occurrence_id"]))
    counts["many"] += max(0, len(rows) - MOST_TIMES)
    warnings = tuple(
        said.filled(n=n).numbered(n) for key, said in REASONS.items() if (n := counts[key])
    )
    return Reading(_framed(rows[:MOST_TIMES]), len(events), warnings)


def _refuse_hostile(path: Path, text: str) -> None:
    depth = 0
    for line in text.splitlines():
        if len(line) > LONGEST_LINE:
            found = both("a line is longer than {most} letters", most=LONGEST_LINE)
            raise HostileFileError(path, found=found)
        start = line[:6].upper()
        depth += start.startswith("BEGIN:") - start.startswith("END:")
        if depth > DEEPEST:
            raise HostileFileError(path, found=both("its parts are nested too deep"))


def _framed(rows: list[dict[str, object]]) -> pd.DataFrame:
    columns: dict[str, object] = {name: [row[name] for row in rows] for name in EVENTS.columns}
    framed = gpd.GeoDataFrame(EVENTS.framed(columns)).drop_duplicates("occurrence_id")
    whole: pd.DataFrame = framed.reset_index(drop=True)
    return whole


def _rows(
    events: list[Component], window: Window, counts: Counter[str]
) -> Iterator[dict[str, object]]:
    told = [one for event in events if (one := _told(event, window, counts)) is not None]
    replaced = {(one.uid, window.key(one.replaces)) for one in told if one.replaces is not None}
    for one in told:
        for begins in _times(one, window, counts):
            if one.replaces is None and (one.uid, window.key(begins)) in replaced:
                continue
            yield _row(replace(one, begins=begins), window)


def _told(event: Component, window: Window, counts: Counter[str]) -> _Told | None:
    broken = {str(name) for name, _ in event.errors}
    begins = None if "DTSTART" in broken else _date(event.get("DTSTART"), window)
    reason = (
        "private" if str(event.get("CLASS", "PUBLIC")).upper() in {"PRIVATE", "CONFIDENTIAL"}
        else "undated" if begins is None
        else "untitled" if not str(event.get("SUMMARY", "")).strip()
        else ""
    )  # fmt: skip
    if reason or begins is None:
        counts[reason] += 1
        return None
    length = _length(event, begins, broken, window)
    if length < dt.timedelta():
        counts["backwards"] += 1
        length = dt.timedelta()
    moved = None if "RECURRENCE-ID" in broken else _date(event.get("RECURRENCE-ID"), window)
    uid = str(event.get("UID", "")) or f"{event['SUMMARY']}@{begins.isoformat()}"
    return _Told(uid, begins, length, event, moved)


def _date(value: object, window: Window) -> dt.date | None:
    """Return a day, or a time with its zone: that of the town where none is named."""
    found = getattr(value, "dt", None)
    return window.placed(found) if isinstance(found, dt.date) else None


def _length(event: Component, begins: dt.date, broken: set[str], window: Window) -> dt.timedelta:
    is_day = not isinstance(begins, dt.datetime)
    ends = None if "DTEND" in broken else _date(event.get("DTEND"), window)
    if isinstance(begins, dt.datetime) and isinstance(ends, dt.datetime):
        return _elapsed(ends, begins)
    if ends is not None and is_day and not isinstance(ends, dt.datetime):
        return ends - begins
    lasts = None if "DURATION" in broken else getattr(event.get("DURATION"), "dt", None)
    if isinstance(lasts, dt.timedelta):
        return lasts
    return dt.timedelta(days=1) if is_day else dt.timedelta()


def _elapsed(ends: dt.datetime, begins: dt.datetime) -> dt.timedelta:
    return ends.astimezone(dt.UTC) - begins.astimezone(dt.UTC)


def _times(told: _Told, window: Window, counts: Counter[str]) -> list[dt.date]:
    """List when an event begins, of those times that touch the days asked for."""
    try:
        times = starts(told.component, told.begins, window, told.length)
    except Unusable as error:
        counts[error.reason] += 1
        if error.reason == "endless":
            return []
        times = error.times
    return [one for one in times if window.is_touched(one, told.length)]


def _row(told: _Told, window: Window) -> dict[str, object]:
    event, begins = told.component, told.begins
    if isinstance(begins, dt.datetime):
        local = begins.astimezone(window.zone)
        ends = (begins.astimezone(dt.UTC) + told.length).astimezone(window.zone)
        first, last = local.isoformat(), ends.isoformat()
    else:
        first = begins.isoformat()
        last = (begins + max(told.length, dt.timedelta(1)) - dt.timedelta(1)).isoformat()
    return {
        "occurrence_id": f"{told.uid}@{first}",
        "event_id": told.uid,
        "title": _text(event, "SUMMARY", LONGEST_TITLE),
        "description": _text(event, "DESCRIPTION", LONGEST_TEXT),
        "place": _text(event, "LOCATION", LONGEST_TITLE),
        "address": None,
        "begins": first,
        "ends": last,
        "all_day": not isinstance(begins, dt.datetime),
        "state": STATES.get(str(event.get("STATUS", "")).upper(), CONFIRMED),
        "website": _website(event),
        "geometry": _point(event),
    }


def _text(event: Component, name: str, longest: int) -> str | None:
    value = str(event.get(name) or "").strip()
    return value[:longest] or None


def _website(event: Component) -> str | None:
    address = str(event.get("URL") or "").strip()
    is_web = address.startswith(("https://", "http://")) and address.isprintable()
    return address if is_web and " " not in address else None


def _point(event: Component) -> shapely.Point | None:
    place = None if "GEO" in {name for name, _ in event.errors} else event.get("GEO")
    latitude, longitude = getattr(place, "latitude", None), getattr(place, "longitude", None)
    if latitude is None or longitude is None:
        return None
    is_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    return shapely.Point(longitude, latitude) if is_earth else None
