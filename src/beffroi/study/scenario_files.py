"""Scenarios: the SCENARIO.toml that people write, read whole, every fault told at once."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from beffroi.engines.mobility.access.inputs import Basin
from beffroi.engines.mobility.scenarios.changes import (
    KINDS,
    LAST_HOUR,
    LEAST_WITHIN,
    MOST_WITHIN,
    QUIET,
    WEEKDAYS,
    WITHIN,
    AddLine,
    BikeLink,
    CarpoolLine,
    Change,
    Cost,
    CutLine,
    Headway,
    Hours,
    OnDemand,
    ParkRide,
    Place,
    Scenario,
)
from beffroi.engines.mobility.scenarios.ranges import Between
from beffroi.engines.mobility.service.day_types import KINDS as DAYS
from beffroi.engines.mobility.service.day_types import Kind
from beffroi.foundation.errors import FaultyFileError
from beffroi.foundation.language import Words, both
from beffroi.study.decision_parts import Part, is_number
from beffroi.study.decisions import parsed, text
from beffroi.study.scenario_places import Known, area, line, place, places
from beffroi.study.toml import meant

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
MINUTE, KMH, DAY_MINUTES = 60.0, 1 / 3.6, 1440.0
MOST_CHANGES, MOST_SPACES = 100, 100_000
MOST_MONEY = 1e9
COSTS = ("cost", "cost_per_km", "cost_per_metre")
WHEN = ("from", "to", "days")
_FORMAT = "scenario (SCENARIO.toml)"
_WHOLE_DAY = Hours(0, LAST_HOUR)


def read(path: Path, basin: Basin) -> Scenario:
    """Read a scenario.

    Parameters
    ----------
    path
        The file; files that it names are beside it.
    basin
        The streets and timetables in which its places and lines are looked up.

    Raises
    ------
    UnreadableFileError
        If the file is absent, too large, or not TOML: the message names the line.
    FaultyFileError
        With everything in it that cannot be used.
    """
    faults: list[Words] = []
    known = Known(basin, path.parent)
    whole = Part(both("the file"), parsed(text(path)[0], path), faults)
    whole.only("scenario", "change")
    about = whole.table("scenario", both("[scenario]"))
    about.only("id", "name", "date", "source", "within")
    id_ = about.text("id", needed=True)
    if id_ and not ID.fullmatch(id_):
        about.fault(
            both("id is {found!r}: write lower-case letters, digits, hyphens and underscores, 60 "
                 "at most", found=id_)
        )  # fmt: skip
    listed = whole.tables("change", both("change"))
    if not 0 < len(listed) <= MOST_CHANGES:
        whole.fault(both("{n} changes are listed: give one at least, {most} at most, each under "
                         "[[change]]", n=len(listed), most=MOST_CHANGES))  # fmt: skip
    changes = [_change(part, known) for part in listed[:MOST_CHANGES]]
    name = about.name().words
    date, source, within = about.day("date"), about.text("source"), _within(about)
    if faults:
        raise FaultyFileError(path, format_name=_FORMAT, faults=tuple(faults))
    kept = tuple(change for change in changes if change is not None)
    return Scenario(id_, name, kept, source, path.name, date, within)


def _within(about: Part) -> int:
    """Read the minutes within which the centre counts as reached."""
    value: Any = about.given.get("within", WITHIN)
    if type(value) is not int or not LEAST_WITHIN <= value <= MOST_WITHIN:
        about.fault(both("within is {found!r}: give a whole number of minutes from {least} to "
                         "{most}, or leave it out for {usual}", found=value, least=LEAST_WITHIN,
                         most=MOST_WITHIN, usual=WITHIN))  # fmt: skip
        return WITHIN
    return value


def _change(part: Part, known: Known) -> Change | None:
    kind = part.given.get("kind", "")
    if kind not in READERS:
        part.fault(both("kind is {found!r} ({meant})", found=kind, meant=meant(str(kind), KINDS)))
        return None
    before = len(part.faults)
    made = READERS[str(kind)](part, known)
    return None if len(part.faults) > before else made


def _between(
    part: Part, key: str, least: float, most: float, *, needed: bool = True
) -> Between | None:
    """Read one number, or two that it lies between; None where it is absent, or after a fault."""
    value: Any = part.given.get(key)
    if key not in part.given:
        if needed:
            part.fault(both("{key} is missing", key=key))
        return None
    ends: list[Any] = value if isinstance(value, list) and len(value) == 2 else [value, value]
    if not all(map(is_number, ends)) or not least <= ends[0] <= ends[1] <= most:
        part.fault(
            both("{key} is {found!r}: give a number from {least:g} to {most:g}, or two in that "
                 "order, [low, high]", key=key, found=value, least=least, most=most)
        )  # fmt: skip
        return None
    return Between(float(ends[0]), float(ends[1]))


def _scaled(value: Between | None, unit: float) -> Between:
    return Between(0.0, 0.0) if value is None else value.times(unit)


def _cost(part: Part) -> Cost:
    own = (_between(part, key, 0.0, MOST_MONEY, needed=False) for key in COSTS)
    return Cost(*own)


def _clock(part: Part, key: str, default: float) -> float:
    if key not in part.given:
        return default
    found = CLOCK.fullmatch(str(part.given[key]))
    seconds = -1.0 if found is None else 3600.0 * int(found[1]) + 60.0 * int(found[2])
    if not 0 <= seconds <= LAST_HOUR:
        part.fault(both("{key} is {found!r}: write a time from 00:00 to 30:00 (after midnight: "
                        "24:30)", key=key, found=part.given[key]))  # fmt: skip
        return default
    return seconds


def _hours(part: Part, begin: str = "from", end: str = "to", *, needed: bool = True) -> Hours:
    """Read the hours of a change; the whole day where they may lack."""
    for key in (begin, end):
        if needed and key not in part.given:
            part.fault(both("{key} is missing", key=key))
    hours = Hours(_clock(part, begin, _WHOLE_DAY.begin), _clock(part, end, _WHOLE_DAY.end))
    if hours.begin >= hours.end:
        part.fault(both("{begin} must come before {end}", begin=begin, end=end))
    return hours


def _some_hours(part: Part) -> Hours | None:
    return _hours(part, needed=False) if {"from", "to"} & set(part.given) else None


def _days(part: Part, default: tuple[Kind, ...] = WEEKDAYS) -> tuple[Kind, ...]:
    if "days" not in part.given:
        return default
    words = part.texts("days")
    found = tuple(kind for kind in DAYS if kind in words)
    for word in words:
        if word not in DAYS:
            part.fault(both("days holds {found!r} ({meant})", found=word, meant=meant(word, DAYS)))
    if not words:
        part.fault(both("days is empty"))
    return found


def _direction(part: Part) -> int | None:
    value = part.given.get("direction")
    if value is not None and (isinstance(value, bool) or value not in (0, 1)):
        part.fault(both("direction is {found!r}, and must be 0 or 1", found=value))
        return None
    return value


def _both_ways(part: Part) -> bool:
    return part.truth("both_ways") if "both_ways" in part.given else True


def _add_line(part: Part, known: Known) -> Change:
    part.only("kind", "name", "stops", "headway", "speed", "both_ways", *WHEN, *COSTS)
    speed = _between(part, "speed", 1.0, 150.0, needed=False)
    return AddLine(
        name=part.text("name", needed=True),
        stops=places(part, "stops", known, least=2),
        headway=_scaled(_between(part, "headway", 1.0, DAY_MINUTES), MINUTE),
        hours=_hours(part),
        days=_days(part),
        speed=None if speed is None else speed.times(KMH),
        both_ways=_both_ways(part),
        cost=_cost(part),
    )


def _cut_line(part: Part, known: Known) -> Change:
    part.only("kind", "line", "direction", *WHEN, *COSTS)
    return CutLine(line(part, known), _direction(part), _some_hours(part), _days(part, ()),
                   _cost(part))  # fmt: skip


def _headway(part: Part, known: Known) -> Change:
    part.only("kind", "line", "headway", "direction", *WHEN, *COSTS)
    return Headway(
        line(part, known),
        _scaled(_between(part, "headway", 1.0, DAY_MINUTES), MINUTE),
        _some_hours(part),
        _direction(part),
        _days(part),
        _cost(part),
    )


def _on_demand(part: Part, known: Known) -> Change | None:
    part.only("kind", "name", "area", "hours", "days", "wait", "to", "detour", *COSTS)
    zone = area(part, known)
    made = OnDemand(
        name=part.text("name", needed=True),
        area=zone,
        hours=_span(part),
        wait=_scaled(_between(part, "wait", 0.0, DAY_MINUTES), MINUTE),
        to=_goal(part, known),
        days=_days(part),
        detour=_between(part, "detour", 1.0, 10.0, needed=False),
        cost=_cost(part),
    )
    return None if zone is None else made


def _span(part: Part) -> Hours:
    """Read the hours of a ride, ``["06:00", "20:00"]``."""
    value = part.given.get("hours")
    if not isinstance(value, list) or len(value) != 2:
        part.fault(both('hours must be two times, as in ["06:00", "20:00"]'))
        return _WHOLE_DAY
    held = Part(part.where, {"from": value[0], "to": value[1]}, part.faults)
    return _hours(held)


def _goal(part: Part, known: Known) -> Literal["stops", "area"] | tuple[Place, ...]:
    value = part.given.get("to")
    if value == "stops":
        return "stops"
    if value == "area":
        return "area"
    if not isinstance(value, list):
        part.fault(both('to must be "stops", "area", or a list of places'))
        return "area"
    return places(part, "to", known, least=1)


def _bike_link(part: Part, known: Known) -> Change:
    part.only("kind", "name", "path", "stress", *COSTS)
    stress = part.whole("stress", 1)
    if stress not in QUIET:
        part.fault(both("stress is {found}, and must be 1 or 2: a link of more stress is no quiet "
                        "link", found=stress))  # fmt: skip
    return BikeLink(part.text("name", needed=True), places(part, "path", known, least=2), stress,
                    _cost(part))  # fmt: skip


def _carpool_line(part: Part, known: Known) -> Change:
    part.only("kind", "name", "stops", "wait", "hours", "days", "both_ways", *COSTS)
    return CarpoolLine(
        name=part.text("name", needed=True),
        stops=places(part, "stops", known, least=2),
        wait=_scaled(_between(part, "wait", 0.0, DAY_MINUTES), MINUTE),
        hours=_span(part),
        days=_days(part),
        both_ways=_both_ways(part),
        cost=_cost(part),
    )


def _park_ride(part: Part, known: Known) -> Change | None:
    part.only("kind", "name", "place", "spaces", *COSTS)
    spaces: Any = part.given.get("spaces")
    if spaces in ("unknown", "inconnu"):
        spaces = None
    if spaces is not None and (
        isinstance(spaces, bool) or not isinstance(spaces, int) or not 0 < spaces <= MOST_SPACES
    ):
        part.fault(both('spaces is {found!r}: give a whole number above 0, or "unknown"',
                        found=spaces))  # fmt: skip
    name = part.text("name", needed=True)
    at = place(part, part.given.get("place"), known, "place")
    return None if at is None else ParkRide(name, at, spaces, _cost(part))


READERS: Mapping[str, Callable[[Part, Known], Change | None]] = {
    "add_line": _add_line, "cut_line": _cut_line, "headway": _headway, "on_demand": _on_demand,
    "bike_link": _bike_link, "carpool_line": _carpool_line, "park_ride": _park_ride,
}  # fmt: skip
