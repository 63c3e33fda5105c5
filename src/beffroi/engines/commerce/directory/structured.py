"""What a search engine reads of a shop: schema.org, as JSON-LD that no name can break out of."""

import datetime as dt
import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from beffroi.engines.commerce.directory.opening import DAY, Moments, Timetable

TYPES = Path(__file__).parent / "schema_types.toml"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PREFIX = "https://schema.org/"
DEFAULT = "Store"
LAST_MINUTE = DAY - 1


@cache
def _types() -> Mapping[str, str]:
    return {
        kind: type_
        for type_, kinds in tomllib.loads(TYPES.read_text(encoding="utf-8"))["types"].items()
        for kind in kinds
    }


def schema_type(kind: str) -> str:
    """Name the kind of business of schema.org that a kind of shop of OpenStreetMap is.

    Examples
    --------
    >>> schema_type("bakery"), schema_type("hovercraft")
    ('Bakery', 'Store')
    """
    return _types().get(kind, DEFAULT)


def business(
    told: Mapping[str, object],
    timetable: Timetable | None,
    first: dt.date,
    off: frozenset[dt.date],
) -> dict[str, object]:
    """Describe a shop in the words of schema.org.

    Parameters
    ----------
    told
        What is known: `kind`, `name`, `street`, `housenumber`, `postcode`, `town`, `country`,
        `lon`, `lat`, `phone`, `email`, `website`, `social`, `url`; what is unknown is absent.
    timetable
        Its moments, if its hours are known.
    first
        First day of the timetable.
    off
        Public holidays.

    Returns
    -------
    An object to be written by `embedded`.

    References
    ----------
    https://schema.org/LocalBusiness, https://schema.org/OpeningHoursSpecification
    """
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": schema_type(str(told.get("kind", ""))),
    }
    names = {"name": "name", "phone": "telephone", "email": "email", "url": "url"}
    found |= {own: told[name] for name, own in names.items() if name in told}
    if address := _address(told):
        found["address"] = address
    if "lat" in told:
        found["geo"] = {"@type": "GeoCoordinates", "latitude": told["lat"],
                        "longitude": told["lon"]}  # fmt: skip
    if same := [told[name] for name in ("website", "social") if name in told]:
        found["sameAs"] = same
    if timetable is not None:
        found["openingHoursSpecification"] = specification(timetable, first, off)
    return found


def _address(told: Mapping[str, object]) -> dict[str, object]:
    street = " ".join(str(told[key]) for key in ("housenumber", "street") if key in told)
    parts = {
        "streetAddress": street or None, "postalCode": told.get("postcode"),
        "addressLocality": told.get("town"), "addressCountry": told.get("country"),
    }  # fmt: skip
    known = {name: value for name, value in parts.items() if value}
    return {"@type": "PostalAddress", **known} if known else {}


def specification(
    timetable: Timetable, first: dt.date, off: frozenset[dt.date]
) -> list[dict[str, object]]:
    """Say the usual week, and the public holidays on which hours are known to be other."""
    by_moment: dict[tuple[int, int], list[str]] = {}
    for weekday, moments in enumerate(timetable.week):
        for moment in moments:
            by_moment.setdefault(moment, []).append(PREFIX + WEEKDAYS[weekday])
    usual: list[dict[str, object]] = [
        {"@type": "OpeningHoursSpecification", "dayOfWeek": days, **_clocks(moment)}
        for moment, days in by_moment.items()
    ]
    return usual + [
        one
        for day in sorted(off)
        if 0 <= (number := (day - first).days) < len(timetable.open_)
        and not timetable.doubtful[number]
        for one in _special(day, timetable.open_[number])
    ]


def _special(day: dt.date, moments: Moments) -> Sequence[dict[str, object]]:
    dated: dict[str, object] = {"@type": "OpeningHoursSpecification",
                                "validFrom": str(day), "validThrough": str(day)}  # fmt: skip
    closed = {**dated, "opens": "00:00", "closes": "00:00"}
    return [{**dated, **_clocks(moment)} for moment in moments] or [closed]


def _clocks(moment: tuple[int, int]) -> dict[str, str]:
    start, end = moment
    return {"opens": clock(start), "closes": clock(LAST_MINUTE if end == DAY else end % DAY)}


def clock(minute: int) -> str:
    """Write a minute of the day as hours and minutes.

    Examples
    --------
    >>> clock(510)
    '08:30'
    """
    return f"{minute // 60:02d}:{minute % 60:02d}"


def embedded(found: object) -> str:
    r"""Write JSON that can stand within a `script` of a page.

    Returns
    -------
    JSON in which every sign that could end the script or begin a comment is a JSON escape.

    Examples
    --------
    >>> embedded({"name": "</script>"})
    '{"name":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
