"""Timetables: the lines of a drawn town as GTFS tables, with days, times and courses."""

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely

from beffroi.drawing import words
from beffroi.drawing.measures import Floats, Measures
from beffroi.drawing.sheet import lonlat
from beffroi.drawing.transit import (
    FIRST_DAY,
    KERB,
    LAST_DAY,
    NO_SERVICE,
    PUBLIC_HOLIDAYS,
    SCHOOL_HOLIDAYS,
    Areas,
    Line,
    Transit,
)

Tables = dict[str, pd.DataFrame]

URBAN_SPEED, COACH_SPEED = 5.2, 11.0
"""Speeds with halts. [m/s]"""

COLOURS = ("E2001A", "0069B4", "3AAA35", "F39200", "95368C", "00A19A", "CF7E00", "634E42")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SERVICES = {
    "scolaire": "1111100",
    "vacances": "0000000",
    "samedi": "0000010",
    "dimanche": "0000001",
}


def urban_feed(measures: Measures, found: Transit) -> Tables:
    """Write the timetable of the urban network."""
    trips = list(_urban_trips(measures, found.urban))
    agency = {"agency_id": "VAL", "agency_name": "Valbus", "agency_url": "https://valbus.example",
              "agency_timezone": "Europe/Paris", "agency_lang": "fr",
              "agency_phone": "+33 2 61 91 00 10"}  # fmt: skip
    return _feed(found.urban, found.areas, trips, agency, URBAN_SPEED)


def coach_feed(found: Transit) -> Tables:
    """Write the timetable of the coaches."""
    trips = [
        (line, direction, service, start)
        for line in range(len(found.coach))
        for direction, starts in ((1, (6.25, 7.0, 12.5, 16.5)), (0, (7.75, 12.0, 17.25, 18.5)))
        for service, kept in (("scolaire", 4), ("vacances", 3), ("samedi", 2))
        for start in [int(hour * 3600) + 300 * line for hour in starts[:kept]]
    ]
    agency = {"agency_id": "CAR", "agency_name": "Cars du Pays d'Aubrelle",
              "agency_url": "https://cars-aubrelle.example", "agency_timezone": "Europe/Paris",
              "agency_lang": "fr", "agency_phone": "+33 2 61 91 00 20"}  # fmt: skip
    return _feed(found.coach, found.areas, trips, agency, COACH_SPEED)


Trip = tuple[int, int, str, int]
"""Line, direction, service, start in seconds after midnight."""


def _urban_trips(measures: Measures, lines: list[Line]) -> Iterator[Trip]:
    """Space trips evenly through the day; line 1 runs past midnight on Saturdays."""
    peak = float(np.clip(26 / measures.scale**0.35, 8, 30))
    for number in range(len(lines)):
        every = peak * (1.0, 1.0, 1.3, 1.6, 1.3, 1.6, 2.0, 2.0)[number]
        for service, factor, first, last in (
            ("scolaire", 1.0, 6.2, 20.0), ("vacances", 1.4, 6.6, 19.8), ("samedi", 1.6, 7.0, 19.8),
            ("dimanche", 3.5, 9.0, 18.5),
        ):  # fmt: skip
            if service == "dimanche" and number > 2:
                continue
            gap = 60 * round(every * factor)
            starts = list(range(int(first * 3600) + 120 * number, int(last * 3600), gap))
            starts += [82_800, 85_500, 87_300] if number == 0 and service == "samedi" else []
            for direction in (0, 1):
                yield from ((number, direction, service, s + 240 * direction) for s in starts)


def _feed(
    lines: list[Line], areas: Areas, trips: list[Trip], agency: dict[str, str], speed: float
) -> Tables:
    prefix = agency["agency_id"]
    used = sorted({stop for line in lines for stop in line.stops})
    calendar, exceptions = _days(sorted({service for _, _, service, _ in trips}))
    return {
        "agency": pd.DataFrame([agency]),
        "stops": _stops(areas, used, prefix),
        "routes": _routes(lines, prefix),
        "trips": _trips(lines, trips, prefix),
        "stop_times": _stop_times(lines, trips, prefix, speed),
        "calendar": calendar,
        "calendar_dates": exceptions,
        "shapes": _shapes(lines, prefix),
        "feed_info": pd.DataFrame([{
            "feed_publisher_name": agency["agency_name"],
            "feed_publisher_url": agency["agency_url"],
            "feed_lang": "fr", "feed_start_date": str(FIRST_DAY), "feed_end_date": str(LAST_DAY),
            "feed_version": "1",
        }]),
    }  # fmt: skip


def pole(areas: Areas, stop: int, direction: int) -> Floats:
    """Return the place of a pole: on the right-hand side of the first line to stop there."""
    side: Floats = areas.places[stop] + areas.across[stop] * (KERB if direction == 0 else -KERB)
    return np.round(side, 2)


