"""The two sides of a street as the map tags them, in the present scheme or in the older one.

Schemes: https://wiki.openstreetmap.org/wiki/Street_parking (`parking:left`, `parking:right`,
`parking:both`, 2022) and https://wiki.openstreetmap.org/wiki/Key:parking:lane (`parking:lane:*`
and `parking:condition:*`, before). What is tagged on one side stands before what is tagged on both.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from beffroi.territory.parking import DIAGONAL, LEFT, PARALLEL, PERPENDICULAR, RIGHT

Tags = Mapping[str, str]

ALLOWED, PROHIBITED, SEPARATE, UNREAD = "allowed", "prohibited", "separate", "unread"
"""What is tagged of a side: cars may stand; they may not; bays are drawn beside; not understood."""
SIDES = (LEFT, RIGHT)
POSITIONS = frozenset(
    {"lane", "street_side", "on_kerb", "half_on_kerb", "shoulder", "yes", "lay_by", "marked",
     "on_street", "painted_area_only", "parking_lane", "dedicated"}
)  # fmt: skip
LAYOUTS = {
    "parallel": PARALLEL, "inline": PARALLEL, "diagonal": DIAGONAL,
    "perpendicular": PERPENDICULAR, "orthogonal": PERPENDICULAR,
}  # fmt: skip
PROHIBITIONS = frozenset({"no", "no_parking", "no_stopping", "no_standing", "fire_lane", "none"})
ELSEWHERE = frozenset({"separate", "drawn_separately", "separately"})
MOST_CONDITIONS = 9
"""Numbered conditions of the older scheme that are read."""
_MODERN = re.compile(r"parking:(left|right|both)(?::(.+))?")
_OLD_LANE = re.compile(r"parking:lane:(left|right|both)(?::(.+))?")
_OLD_CONDITION = "parking:condition"


@dataclass(frozen=True, slots=True)
class Side:
    """What the map says of one side.

    Attributes
    ----------
    state
        `ALLOWED`, `PROHIBITED`, `SEPARATE` or `UNREAD`.
    layout
        How cars stand; empty if not told.
    rules
        Tags of the rule, by the keys of the present scheme without their side: `fee`, `maxstay`,
        `restriction:conditional`…
    is_old
        Whether it is told in the older scheme.
    said
        The tag that tells the state, for messages.
    """

    state: str
    layout: str
    rules: Tags
    is_old: bool
    said: str


def sides(parking: str | None) -> dict[str, Side]:
    """Read what the `parking:*` tags of a street say of each side.

    Parameters
    ----------
    parking
        Every such tag as a JSON object, as in the table `STREETS`; None if there is none.

    Returns
    -------
    Sides by name; one of which nothing is told is absent.

    Examples
    --------
    >>> read = sides('{"parking:left": "lane", "parking:both:fee": "no", "parking:right": "no"}')
    >>> read["left"].state, read["left"].rules, read["right"].state
    ('allowed', {'fee': 'no'}, 'prohibited')
    >>> sides('{"parking:lane:left": "diagonal"}')["left"].layout
    'diagonal'
    """
    if not parking:
        return {}
    tags: dict[str, str] = json.loads(parking)
    read = {side: _modern(tags, side) or _old(tags, side) for side in SIDES}
    return {side: told for side, told in read.items() if told is not None}


def _of(tags: Tags, pattern: re.Pattern[str], side: str) -> dict[str, str]:
    """Gather the tags of a side by sub-key; the state itself has an empty one."""
    found: dict[str, str] = {}
    for wanted in ("both", side):
        for key, value in tags.items():
            match = pattern.fullmatch(key)
            if match and match[1] == wanted:
                found[match[2] or ""] = value
    return found


def _modern(tags: Tags, side: str) -> Side | None:
    own = _of(tags, _MODERN, side)
    said = own.pop("", "")
    if not said and "restriction" not in own:
        return None
    layout = LAYOUTS.get(own.pop("orientation", said), "")
    if not said:
        state = PROHIBITED if own["restriction"] in PROHIBITIONS else UNREAD
    else:
        state = _state(said)
    return Side(state, layout, own, is_old=False, said=f"parking:{side}={said}")


def _old(tags: Tags, side: str) -> Side | None:
    own = _of(tags, _OLD_LANE, side)
    said = own.get("", "")
    if not said:
        return None
    rules = dict(old_rules(tags, side))
    rules |= {key: own[key] for key in ("capacity",) if key in own}
    return Side(
        _state(said), LAYOUTS.get(said, ""), rules, is_old=True, said=f"parking:lane:{side}={said}"
    )


def _state(said: str) -> str:
    if said in POSITIONS or said in LAYOUTS:
        return ALLOWED
    if said in PROHIBITIONS:
        return PROHIBITED
    return SEPARATE if said in ELSEWHERE else UNREAD


_CONDITIONS = {
    "free": ("fee", "no"), "ticket": ("fee", "yes"), "fee": ("fee", "yes"),
    "disc": ("authentication:disc", "yes"), "residents": ("access", "residents"),
    "customers": ("access", "customers"), "private": ("access", "private"),
    "permit": ("access", "permit"), "diplomat": ("access", "private"),
    "diplomatic": ("access", "private"), "carsharing": ("access", "private"),
    "car_sharing": ("access", "private"), "taxi": ("access", "private"),
    "employees": ("access", "private"), "disabled": ("access", "disabled"),
    "wheelchair": ("access", "disabled"), "loading": ("restriction", "loading_only"),
    "charging": ("restriction", "charging_only"), "no_parking": ("restriction", "no_parking"),
    "no_stopping": ("restriction", "no_stopping"), "no_standing": ("restriction", "no_standing"),
}  # fmt: skip
"""Conditions of the older scheme, in the words of the present one."""


def old_rules(tags: Tags, side: str) -> Iterator[tuple[str, str]]:
    """Give the conditions of the older scheme as tags of the present one.

    Parameters
    ----------
    tags
        Tags of a street, or of a car park.
    side
        `left` or `right`; `area` for a car park.

    Examples
    --------
    >>> told = {"parking:condition:both": "ticket", "parking:condition:both:default": "free",
    ...         "parking:condition:both:time_interval": "Mo-Fr 09:00-19:00"}
    >>> dict(old_rules(told, "left"))
    {'fee': 'no', 'fee:conditional': 'yes @ (Mo-Fr 09:00-19:00)'}
    """
    whole = "area" if side == "area" else "both"
    yield from _plain(tags, side, whole)
    timed: dict[str, list[str]] = {}
    for rank in ("", *map(str, range(2, MOST_CONDITIONS + 1))):
        key, value, hours = _condition(tags, side, whole, rank)
        if key and hours:
            timed.setdefault(key, []).append(f"{value} @ ({hours})")
        elif key:
            yield key, value
    for key, told in timed.items():
        yield f"{key}:conditional", "; ".join(told)


def _plain(tags: Tags, side: str, whole: str) -> Iterator[tuple[str, str]]:
    default = _CONDITIONS.get(_told(tags, side, whole, "", "default"))
    if default:
        yield default
    for theirs, ours in (("maxstay", "maxstay"), ("residents", "zone"), ("vehicles", "vehicles")):
        value = _told(tags, side, whole, "", theirs)
        if value:
            yield ours, value


def _condition(tags: Tags, side: str, whole: str, rank: str) -> tuple[str, str, str]:
    """Return the key, the value and the hours of a numbered condition."""
    said = _told(tags, side, whole, rank, "")
    key, value = _CONDITIONS.get(said, ("", ""))
    return key, value, _told(tags, side, whole, rank, "time_interval")


def _told(tags: Tags, side: str, whole: str, rank: str, what: str) -> str:
    """Return a tag of the older scheme: a side's own, else that of both."""
    for place in (side, whole):
        for parts in ((place, rank, what), (rank, place, what)):
            key = ":".join((_OLD_CONDITION, *(part for part in parts if part)))
            if key in tags:
                return tags[key]
    return ""
