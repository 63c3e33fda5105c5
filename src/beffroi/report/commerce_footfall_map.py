"""Footfall on a map: the streets, the wider and darker the more pass."""

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from markupsafe import Markup

from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import grouped
from beffroi.report.atlas import Row, legend, living
from beffroi.report.drawn import Drawn, Fact, Key
from beffroi.report.layers import drawn_layers
from beffroi.report.metres import Scale
from beffroi.report.plan import plan
from beffroi.report.words import counted
from beffroi.study.commerce_footfall import Footfall

STREETS, POINTS = "footfall_streets", "footfall_counts"
ENDS = (5.0, 20.0, 50.0)
"""Ends of the classes of the index."""
CLASSES = ("class-none", "class-3", "class-2", "class-1")
NAMES = (both("under 5"), both("5 to 20"), both("20 to 50"), both("50 to 100"))
HALF = (1.4, 2.4, 3.6, 5.0)
"""Half the width of each class. [m]"""
LEAST = 1.0
"""Stretches of a lower index are left to the file."""
WINDOW, DOT = 800.0, 11.0
"""Around the middle of the shops, on which the map opens; radius of a point of counts. [m]"""


@dataclass(frozen=True, slots=True)
class FootfallMap:
    """The maps of footfall: the still one, and the one that can be moved."""

    plan: Markup
    legend: tuple[Row, ...]
    data: str
    scripts: tuple[str, ...]
    style: str


def footfall_map(done: Footfall) -> FootfallMap:
    """Draw footfall around the middle of the shops."""
    scale = Scale(*done.town.centre)
    window = scale.degrees(shapely.box(-WINDOW, -WINDOW, WINDOW, WINDOW))
    around = scale.degrees(shapely.box(*(2 * WINDOW * np.array([-1, -1, 1, 1]))))
    streets = done.streets.to_crs(4326)
    near = streets[streets.intersects(around)]
    seen = window.intersection(shapely.box(*near.total_bounds)) if len(near) else window
    view = window if seen.is_empty or seen.area < window.area / 100 else seen
    ground = {key: one[one.intersects(around)] for key, one in done.ground.items()
              if not one.empty}  # fmt: skip
    layers = (street_layer(near, scale), *point_layers(done, scale))
    drawn = (*drawn_layers(ground), *(layer for layer in layers if len(layer.shapes)))
    title = both("People on foot, street by street")
    data, scripts, style = living(drawn, None, title, _words(), view)
    return FootfallMap(plan(drawn, None, title, view), legend(drawn, ()), data, scripts, style)


def _words() -> dict[str, Words]:
    return {
        "index": both("Index (100 for the busiest hundredth):"), "hours": both("Hours counted:"),
        "week": both("Passers in a mean week:"), "street": both("Street:"),
    }  # fmt: skip


def street_layer(streets: gpd.GeoDataFrame, scale: Scale) -> Drawn:
    """Draw the stretches of each street that are as busy as one another in one piece.

    Parameters
    ----------
    streets
        As `Footfall.streets`, in WGS 84.
    scale
        Metres around the middle of the town.
    """
    rows = streets[streets["index"] >= LEAST]
    rank = np.searchsorted(np.array(ENDS), rows["index"].to_numpy(float), side="right")
    lines = scale.metres(np.asarray(rows.geometry.array, dtype=object))
    table = pd.DataFrame({
        "id": rows["street_id"].to_numpy(object), "rank": rank, "line": lines,
        "name": rows["street"].to_numpy(object), "index": rows["index"].to_numpy(float),
        "passers": rows["passers"].to_numpy(float), "low": rows["low"].to_numpy(float),
        "high": rows["high"].to_numpy(float),
    })  # fmt: skip
    shapes, classes, facts = [], [], _empty()
    for _, own in table.groupby(["id", "rank"], sort=False):
        at = int(own["rank"].iloc[0])
        merged = shapely.line_merge(shapely.multilinestrings(own["line"].tolist()))
        shapes.append(shapely.buffer(merged, HALF[at], cap_style="flat"))
        classes.append(CLASSES[at])
        _tell(facts, own.nlargest(1, "index").iloc[0])
    order = np.argsort([CLASSES.index(one) for one in classes], kind="stable")
    ordered = {key: [told[n] for n in order] for key, told in facts.items()}
    own_classes = tuple(classes[n] for n in order)
    made = np.array([shapes[n] for n in order], dtype=object)
    named = zip(reversed(CLASSES), reversed(NAMES), strict=True)
    keys = tuple(Key(one, "", name) for one, name in named if one in own_classes)
    bodies = np.asarray(scale.degrees(shapely.simplify(made, 0.3)), dtype=object)
    title = both("People on foot (100 for the busiest hundredth)")
    return Drawn(STREETS, STREETS, title, len(rows), bodies, own_classes, ordered, look="bands",
                 keys=keys)  # fmt: skip


def _empty() -> dict[str, list[Fact]]:
    return {"name": [], "mark": [], "index": [], "week": []}


def _tell(facts: dict[str, list[Fact]], row: pd.Series) -> None:
    facts["name"].append(None if pd.isna(row["name"]) else str(row["name"]))
    facts["mark"].append("")
    index = float(row["index"])
    digits = 0 if index >= 10 else 1
    facts["index"].append(Words(*(grouped(index, digits, code) for code in LANGUAGES)))
    facts["week"].append(weekly(row["passers"], row["low"], row["high"]))


def weekly(passers: Any, low: Any, high: Any) -> Words | None:
    """Say the passers of a week with their bounds, to two figures; nothing where unknown.

    Examples
    --------
    >>> weekly(1234.0, 410.0, 3720.0).en
    '1,200 (410 to 3,700)'
    """
    if pd.isna(passers):
        return None
    told = (counted(_two_figures(one)) for one in (passers, low, high))
    return both("{value} ({low} to {high})").filled(
        **dict(zip(("value", "low", "high"), told, strict=True))
    )


def _two_figures(value: float) -> float:
    return float(f"{value:.2g}") if value >= 1 else round(value, 1)


def point_layers(done: Footfall, scale: Scale) -> tuple[Drawn, ...]:
    """Draw the points that were counted."""
    if done.counts is None or done.counts.empty:
        return ()
    rows = done.counts
    places = scale.metres(shapely.points(rows["lon"].to_numpy(float), rows["lat"].to_numpy(float)))
    shapes = np.asarray(scale.degrees(shapely.buffer(places, DOT)), dtype=object)
    facts: dict[str, list[Fact]] = {
        "name": [str(one) for one in rows["point"]],
        "week": [counted(_two_figures(float(one))) for one in rows["week"]],
        "hours": [Words(*(grouped(float(one), 1, code) for code in LANGUAGES))
                  for one in rows["hours"]],
    }  # fmt: skip
    return (Drawn(POINTS, POINTS, both("Points counted"), len(rows), shapes,
                  ("class-5",) * len(rows), facts, look="bands"),)  # fmt: skip