def _stops(areas: Areas, used: list[int], prefix: str) -> pd.DataFrame:
    station = lonlat(areas.places[0].reshape(1, 2))[0]
    rows: list[dict[str, object]] = [{
        "stop_id": f"{prefix}-GARE", "stop_name": f"{words.TOWN} – Gare routière",
        "stop_lat": station[1], "stop_lon": station[0], "location_type": 1, "parent_station": pd.NA,
        "wheelchair_boarding": 1,
    }]  # fmt: skip
    for stop in used:
        for direction in (0, 1):
            lon, lat = lonlat(pole(areas, stop, direction).reshape(1, 2))[0]
            rows.append({
                "stop_id": f"{prefix}-{stop:04d}{'AB'[direction]}", "stop_name": areas.names[stop],
                "stop_lat": lat, "stop_lon": lon, "location_type": 0,
                "parent_station": f"{prefix}-GARE" if stop == 0 else pd.NA,
                "wheelchair_boarding": (1, 2, 0)[stop % 3],
            })  # fmt: skip
    return pd.DataFrame(rows)


def _routes(lines: list[Line], prefix: str) -> pd.DataFrame:
    return pd.DataFrame([{
        "route_id": f"{prefix}-{line.name}", "agency_id": prefix, "route_short_name": line.name,
        "route_long_name": f"{line.ends[0]} – {line.ends[1]}", "route_type": 3,
        "route_color": COLOURS[k % 8], "route_text_color": "FFFFFF",
    } for k, line in enumerate(lines)])  # fmt: skip


def _trips(lines: list[Line], trips: list[Trip], prefix: str) -> pd.DataFrame:
    return pd.DataFrame([{
        "route_id": f"{prefix}-{lines[line].name}", "service_id": service,
        "trip_id": _trip_id(lines, trip, prefix), "trip_headsign": lines[line].ends[1 - direction],
        "direction_id": direction, "shape_id": f"{prefix}-{lines[line].name}-{direction}",
        "wheelchair_accessible": 1,
    } for trip in trips for line, direction, service, _ in [trip]])  # fmt: skip


def _trip_id(lines: list[Line], trip: Trip, prefix: str) -> str:
    line, direction, service, start = trip
    return f"{prefix}-{lines[line].name}-{direction}-{service}-{start // 60:04d}"


def _stop_times(lines: list[Line], trips: list[Trip], prefix: str, speed: float) -> pd.DataFrame:
    columns: dict[str, list[np.ndarray]] = {name: [] for name in
        ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence",
            "shape_dist_traveled")}  # fmt: skip
    for trip in trips:
        line, direction = lines[trip[0]], trip[1]
        length = line.path.length
        along = line.along if direction == 0 else length - line.along[::-1]
        stops = line.stops if direction == 0 else line.stops[::-1]
        elapsed = np.round((along - along[0]) / speed / 10).astype(np.int64) * 10
        elapsed += 10 * np.arange(len(along))
        columns["trip_id"].append(np.full(len(along), _trip_id(lines, trip, prefix), dtype=object))
        columns["arrival_time"].append(trip[3] + elapsed)
        columns["departure_time"].append(trip[3] + elapsed)
        columns["stop_id"].append(
            np.array([f"{prefix}-{s:04d}{'AB'[direction]}" for s in stops], dtype=object)
        )
        columns["stop_sequence"].append(np.arange(1, len(along) + 1))
        columns["shape_dist_traveled"].append(np.round(along, 1))
    return pd.DataFrame({name: np.concatenate(parts) for name, parts in columns.items()})


def _shapes(lines: list[Line], prefix: str) -> pd.DataFrame:
    parts = []
    for line in lines:
        for direction in (0, 1):
            points = shapely.get_coordinates(line.path)[:: 1 if direction == 0 else -1]
            steps = np.sqrt((np.diff(points, axis=0) ** 2).sum(axis=1))
            where = lonlat(points)
            parts.append(pd.DataFrame({
                "shape_id": f"{prefix}-{line.name}-{direction}", "shape_pt_lat": where[:, 1],
                "shape_pt_lon": where[:, 0], "shape_pt_sequence": np.arange(1, len(points) + 1),
                "shape_dist_traveled": np.round(np.concatenate([[0.0], np.cumsum(steps)]), 1),
            }))  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _days(services: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Write the days of each service, and the exceptions that holidays make."""
    calendar = pd.DataFrame([
        {"service_id": service, **{day: int(flag) for day, flag in zip(DAYS, SERVICES[service],
            strict=True)},
         "start_date": str(FIRST_DAY), "end_date": str(LAST_DAY)} for service in services
    ])  # fmt: skip
    rows = [row for day in _dates() for row in _exceptions(day) if row[0] in services]
    return calendar, pd.DataFrame(rows, columns=["service_id", "date", "exception_type"])


def _dates() -> list[dt.date]:
    return [FIRST_DAY + dt.timedelta(days=k) for k in range((LAST_DAY - FIRST_DAY).days + 1)]


def _exceptions(day: dt.date) -> list[tuple[str, str, int]]:
    """Add and remove services of one day."""
    weekday = day.weekday()
    usual = "scolaire" if weekday < 5 else ("samedi", "dimanche")[weekday - 5]
    if day == NO_SERVICE:
        return [(usual, str(day), 2)]
    if day in PUBLIC_HOLIDAYS:
        return [(usual, str(day), 2), ("dimanche", str(day), 1)]
    if weekday < 5 and any(first <= day <= last for first, last in SCHOOL_HOLIDAYS):
        return [("scolaire", str(day), 2), ("vacances", str(day), 1)]
    return []
