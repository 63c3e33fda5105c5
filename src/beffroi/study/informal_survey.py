"""The survey plan, as a field agent is handed it: where to go, when, what to do, what to note."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from beffroi.engines.informal.sizing.plan import RIDE, WATCH, plan
from beffroi.engines.informal.sizing.plan import Errand as Asked
from beffroi.foundation.language import Language, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.study.informal_built import Errand
from beffroi.territory.informal import InformalNetwork, worn
from beffroi.territory.rides import REASONS

HOUR: Final = 3_600
ANY: Final = both("any day, at any hour")
DAYS: Final[Mapping[str, Words]] = {
    "weekday": both("Monday to Friday"), "saturday": both("Saturday"), "sunday": both("Sunday"),
}  # fmt: skip
NOTES: Final[Mapping[str, Words]] = {
    RIDE: both("recorder on before departure, off after arrival; passengers who get on and off at "
               "each halt, if possible."),
    WATCH: both("for each vehicle that leaves: the time, to the minute, and its line."),
}  # fmt: skip
NOTED: Final[Mapping[str, Words]] = {
    RIDE: both("On a ride: {note}"), WATCH: both("At a stop: {note}"),
}  # fmt: skip
"""How a page says once what is noted on each kind of errand."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula."""
NUMBER: Final = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
HEADS: Final[Mapping[str, Words]] = {
    "place": both("Place"), "lon": both("Longitude"), "lat": both("Latitude"),
    "when": both("When"), "task": both("What to do"),
    "rides": both("Rides to add"), "hours": both("Agent hours"), "note": both("What to note"),
    "why": both("Why"), "variants": both("Variants"),
}  # fmt: skip


def errands(network: InformalNetwork) -> tuple[Errand, ...]:
    """Say what to survey next in the words of the field, the most useful first.

    Watches of several lines at one place during the same hours are one errand: whoever stands
    there notes them all.

    Parameters
    ----------
    network
        The network as the rides so far show it.
    """
    shown = network.variants.assign(**worn(network.variants, network.routes))
    known = {str(row["variant_id"]): row for row in shown.to_dict("records")}
    starts = _starts(network)
    told: dict[tuple[object, ...], Errand] = {}
    for rank, one in enumerate(plan(network)):
        own = _errand(one, known[one.variant_id], starts.get(one.variant_id))
        at_one = (own.kind, own.place, own.when)
        key = at_one if one.kind == WATCH else (rank,)
        told[key] = _with(told[key], own) if key in told else own
    return tuple(told.values())


def _starts(network: InformalNetwork) -> dict[str, tuple[float, float]]:
    """Find where each variant begins: longitude and latitude."""
    calls = network.calls[network.calls["rank"].eq(0)]
    points = network.stops.set_index("stop_id").geometry.reindex(calls["stop_id"])
    return {
        str(id_): (float(point.x), float(point.y))
        for id_, point in zip(calls["variant_id"], points, strict=True) if point is not None
    }  # fmt: skip


def _errand(one: Asked, variant: Mapping[str, object], where: tuple[float, float] | None) -> Errand:
    start, end = (_named(variant[name]) for name in ("origin", "destination"))
    line = both("line {number} to {end}").filled(number=str(variant["number"]), end=end)
    return Errand(
        kind=one.kind, place=start, when=_when(one), lines=(line,), variants=(one.variant_id,),
        rides=one.rides if one.kind == RIDE else None,
        why=Words(*(f"{why[:1].upper()}{why[1:]}. {gain}" for why, gain in (
            (one.why.fr, one.gain.fr), (one.why.en, one.gain.en)))),
        hours=one.hours, note=NOTES[one.kind], where=where,
    )  # fmt: skip


def _with(first: Errand, other: Errand) -> Errand:
    """Watch one more line at the same place and hours."""
    hours = [one.hours for one in (first, other) if one.hours is not None]
    return replace(
        first, lines=(*first.lines, *other.lines), variants=(*first.variants, *other.variants),
        hours=max(hours, default=None),
    )  # fmt: skip


def _named(name: object) -> Words:
    return Words(name, name) if isinstance(name, str) else both("an end without a name")


def _when(one: Asked) -> Words:
    if one.begins is None or one.ends is None:
        return DAYS.get(one.days, ANY)
    return both("{days}, {begins} – {ends}").filled(
        days=DAYS.get(one.days, ANY), begins=_clock(one.begins), ends=_clock(one.ends)
    )


def _clock(seconds: float) -> str:
    return f"{int(seconds // HOUR) % 24:02d}:{int(seconds % HOUR // 60):02d}"


def task(one: Errand) -> Words:
    """Say in a sentence what an agent does.

    Examples
    --------
    >>> one = Errand("watch", Words("Pont", "Pont"), DAYS["sunday"], (Words("la 1", "line 1"),),
    ...              ("1-out",), None, Words("", ""), 2.0, NOTES["watch"])
    >>> task(one).en
    'Stand at Pont and count the departures of line 1'
    """
    lines = Words(", ".join(x.fr for x in one.lines), ", ".join(x.en for x in one.lines))
    if one.kind == RIDE:
        return both("Ride {lines} from {place}, end to end").filled(lines=lines, place=one.place)
    return both("Stand at {place} and count the departures of {lines}").filled(
        lines=lines, place=one.place)  # fmt: skip


def table(given: Sequence[Errand], language: Language) -> pd.DataFrame:
    """Write a plan as a sheet to hand out, in French or in English.

    Parameters
    ----------
    given
        The errands, the most useful first.
    language
        That of its headings and its sentences.

    Returns
    -------
    A row for each errand; blank where nothing is asked or known.
    """
    return pd.DataFrame(
        list(_rows(given, language)), columns=[words.in_(language) for words in HEADS.values()]
    )


def _rows(given: Sequence[Errand], language: Language) -> Iterator[list[str]]:
    for one in given:
        yield [
            one.place.in_(language),
            *(("", "") if one.where is None else (f"{degrees:.5f}" for degrees in one.where)),
            one.when.in_(language), task(one).in_(language),
            "" if one.rides is None else str(one.rides),
            "" if one.hours is None else grouped(one.hours, 1, language),
            one.note.in_(language), one.why.in_(language), " ".join(one.variants),
        ]  # fmt: skip


def ride_by_ride(rides: pd.DataFrame) -> pd.DataFrame:
    """List every ride, and every file that gives none, with what became of it and why.

    Parameters
    ----------
    rides
        Table `RIDES`, as the build leaves it.
    """
    codes = [[] if pd.isna(said) else str(said).split() for said in rides["reason"]]
    why = {
        "raison": ["; ".join(REASONS[code].fr for code in own) for own in codes],
        "why": ["; ".join(REASONS[code].en for code in own) for own in codes],
    }
    kept = ["ride_id", "file", "label", "n_read", "n_fixes", "n_marks", "state", "reason"]
    return rides[kept].assign(**why)


def as_sheet(made: pd.DataFrame) -> str:
    """Write a table as CSV in which no cell is a formula; numbers stay as they are."""

    def bare(cell: object) -> object:
        if not isinstance(cell, str) or not cell.startswith(FORMULA) or NUMBER.fullmatch(cell):
            return cell
        return f"'{cell}"

    safe = made.map(bare)
    return str(safe.to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL))
