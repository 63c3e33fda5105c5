"""A service on demand as a person describes it: zones, hours, days, booking, price.

Format: a TOML file (parts ``[service]``, ``[[booking]]``, ``[[group]]``, ``[[ride]]``) that names
a GeoJSON file of zones beside it; `docs/how-to/offers.md` shows one.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd

from beffroi.formats.gtfs.flex.cells import Cells
from beffroi.formats.gtfs.flex.zones import zone_faults, zones
from beffroi.foundation.errors import FaultyFileError, UnreadableFileError
from beffroi.foundation.files import bounded, decoded
from beffroi.foundation.language import both
from beffroi.foundation.toml_faults import fault

FORMAT = "description of a service on demand"
MOST_BYTES = 1024**2
"""Largest description taken: nobody types more. [byte]"""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SHORT = {day[:2]: day for day in DAYS}
KEYS = {
    "service": {"name", "agency", "url", "phone", "email", "timezone", "language", "start", "end",
                "zones", "currency", "closed"},
    "booking": {"id", "phone", "url", "message", "minutes", "days", "before"},
    "group": {"id", "name", "stops"},
    "ride": {"id", "name", "from", "to", "days", "hours", "booking", "price"},
}  # fmt: skip
"""Parts of the file and their settings."""


@dataclass(frozen=True, slots=True)
class Booking:
    """How a ride is booked.

    Attributes
    ----------
    id
        Name used by rides.
    minutes
        Notice on the day itself; None where days count, or where none is asked for. [min]
    days, before
        Notice of whole days, and the time of that day until which one may book [s]; None where
        minutes count.
    phone, url, message
        How to book; empty where not.
    """

    id: str
    minutes: int | None
    days: int | None
    before: int | None
    phone: str
    url: str
    message: str


@dataclass(frozen=True, slots=True)
class Group:
    """Stops among which one is picked up or dropped: id, name, and (id, name, lon, lat) each."""

    id: str
    name: str
    stops: tuple[tuple[str, str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Ride:
    """Where and when one may travel.

    Attributes
    ----------
    id, name
        Key, and what travellers read.
    origin, destination
        Zone or group; the same one for rides inside it.
    days
        Days of the week.
    windows
        Start and end of each part of the day. [s]
    booking
        Id of the booking.
    price
        Price of a trip; None where unknown. [currency]
    """

    id: str
    name: str
    origin: str
    destination: str
    days: tuple[str, ...]
    windows: tuple[tuple[int, int], ...]
    booking: str
    price: float | None


@dataclass(frozen=True, eq=False)
class Sketch:
    """A service on demand, complete and coherent.

    Attributes
    ----------
    about
        Texts of ``[service]``, by key.
    closed
        Days without service, ISO 8601.
    zones
        `id`, `name` and `geometry` in WGS 84.
    """

    about: dict[str, str]
    closed: tuple[str, ...]
    zones: gpd.GeoDataFrame
    groups: tuple[Group, ...] = ()
    bookings: tuple[Booking, ...] = ()
    rides: tuple[Ride, ...] = field(default=())


def read(path: Path) -> Sketch:
    """Read the description of a service on demand.

    Parameters
    ----------
    path
        The TOML file; the GeoJSON that it names is sought beside it.

    Raises
    ------
    UnreadableFileError
        If a file is absent, empty, too large or no TOML.
    FaultyFileError
        With every fault of the two files.
    """
    given = _parsed(path)
    cells = Cells()
    _stray(given, cells)
    about = _about(cells, _part(given, "service", cells))
    closed = tuple(
        cells.day(day, "[service] closed") for day in cells.listed(given.get("service"), "closed")
    )
    drawn = zones(path.parent / about["zones"], cells) if about["zones"] else None
    bookings = tuple(_booking(cells, item, n) for n, item in _items(given, "booking", cells))
    groups = tuple(_group(cells, item, n) for n, item in _items(given, "group", cells))
    rides = tuple(_ride(cells, item, n) for n, item in _items(given, "ride", cells))
    if not rides:
        cells.fault(both("it has no [[ride]]: where and when may one travel?"))
    places = zones_of(drawn)
    _links(cells, places, groups, bookings, rides)
    if drawn is not None:
        cells.faults += zone_faults(
            drawn, [(ride.id, ride.origin, ride.destination) for ride in rides]
        )
    if cells.faults or drawn is None:
        raise FaultyFileError(path, format_name=FORMAT, faults=cells.faults)
    return Sketch(about, closed, drawn, groups, bookings, rides)


def zones_of(drawn: gpd.GeoDataFrame | None) -> set[str]:
    """Return the ids of zones; none where they could not be read."""
    return set() if drawn is None else set(drawn["id"])


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(decoded(bounded(path, MOST_BYTES))[0])
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            path,
            found=both("it is not valid TOML ({said})", said=fault(error)),
            remedy="Mend that line and run the command again.",
        ) from error


def _stray(given: dict[str, Any], cells: Cells) -> None:
    for part, held in given.items():
        if part not in KEYS:
            cells.fault(both("[{part}] is not a part of it", part=part))
            continue
        for item in held if isinstance(held, list) else [held]:
            for key in sorted(set(item) - KEYS[part]) if isinstance(item, dict) else []:
                cells.fault(both("[{part}] {key} is not a setting", part=part, key=key))


def _part(given: dict[str, Any], name: str, cells: Cells) -> dict[str, Any]:
    part = given.get(name)
    if not isinstance(part, dict):
        cells.fault(both("it has no part [{part}]", part=name))
        return {}
    return part


def _items(given: dict[str, Any], name: str, cells: Cells) -> list[tuple[str, dict[str, Any]]]:
    listed = given.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        cells.fault(both("{part} must be written [[{part}]]", part=name))
        return []
    return [(f"[[{name}]] {n}", item) for n, item in enumerate(listed, start=1)]


def _about(cells: Cells, part: dict[str, Any]) -> dict[str, str]:
    needed = ("name", "agency", "url", "start", "end", "zones")
    usual = {"timezone": "Europe/Paris", "language": "fr", "currency": "EUR"}
    about = {
        key: cells.text(part, key, "[service]", is_needed=key in needed) or usual.get(key, "")
        for key in sorted(KEYS["service"] - {"closed"})
    }
    for key in ("start", "end"):
        if about[key]:
            cells.day(about[key], f"[service] {key}")
    if about["start"] and about["end"] and about["end"] < about["start"]:
        cells.fault(both("[service] ends before it starts"))
    cells.check_place_and_tongue(about)
    return about


def _booking(cells: Cells, item: dict[str, Any], where: str) -> Booking:
    phone, url = (cells.text(item, key, where) for key in ("phone", "url"))
    if not phone and not url:
        cells.fault(both("{where}: give a phone or a url: how does one book?", where=where))
    minutes = cells.whole(item, "minutes", where)
    days = cells.whole(item, "days", where)
    before = cells.clock(item.get("before"), f"{where} before") if "before" in item else None
    if minutes is not None and days is not None:
        cells.fault(both("{where}: give minutes (on the day) or days, not both", where=where))
    if days is not None and before is None:
        cells.fault(both("{where}: until what time of that day? give before", where=where))
    if days == 0:
        cells.fault(both("{where}: a notice on the day itself is given in minutes", where=where))
    message = cells.text(item, "message", where)
    return Booking(cells.key(item, where), minutes, days, before, phone, url, message)


def _group(cells: Cells, item: dict[str, Any], where: str) -> Group:
    stops = []
    for n, stop in enumerate(cells.listed(item, "stops"), start=1):
        spot = f"{where} stops {n}"
        if not isinstance(stop, dict):
            cells.fault(both("{where} must be a table of id, name, lat and lon", where=spot))
            continue
        place = cells.position(stop, spot)
        stops.append(
            (cells.key(stop, spot), cells.text(stop, "name", spot, is_needed=True), *place)
        )
    if not stops:
        cells.fault(both("{where} has no stop", where=where))
    return Group(
        cells.key(item, where), cells.text(item, "name", where, is_needed=True), tuple(stops)
    )


def _ride(cells: Cells, item: dict[str, Any], where: str) -> Ride:
    origin = cells.text(item, "from", where, is_needed=True)
    return Ride(
        id=cells.key(item, where),
        name=cells.text(item, "name", where, is_needed=True),
        origin=origin,
        destination=cells.text(item, "to", where) or origin,
        days=cells.days(item, where, SHORT),
        windows=cells.windows(item, where),
        booking=cells.text(item, "booking", where, is_needed=True),
        price=cells.price(item, where),
    )


def _links(
    cells: Cells,
    places: set[str],
    groups: tuple[Group, ...],
    bookings: tuple[Booking, ...],
    rides: tuple[Ride, ...],
) -> None:
    """Check that ids are unique and that what is named exists."""
    stops = [stop[0] for group in groups for stop in group.stops]
    for ids in ([*places, *(g.id for g in groups), *dict.fromkeys(stops)],
                [b.id for b in bookings], [r.id for r in rides]):  # fmt: skip
        for id_ in sorted({id_ for id_ in ids if id_ and ids.count(id_) > 1}):
            cells.fault(both("{id!r} names two things: ids are unique", id=id_))
    known = places | {group.id for group in groups}
    named = {booking.id for booking in bookings}
    for ride in rides:
        for place in dict.fromkeys((ride.origin, ride.destination)):
            if place and place not in known:
                cells.fault(
                    both(
                        "ride {ride!r}: {place!r} is no zone and no group",
                        ride=ride.id,
                        place=place,
                    )
                )
        if ride.booking and ride.booking not in named:
            cells.fault(
                both("ride {ride!r}: {id!r} is no [[booking]]", ride=ride.id, id=ride.booking)
            )
