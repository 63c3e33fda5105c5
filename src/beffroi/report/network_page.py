"""The page of a network built of rides: its map, its lines stop by stop, and how sure each is."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup

from beffroi.foundation.files import write_text
from beffroi.foundation.language import Words, both, plural
from beffroi.report.network_map import network_map, own_colour
from beffroi.report.network_stops import (
    LEVELS,
    Call,
    Changes,
    Place,
    calls_of,
    changes_of,
    paired,
    places,
)
from beffroi.report.plan import level_sign
from beffroi.report.schematic import Schematic, schematic
from beffroi.report.standalone import laid_out
from beffroi.report.words import counted, measured
from beffroi.study.informal_built import Built
from beffroi.study.informal_survey import NOTED, task
from beffroi.territory.informal import FERRY, sureness, worn
from beffroi.territory.rides import PROVISIONAL, REASONS, SET_ASIDE, USED

UNKNOWN = both("unknown")
LINE_LEVELS: Mapping[str, Words] = {
    "sure": both("sure: no ride is asked for"), "likely": both("to be ridden again"),
    "doubtful": both("one ride alone shows it"),
}  # fmt: skip
BAND_LEVELS: Mapping[str, Words] = {
    "sure": both("sure"), "likely": both("fairly sure"), "doubtful": both("unsure"),
    "unknown": UNKNOWN,
}  # fmt: skip
MOST_OPEN = 2
"""Lines whose stops stand open; others are a click away. [1]"""
MOST_RIDES = 500
"""Rides that the page lists one by one; `rides.csv` holds all. [1]"""
HOUR, MINUTE = 3_600, 60
DAYS = {"weekday": both("weekdays"), "saturday": both("Saturdays"), "sunday": both("Sundays")}
METHODS = {
    "terminal_counts": both("departures counted at the terminal"),
    "moving_observer": both("vehicles met on the way"),
    "waits": both("waits of surveyors for the next vehicle"),
    "cycle": both("time of a round trip over the vehicles"),
}


@dataclass(frozen=True, slots=True)
class Band:
    """A part of the day, as the table of headways says it."""

    days: Words
    hours: Words
    headway: Words
    interval: Words
    wait: Words
    method: Words
    level: str


@dataclass(frozen=True, slots=True)
class Way:
    """A variant, as its line shows it."""

    badge: Markup
    colour: str
    heading: Words
    is_provisional: bool
    says: tuple[Words, ...]
    calls: tuple[Call, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One number of a line: its ways out and back in one drawing, and its table of stops."""

    ways: tuple[Way, ...]
    headings: tuple[Words, Words]
    places: tuple[Place, ...]
    drawing: Schematic


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its variants."""

    anchor: str
    badge: Markup
    name: str
    mode: Words
    is_provisional: bool
    level: str
    sure: Words
    rides: Words
    rows: tuple[Row, ...]
    fares: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class RideRow:
    """What became of a ride."""

    file: str
    label: str
    fixes: Words
    state: Words
    reasons: tuple[Words, ...]


def write(built: Built, path: Path) -> None:
    """Write the page of a network, whole or not at all.

    Raises
    ------
    StorageError
        If the disk is full or the folder cannot be written.
    """
    write_text(path, rendered(built))


def rendered(built: Built) -> str:
    """Lay a network out as one self-contained page, in French and in English."""
    drawn, rides = network_map(built), built.rides
    parts = {
        "built": built, "network": built.network, "atlas": drawn,
        "title": both("{agency} – network built of rides – Beffroi").filled(
            agency=built.network.agency),
        "standfirst": tuple(_standfirst(built)), "lines": tuple(lines(built)),
        "task": task, "burden": _burden(built), "notes": tuple(_notes(built)),
        "most_open": MOST_OPEN, "levels": LEVELS, "band_levels": BAND_LEVELS,
        "sign": level_sign, "by_reason": tuple(_by_reason(rides)),
        "rides": tuple(_ride(row) for row in _rows(rides.head(MOST_RIDES))),
        "n_rides": len(rides), "most_rides": MOST_RIDES,
    }  # fmt: skip
    return laid_out(
        "network.html.j2", parts, scripts=drawn.scripts if drawn else (),
        look=(drawn.style,) if drawn else (),
    )  # fmt: skip


def _burden(built: Built) -> Words:
    """Add up what the plan of survey takes."""
    hours = sum(one.hours or 0.0 for one in built.errands)
    rides = sum(one.rides or 0 for one in built.errands)
    return both("In all: {rides} to add and {hours} on the ground, for one agent.").filled(
        rides=plural(rides, both("{n} ride"), both("{n} rides"), n=counted(rides)),
        hours=measured(round(hours), "h"),
    )  # fmt: skip


def _notes(built: Built) -> Iterator[Words]:
    """Say once what is noted on each kind of errand that is asked for."""
    kinds = {one.kind: one.note for one in built.errands}
    for kind, note in kinds.items():
        yield NOTED[kind].filled(note=note)


def _standfirst(built: Built) -> Iterator[Words]:
    network = built.network
    stops = int((~network.stops["is_station"].astype(bool)).sum())
    for n, one, many in (
        (len(network.routes), both("{n} line"), both("{n} lines")),
        (len(network.variants), both("{n} variant"), both("{n} variants")),
        (stops, both("{n} stop"), both("{n} stops")),
        (len(built.rides), both("{n} ride read"), both("{n} rides read")),
    ):
        yield plural(n, one, many, n=counted(n))


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    return table.itertuples()


def lines(built: Built) -> Iterator[Line]:
    """Prepare every line of a network, in the order of their numbers.

    Yields
    ------
    A line with its variants, their stops in the order of travel, headways and fares.
    """
    network = built.network
    shown = network.variants.assign(**worn(network.variants, network.routes))
    variants = dict([*shown.groupby("route_id", sort=False)])
    by_number = network.routes.sort_values(
        "number", key=lambda numbers: numbers.map(_natural), kind="stable"
    )
    anchors = {id_: f"line-{k}" for k, id_ in enumerate(by_number["route_id"], start=1)}
    changes = changes_of(network, anchors)
    for route in _rows(by_number):
        own = variants.get(route.route_id, shown.iloc[:0])
        anchor = anchors[route.route_id]
        sure = _sureness(route.state, own, built)
        yield Line(
            anchor=anchor, badge=badge(route.number, route.colour, route.text_colour),
            name="" if pd.isna(route.name) else str(route.name),
            mode=both("boat") if route.mode == FERRY else both("minibus"),
            is_provisional=route.state == PROVISIONAL, level=sure, sure=LINE_LEVELS[sure],
            rides=plural(int(route.n_rides), both("{n} ride"), both("{n} rides"),
                         n=counted(route.n_rides)),
            rows=tuple(
                _row(pair, built, route, changes, f"{anchor}-{k}")
                for k, pair in enumerate(paired(own), start=1)
            ),
            fares=tuple(_fares(built, route.route_id)),
        )  # fmt: skip


def _natural(number: str) -> str:
    """Return a key by which 2 comes before 10.

    Examples
    --------
    >>> sorted(["10", "2", "A1"], key=_natural)
    ['2', '10', 'A1']
    """
    return re.sub(r"\d+", lambda digits: digits[0].zfill(12), number)


def _sureness(state: str, variants: pd.DataFrame, built: Built) -> str:
    """Class a line: of one ride alone, to be ridden again by the plan of survey, or sure."""
    if state == PROVISIONAL:
        return "doubtful"
    asked = {v for one in built.errands if one.rides for v in one.variants}
    return "likely" if asked & set(variants["variant_id"]) else "sure"


def _row(pair: tuple[Any, Any], built: Built, route: Any, changes: Changes, key: str) -> Row:
    """Put a way out and its way back, or a way alone, into one drawing."""
    shown = [row for row in pair if row is not None]
    ways = tuple(_way(row, built, route.number) for row in shown)
    stops = places(ways[0].calls, ways[1].calls if len(ways) > 1 else (), route.route_id, changes)
    colours, doubtful = [way.colour for way in ways], [way.is_provisional for way in ways]
    title = both("Line {number}: {heading}").filled(number=shown[0].number, heading=ways[0].heading)
    return Row(
        ways, (both("Way out"), both("Way back")), stops,
        schematic(stops, key=key, title=title, colours=(colours[0], colours[-1]),
                  provisional=(doubtful[0], doubtful[-1])),
    )  # fmt: skip


def badge(number: str, colour: str, text: str) -> Markup:
    """Draw the public number of a line, or of a variant, on its colour."""
    width = 16 + 11 * len(number)
    return Markup(
        '<svg class="line-badge" viewBox="0 0 {w} 28" height="28" width="{w}" role="img" '
        'aria-label="{n}"><rect width="{w}" height="28" rx="5" fill="#{c}"/>'
        '<text x="{x}" y="20" text-anchor="middle" font-weight="700" font-size="17" '
        'fill="#{t}">{n}</text></svg>'
    ).format(w=width, x=width / 2, n=number, c=html.escape(colour), t=html.escape(text))


def _way(row: Any, built: Built, line: str) -> Way:
    """Show a variant; its number is left out where it is that of its line, which stands above."""
    network = built.network
    bands = network.headways[network.headways["variant_id"] == row.variant_id]
    heading = both("{origin} to {destination}").filled(
        origin=_or_unknown(row.origin), destination=_or_unknown(row.destination)
    )
    return Way(
        badge=Markup() if row.number == line else badge(row.number, row.colour, row.text_colour),
        colour=own_colour(row.colour),
        heading=heading, is_provisional=row.state == PROVISIONAL,
        says=tuple(_said_of_variant(row, network.sections)),
        calls=calls_of(row.variant_id, network),
        bands=tuple(_band(band) for band in _rows(bands)),
    )  # fmt: skip


def _or_unknown(name: Any) -> Words | str:
    return UNKNOWN if pd.isna(name) else str(name)


def _said_of_variant(row: Any, sections: pd.DataFrame) -> Iterator[Words]:
    yield measured(row.length_m / 1000, "km")
    yield plural(int(row.n_rides), both("{n} ride"), both("{n} rides"), n=counted(row.n_rides))
    if not pd.isna(row.spread_m):
        yield both("rides {spread} from the line on average").filled(
            spread=measured(row.spread_m, "m"))  # fmt: skip
    if not pd.isna(row.matched):
        yield both("{share} on streets of the map").filled(share=measured(row.matched * 100, "%"))
    own = sections[(sections["variant_id"] == row.variant_id) & sections["hailed"].notna()]
    if len(own) and (seen := int(own["n_seen"].sum())):
        share = float((own["hailed"] * own["n_seen"]).sum()) / seen
        said = both("{share} of halts away from any stop, red lights included")
        if own["is_counted"].fillna(value=False).all():
            said = both("{share} get on far from any stop")
        yield said.filled(share=measured(share * 100, "%"))


def _band(row: Any) -> Band:
    return Band(
        days=DAYS[row.days],
        hours=Words(*(f"{_clock(row.begins_s)} – {_clock(row.ends_s)}" for _ in range(2))),
        headway=_minutes_of(row.headway_s), wait=_minutes_of(row.wait_s),
        interval=_bounds(row), method=_method(row),
        level=sureness(row.headway_s, row.low_s, row.high_s),
    )  # fmt: skip


def _bounds(row: Any) -> Words:
    if pd.isna(row.low_s) or pd.isna(row.high_s):
        return UNKNOWN
    low, high = (round(value / MINUTE) for value in (row.low_s, row.high_s))
    return Words(*(f"{low} – {high} min" for _ in range(2)))


def _method(row: Any) -> Words:
    """Say how a headway is known, or why it is not."""
    if not pd.isna(row.headway_s):
        return METHODS[row.method]
    if not pd.isna(row.method) and row.n_departures > 0:
        return both("departures were counted there without their line: bounds alone are known")
    return both("no departure was counted there")


def _minutes_of(seconds: Any) -> Words:
    return UNKNOWN if pd.isna(seconds) else measured(round(seconds / MINUTE), "min")


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // HOUR % 24:02d}:{whole % HOUR // MINUTE:02d}"


def _fares(built: Built, route: str) -> Iterator[Words]:
    fares = built.network.fares
    own = fares[(fares["route_id"] == route) | fares["route_id"].isna()]
    if own.empty:
        return
    zones = own["from_zone"].notna().any()
    for row in _rows(own.head(12)):
        price = Words(*(f"{text} {row.currency}" for text in _price(row.price)))
        said = both("{price}, {n} payments")
        if zones and not pd.isna(row.from_zone):
            said = both("{price} from zone {start} to zone {end}, {n} payments")
        yield said.filled(price=price, n=counted(row.n_payments), start=row.from_zone,
                          end=row.to_zone)  # fmt: skip


def _price(price: float) -> tuple[str, str]:
    text = f"{price:.2f}"
    return text.replace(".", ","), text


def _by_reason(rides: pd.DataFrame) -> Iterator[tuple[Words, Words, Words]]:
    """Count the rides by state and by what limits them, the most first."""
    states = {USED: both("used"), PROVISIONAL: both("provisional"), SET_ASIDE: both("set aside")}
    for state, words in states.items():
        own = rides[rides["state"] == state]
        told = Counter(tuple(_codes(reason)) for reason in own["reason"])
        for codes, n in told.most_common():
            yield words, _joined([REASONS[code] for code in codes]), counted(n)


def _codes(reason: Any) -> list[str]:
    return [] if pd.isna(reason) else [code for code in str(reason).split() if code in REASONS]


def _joined(words: list[Words]) -> Words:
    if not words:
        return both("nothing limits them")
    return Words("\u00a0; ".join(one.fr for one in words), "; ".join(one.en for one in words))


def _ride(row: Any) -> RideRow:
    states = {USED: both("used"), PROVISIONAL: both("provisional"), SET_ASIDE: both("set aside")}
    return RideRow(
        file=row.file, label="" if pd.isna(row.label) else row.label,
        fixes=counted(row.n_fixes), state=states[row.state],
        reasons=tuple(REASONS[code] for code in _codes(row.reason)),
    )  # fmt: skip
