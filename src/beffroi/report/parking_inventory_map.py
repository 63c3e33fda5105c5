"""The inventory of parking on a map: rules by colour, spaces and their interval on a click."""

import re
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from markupsafe import Markup

from beffroi.foundation.language import Words, both
from beffroi.report.atlas import Row, legend, living
from beffroi.report.drawn import Drawn, Fact, Key, shaped
from beffroi.report.layers import drawn_layers
from beffroi.report.metres import Scale
from beffroi.report.plan import covered, plan
from beffroi.report.words import counted, measured
from beffroi.study.parking_inventory import RULES, Inventory
from beffroi.territory.parking import FORBIDDEN, KERB, LEFT

KERBS, PARKS, NEVER = "parking_kerbs", "parking_parks", "parking_forbidden"
GROUPS = {
    "free": "class-1", "blue_zone": "class-2", "short_stay": "class-2", "disabled": "class-3",
    "delivery": "class-3", "paid": "class-4", "residents": "class-5", "private": "class-5",
    "forbidden": "class-5",
}  # fmt: skip
"""Colour of each rule, from what is open to all to what is closed."""
UNKNOWN_RULE = "class-none"
NAMES = {
    "class-1": both("free"), "class-2": both("free for a time (blue zone, short stay)"),
    "class-3": both("kept for some (disabled people, deliveries)"), "class-4": both("paid"),
    "class-5": both("residents, private"), UNKNOWN_RULE: both("rule unknown"),
}  # fmt: skip
LETTERS = {"class-1": "G", "class-2": "B", "class-3": "H", "class-4": "€", "class-5": "R",
           UNKNOWN_RULE: "?"}  # fmt: skip
METHODS = {
    "tagged": both("counted on the map"), "register": both("told by the national register"),
    "drawn": both("drawn one by one on the map"),
    "length": both("worked out from the length"), "area": both("worked out from the area"),
}  # fmt: skip
DAYS: tuple[dict[str, str], dict[str, str]] = (
    {"Mo": "lun.", "Tu": "mar.", "We": "mer.", "Th": "jeu.", "Fr": "ven.", "Sa": "sam.",
     "Su": "dim.", "PH": "jours fériés", "SH": "vacances scolaires", "off": "fermé"},
    {"Mo": "Mon", "Tu": "Tue", "We": "Wed", "Th": "Thu", "Fr": "Fri", "Sa": "Sat", "Su": "Sun",
     "PH": "public holidays", "SH": "school holidays", "off": "closed"},
)  # fmt: skip
DAY = re.compile(r"\b(Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|off)\b")
DECIMAL = re.compile(r"(?<=\d)\.(?=\d\d\b)")
ASIDE, HALF, DOT = 5.5, 2.2, 7.0
"""From the middle of a street to a kerb, half of its width, radius of a point. [m]"""
WINDOW = 700.0
"""Around the middle of the shops, on which the map opens. [m]"""


@dataclass(frozen=True, slots=True)
class InventoryMap:
    """The maps of an inventory: the still one, and the one that can be moved."""

    plan: Markup
    legend: tuple[Row, ...]
    data: str
    scripts: tuple[str, ...]
    style: str


def inventory_map(made: Inventory) -> InventoryMap:
    """Draw an inventory."""
    scale = Scale(*made.centre)
    view = _view(made, scale)
    near = covered(view)
    under = drawn_layers({key: _kept(one, near, key) for key, one in made.ground.items()
                          if not one.empty})  # fmt: skip
    title = both("Parking places, by rule")
    layers = tuple(layer for layer in place_layers(made.places, scale) if len(layer.shapes))
    drawn = (*under, *layers)
    data, scripts, style = living(drawn, None, title, _words(), view)
    return InventoryMap(plan(drawn, None, title, view), legend(drawn, ()), data, scripts, style)


def _words() -> dict[str, Words]:
    return {
        "rule": both("Rule:"), "spaces": both("Spaces:"), "method": both("Known by:"),
        "maxstay": both("Longest stay:"), "hours": both("Hours:"), "tariff": both("Prices:"),
        "street": both("Street:"),
    }  # fmt: skip


def _view(made: Inventory, scale: Scale) -> shapely.Geometry:
    """Cover the middle of the town, as far as the map goes."""
    window = scale.degrees(shapely.box(-WINDOW, -WINDOW, WINDOW, WINDOW))
    if made.places.empty:
        return window
    seen = window.intersection(shapely.box(*made.places.total_bounds))
    return window if seen.is_empty or seen.area < window.area / 100 else seen


def _kept(table: gpd.GeoDataFrame, near: shapely.Geometry, key: str) -> gpd.GeoDataFrame:
    """Keep the streets and waters of the whole town, buildings where the map opens."""
    return table[table.intersects(near)] if key == "buildings" else table


