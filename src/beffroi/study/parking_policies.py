"""Policies of parking: the SCENARIO.toml of a town, read whole, every fault told at once."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from beffroi.engines.parking.scenarios.policy import (
    ByOccupancy,
    Checks,
    Guidance,
    Measure,
    NewPlace,
    Permit,
    Policy,
    Rule,
    Shuttle,
    Spaces,
)
from beffroi.engines.parking.scenarios.supply import PROFILES, WHOLE_DAY, Place
from beffroi.engines.parking.scenarios.tariffs import FREE, Tariff, hourly
from beffroi.formats.parking_tables import windows
from beffroi.foundation.errors import FaultyFileError, InputError
from beffroi.foundation.language import Words, both, message
from beffroi.study.decision_parts import Part, is_number
from beffroi.study.decisions import parsed, text
from beffroi.study.parking_ground import Ground
from beffroi.study.toml import meant

ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
FORMAT = "scenario of parking (SCENARIO.toml)"
MOST_MEASURES, MOST_SPACES, MOST_EUROS, NEAREST = 100, 100_000, 1_000.0, 3
TARGETS = ("places", "zone", "regulation")
DAY_MINUTES = 1_440.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A scenario as read, with what it says of today.

    Attributes
    ----------
    policy
        What would change.
    checks, fine, respect
        Of today; NaN if not said. [1/h], [€], [1]
    """

    policy: Policy
    checks: float
    fine: float
    respect: float


@dataclass(frozen=True, slots=True)
class Known:
    """What a scenario may name."""

    ground: Ground
    today: float

    @property
    def names(self) -> dict[str, str]:
        """Id of each place by its id and by its name."""
        table = self.ground.places
        return {**dict(zip(table["name"], table["place_id"], strict=True)),
                **dict(zip(table["place_id"], table["place_id"], strict=True))}  # fmt: skip


def read(path: Path, ground: Ground) -> Asked:
    """Read a scenario.

    Parameters
    ----------
    path
        The file.
    ground
        The town whose places it names.

    Raises
    ------
    UnreadableFileError
        If the file is absent, too large, or not TOML: the message names the line.
    FaultyFileError
        With everything in it that cannot be used.
    """
    faults: list[Words] = []
    whole = Part(both("the file"), parsed(text(path)[0], path), faults)
    whole.only("scenario", "today", "measure")
    about, now = whole.table("scenario", both("[scenario]")), whole.table("today", both("[today]"))
    about.only("id", "name", "date", "source")
    now.only("checks", "fine", "respect")
    id_ = about.text("id", needed=True)
    if id_ and not ID.fullmatch(id_):
        about.fault(
            both("id is {found!r}: write lower-case letters, digits, hyphens and underscores, 60 "
                 "at most", found=id_)
        )  # fmt: skip
    today = [_number(now, key, 0.0, most) for key, most in
             (("checks", 60.0), ("fine", MOST_EUROS), ("respect", 1.0))]  # fmt: skip
    listed = whole.tables("measure", both("measure"))
    if len(listed) > MOST_MEASURES:
        whole.fault(both("{n} measures are listed: give {most} at most, each under [[measure]]",
                         n=len(listed), most=MOST_MEASURES))  # fmt: skip
    known = Known(ground, today[0])
    made = [_measures(part, known) for part in listed[:MOST_MEASURES]]
    name, source, date = about.name().words, about.text("source"), about.day("date")
    if faults:
        raise FaultyFileError(path, format_name=FORMAT, faults=tuple(faults))
    measures = tuple(one for some in made for one in some)
    return Asked(Policy(id_, name, measures, source, path.name, date), *today)


def _measures(part: Part, known: Known) -> tuple[Measure, ...]:
    kind = part.given.get("kind", "")
    if kind not in READERS:
        part.fault(both("kind is {found!r} ({meant})", found=kind, meant=meant(str(kind), KINDS)))
        return ()
    before = len(part.faults)
    try:
        made = READERS[str(kind)](part, known)
    except InputError as error:
        part.fault(Words(message(error, "fr").rstrip("."), message(error, "en").rstrip(".")))
        return ()
    return made if len(part.faults) == before else ()


def _number(
    part: Part, key: str, least: float, most: float, default: float = float("nan")
) -> float:
    """Read a number between two bounds; the default where it is absent, or after a fault."""
    if key not in part.given:
        return default
    value: Any = part.given[key]
    if not is_number(value) or not least <= float(value) <= most:
        part.fault(both("{key} is {found!r}: give a number from {least:g} to {most:g}", key=key,
                        found=value, least=least, most=most))  # fmt: skip
        return default
    return float(value)


def _needed(part: Part, key: str, least: float, most: float) -> float:
    if key not in part.given:
        part.fault(both("{key} is missing", key=key))
    return _number(part, key, least, most, least)


