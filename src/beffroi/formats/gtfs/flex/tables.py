"""The tables of GTFS-Flex that say what a description of a service on demand says.

Rules followed (GTFS Schedule Reference, flexible services): windows stand without times; one is
picked up and dropped by booking (2), never freely (0) nor by the driver (3); a ride inside one zone
has two records for that zone; ids are unique over stops, zones and groups.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from beffroi.formats.gtfs.flex.sketch import DAYS, Booking, Group, Ride, Sketch
from beffroi.formats.gtfs.reference import FILES

BUS = 3
BY_BOOKING, NOT = 2, 1
REAL_TIME, SAME_DAY, DAYS_BEFORE = 0, 1, 2
ON_BOARD = 0
CLOSED = 2
Rows = list[dict[str, Any]]


def tables(sketch: Sketch) -> dict[str, pd.DataFrame]:
    """Build the tables of a timetable, as `gtfs.write` takes them.

    Parameters
    ----------
    sketch
        As `read` returns it: its ids are unique and known.

    Returns
    -------
    By file name without extension: times in seconds, days ISO 8601.
    """
    services = {ride.days: f"s{n}" for n, ride in enumerate(_distinct(sketch.rides), start=1)}
    groups = {group.id for group in sketch.groups}
    rows: dict[str, Rows] = {
        "agency": [_agency(sketch.about)],
        "stops": list(_stops(sketch.groups)),
        "routes": [_route(ride) for ride in sketch.rides],
        "trips": [trip for ride in sketch.rides for trip in _trips(ride, services)],
        "stop_times": [t for ride in sketch.rides for t in _stop_times(ride, groups)],
        "calendar": [_service(id_, days, sketch.about) for days, id_ in services.items()],
        "calendar_dates": list(_closed(sketch, services)),
        "fare_attributes": list(_fares(sketch)),
        "fare_rules": list(_fare_rules(sketch)),
        "location_groups": [
            {"location_group_id": g.id, "location_group_name": g.name} for g in sketch.groups
        ],
        "location_group_stops": [
            {"location_group_id": g.id, "stop_id": s[0]} for g in sketch.groups for s in g.stops
        ],
        "booking_rules": [_booking(booking) for booking in sketch.bookings],
        "feed_info": [_feed_info(sketch.about)],
    }
    made = {name: _framed(name, listed) for name, listed in rows.items() if listed}
    return made | {"locations": _locations(sketch.zones)}


def _distinct(rides: tuple[Ride, ...]) -> list[Ride]:
    return list({ride.days: ride for ride in rides}.values())


_TYPES = {
    "int": "Int64", "enum": "Int64", "mode": "Int64", "time": "Int64",
    "float": "Float64", "lat": "Float64", "lon": "Float64",
}  # fmt: skip


def _framed(name: str, rows: Rows) -> pd.DataFrame:
    """Make a table, its columns in the order of the reference, those that say nothing left out."""
    frame = pd.DataFrame(rows, dtype=object)
    known = FILES[name].columns
    columns = [c for c in known if c in frame and frame[c].notna().any()]
    typed = {c: frame[c].astype(_TYPES.get(known[c].kind, "string")) for c in columns}  # type: ignore[call-overload]
    return pd.DataFrame(typed)


def _agency(about: Mapping[str, str]) -> dict[str, Any]:
    return {
        "agency_id": "agence",
        "agency_name": about["agency"],
        "agency_url": about["url"],
        "agency_timezone": about["timezone"],
        "agency_lang": about["language"],
        "agency_phone": about["phone"] or None,
        "agency_email": about["email"] or None,
    }


def _stops(groups: tuple[Group, ...]) -> Iterator[dict[str, Any]]:
    stops = {stop[0]: stop for group in groups for stop in group.stops}
    for id_, name, lon, lat in stops.values():
        yield {"stop_id": id_, "stop_name": name, "stop_lon": lon, "stop_lat": lat}


def _route(ride: Ride) -> dict[str, Any]:
    return {
        "route_id": ride.id,
        "agency_id": "agence",
        "route_long_name": ride.name,
        "route_type": BUS,
    }


def _trips(ride: Ride, services: Mapping[tuple[str, ...], str]) -> Iterator[dict[str, Any]]:
    for n in range(len(ride.windows)):
        yield {
            "route_id": ride.id,
            "service_id": services[ride.days],
            "trip_id": f"{ride.id}_{n + 1}",
        }


def _stop_times(ride: Ride, groups: set[str]) -> Iterator[dict[str, Any]]:
    """Say where one gets on, then where one gets off."""
    for n, (start, end) in enumerate(ride.windows, start=1):
        for sequence, place in enumerate((ride.origin, ride.destination), start=1):
            is_first = sequence == 1
            yield {
                "trip_id": f"{ride.id}_{n}",
                "stop_sequence": sequence,
                "location_group_id" if place in groups else "location_id": place,
                "start_pickup_drop_off_window": start,
                "end_pickup_drop_off_window": end,
                "pickup_type": BY_BOOKING if is_first else NOT,
                "drop_off_type": NOT if is_first else BY_BOOKING,
                "pickup_booking_rule_id": ride.booking if is_first else None,
                "drop_off_booking_rule_id": None if is_first else ride.booking,
            }


def _service(id_: str, days: tuple[str, ...], about: Mapping[str, str]) -> dict[str, Any]:
    runs = {day: int(day in days) for day in DAYS}
    return {"service_id": id_, **runs, "start_date": about["start"], "end_date": about["end"]}


def _closed(sketch: Sketch, services: Mapping[tuple[str, ...], str]) -> Iterator[dict[str, Any]]:
    for day in dict.fromkeys(sketch.closed):
        if sketch.about["start"] <= day <= sketch.about["end"]:
            for id_ in services.values():
                yield {"service_id": id_, "date": day, "exception_type": CLOSED}


def _fares(sketch: Sketch) -> Iterator[dict[str, Any]]:
    for price in dict.fromkeys(ride.price for ride in sketch.rides if ride.price is not None):
        yield {
            "fare_id": _fare_id(price),
            "price": f"{price:.2f}",
            "currency_type": sketch.about["currency"],
            "payment_method": ON_BOARD,
            "transfers": 0,
            "agency_id": "agence",
        }


def _fare_id(price: float) -> str:
    return f"p{round(100 * price)}"


def _fare_rules(sketch: Sketch) -> Iterator[dict[str, Any]]:
    for ride in sketch.rides:
        if ride.price is not None:
            yield {"fare_id": _fare_id(ride.price), "route_id": ride.id}


def _booking(booking: Booking) -> dict[str, Any]:
    is_of_days = booking.days is not None
    kind = DAYS_BEFORE if is_of_days else SAME_DAY if booking.minutes else REAL_TIME
    return {
        "booking_rule_id": booking.id,
        "booking_type": kind,
        "prior_notice_duration_min": booking.minutes if kind == SAME_DAY else None,
        "prior_notice_last_day": booking.days,
        "prior_notice_last_time": booking.before if is_of_days else None,
        "message": booking.message or None,
        "phone_number": booking.phone or None,
        "booking_url": booking.url or None,
    }


def _feed_info(about: Mapping[str, str]) -> dict[str, Any]:
    return {
        "feed_publisher_name": about["agency"],
        "feed_publisher_url": about["url"],
        "feed_lang": about["language"],
        "feed_start_date": about["start"],
        "feed_end_date": about["end"],
        "feed_version": about["start"],
        "feed_contact_email": about["email"] or None,
        "feed_contact_url": about["url"],
    }


def _locations(zones: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    named = zones.rename(columns={"name": "stop_name"})[["id", "stop_name", "geometry"]]
    return gpd.GeoDataFrame(named.astype({"id": "string", "stop_name": "string"}))