def place_layers(places: gpd.GeoDataFrame, scale: Scale) -> tuple[Drawn, ...]:
    """Draw the kerbs, the car parks, and the kerbs where nobody may park (shown when asked for).

    Parameters
    ----------
    places
        Table `PARKING_PLACES`, in WGS 84.
    scale
        Metres around the middle of the town.
    """
    is_never = places["regulation"].eq(FORBIDDEN).fillna(value=False).to_numpy(dtype=bool)
    is_kerb = places["kind"].eq(KERB).to_numpy(dtype=bool)
    kerbs = _layer(places[is_kerb & ~is_never], scale, KERBS, both("Along streets"))
    parks = _layer(places[~is_kerb & ~is_never], scale, PARKS, both("Car parks"))
    never = _layer(places[is_never], scale, NEVER, both("Where nobody may park"))
    return kerbs, parks, replace(never, is_off=True, keys=())


def _layer(rows: gpd.GeoDataFrame, scale: Scale, key: str, name: Words) -> Drawn:
    rows = shaped(rows)
    rule = rows["regulation"].astype("object").where(rows["regulation"].notna(), "")
    classes = tuple(GROUPS.get(str(one), UNKNOWN_RULE) for one in rule)
    keys = tuple(Key(one, LETTERS[one], words) for one, words in NAMES.items() if one in classes)
    return Drawn(key, key, name, len(rows), _shapes(rows, scale), classes, _facts(rows, classes),
                 look="bands", keys=keys)  # fmt: skip


def _facts(rows: gpd.GeoDataFrame, classes: tuple[str, ...]) -> dict[str, list[Fact]]:
    named = rows["name"].fillna(rows["street"])
    return {
        "name": [_text(one) for one in named],
        "mark": [LETTERS[one] for one in classes],
        "rule": [None if pd.isna(one) else RULES.get(str(one), Words(str(one), str(one)))
                 for one in rows["regulation"]],
        "spaces": [spaces(*row) for row in rows[["spaces", "spaces_low", "spaces_high"]].to_numpy(
            dtype=float, na_value=np.nan)],
        "method": [METHODS.get(str(one)) for one in rows["spaces_method"]],
        "maxstay": [None if pd.isna(one) else measured(float(one), "min")
                    for one in rows["maxstay"]],
        "hours": [None if pd.isna(one) else hours(str(one)) for one in rows["hours"]],
        "tariff": [priced(one) for one in rows["tariff"]],
    }  # fmt: skip


def hours(text: str) -> Words:
    """Say opening hours of OpenStreetMap with the days of each language.

    Examples
    --------
    >>> hours("Mo-Fr 09:00-19:00; PH off").fr
    'lun.-ven. 09:00-19:00; jours fériés fermé'
    """
    return Words(*(DAY.sub(lambda found, said=said: said[found[0]], text)  # type: ignore[misc]
                   for said in DAYS))  # fmt: skip


def _text(value: object) -> str | None:
    return None if pd.isna(value) else str(value)  # type: ignore[call-overload]


def spaces(value: float, low: float, high: float) -> Words | None:
    """Say a number of spaces, with its bounds where they are not the same.

    Examples
    --------
    >>> spaces(12.0, 10.0, 14.0).en, spaces(12.0, 12.0, 12.0).en, spaces(float("nan"), 0.0, 1.0)
    ('12 (10 to 14)', '12', None)
    """
    if np.isnan(value):
        return None
    if np.isnan(low) or round(low) == round(high):
        return counted(round(value))
    return both("{spaces} ({low} to {high})").filled(
        spaces=counted(round(value)), low=counted(round(low)), high=counted(round(high))
    )


def priced(tariff: object) -> Words | None:
    r"""Say the prices of a place, as `engines.parking.inventory.joined.tariff` writes them.

    Examples
    --------
    >>> priced("1 h 1.20 €; month, residents 20.00 €").fr
    '1 h 1,20\xa0€\xa0; mois, résidents 20,00\xa0€'
    """
    if pd.isna(tariff):  # type: ignore[call-overload]
        return None
    told = str(tariff)
    french = told.replace("month, residents", "mois, résidents").replace("month", "mois")
    return Words(DECIMAL.sub(",", french).replace(" €", "\xa0€").replace(";", "\xa0;"), told)


def _shapes(rows: gpd.GeoDataFrame, scale: Scale) -> np.ndarray:
    """Give kerbs a band on their side of the street, and points a body."""
    shapes = scale.metres(np.asarray(rows.geometry.array, dtype=object))
    is_line = shapely.get_dimensions(shapes) == 1
    side = np.where(rows["side"].eq(LEFT).fillna(value=False), ASIDE, -ASIDE)
    away = np.where(rows["side"].notna(), side, 0.0)
    moved = shapely.offset_curve(shapes, np.where(is_line, away, 0.0), join_style="mitre",
                                 mitre_limit=2)  # fmt: skip
    lines = np.where(is_line & ~shapely.is_empty(moved), moved, shapes)
    half = np.where(shapely.area(shapes) > 0, 0.5, np.where(is_line, HALF, DOT))
    bodies = shapely.buffer(lines, half, cap_style="flat")
    round_ = shapely.buffer(shapes, half)
    kept = np.where(is_line & ~shapely.is_empty(bodies), bodies, round_)
    return np.asarray(scale.degrees(shapely.simplify(kept, 0.2)), dtype=object)
