"""National marks of parking: what other towns do or aim at, with date and source."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beffroi.foundation.language import Words, both

FILE = Path(__file__).parent / "parking_marks.toml"
NAMES = {
    "hppj": both("to be expected"), "hppj_half": both("half of the towns are under this"),
    "respect": both("France before 2018"), "respect_best": both("told by few towns"),
    "respect_target": both("what one may aim at"),
    "first_hour": both("towns under 50,000 inhabitants"), "first_hour_all": both("all towns"),
    "fps": both("mean of the towns"), "fps_before": both("the fine of before 2018"),
    "fps_per_space": both("mean of the towns"), "occupancy": both("San Francisco’s target"),
    "occupancy_rule": both("the usual rule"),
    "rotation": both("paid streets of Dijon, short stays"), "rotation_free": both("free streets"),
    "mean_stay": both("visitors of a centre"),
}  # fmt: skip
GAUGES = {
    "hppj": (both("Hours paid a space and day"), ("hppj_half", "hppj"), 8.0),
    "respect": (both("Share of parking that is paid as it should"),
                ("respect", "respect_best", "respect_target"), 1.0),
    "first_hour": (both("Price of the first hour"), ("first_hour", "first_hour_all"), 3.0),
    "fps": (both("Post-payment fine (FPS)"), ("fps_before", "fps"), 50.0),
    "fps_per_space": (both("Post-payment fines a space and year"), ("fps_per_space",), 20.0),
    "occupancy": (both("Mean occupancy"), ("occupancy", "occupancy_rule"), 1.0),
    "rotation": (both("Vehicles a space and day (rotation)"), ("rotation_free", "rotation"), 10.0),
    "mean_stay": (both("Mean stay"), ("mean_stay",), 240.0),
}  # fmt: skip
"""For each quantity: its name, its marks, and how far its scale reaches at least."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the scale of a quantity.

    Attributes
    ----------
    id
        Its key in `parking_marks.toml`.
    name
        What it is.
    low, high
        Its bounds; equal for a single value.
    unit
        Unit of both.
    valid_from, source, url
        Since when, and who says so.
    from_memory
        Whether its source was not found again.
    """

    id: str
    name: Words
    low: float
    high: float
    unit: str
    valid_from: str
    source: Words
    url: str
    from_memory: bool


@cache
def marks(quantity: str) -> tuple[Mark, ...]:
    """Return the marks of a quantity of `GAUGES`.

    Examples
    --------
    >>> [(mark.low, mark.high) for mark in marks("occupancy")]
    [(0.6, 0.8), (0.85, 0.85)]
    """
    return read(FILE, {id_: NAMES[id_] for id_ in GAUGES[quantity][1]})


def read(path: Path, names: Mapping[str, Words]) -> tuple[Mark, ...]:
    """Read the marks of a file that comes with the code, in the order of their names.

    Parameters
    ----------
    path
        TOML file: each mark has `value`, or `low` and `high`, `unit`, `valid_from`, `source`,
        `url`.
    names
        Those wanted, by key: what each is.
    """
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    found = []
    for id_, name in names.items():
        one = told[id_]
        low, high = (float(one.get(end, one.get("value", 0.0))) for end in ("low", "high"))
        found.append(Mark(
            id_, name, low, high, one["unit"], one["valid_from"], Words(**one["source"]),
            one["url"], bool(one.get("from_memory")),
        ))  # fmt: skip
    return tuple(found)
