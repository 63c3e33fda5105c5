"""Lines and directions that the names of files tell, once dates and generic words are left out."""

import re
from collections import Counter
from collections.abc import Sequence

from beffroi.carriers.headings import plain

DIRECTIONS = frozenset({
    "ida", "vuelta", "aller", "retour", "inbound", "outbound", "forward", "backward", "up", "down",
})  # fmt: skip
"""Names of folders that tell a direction."""
GENERIC = frozenset({
    "track", "tracks", "trace", "traces", "trip", "trips", "ride", "rides", "route", "routes",
    "stops", "gps", "gpx", "csv", "export", "data", "activity", "trajet", "trajets", "course",
    "log", "file", "points", "new", "untitled", "titre", "trk",
})  # fmt: skip
_DATES = re.compile(
    r"(?<!\d)(?:\d{4}[-_. ]?\d{2}[-_. ]?\d{2}|\d{2}[-_.]\d{2}[-_.]\d{4})"
    r"(?:[-_T. ]*\d{2}[-_.:h]?\d{2}(?:[-_.:]?\d{2})?)?(?!\d)"
)
LONGEST_NUMBER = 4
"""Digits of the longest line number; longer ones are ranks or dates."""


def label(file: str) -> str:
    """Return the line that a file's name tells; empty where it tells none.

    Examples
    --------
    >>> label("rides/302_2023-02-19_1336.gpx"), label("304 to UL 2019-02-18 0745.gpx")
    ('302', '304 to UL')
    >>> label("chicago/trips/trip_616.txt"), label("009/ida/route.geojson")
    ('', '009')
    """
    *folders, name = file.split("/")
    stem = _told(name.rpartition(".")[0] or name)
    if stem:
        return stem
    if any(letter.isalnum() for letter in name) and re.search(r"\d", name):
        return ""
    told = [part for part in folders if part.lower() not in DIRECTIONS and _told(part)]
    return _told(told[-1]) if len(told) > 1 or (told and len(folders) > 1) else ""


def lines(files: Sequence[str], tracks: Sequence[str]) -> list[str]:
    """Return the line that each ride is said to run, by the name of its file, else of its track.

    Names of tracks come first where most names of files are those of one ride each (a rank, a
    day), while two names of tracks or more each come back: these are then lines.

    Parameters
    ----------
    files, tracks
        Name of the file, and name that the file gives the track, of each ride; empty if none.

    Examples
    --------
    >>> lines(["r1.gpx", "r2.gpx", "r3.gpx", "r4.gpx"], ["A3", "A3", "B1", "B1"])
    ['A3', 'A3', 'B1', 'B1']
    >>> lines(["302.gpx", "302_2.gpx"], ["Monday", "Monday"])
    ['302', '302']
    """
    by_file, by_track = [label(file) for file in files], [_told(name) for name in tracks]
    often = {name for name, n in Counter(filter(None, by_track)).items() if n > 1}
    told = Counter(filter(None, by_file))
    once = sum(n == 1 for n in told.values())
    if len(often) > 1 and once * 2 > told.total():
        return [
            track if track in often else file for file, track in zip(by_file, by_track, strict=True)
        ]
    return [file or track for file, track in zip(by_file, tracks, strict=True)]


def direction(file: str) -> str:
    """Return the direction that a file's folders tell; empty where they tell none.

    Examples
    --------
    >>> direction("009/ida/route.geojson"), direction("a.gpx")
    ('ida', '')
    """
    return next((part for part in file.split("/")[:-1] if part.lower() in DIRECTIONS), "")


def _told(stem: str) -> str:
    bare = " ".join(_DATES.sub(" ", stem).replace("_", " ").split()).strip(" -.")
    words = plain(bare).split()
    if any(word in GENERIC for word in words) or not words:
        return ""
    if all(word.isdigit() for word in words):
        return words[0] if len(words[0]) <= LONGEST_NUMBER else ""
    return bare