def _places(part: Part, known: Known, *, needed: bool = True) -> tuple[str, ...]:
    """Read the places of a measure: by names or ids, by zone, by regulation, or all of these."""
    table, chosen = known.ground.places, set[str]()
    named = part.texts("places")
    for word in named:
        found = _place(part, word, known)
        chosen |= {found} if found else set()
    kept = table
    for key in ("zone", "regulation"):
        word = part.text(key)
        if word:
            if word not in set(table[key]):
                part.fault(both("no place has {key} {word!r} ({meant})", key=key, word=word,
                                meant=meant(word, tuple(sorted(set(table[key]))))))  # fmt: skip
            kept = kept[kept[key].eq(word)]
    if part.text("zone") or part.text("regulation"):
        chosen |= set(kept["place_id"])
    elif not named and needed:
        part.fault(both("it says no place: give places, a zone or a regulation"))
    return tuple(id_ for id_ in table["place_id"] if id_ in chosen)


def _place(part: Part, word: str, known: Known) -> str:
    if word in known.names:
        return known.names[word]
    near = difflib.get_close_matches(word, list(known.names), n=NEAREST, cutoff=0.3)
    part.fault(both("no place is called {word!r}: the nearest are {names}", word=word,
                    names=", ".join(near) or "–"))  # fmt: skip
    return ""


def _hours(part: Part) -> tuple[tuple[float, float], ...]:
    if "hours" not in part.given:
        return WHOLE_DAY
    found = windows(",".join(part.texts("hours")))
    if not found:
        part.fault(both("hours is {found!r}: write them as \"9-12,14-18\"",
                        found=part.given["hours"]))  # fmt: skip
    return found or WHOLE_DAY


def _tariff(part: Part) -> Tariff:
    steps = part.given.get("steps")
    if steps is None:
        rate = _needed(part, "rate", 0.0, MOST_EUROS)
        return hourly(rate, free=_number(part, "free", 0.0, DAY_MINUTES, 0.0) / 60.0)
    if not isinstance(steps, list) or not all(
        isinstance(one, list) and len(one) == 2 and all(map(is_number, one)) for one in steps
    ):
        part.fault(both("steps is {found!r}: write pairs of minutes and euros, as in {example}",
                        found=steps, example="[[60, 1.2], [120, 3.0]]"))  # fmt: skip
        return FREE
    return Tariff(tuple(minutes / 60.0 for minutes, _ in steps), tuple(e for _, e in steps))


def _limit(part: Part, *, needed: bool = False) -> float:
    if needed and "maxstay" not in part.given:
        part.fault(both("{key} is missing", key="maxstay"))
    return _number(part, "maxstay", 1.0, 1e5, np.inf) / 60.0


def _price(part: Part, known: Known) -> tuple[Measure, ...]:
    part.only("kind", *TARGETS, "rate", "free", "steps", "hours", "maxstay")
    return (Rule(_places(part, known), "paid", _tariff(part), _limit(part), _hours(part)),)


def _free(part: Part, known: Known) -> tuple[Measure, ...]:
    part.only("kind", *TARGETS)
    return (Rule(_places(part, known), "free"),)


def _blue(part: Part, known: Known) -> tuple[Measure, ...]:
    part.only("kind", *TARGETS, "maxstay", "hours")
    places = _places(part, known)
    return (Rule(places, "blue_zone", FREE, _limit(part, needed=True), _hours(part)),)


def _permits(part: Part, known: Known) -> tuple[Measure, ...]:
    part.only("kind", *TARGETS, "profile", "month")
    profile = part.one_of("profile", PROFILES, PROFILES[0])
    return (Permit(_places(part, known), profile, _needed(part, "month", 0.0, MOST_EUROS)),)


def _checks(part: Part, known: Known) -> tuple[Measure, ...]:
    part.only("kind", *TARGETS, "checks", "fine")
    fine = _number(part, "fine", 0.0, MOST_EUROS)
    today = 0.0 if np.isnan(known.today) else known.today
    return (Checks(_places(part, known, needed=False), _needed(part, "checks", 0.0, 60.0), today,
                   None if np.isnan(fine) else fine),)  # fmt: skip


def _guidance(part: Part, known: Known) -> tuple[Measure, ...]:
    part.only("kind", *TARGETS)
    return (Guidance(_places(part, known)),)


def _spaces(part: Part, known: Known) -> tuple[Measure, ...]:
    part.only("kind", "place", "change")
    place = _place(part, part.text("place", needed=True), known)
    return (Spaces(place, round(_needed(part, "change", -MOST_SPACES, MOST_SPACES))),)


def _move(part: Part, known: Known) -> tuple[Measure, ...]:
    """Park and walk: spaces that leave a place for another one, or for a new one."""
    part.only("kind", "from", "to", "at", "name", "spaces", "regulation", "rate", "free", "steps",
              "hours", "maxstay")  # fmt: skip
    count = round(_needed(part, "spaces", 1.0, MOST_SPACES))
    leaving = Spaces(_place(part, part.text("from", needed=True), known), -count)
    if "to" in part.given:
        return leaving, Spaces(_place(part, part.text("to"), known), count)
    return leaving, _new(part, known, count, PROFILES)


