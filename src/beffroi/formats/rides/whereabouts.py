"""Where rides should lie: the main town of a time zone, to tell latitude from longitude."""

from functools import cache
from importlib.resources import files

import numpy as np

from beffroi.formats.rides.positions import distances, on_globe

MINUTES, SECONDS = 60.0, 3600.0
LON_DIGITS = 3
ZONE_REACH = 1_000_000.0
"""Distance from the main town of a time zone within which rides in it are expected. [m]"""
REACH = 200_000.0
"""Distance from the middle of a map, or of a list of stops, within which its rides lie. [m]"""
AWAY = 3_000_000.0
"""Distance from the main town of a time zone beyond which rides in it are doubtful. [m]"""


def place_of(zone: str) -> tuple[float, float] | None:
    """Give the longitude and latitude of the main town of a time zone.

    Parameters
    ----------
    zone
        IANA name.

    Returns
    -------
    Degrees; None where the zone is no place, such as UTC, or has a name of former times.

    References
    ----------
    IANA, Time Zone Database, ``zone.tab``: latitude and longitude of each zone's principal
    location, in ISO 6709 sign-degrees-minutes-seconds.

    Examples
    --------
    >>> lon, lat = place_of("America/Cayenne")
    >>> round(lon, 2), round(lat, 2)
    (-52.33, 4.93)
    >>> place_of("UTC") is None
    True
    """
    return _places().get(zone)


def are_turned(
    middle: tuple[float, float], near: tuple[float, float], reach: float
) -> bool:  # fmt: skip
    """Say whether rides lie where they should only once latitude and longitude change places.

    Parameters
    ----------
    middle
        Longitude and latitude of the rides as they were read; may be NaN. [degree]
    near
        Longitude and latitude of where they should lie. [degree]
    reach
        Distance from it within which they should. [m]

    Returns
    -------
    True where they lie more than twice `reach` away as they are, and within it once turned: never
    where both readings are possible.

    Examples
    --------
    >>> paris = place_of("Europe/Paris")
    >>> are_turned((47.65, -2.08), paris, ZONE_REACH), are_turned((-2.08, 47.65), paris, ZONE_REACH)
    (True, False)
    >>> are_turned((29.9, 31.2), place_of("Africa/Cairo"), ZONE_REACH)
    False
    """
    lon, lat = middle
    if not on_globe(np.array([lat]), np.array([lon]))[0]:
        return False
    return apart(near, lon, lat) > 2 * reach and apart(near, lat, lon) < reach


def apart(place: tuple[float, float], lon: float, lat: float) -> float:
    """Measure how far a point is from a place, in metres; NaN where it is not known."""
    return float(distances(np.array([place[0], lon]), np.array([place[1], lat]))[0])


@cache
def _places() -> dict[str, tuple[float, float]]:
    """Read the places of all zones."""
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[2]: _degrees(row[1]) for row in rows if len(row) > 2}


def _degrees(written: str) -> tuple[float, float]:
    """Read ±DDMM±DDDMM or ±DDMMSS±DDDMMSS."""
    cut = max(written.rfind("+"), written.rfind("-"))
    return _angle(written[cut:], LON_DIGITS), _angle(written[:cut], LON_DIGITS - 1)


def _angle(written: str, digits: int) -> float:
    sign = -1.0 if written[0] == "-" else 1.0
    figures = written[1:]
    whole, minutes, seconds = figures[:digits], figures[digits : digits + 2], figures[digits + 2 :]
    return sign * (int(whole) + int(minutes) / MINUTES + int(seconds or 0) / SECONDS)
