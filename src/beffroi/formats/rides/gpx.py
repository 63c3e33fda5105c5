"""Rides in GPX: tracks, routes and waypoints, read without obeying what the XML asks for."""

from collections import Counter
from dataclasses import dataclass, field
from xml.parsers import expat

import numpy as np
import pandas as pd

from beffroi.formats.rides.columns import KMH, numbers
from beffroi.formats.rides.instants import instants
from beffroi.formats.rides.positions import upright
from beffroi.formats.rides.runs import Run, runs
from beffroi.formats.rides.track import Found, Options, Track, frame, nothing

POINTS = frozenset({"trkpt", "rtept", "wpt"})
LINES = {"trk": "trkpt", "rte": "rtept"}
KEPT = {
    "ele": "elevation", "time": "time", "speed": "speed_ms", "accuracy": "accuracy_m",
    "hacc": "accuracy_m", "horizontalaccuracy": "accuracy_m", "speed_kmh": "speed_kmh",
    "name": "event", "desc": "desc",
}  # fmt: skip
"""What is read of a point, by element without its namespace, extensions included."""
NAMED = frozenset({"name"})
KNOWN_OTHERS = frozenset({"kml", "trainingcenterdatabase", "osm", "html", "fit", "rss", "svg"})
DEEPEST = 60
"""Deepest nesting of an honest GPX file is some ten elements."""


class _RefusedError(Exception):
    """A file is not to be read further; its argument is the code of a note."""


@dataclass(slots=True)
class _Points:
    """Points being gathered: one list for each thing read."""

    lon: list[str] = field(default_factory=list)
    lat: list[str] = field(default_factory=list)
    others: dict[str, dict[int, str]] = field(default_factory=dict)
    name: str = ""


class _Gatherer:
    """What the parser calls: keeps points, forgets the rest, never expands an entity."""

    def __init__(self) -> None:
        self.lines: list[_Points] = []
        self.waypoints = _Points()
        self.notes: Counter[str] = Counter()
        self._path: list[str] = []
        self._tags: dict[str, str] = {}
        self._points: _Points | None = None
        self._wanted = ""
        self._texts: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator="|")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def _refuse(self, *_: object) -> None:
        raise _RefusedError("entities")

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        tag = self._tags.get(qualified) or self._tag(qualified)
        path = self._path
        if not path and tag != "gpx":
            raise _RefusedError("no_gpx" if tag not in KNOWN_OTHERS else f"is_{tag}")
        if len(path) > DEEPEST:
            raise _RefusedError("nested")
        path.append(tag)
        if tag in POINTS:
            self._point(tag, attributes)
        elif tag in LINES:
            self.lines.append(_Points())
        elif tag in KEPT and (self._points is not None or path[-2] in LINES):
            self._wanted, self._texts = tag, []
            self.parser.CharacterDataHandler = self._texts.append

    def _tag(self, qualified: str) -> str:
        """Return the name of an element without its namespace, and remember it."""
        tag = self._tags[qualified] = qualified.rpartition("|")[2].lower()
        return tag

    def _point(self, tag: str, attributes: dict[str, str]) -> None:
        is_of_line = tag != "wpt" and self.lines
        self._points = self.lines[-1] if is_of_line else self.waypoints
        self._points.lon.append(attributes.get("lon", ""))
        self._points.lat.append(attributes.get("lat", ""))

    def take(self, run: Run) -> None:
        """Keep the points of a run, as if the parser had called for each."""
        points = self.lines[-1] if self.lines else self.waypoints
        first = len(points.lon)
        points.lon += run.lon
        points.lat += run.lat
        for name, texts in (("elevation", run.elevation), ("time", run.time)):
            if any(texts):
                known = {first + k: text.strip() for k, text in enumerate(texts) if text}
                points.others.setdefault(name, {}).update(known)

    def _end(self, _: str) -> None:
        tag = self._path.pop()
        if tag == self._wanted:
            self.parser.CharacterDataHandler = None
            self._keep(tag, "".join(self._texts).strip())
            self._wanted = ""
        elif tag in POINTS:
            self._points = None

    def _keep(self, tag: str, text: str) -> None:
        if self._points is not None:
            rank = len(self._points.lon) - 1
            self._points.others.setdefault(KEPT[tag], {}).setdefault(rank, text)
        elif tag in NAMED and self.lines:
            self.lines[-1].name = self.lines[-1].name or text


