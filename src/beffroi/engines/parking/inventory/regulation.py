"""The rule under which a car may be left, judged as a visitor who comes in the day meets it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from beffroi.foundation.dated import dated_values
from beffroi.territory.parking import (
    BLUE_ZONE,
    DELIVERY,
    DISABLED,
    FORBIDDEN,
    FREE,
    PAID,
    PRIVATE,
    RESIDENTS,
    SHORT_STAY,
)

Tags = Mapping[str, str]

VALUES = Path(__file__).parent / "inventory.toml"
CLOSED = frozenset(
    {"private", "no", "employees", "customers", "military", "agricultural", "forestry", "members",
     "students", "guests", "psv", "bus", "taxi", "hgv"}
)  # fmt: skip
"""Values of `access` for which a visitor may not leave a car."""
STOPPED = frozenset({"no_parking", "no_stopping", "no_standing", "fire_lane"})
UNLIMITED = frozenset({"no", "none", "unlimited", "default", "load-unload"})
MINUTES = {
    "s": 1 / 60, "sec": 1 / 60, "second": 1 / 60, "m": 1, "min": 1, "mins": 1, "minute": 1,
    "mn": 1, "h": 60, "hr": 60, "hour": 60, "heure": 60, "d": 1440, "day": 1440, "jour": 1440,
    "week": 10_080, "month": 43_200,
}  # fmt: skip
_CASE = re.compile(r"\s*([^@;]+?)\s*@\s*(\([^()]*\)|[^;]+)\s*(?:;|$)")
_STAY = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-zA-Z]+)")
_TIME = re.compile(r"\d{1,2}:\d\d|\b(Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)\b|24/7")


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of a place.

    Attributes
    ----------
    regulation
        One of `territory.parking.REGULATIONS`; empty if unknown.
    maxstay
        Longest stay allowed, if one is told. [min]
    hours
        When the rule holds, as OSM opening hours; empty: always, or unknown.
    tariff
        Prices and what is free of them, as tagged.
    exceptions
        What else is told: other times, zones, vehicles.
    """

    regulation: str = ""
    maxstay: float | None = None
    hours: str = ""
    tariff: str = ""
    exceptions: str = ""


def rule(tags: Tags) -> Rule:
    """Judge the rule of a place from its tags.

    The rule is that of the day: where one must pay from 9 to 19, the place is paid, and those are
    its hours. A prohibition that holds at some times alone is an exception.

    Parameters
    ----------
    tags
        `access`, `fee`, `maxstay`, `restriction`, `authentication:disc`, `zone`, `charge`, each
        perhaps with `:conditional`, as OpenStreetMap writes them.

    Examples
    --------
    >>> rule({"fee": "no", "fee:conditional": "yes @ (Mo-Fr 09:00-19:00)", "maxstay": "2 h"})
    Rule(regulation='paid', maxstay=120.0, hours='Mo-Fr 09:00-19:00', tariff='', exceptions='')
    >>> rule({"fee": "no", "authentication:disc": "yes", "maxstay": "90 min"}).regulation
    'blue_zone'
    """
    regulation, hours = _regulation(tags)
    limit = stay(tags.get("maxstay", "")) or _timed_stay(tags)
    if regulation in {FREE, ""} and limit is not None and limit <= dated_values(VALUES)["short"]:
        regulation = SHORT_STAY
    hours = hours or _first_hours(tags, "maxstay")
    return Rule(
        regulation,
        limit,
        hours,
        "; ".join(_tariff(tags)),
        "; ".join(_exceptions(tags, hours)),
    )


def _regulation(tags: Tags) -> tuple[str, str]:
    """Return the rule and its hours, the strictest for a visitor first."""
    for judged in (_reserved(tags), _priced(tags)):
        if judged[0]:
            return judged
    conditional = next(
        ((RESIDENTS, hours) for value, hours in cases(tags.get("access:conditional", ""))
         if value in {"residents", "permit"} and _TIME.search(hours)), ("", "")
    )  # fmt: skip
    if conditional[0]:
        return conditional
    return (FREE, "") if tags.get("fee") == "no" else ("", "")


