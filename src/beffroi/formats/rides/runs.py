"""Runs: plain GPX points one behind the other, which need no parser to be told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBER = r"[-+0-9.eE]{1,40}"
PLAIN = r"[ -%'-;=?-~]{0,80}"
"""Text of ASCII without markup, entity or line break."""
POINT = (
    rf"<trkpt[ \t]+(?:lat=\"({NUMBER})\"[ \t]+lon=\"({NUMBER})\""
    rf"|lon=\"({NUMBER})\"[ \t]+lat=\"({NUMBER})\")[ \t]*"
    rf"(?:/>|>\s*+(?:<ele>({PLAIN})</ele>\s*+)?+(?:<time>({PLAIN})</time>\s*+)?+"
    rf"(?:<(?:hdop|vdop|pdop|sat|fix|course|magvar|geoidheight)>{PLAIN}</[a-z]{{3,11}}>\s*+)*+"
    rf"</trkpt>)\s*+"
)
_POINT, _RUN = re.compile(POINT, re.ASCII), re.compile(rf"(?:{POINT})++".encode(), re.ASCII)
_CLOSED = re.compile(r"<([a-z]{3,11})>[^<]*</(?!\1>)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Run:
    """Plain points of a file, in their order.

    Attributes
    ----------
    begin, end
        Bytes of the file that they take.
    lon, lat, elevation, time
        Their texts, of which the last two are empty where a point has none.
    """

    begin: int
    end: int
    lon: tuple[str, ...]
    lat: tuple[str, ...]
    elevation: tuple[str, ...]
    time: tuple[str, ...]


def runs(raw: bytes) -> Iterator[Run]:
    """Find the runs of plain points of a GPX file.

    A plain point has its longitude and latitude, at most its elevation and time, in this order,
    and simple elements of which nothing is read. Runs taken out, a well-formed file is
    still one, and one that is not still is not. A file with comments, character data, a document
    type or instructions has no run: the parser reads it whole.

    Examples
    --------
    >>> file = b'<gpx><trk><trkseg><trkpt lat="1" lon="2"/><trkpt lat="3" lon="4"/></trkseg>'
    >>> [(run.lon, run.lat) for run in runs(file)]
    [(('2', '4'), ('1', '3'))]
    """
    start = 1 if raw.startswith(b"<?xml") else 0
    if b"<!" in raw or raw.find(b"<?", start) >= 0:
        return
    for found in _RUN.finditer(raw):
        text = found.group().decode("ascii")
        if _CLOSED.search(text):
            continue
        lat, lon, first, second, elevation, time = zip(*_POINT.findall(text), strict=True)
        if any(first):
            lon = tuple(one or other for one, other in zip(lon, first, strict=True))
            lat = tuple(one or other for one, other in zip(lat, second, strict=True))
        yield Run(found.start(), found.end(), lon, lat, elevation, time)
