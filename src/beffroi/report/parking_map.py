"""The maps of a search for a space: how long, where one more would save most, what is free."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from markupsafe import Markup

from beffroi.foundation.language import LANGUAGES, Words, both
from beffroi.foundation.numbers import HARD_SPACE, grouped
from beffroi.report.atlas import Row, legend, living
from beffroi.report.drawn import Drawn, Fact, Key
from beffroi.report.layers import drawn_layers
from beffroi.report.metres import Scale
from beffroi.report.plan import key_swatch, plan
from beffroi.report.words import counted, measured
from beffroi.study.parking_nearby import MINUTES
from beffroi.study.parking_searched import Searched

SEARCH, WORTH, NEAR = "parking_search", "parking_worth", "parking_near"
UPPER = (1.0, 2.0, 3.0, 5.0)
"""Upper ends of the classes of search time: five minutes is what drivers tell of. [min]"""
SHARES = (0.05, 0.1, 0.25, 0.5)
"""Classes of what one more space saves, as shares of where it saves most. [1]"""
LEAST_SHARE = 0.02
"""Sections where a space saves less than this share of the most are not drawn. [1]"""
CLASSES = ("class-1", "class-2", "class-3", "class-4", "class-5")
HALF_WIDTHS = (2.0, 2.6, 3.4, 4.4, 5.6)
"""Half the width of the band of each class: the worse, the wider. [m]"""
KERB, FAR_KERB, DOT = 3.6, 2.2, 9.0
"""Half the width of a kerb that is free within the shorter walk, and of others; radius of a car
park that is a point. [m]"""
LEAST_TENTH = 0.05
"""Times under this would be said to be nought."""
ASIDE = 4.5
"""From the middle of a street to the band of one of its directions, on the right. [m]"""
WINDOW = 720.0
"""From the destination to the edges of the map: ten minutes on foot. [m]"""
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SearchMap:
    """The maps of a search.

    Attributes
    ----------
    plan, legend, data, scripts, style
        The map that can be moved and the still one, as `report.atlas.Atlas`.
    worth, near
        Still maps of what one more space saves, and of what is free and near; empty where nothing
        is to be drawn.
    worth_keys, near_keys
        Their legends.
    view
        What they cover, WGS 84.
    """

    plan: Markup
    legend: tuple[Row, ...]
    data: str
    scripts: tuple[str, ...]
    style: str
    worth: Markup
    near: Markup
    worth_keys: tuple[tuple[Markup, Words], ...]
    near_keys: tuple[tuple[Markup, Words], ...]
    view: shapely.Geometry


def search_map(done: Searched) -> SearchMap:
    """Draw the maps of a search."""
    scale = Scale(*done.destination)
    view = _view(done, scale)
    aim = gpd.GeoDataFrame(geometry=[shapely.Point(*done.destination)], crs=4326)
    under = {**_cut(done.ground, scale), "centre": aim}
    ground = drawn_layers(under)
    ground = tuple(replace(one, name=both("Destination")) if one.key == "centre" else one
                   for one in ground)  # fmt: skip
    layers = [layer for layer in (search_layer(done, scale), worth_layer(done, scale),
                                  near_layer(done, scale)) if len(layer.shapes)]  # fmt: skip
    shown = [replace(layer, area=layer.key, is_off=layer.key != SEARCH) for layer in layers]
    title = both("Search for a space around the destination")
    words = {"search": both("Search from here:"),
             "saved": both("One more space saves each driver:"),
             "spaces": both("Spaces:"), "taken": both("Occupancy:"), "free": both("Free spaces:"),
             "walk": both("On foot:"), "street": both("Street:")}  # fmt: skip
    drawn = (*ground, *shown)
    data, scripts, style = living(drawn, None, title, words, view)
    stills = {layer.key: layer for layer in layers}
    return SearchMap(
        plan=plan(drawn, None, title, view), legend=legend(drawn, ()), data=data, scripts=scripts,
        style=style, worth=_still(ground, stills.get(WORTH), view),
        near=_still(ground, stills.get(NEAR), view), worth_keys=_keys(stills.get(WORTH)),
        near_keys=_keys(stills.get(NEAR)), view=view,
    )  # fmt: skip


def _still(ground: Sequence[Drawn], layer: Drawn | None, view: shapely.Geometry) -> Markup:
    if layer is None:
        return Markup("")
    return plan((*ground, layer), None, layer.name, view, prefix=layer.key)


def _keys(layer: Drawn | None) -> tuple[tuple[Markup, Words], ...]:
    return () if layer is None else tuple((key_swatch(key, layer), key.name) for key in layer.keys)


def _view(done: Searched, scale: Scale) -> shapely.Geometry:
    """Cover ten minutes around the destination, as far as the map goes."""
    window = scale.degrees(shapely.box(-WINDOW, -WINDOW, WINDOW, WINDOW))
    seen = window.intersection(shapely.box(*done.shapes.total_bounds))
    return window if seen.is_empty or seen.area < window.area / 100 else seen


def _cut(ground: dict[str, gpd.GeoDataFrame], scale: Scale) -> dict[str, gpd.GeoDataFrame]:
    window = scale.degrees(shapely.Point(0, 0).buffer(2 * WINDOW))
    return {key: one[one.intersects(window)] for key, one in ground.items() if not one.empty}


def _near(rows: gpd.GeoDataFrame, scale: Scale) -> npt.NDArray[np.bool_]:
    away = shapely.distance(scale.metres(np.asarray(rows.geometry.array)), shapely.Point(0, 0))
    return np.asarray(away <= 2 * WINDOW)


def _bands(lines: Any, classes: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
    """Widen directed lines on their right, the worse the wider."""
    half = np.array(HALF_WIDTHS)[classes]
    moved = shapely.offset_curve(lines, -(ASIDE - 2 + half), join_style="mitre", mitre_limit=2)
    kept = np.where(shapely.is_empty(moved), lines, moved)
    return np.asarray(shapely.buffer(kept, half, cap_style="flat"), dtype=object)


def classed(values: Floats, ends: Sequence[float]) -> npt.NDArray[np.int64]:
    """Give the class of each value: 0 under the first end."""
    return np.searchsorted(np.array(ends), values, side="right").astype(np.int64)


def search_layer(done: Searched, scale: Scale) -> Drawn:
    """Draw each section after the time that a search begun on it lasts."""
    rows = done.shapes[_near(done.shapes, scale)]
    minutes = rows["search_min"].to_numpy(dtype=float)
    return _sections(rows, scale, SEARCH, both("Mean search begun on each section"),
                     classed(minutes, UPPER), [_minutes(one) for one in minutes],
                     _between(UPPER, "min"))  # fmt: skip


def worth_layer(done: Searched, scale: Scale) -> Drawn:
    """Draw the sections where one more space would save most."""
    saved = done.shapes["saved_by_a_space_s"].to_numpy(dtype=float)
    most = float(np.nanmax(saved, initial=0.0))
    kept = _near(done.shapes, scale) & (saved > LEAST_SHARE * most) & (most > 0)
    rows = done.shapes[kept]
    ends = tuple(share * most for share in SHARES)
    return _sections(rows, scale, WORTH, both("What one more space would save each driver"),
                     classed(saved[kept], ends), [_seconds(one) for one in saved[kept]],
                     _between(ends, "s"))  # fmt: skip


def _sections(  # noqa: PLR0917 - what a layer is made of
    rows: gpd.GeoDataFrame, scale: Scale, key: str, name: Words,
    classes: npt.NDArray[np.int64], marks: list[Words], ends: tuple[Words, ...],
) -> Drawn:  # fmt: skip
    order = np.argsort(classes, kind="stable")
    rows, classes = rows.iloc[order], classes[order]
    lines = scale.metres(np.asarray(rows.geometry.array))
    shapes = scale.degrees(_bands(lines, classes))
    present = set(classes.tolist())
    facts: dict[str, list[Fact]] = {
        "name": [None if pd.isna(one) else str(one) for one in rows["street"]],
        "mark": [_short(marks[at]) for at in order],
        "search": [_minutes(one) for one in rows["search_min"]],
        "saved": [_seconds(one) for one in rows["saved_by_a_space_s"]],
    }
    return Drawn(
        key, key, name, len(rows), shapes, tuple(CLASSES[at] for at in classes), facts,
        look="bands",
        keys=tuple(Key(CLASSES[at], "", ends[at]) for at in range(5) if at in present),
    )  # fmt: skip


def _short(words: Words) -> Words:
    return Words(*(text.split(HARD_SPACE)[0] for text in (words.fr, words.en)))


def _minutes(value: float) -> Words:
    return tenths(value, "min")


def _seconds(value: float) -> Words:
    return tenths(value, "s")


def tenths(value: float, unit: str) -> Words:
    """Say a time to a tenth.

    Examples
    --------
    >>> tenths(0.94, "min").en.replace(HARD_SPACE, " ")
    '0.9 min'
    """
    if 0 < value < LEAST_TENTH:
        return both("under {end}").filled(end=tenths(0.1, unit))
    return Words(*(f"{grouped(float(value), 1, code)}{HARD_SPACE}{unit}" for code in LANGUAGES))


def _between(ends: Sequence[float], unit: str) -> tuple[Words, ...]:
    said = [tenths(one, unit) for one in ends]
    return (
        both("under {end}").filled(end=said[0]),
        *(both("{low} to {high}").filled(low=low, high=high) for low, high in pairwise(said)),
        both("{end} or more").filled(end=said[-1]),
    )  # fmt: skip


def near_layer(done: Searched, scale: Scale) -> Drawn:
    """Draw the places within the walks, after how free they are and how far."""
    rows = done.places[done.places["walk_min"].notna() & ~done.places.geometry.is_empty]
    names = {
        "class-1": both("under 85 % full, within {n} minutes").filled(n=MINUTES[0]),
        "class-2": both("under 85 % full, within {n} minutes").filled(n=MINUTES[1]),
        "class-5": both("85 % full or more"), "class-none": both("occupancy or spaces not known"),
    }  # fmt: skip
    marks = {"class-1": "5", "class-2": "10", "class-5": "×", "class-none": "?"}
    classes = near_classes(rows)
    shapes = scale.metres(np.asarray(rows.geometry.array))
    is_near = np.array(classes, dtype=object) == "class-1"
    half = np.where(shapely.get_dimensions(shapes) == 0, DOT, np.where(is_near, KERB, FAR_KERB))
    grown = scale.degrees(shapely.buffer(shapes, np.where(shapely.area(shapes) > 0, 0.5, half)))
    facts: dict[str, list[Fact]] = {
        "name": [None if pd.isna(one) else str(one) for one in rows["name"]],
        "mark": [marks[one] for one in classes],
        "walk": [_minutes(one) for one in rows["walk_min"]],
        "spaces": [_count(one) for one in rows["spaces"]],
        "taken": [None if np.isnan(one) else measured(round(one, 2), "1")
                  for one in rows["occupancy"]],
        "free": [_count(one) for one in rows["free"]],
    }  # fmt: skip
    keys = tuple(Key(one, marks[one], names[one]) for one in names if one in classes)
    return Drawn(NEAR, NEAR, both("Free and near places"), len(rows), np.asarray(grown), classes,
                 facts, look="bands", keys=keys)  # fmt: skip


def near_classes(places: pd.DataFrame) -> tuple[str, ...]:
    """Class places within the walks: free and near, free and farther, full, not known."""
    known = places["occupancy"].notna() & places["spaces"].notna()
    is_full = ~places["is_free"]
    near = np.where(places["walk_min"] <= MINUTES[0], "class-1", "class-2")
    return tuple(np.where(~known, "class-none", np.where(is_full, "class-5", near)).tolist())


def _count(value: float) -> Words | None:
    return None if np.isnan(value) else counted(round(float(value)))
