"""The scale of visibility: its parts, their points, and the work that each would take."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beffroi.foundation.dated import dated_values
from beffroi.foundation.language import Words, both

FILE = Path(__file__).parent / "visibility.toml"
MINUTES = Path(__file__).parent / "minutes.toml"
ITEMS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "found": (both("Found and located on the map"), ("located",)),
    "named": (both("Right name and category"), ("named",)),
    "hours": (both("Opening hours"), ("hours_told", "hours_read", "hours_agree")),
    "phone": (both("Telephone"), ("phone",)),
    "site": (both("Site of its own"), ("site_answers", "site_encrypted", "site_fits")),
    "structured": (both("Structured data"), ("structured",)),
    "social": (both("Page in a social network"), ("social",)),
    "pictures": (both("Pictures and description"), ("pictures",)),
    "directory": (both("Directory of the town"), ("directory",)),
    "orders": (both("Orders at a distance"), ("orders",)),
    "fresh": (both("Checked within twelve months"), ("fresh",)),
}  # fmt: skip
"""Items of the scale: name, and parts."""
NAMES = {
    "located": both("on the map"), "named": both("name and category"),
    "hours_told": both("hours told"), "hours_read": both("hours that programs understand"),
    "hours_agree": both("the same hours everywhere"), "phone": both("telephone told"),
    "site_answers": both("site that answers"), "site_encrypted": both("over HTTPS"),
    "site_fits": both("that fits a phone"), "structured": both("schema.org data on the site"),
    "social": both("page in a social network"), "pictures": both("pictures and a description"),
    "directory": both("listed by the town"), "orders": both("one may order"),
    "fresh": both("checked within twelve months"),
}  # fmt: skip
ACTIONS = {
    "located": both("Put the shop on OpenStreetMap, at its door."),
    "named": both("Write the name of the sign and the kind of shop on the map."),
    "hours_told": both("Tell the opening hours on the map."),
    "hours_read": both("Write the hours so that programs understand them (Mo-Fr 09:00-12:00)."),
    "hours_agree": both("Tell the same hours on the map, the site and the listing."),
    "phone": both("Tell the telephone number on the map."),
    "site_answers": both("Have a page of its own on the web, or tell its address."),
    "site_encrypted": both("Have the site answer over HTTPS, with a valid certificate."),
    "site_fits": both("Have the site fit the width of a phone."),
    "structured": both("Add schema.org data to the site: name, address, hours."),
    "social": both("Open a page in a social network, or tell its address on the map."),
    "pictures": both("Show pictures and two lines of description."),
    "directory": both("Ask the town to list the shop in its directory."),
    "orders": both("Let customers order or reserve at a distance."),
    "fresh": both("Check what the map says once a year, and date it (check_date)."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the scale.

    Attributes
    ----------
    id, item
        Keys of `NAMES` and `ITEMS`.
    points
        What it is worth. [point]
    minutes
        Least and most work that it would take, a hypothesis. [min]
    """

    id: str
    item: str
    points: float
    minutes: tuple[float, float]


@cache
def parts() -> tuple[Part, ...]:
    """Return the parts of the scale, in its order; their points add up to 100.

    Examples
    --------
    >>> sum(part.points for part in parts())
    100.0
    """
    points = dated_values(FILE)
    minutes = tomllib.loads(MINUTES.read_text(encoding="utf-8"))
    return tuple(
        Part(one, item, points[one], (float(minutes[one]["low"]), float(minutes[one]["high"])))
        for item, (_, names) in ITEMS.items() for one in names
    )  # fmt: skip