def read(raw: bytes, options: Options) -> Found:
    """Read the rides of a GPX file of version 1.0 or 1.1, whatever its encoding.

    A track or a route is a ride; the segments of a track follow one another. Waypoints are marks
    of the ride during which they were made, else of the nearest. Names and addresses of people
    are not read. A document type or an entity refuses the file before anything is expanded.

    Returns
    -------
    The rides found; where the file is cut, those before the cut, with a note.

    References
    ----------
    GPX 1.1 Schema, https://www.topografix.com/GPX/1/1/.
    """
    gatherer = _Gatherer()
    found = Found(notes=gatherer.notes)
    try:
        _parse(raw, gatherer)
    except _RefusedError as refusal:
        found.notes[str(refusal)] += 1
        return found
    except (expat.ExpatError, ValueError, LookupError):
        found.notes["cut" if gatherer.lines else "no_xml"] += 1
    found.tracks = _tracks(gatherer, options)
    return found


def _parse(raw: bytes, gatherer: _Gatherer) -> None:
    """Parse a file, runs of plain points apart: they need no parser."""
    parse, end = gatherer.parser.Parse, 0
    for run in runs(raw):
        parse(raw[end : run.begin], False)  # noqa: FBT003  (the name of the argument is not public)
        gatherer.take(run)
        end = run.end
    parse(raw[end:], True)  # noqa: FBT003


def _tracks(gatherer: _Gatherer, options: Options) -> list[Track]:
    lines = [line for line in gatherer.lines if line.lon]
    gatherer.notes["empty_lines"] += len(gatherer.lines) - len(lines)
    fixes = [_frame(line, options, gatherer.notes) for line in lines]
    marks = _frame(gatherer.waypoints, options, gatherer.notes)
    marks["event"] = marks["event"].where(marks["event"].notna(), "waypoint")
    if not fixes:
        return [Track(nothing(), marks)] if len(marks) else []
    owners = _owners(marks, fixes)
    return [
        Track(own.assign(event=None), marks[owners == i].reset_index(drop=True), name=line.name)
        for i, (line, own) in enumerate(zip(lines, fixes, strict=True))
    ]


def _frame(points: _Points, options: Options, notes: Counter[str]) -> pd.DataFrame:
    n = len(points.lon)
    if n == 0:
        return nothing()
    texts = {role: _column(values, n) for role, values in points.others.items()}
    lon, lat = (
        numbers(pd.Series(column, dtype=object), notes) for column in (points.lon, points.lat)
    )
    lon, lat = upright(lon, lat, notes)
    columns: dict[str, object] = {"lon": lon, "lat": lat}
    if "time" in texts:
        columns["time"] = instants(texts["time"], options.zone, notes)
    for role in {"elevation", "speed_ms", "accuracy_m"} & set(texts):
        columns[role] = numbers(texts[role], notes)
    if "speed_kmh" in texts and "speed_ms" not in texts:
        columns["speed_ms"] = numbers(texts["speed_kmh"], notes) / KMH
    said = texts.get("event", texts.get("desc"))
    if said is not None:
        columns["event"] = said.where(said.notna(), None).to_numpy()
    return frame(columns, n)


def _column(values: dict[int, str], n: int) -> pd.Series:
    if len(values) == n:
        return pd.Series(list(values.values()), dtype=object)
    column = np.full(n, None, dtype=object)
    column[list(values)] = list(values.values())
    return pd.Series(column, dtype=object)


def _owners(marks: pd.DataFrame, fixes: list[pd.DataFrame]) -> np.ndarray:
    """Say which ride each mark is of: that of its time, else the nearest."""
    owners = np.zeros(len(marks), dtype=np.intp)
    if len(fixes) == 1:
        return owners
    for rank, (time, lon, lat) in enumerate(
        marks[["time", "lon", "lat"]].itertuples(index=False, name=None)
    ):
        spans = [(own["time"].min(), own["time"].max()) for own in fixes]
        inside = [i for i, (first, last) in enumerate(spans) if first <= time <= last]
        apart = [
            np.fmin.reduce(np.hypot(own["lon"] - lon, own["lat"] - lat), initial=np.inf)
            for own in fixes
        ]
        owners[rank] = inside[0] if len(inside) == 1 else int(np.argmin(apart))
    return owners
