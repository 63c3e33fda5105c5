"""Offers: the files that a publisher has for a town, read from what its service answers."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from beffroi.foundation.errors import PublisherError, SettingsError
from beffroi.foundation.language import both
from beffroi.study.sources import Published

MOST_DEGREES = 0.6
"""Widest side of a perimeter asked to Overpass, some 50 km: beyond, a regional extract is kinder
to a service that volunteers run. [°]"""
QUERY = (
    "[out:xml][timeout:300];"
    "(node({box});way({box}););->.near;"
    "(rel(bn.near);rel(bw.near););->.relations;"
    'rel.relations["type"="multipolygon"]->.areas;'
    "way(r.areas)->.rings;"
    "(.near;.relations;.rings;node(w.near);node(w.rings););"
    "out meta;"
)
GRIDS = {"972": "mart", "974": "reun?"}
"""Names of the parts of INSEE's census grid outside mainland France, by department."""
MAINLAND = "met"
WITHOUT_GRID = ("971", "973", "976")
"""Guadeloupe, Guyane and Mayotte: INSEE publishes no such grid there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a town is, as publishers ask for it.

    Attributes
    ----------
    commune
        INSEE code; empty for a town abroad.
    epci
        SIREN of its EPCI; empty if unknown.
    department, region
        Codes; empty if unknown.
    bounds
        West, south, east and north of the perimeter; None if unknown. [°]
    """

    commune: str = ""
    epci: str = ""
    department: str = ""
    region: str = ""
    bounds: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that can be brought into a study.

    Attributes
    ----------
    origin
        What identifies it: its address, or its name in a mirror.
    file
        Name wanted in the study.
    name, publisher, licence, home, date
        As in `beffroi.store.manifest.Entry`.
    """

    origin: str
    file: str
    name: str
    publisher: str
    licence: str
    home: str
    date: str


def of(source: Published, origin: str, *, file: str = "") -> Offer:
    """Make the offer of one file of a publication."""
    return Offer(
        origin=origin,
        file=file or source.file,
        name=source.name,
        publisher=source.publisher,
        licence=source.licence,
        home=source.home,
        date=source.vintage,
    )


def overpass(source: Published, place: Place) -> Offer:
    """Offer everything that OpenStreetMap has around a perimeter.

    The query takes nodes and ways of the box, the relations they belong to, and all the rings of
    areas that cross it, with who changed them and when.

    Raises
    ------
    SettingsError
        If the perimeter is not known or too wide.

    References
    ----------
    https://wiki.openstreetmap.org/wiki/Overpass_API/Overpass_QL
    """
    if place.bounds is None:
        raise SettingsError(
            "OpenStreetMap cannot be asked without a perimeter. "
            "Give one, or a commune whose place is known, or bring an extract by hand."
        )
    west, south, east, north = place.bounds
    widest = max(east - west, north - south)
    if not 0 < widest <= MOST_DEGREES:
        raise SettingsError(
            "The perimeter is {widest:.2f}° wide, and at most {most}° are asked to Overpass. "
            "Bring a regional extract by hand (https://download.geofabrik.de).",
            widest=widest,
            most=MOST_DEGREES,
        )
    box = ",".join(f"{degrees:.5f}" for degrees in (south, west, north, east))
    return of(source, source.url.format(query=quote(QUERY.format(box=box))))


def in_data_set(source: Published, answer: object) -> Offer:
    """Offer the newest fitting file of a data set of data.gouv.fr.

    Parameters
    ----------
    answer
        What ``/api/1/datasets/{dataset}/`` says.

    Raises
    ------
    PublisherError
        If no file fits, or the answer is not of the known shape.
    """
    fitting = [
        resource
        for resource in _dicts(answer, "resources")
        if str(resource.get("format", "")).lower() == source.format
        and source.title in str(resource.get("title", "")).lower()
        and _is_address(resource.get("url"))
    ]
    if not fitting:
        raise PublisherError(
            "Data set {dataset} offers no {format} file{title}. "
            "Look at {home} and bring the file by hand.",
            dataset=source.dataset,
            format=source.format.upper(),
            title=both(" called {title!r}", title=source.title) if source.title else "",
            home=source.home,
        )
    newest = max(fitting, key=lambda resource: str(resource.get("last_modified", "")))
    day = str(newest.get("last_modified", ""))[:10]
    offer = of(source, str(newest["url"]))
    return offer if offer.date else _dated(offer, day)


def timetables(source: Published, answer: object, place: Place) -> tuple[Offer, ...]:
    """Offer every timetable of the national access point that covers a town.

    A network covers a town by its commune, its EPCI, its department or its region; networks of the
    whole country are left out, since they say little of a town.

    Parameters
    ----------
    answer
        What ``/api/datasets`` says; the shapes of before and after 2025 are known.

    Raises
    ------
    PublisherError
        If the answer is not of a known shape.
    """
    found = {
        offer.origin: offer
        for data_set in _dicts(answer)
        if _covers(data_set, place)
        for offer in _feeds(source, data_set)
    }
    return tuple(found[origin] for origin in sorted(found))


def member_pattern(source: Published, place: Place) -> str:
    """Return the name of the file wanted in an archive; empty if it is kept as it is.

    Raises
    ------
    SettingsError
        If the publication leaves the town's department out.
    """
    if "{grid}" in source.member and place.department in WITHOUT_GRID:
        raise SettingsError(
            "{name} does not cover department {department}. "
            "Do not ask for it: inhabitants are then placed on buildings.",
            name=source.name,
            department=place.department,
        )
    grid = GRIDS.get(place.department, MAINLAND)
    return source.member.replace("{grid}", grid)


def _feeds(source: Published, data_set: Mapping[str, Any]) -> Iterator[Offer]:
    for resource in _dicts(data_set, "resources"):
        is_wanted = str(resource.get("format", "")).upper() == "GTFS"
        if is_wanted and resource.get("is_available", True) and _is_address(resource.get("url")):
            title = _text(data_set, "title") or _text(resource, "title")
            publisher = data_set.get("publisher")
            yield Offer(
                origin=str(resource["url"]),
                file=f"gtfs-{title}.zip",
                name=title or source.name,
                publisher=_text(publisher, "name") or source.publisher,
                licence=_text(data_set, "licence") or source.licence,
                home=_text(data_set, "page_url") or source.home,
                date=_text(resource, "updated")[:10],
            )


def _covers(data_set: Mapping[str, Any], place: Place) -> bool:
    codes = {
        "commune": place.commune,
        "epci": place.epci,
        "departement": place.department,
        "region": place.region,
    }
    area = data_set.get("covered_area")
    if isinstance(area, list):
        parts = [part for part in area if isinstance(part, dict)]
        return any(
            codes.get(str(part.get("type"))) and part.get("insee") == codes[str(part["type"])]
            for part in parts
        )
    return _covered_before_2025(data_set, place)


def _covered_before_2025(data_set: Mapping[str, Any], place: Place) -> bool:
    area = data_set.get("covered_area")
    cities = area.get("cities", []) if isinstance(area, dict) else []
    towns = {_text(city, "insee") for city in cities}
    siren = _text(data_set.get("aom"), "siren")
    return bool(place.commune in towns or (place.epci and siren == place.epci))


def _dicts(answer: object, key: str = "") -> list[Mapping[str, Any]]:
    listed = answer.get(key) if key and isinstance(answer, dict) else answer
    if not isinstance(listed, list):
        raise PublisherError(
            "The publisher's service answers in a shape that is not known. "
            "Bring the file by hand, and tell the keepers of Beffroi."
        )
    return [item for item in listed if isinstance(item, dict)]


def _text(item: object, key: str) -> str:
    value = item.get(key) if isinstance(item, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _is_address(value: object) -> bool:
    return isinstance(value, str) and bool(re.match(r"https?://", value))


def _dated(offer: Offer, day: str) -> Offer:
    return Offer(
        offer.origin, offer.file, offer.name, offer.publisher, offer.licence, offer.home, day
    )
