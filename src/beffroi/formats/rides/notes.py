"""What was odd in files of rides, said in words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from beffroi.foundation.errors import shown
from beffroi.foundation.language import Words, both, plural

SAID: Mapping[str, Words] = MappingProxyType({
    # Files that give no ride.
    "entities": both("it declares a document type or entities, which GPX never does: not opened"),
    "nested": both("its elements are nested too deep: not opened"),
    "no_gpx": both("it is XML of another kind than GPX"),
    "is_kml": both("it is KML, not GPX: export the tracks as GPX"),
    "is_trainingcenterdatabase": both("it is TCX, not GPX: export the tracks as GPX"),
    "is_osm": both("it is OpenStreetMap data, not GPX"),
    "is_html": both("it is a web page, not GPX"),
    "is_fit": both("it is FIT, not GPX: export the tracks as GPX"),
    "is_rss": both("it is RSS, not GPX: export the tracks as GPX"),
    "is_svg": both("it is a drawing (SVG), not GPX"),
    "no_xml": both("it is damaged XML"),
    "no_json": both("it is damaged JSON"),
    "no_geojson": both("it is JSON of another kind than GeoJSON"),
    "binary": both("it is not text"),
    "empty": both("it is empty"),
    "headless": both("its columns have no headings: give them in order (--columns)"),
    "columns": both("no column is a longitude and none a latitude, nor x and y"),
    "metres": both("its coordinates are metres: say in which system (--epsg)"),
    "ragged": both("its rows do not have the cells of its heading"),
    "pieces": both("{n} short lines without times: pieces of a map, not rides"),
    "no_shape": both("{n} feature(s) without geometry, left out"),
    "other_shapes": both(
        "{n} shape(s) that (is|are) neither (a line nor a point|lines nor points): left "
        "out"
    ),
    # Files that give rides.
    "cut": both("the file is cut: what stands before the cut is read"),
    "empty_lines": both("{n} empty track(s)"),
    "misfits": both("{n} row(s) without the cells of the heading, left out"),
    "encoding": both("not in UTF-8: read as Windows-1252"),
    "numbers": both("{n} unreadable number(s), held as unknown"),
    "instants": both("{n} time(s) unreadable or out of 1990–2100, held as unknown"),
    "no_day": both("times of day without a day are no instants: times unknown; add a column date"),
    "times_short": both(
        "{n} line(s) whose times are not as many as (its|their) points: times left out"
    ),
    "zones": both("times of several offsets in one file: each put in UTC"),
    "zone_unknown": both(
        "{n} time(s) without offset among others that have one: held as unknown, or say "
        "in which zone (--zone)"
    ),
    "zone_assumed": both("times without offset: taken as UTC, or say in which zone (--zone)"),
    "day_month": both(
        "days and months that can be told apart by nothing: read as day, month, year"
    ),
    "swapped": both(
        "latitude before longitude: put the right way round, as one of them passes a pole"
    ),
    "swapped_by_others": both(
        "latitude before longitude: put the right way round, as only then it lies beside "
        "the other files"
    ),
    "swapped_by_place": both(
        "latitude before longitude: put the right way round, as only then it lies near the "
        "map, the stops or the time zone given"
    ),
    "away": both(
        "{n} ride(s) far from the map, the stops or the time zone given: look at these, or at "
        "the order of latitude and longitude"
    ),
    "exchanged": both(
        "times under passengers and passengers under times: the columns were shifted by "
        "an export, and put back"
    ),
    "devices": both("several devices recorded one ride: each makes a ride of its own"),
    "lost": both("{n} position(s) off the globe, at (0, 0) or unreadable, left out"),
    "lost_marks": both("{n} mark(s) without a position, left out"),
    "repeats": both("{n} row(s) that (repeats|repeat) the one before, left out"),
    "ordered": both("rows out of order: put in order of time"),
    # Rides that are limited.
    "too_few": both("{n} ride(s) of fewer than two positions, set aside"),
    "interleaved": both(
        "{n} ride(s) in which two devices seem to be mixed (positions jump back and "
        "forth), set aside: give a device column, or one file for each"
    ),
    "copy": both("{n} ride(s) recorded point for point as another: set aside, one counts"),
    "apart": both("{n} ride(s) more than 1,000 km from most others: provisional"),
    "few": both("{n} ride(s) of fewer than 20 positions: provisional"),
    "clock": both("{n} ride(s) whose clock jumps: provisional, the order of the file is kept"),
    "no_time": both("{n} ride(s) without times: (it serves|they serve) for the line alone"),
    "marks_only": both("{n} survey(s) of stops without a line"),
    "sparse": both("{n} ride(s) with more than 30 s between most positions: turns are lost"),
    "gaps": both("{n} ride(s) with silences of more than 5 minutes (tunnel, pause, signal lost)"),
})  # fmt: skip
"""What may be odd, by code; ``{n}`` is how many times."""
DAMAGED = frozenset({"entities", "nested", "no_xml", "no_json", "binary", "empty", "ragged"})
"""What keeps a file from being read at all; others are of another kind."""
MOST_NAMED = 3


@dataclass(slots=True)
class Ledger:
    """What was odd, by code, with the files where it was."""

    seen: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, file: str, notes: Mapping[str, int]) -> None:
        """Keep what was odd in a file."""
        for code, n in notes.items():
            if n > 0:
                self.seen.setdefault(code, Counter())[file] += n

    def words(self) -> Iterator[Words]:
        """Say what was odd: one sentence for each kind, with the first files concerned."""
        for code, said in SAID.items():
            if code not in self.seen:
                continue
            files = self.seen[code]
            first = ", ".join(shown(name, 60) for name in list(files)[:MOST_NAMED])
            more = f", … (+{len(files) - MOST_NAMED})" if len(files) > MOST_NAMED else ""
            n = sum(files.values())
            yield Words("{files}\u00a0: {said}.", "{files}: {said}.").filled(
                files=first + more, said=said.filled(n=n)
            )


def strangers(files: list[str]) -> Iterator[Words]:
    """Say which files are of another kind than rides."""
    if files:
        first = ", ".join(shown(name, 60) for name in files[:MOST_NAMED])
        yield plural(
            len(files),
            both("{n} file of another kind than rides, left out: {first}."),
            both("{n} files of another kind than rides, left out: {first}…"),
            first=first,
        )


def meaningless(columns: Mapping[str, int]) -> Iterator[Words]:
    """Say which columns were not read, since no role is known for them."""
    if columns:
        names = ", ".join(shown(name, 40) for name in list(columns)[:12])
        yield both("Columns that were not read, as nothing here uses them: {names}.", names=names)
