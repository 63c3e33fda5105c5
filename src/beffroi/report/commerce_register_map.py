"""The register of premises on a map: trading, vacant or unknown, and who says so on a click."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from markupsafe import Markup

from beffroi.foundation.language import Words, both
from beffroi.report.atlas import Row, legend, living
from beffroi.report.drawn import Drawn, Fact, Key
from beffroi.report.layers import drawn_layers
from beffroi.report.metres import Scale
from beffroi.report.plan import covered, plan
from beffroi.report.words import dated
from beffroi.study.commerce_register import Register
from beffroi.territory.commerce import OSM, SIRENE, TRADING, UNKNOWN, VACANT, WALK
from beffroi.territory.trade_kinds import kind_name

CLASSES = {TRADING: "class-2", VACANT: "class-5", UNKNOWN: "class-none"}
NAMES = {TRADING: both("trading"), VACANT: both("vacant"), UNKNOWN: both("state unknown")}
LAYERS = {
    "premises_alone": (both("Active in SIRENE alone"), (UNKNOWN,)),
    "premises_seen": (both("Premises of the map, or of a walk"), (TRADING, VACANT)),
}
"""Layers of the map, the lowest first: their names, and the states that they show."""
MARKS = {TRADING: "", VACANT: "V", UNKNOWN: "?"}
SOURCES = {OSM: Words("OpenStreetMap", "OpenStreetMap"), SIRENE: Words("SIRENE", "SIRENE"),
           WALK: both("walk")}  # fmt: skip
DOTS = {TRADING: 4.0, VACANT: 7.0, UNKNOWN: 4.0}
"""Radius of premises on the map: that of vacant ones holds their mark. [m]"""
WINDOW = 450.0
"""Around the middle of the shops, on which the map opens. [m]"""


@dataclass(frozen=True, slots=True)
class RegisterMap:
    """The maps of a register: the still one, and the one that can be moved."""

    plan: Markup
    legend: tuple[Row, ...]
    data: str
    scripts: tuple[str, ...]
    style: str


def register_map(made: Register) -> RegisterMap:
    """Draw a register."""
    scale = Scale(*made.centre)
    view = _view(made, scale)
    near = covered(view)
    under = drawn_layers({
        key: one[one.intersects(near)] if key == "buildings" else one
        for key, one in made.ground.items() if not one.empty
    })  # fmt: skip
    layers = tuple(layer for layer in premises_layers(made.premises, scale) if len(layer.shapes))
    title, drawn = both("Premises of trade, by state"), (*under, *layers)
    data, scripts, style = living(drawn, None, title, _words(), view)
    return RegisterMap(plan(drawn, None, title, view), legend(drawn, ()), data, scripts, style)


def _words() -> dict[str, Words]:
    return {
        "state": both("State:"), "trade": both("Activity:"), "address": both("Address:"),
        "known": both("Told by:"), "opened": both("Since:"), "vacant_since": both("Vacant since:"),
        "last": both("Last there:"),
    }  # fmt: skip


def _view(made: Register, scale: Scale) -> shapely.Geometry:
    window = scale.degrees(shapely.box(-WINDOW, -WINDOW, WINDOW, WINDOW))
    if made.premises.geometry.notna().sum() == 0:
        return window
    seen = window.intersection(shapely.box(*made.premises.total_bounds))
    return window if seen.is_empty or seen.area < window.area / 100 else seen


def premises_layers(premises: gpd.GeoDataFrame, scale: Scale) -> tuple[Drawn, ...]:
    """Draw the premises that have a place: those that SIRENE alone knows, then the others.

    Parameters
    ----------
    premises
        Table `PREMISES`, in WGS 84.
    scale
        Metres around the middle of the town.
    """
    shapes = premises.geometry.to_numpy()
    placed = premises[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]
    return tuple(
        _layer(placed[placed["state"].isin(states)].sort_values("state"), scale, key, name)
        for key, (name, states) in LAYERS.items()
    )


def _layer(rows: gpd.GeoDataFrame, scale: Scale, key: str, name: Words) -> Drawn:
    points = scale.metres(np.asarray(rows.geometry.array, dtype=object))
    states = [str(state) for state in rows["state"]]
    radius = np.array([DOTS[one] for one in states], dtype=float)
    shapes = scale.degrees(shapely.buffer(points, radius, quad_segs=4))
    keys = tuple(Key(CLASSES[one], MARKS[one], NAMES[one]) for one in CLASSES if one in states)
    return Drawn(
        key, key, name, len(rows), np.asarray(shapes, dtype=object),
        tuple(CLASSES[one] for one in states), _facts(rows, states), look="bands", keys=keys,
    )  # fmt: skip


def _facts(rows: gpd.GeoDataFrame, states: list[str]) -> dict[str, list[Fact]]:
    is_vacant = rows["state"] == VACANT
    return {
        "name": [_text(one) for one in rows["name"].fillna(rows["last_name"])],
        "mark": [MARKS[one] for one in states],
        "state": [NAMES[one] for one in states],
        "trade": [None if pd.isna(one) else kind_name(str(one))
                  for one in rows["kind"].fillna(rows["last_kind"])],
        "address": [address(*pair) for pair in zip(rows["housenumber"], rows["street"],
                                                   strict=True)],
        "known": [known_by(str(one)) for one in rows["sources"]],
        "opened": [_day(one) for one in rows["opened"]],
        "vacant_since": [_day(one) for one in rows["vacant_since"]],
        "last": [_text(one) for one in rows["last_name"].where(is_vacant)],
    }  # fmt: skip


def known_by(sources: str) -> Words:
    """Name the sources of premises.

    Examples
    --------
    >>> known_by("osm+sirene").fr
    'OpenStreetMap, SIRENE'
    """
    found = [SOURCES.get(one, Words(one, one)) for one in sources.split("+")]
    return Words(", ".join(one.fr for one in found), ", ".join(one.en for one in found))


def address(number: object, street: object, between: str = ", ") -> str | None:
    """Write an address; None without a street.

    Examples
    --------
    >>> address("3", "Grande Rue"), address(None, "Grande Rue"), address("3", None)
    ('3, Grande Rue', 'Grande Rue', None)
    """
    if pd.isna(street):  # type: ignore[call-overload]
        return None
    return str(street) if pd.isna(number) else f"{number}{between}{street}"  # type: ignore[call-overload]


def _day(value: object) -> Words | None:
    return None if pd.isna(value) else dated(str(value))  # type: ignore[call-overload]


def _text(value: object) -> str | None:
    return None if pd.isna(value) else str(value)  # type: ignore[call-overload]