def _reserved(tags: Tags) -> tuple[str, str]:
    restriction, access = tags.get("restriction", ""), tags.get("access", "")
    if restriction in STOPPED:
        return FORBIDDEN, ""
    if access == "disabled" or tags.get("disabled") == "designated":
        return DISABLED, ""
    if restriction == "loading_only" or access == "delivery":
        return DELIVERY, ""
    if access == "residents" or (access == "permit" and "zone" in tags):
        return RESIDENTS, ""
    is_for_others = tags.get("vehicles", "car") not in {"car", "motorcar", "electric"}
    return (PRIVATE, "") if access in CLOSED | {"permit"} or is_for_others else ("", "")


def _priced(tags: Tags) -> tuple[str, str]:
    fee, disc = tags.get("fee", ""), tags.get("authentication:disc", "")
    if _TIME.search(fee):
        return PAID, fee
    hours = _hours_of(tags, "fee", "yes")
    if fee not in {"", "no", "unknown", "donation", "blue_zone", "disc"} or hours:
        return PAID, hours
    discs = _hours_of(tags, "authentication:disc", "yes")
    if disc == "yes" or discs or fee in {"blue_zone", "disc"}:
        return BLUE_ZONE, discs
    return "", ""


def cases(text: str) -> list[tuple[str, str]]:
    """Part a conditional tag into its values and their conditions.

    Examples
    --------
    >>> cases("no_parking @ (We 06:00-14:00); loading_only @ (Mo-Fr 08:00-10:00; Sa 08:00-09:00)")
    [('no_parking', 'We 06:00-14:00'), ('loading_only', 'Mo-Fr 08:00-10:00; Sa 08:00-09:00')]
    """
    return [(m[1], m[2].strip().removeprefix("(").removesuffix(")").strip())
            for m in _CASE.finditer(text)]  # fmt: skip


def _hours_of(tags: Tags, key: str, wanted: str) -> str:
    """Return the times for which a conditional tag takes a value, parted by semicolons."""
    told = cases(tags.get(f"{key}:conditional", ""))
    return "; ".join(hours for value, hours in told if value == wanted and _TIME.search(hours))


def _first_hours(tags: Tags, key: str) -> str:
    told = cases(tags.get(f"{key}:conditional", ""))
    return next((hours for _, hours in told if _TIME.search(hours)), "")


def _timed_stay(tags: Tags) -> float | None:
    """Return the shortest stay that a conditional tag allows."""
    told = [stay(value) for value, _ in cases(tags.get("maxstay:conditional", ""))]
    return min((minutes for minutes in told if minutes is not None), default=None)


def stay(text: str) -> float | None:
    """Read a longest stay; a number without a unit is not understood.

    Returns
    -------
    Minutes; None where there is no limit, or it is not understood.

    Examples
    --------
    >>> stay("2 h"), stay("1.5 hours"), stay("30min"), stay("1 h 30 min"), stay("90"), stay("no")
    (120.0, 90.0, 30.0, 90.0, None, None)
    """
    parts = _STAY.findall(text)
    left = _STAY.sub("", text).strip(" ,")
    units = [
        MINUTES.get(unit.lower()) or MINUTES.get(unit.lower().rstrip("s")) for _, unit in parts
    ]
    if not parts or left or None in units:
        return None
    numbers = [float(number.replace(",", ".")) for number, _ in parts]
    return sum(n * unit for n, unit in zip(numbers, units, strict=True) if unit)


def _tariff(tags: Tags) -> Iterator[str]:
    if "charge" in tags:
        yield tags["charge"]
    for value, condition in cases(tags.get("fee:conditional", "")):
        if value == "no" or not _TIME.search(condition):
            yield f"fee={value} @ ({condition})"


def _exceptions(tags: Tags, hours: str) -> Iterator[str]:
    """Tell the rules that hold at other times, and for whom."""
    for key in ("restriction", "access", "maxstay"):
        for value, condition in cases(tags.get(f"{key}:conditional", "")):
            if condition != hours:
                yield f"{key}={value} @ ({condition})"
    for key in ("zone", "vehicles"):
        if key in tags:
            yield f"{key}={tags[key]}"
