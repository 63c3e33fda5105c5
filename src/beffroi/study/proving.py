"""Proving: the facts of maturity that data prove, and those that no data was asked for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from beffroi.formats import town_facts
from beffroi.foundation.figures import Figure
from beffroi.foundation.language import Words, both
from beffroi.method.maturity.grid import maturity_grid
from beffroi.study.assessment import PROVEN, of_figures, of_town
from beffroi.study.ground import located
from beffroi.study.rooms import dated, ground_of, inside
from beffroi.study.workshop import Workshop
from beffroi.territory.maturity import Fact
from beffroi.territory.town import Town

HELP_PLACE = re.compile(
    r"\bfrance[ -]services?\b|\bespace public num[ée]rique\b|\bm[ée]diation num[ée]rique\b",
    re.IGNORECASE,
)
"""Names of places whose charter or purpose is to help people with digital procedures."""
MOVES = re.compile(r"\b(bus|camion|itin[ée]rante?|mobile)\b", re.IGNORECASE)
"""Names of services that move about: they are no place of the centre."""
CLOSED = {"", "off", "closed", "unknown"}
"""Opening hours that show none."""


@dataclass(frozen=True)
class Proven:
    """What data say of a town.

    Attributes
    ----------
    facts
        By id.
    sought
        Ids of the facts that some data was asked for, proven or not.
    warnings
        What was left out, and what data contradict.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    sought: frozenset[str] = frozenset()
    warnings: tuple[Words, ...] = ()


def proven(
    place: Town | None,
    *,
    figures: Iterable[Figure] = (),
    shop: Workshop | None = None,
    facts: Path | None = None,
    today: str = "",
) -> Proven:
    """Gather what registers, the figures and the sources of a study, and a table of facts prove.

    Data that the study read itself hold over the table of facts; where they differ it is said.

    Parameters
    ----------
    place
        The town; None if unknown.
    figures
        Of the study.
    shop
        The study's workshop, with the results of its rooms; None without a study.
    facts
        Table of facts; if None, the study's own.
    today
        Day of the profile, ISO 8601: timetables are up to date if they run until then. If empty,
        the day on which they came in.

    Raises
    ------
    FaultyFileError
        If the table of facts cannot be used.
    """
    measured = tuple(figures)
    found = [*of_town(place), *of_figures(measured)]
    sought = set(_sought(place, measured))
    if shop is not None:
        found += [*of_feeds(shop, today=today), *of_places(shop)]
        sought |= {"mobility.valid"} if shop.of_kind("gtfs") else set()
        sought |= {"inclusion.place"} if "perimeter" in shop.entries else set()
        if facts is None and "facts" in shop.entries:
            facts = shop.path("facts")
    own = {fact.id: fact for fact in found}
    if facts is None:
        return Proven(own, frozenset(sought))
    told = town_facts.read(facts, maturity_grid(), commune=place.code if place else "")
    by_hand = {fact.id: fact for fact in told.facts}
    return Proven(
        facts=by_hand | own,
        sought=frozenset(sought | set(by_hand)),
        warnings=(*told.warnings, *_contradicted(own, by_hand)),
    )


def _sought(place: Town | None, figures: tuple[Figure, ...]) -> Iterator[str]:
    if place is not None and place.is_french:
        yield from ("town.population", "programme.signed")
    known = {figure.id for figure in figures if figure.value is not None}
    yield from (fact for figure, fact in PROVEN.items() if figure in known)
    if "mobility.stops" in known:
        yield from ("town.network", "mobility.timetables")


def _contradicted(own: Mapping[str, Fact], by_hand: Mapping[str, Fact]) -> Iterator[Words]:
    for id_ in own.keys() & by_hand.keys():
        if isinstance(own[id_].value, bool) and own[id_].value is not by_hand[id_].value:
            yield both(
                "The table of facts says the contrary of the study's data on {fact} ({words}): the "
                "study's data hold.",
                fact=id_,
                words=own[id_].words,
            )


def of_feeds(shop: Workshop, *, today: str = "") -> Iterator[Fact]:
    """Prove that timetables are read without error and up to date, or prove nothing.

    All the timetables of the study must have been read whole, nothing set aside, repaired or
    doubtful, with the day they came in and today within their days of service.
    """
    feeds = shop.of_kind("gtfs")
    read = [shop.document(entry.id) for entry in feeds]
    is_sound = all(
        one.get("set_aside") == 0
        and not one["warnings"]
        and one["date"]
        and one["date"] <= entry.retrieved[:10]
        and max(today, entry.retrieved[:10]) <= one["end"]
        for entry, one in zip(feeds, read, strict=True)
    )
    if not feeds or not is_sound:
        return
    words = both(
        "timetables read whole on {day}, no row set aside, service from {begin} to {end}",
        day=max(entry.retrieved[:10] for entry in feeds),
        begin=max(one["date"] for one in read),
        end=min(one["end"] for one in read),
    )
    yield Fact("mobility.valid", value=True, words=words, source=dated(shop, feeds[0].id))


def of_places(shop: Workshop) -> Iterator[Fact]:
    """Prove that the centre has a place of digital help with hours, or prove nothing.

    Only a place that the map names as such, with opening hours, in the perimeter that the study
    was given: the map lacks many, so its silence says nothing.
    """
    if "perimeter" not in shop.entries:
        return
    table = inside(ground_of(shop), located(shop, "amenities"))
    for row in table.reindex(columns=["name", "opening_hours"]).fillna("").itertuples(index=False):
        hours = str(row.opening_hours)
        name = str(row.name)
        if HELP_PLACE.search(name) and not MOVES.search(name) and hours.lower() not in CLOSED:
            words = both("on the map: {name} ({hours})", name=name[:80], hours=hours[:80])
            yield Fact("inclusion.place", value=True, words=words, source=dated(shop, "osm"))
            return