def _new_place(part: Part, known: Known) -> tuple[Measure, ...]:
    part.only("kind", "at", "name", "spaces", "regulation", "rate", "free", "steps", "hours",
              "maxstay", "open_to")  # fmt: skip
    open_to = part.texts("open_to") or PROFILES
    for word in set(open_to) - set(PROFILES):
        part.fault(both("open_to holds {found!r} ({meant})", found=word,
                        meant=meant(word, PROFILES)))  # fmt: skip
    return (_new(part, known, round(_needed(part, "spaces", 0.0, MOST_SPACES)), open_to),)


def _new(part: Part, known: Known, spaces: int, open_to: tuple[str, ...]) -> NewPlace:
    name = part.text("name", needed=True)
    if name in known.names:
        part.fault(both("a place is already called {name!r}", name=name))
    x, y = _point(part, known)
    has_price = "rate" in part.given or "steps" in part.given
    usual = "paid" if has_price else "free"
    regulation = part.one_of("regulation", ("free", "paid", "blue_zone"), usual)
    place = Place(
        id=f"new {name}", name=name, spaces=spaces, x=x, y=y, regulation=regulation,
        tariff=_tariff(part) if has_price else FREE, limit=_limit(part), hours=_hours(part),
        open_to=open_to,
    )  # fmt: skip
    return NewPlace(place, known.ground.walk(np.array([x]), np.array([y]))[:, 0])


def _point(part: Part, known: Known) -> tuple[float, float]:
    """Read where something is: a point of the globe, in the town."""
    pair, cells = part.pair("at"), known.ground.cells
    nowhere = float(cells["x"].mean()), float(cells["y"].mean())
    if pair is None:
        if "at" not in part.given:
            part.fault(both("{key} is missing", key="at"))
        return nowhere
    if not (abs(pair[0]) <= 180 and abs(pair[1]) <= 90):
        part.fault(both("at is {found!r}, and must be [longitude, latitude]", found=list(pair)))
        return nowhere
    x, y = known.ground.projected(*pair)
    if np.hypot(x - nowhere[0], y - nowhere[1]) > FARTHEST:
        part.fault(both("at is {found!r}, more than {km} km from the town (longitude first)",
                        found=list(pair), km=round(FARTHEST / 1000)))  # fmt: skip
    return x, y


FARTHEST = 20_000.0
"""Distance from the town beyond which a point is a slip of the pen. [m]"""


def _park_ride(part: Part, known: Known) -> tuple[Measure, ...]:
    part.only("kind", "place", "name", "at", "spaces", "headway", "minutes", "fare", "to")
    made: tuple[Measure, ...] = ()
    if "place" in part.given:
        place = _place(part, part.text("place"), known)
    else:
        new = _new(part, known, round(_needed(part, "spaces", 0.0, MOST_SPACES)), PROFILES)
        made, place = (new,), new.place.id
    headway, minutes = _needed(part, "headway", 1.0, 240.0), _needed(part, "minutes", 0.0, 240.0)
    fare = _number(part, "fare", 0.0, MOST_EUROS, 0.0)
    value = part.given.get("to")
    if isinstance(value, str):
        table = known.ground.places.set_index("place_id")
        id_ = _place(part, value, known)
        x, y = (float(table["x"][id_]), float(table["y"][id_])) if id_ else (0.0, 0.0)
    else:
        x, y = _point(Part(part.where, {"at": value} if "to" in part.given else {}, part.faults),
                      known)  # fmt: skip
    walk = known.ground.walk(np.array([x]), np.array([y]))[:, 0]
    return (*made, Shuttle(place, headway, minutes, fare, walk))


def _sfpark(part: Part, known: Known) -> tuple[Measure, ...]:
    part.only("kind", *TARGETS, "adjustments", "least", "most")
    times = part.whole("adjustments", 6)
    if not 1 <= times <= 30:
        part.fault(both("{key} is {found!r}: give a number from {least:g} to {most:g}",
                        key="adjustments", found=times, least=1, most=30))  # fmt: skip
        times = 1
    least = _number(part, "least", 0.0, MOST_EUROS, 0.0)
    most = _number(part, "most", least, MOST_EUROS, 6.0)
    return (ByOccupancy(_places(part, known), times, least, most),)


READERS: Mapping[str, Callable[[Part, Known], tuple[Measure, ...]]] = {
    "price": _price, "free": _free, "blue_zone": _blue, "permits": _permits,
    "enforcement": _checks, "guidance": _guidance, "park_and_ride": _park_ride,
    "spaces": _spaces, "park_and_walk": _move, "new_place": _new_place,
    "shared_private": _new_place, "sfpark": _sfpark,
}  # fmt: skip
KINDS = tuple(READERS)
