"""The shops of a town on a map: vacant premises by age, empty runs, shopping poles."""

from dataclasses import dataclass

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
from beffroi.report.words import counted, dated, measured
from beffroi.study.commerce_vitality import (
    FRICTIONAL,
    LASTING,
    STRUCTURAL,
    UNDATED,
    Vitality,
)
from beffroi.territory.commerce import TRADING, VACANT

TRADE, EMPTY, RUNS, POLES = "shops_trading", "shops_vacant", "shops_runs", "shops_poles"
AGES = {
    FRICTIONAL: both("under 6 months: time to let again"),
    LASTING: both("6 to 24 months: lasting"),
    STRUCTURAL: both("over 24 months: structural"),
    UNDATED: both("nobody knows since when"),
}
CLASSES = {FRICTIONAL: "class-2", LASTING: "class-4", STRUCTURAL: "class-5", UNDATED: "class-none"}
LETTERS = {FRICTIONAL: "6", LASTING: "L", STRUCTURAL: "S", UNDATED: "?"}
SMALL, LARGE, WIDE, RING = 3.8, 7.0, 9.0, 1.2
"""Radius of a shop and of vacant premises, half the width of a run and of an outline. [m]"""
WINDOW = 600.0
"""Around the middle of the shops, on which the map opens. [m]"""


@dataclass(frozen=True, slots=True)
class VitalityMap:
    """The maps of a study of vitality: the still one, and the one that can be moved."""

    plan: Markup
    legend: tuple[Row, ...]
    data: str
    scripts: tuple[str, ...]
    style: str


def vitality_map(made: Vitality) -> VitalityMap:
    """Draw the premises of a town."""
    scale = Scale(*made.centre)
    view = scale.degrees(shapely.box(-WINDOW, -WINDOW, WINDOW, WINDOW))
    near = covered(view)
    under = drawn_layers({key: _kept(one, near, key) for key, one in made.ground.items()
                          if not one.empty})  # fmt: skip
    title = both("Vacant premises, empty runs and shopping poles")
    drawn = (*under, *(layer for layer in layers(made, scale) if len(layer.shapes)))
    words = {"family": both("Family:"), "street": both("Street:"), "since": both("Vacant since:"),
             "last": both("Last shop:"), "premises": both("Premises:"),
             "length": both("Length:"), "vacant": both("Vacant among them:")}  # fmt: skip
    data, scripts, style = living(drawn, None, title, words, view)
    return VitalityMap(plan(drawn, None, title, view), legend(drawn, ()), data, scripts, style)


def _kept(table: gpd.GeoDataFrame, near: shapely.Geometry, key: str) -> gpd.GeoDataFrame:
    return table[table.intersects(near)] if key == "buildings" else table


def layers(made: Vitality, scale: Scale) -> tuple[Drawn, ...]:
    """Lay out poles, trading shops, runs and vacant premises, in the order they are drawn.

    Parameters
    ----------
    made
        The study.
    scale
        Metres around the middle of the town.
    """
    placed = shaped(made.premises)
    trading = placed[placed["state"].eq(TRADING)]
    vacant = placed[placed["state"].eq(VACANT)]
    shops = Drawn(
        TRADE, TRADE, both("Trading shops"), len(trading), _round(trading, SMALL, scale),
        ("class-1",) * len(trading), look="bands", keys=(Key("class-1", "", both("a shop")),),
        facts={"name": _texts(trading["name"]), "family": _families(trading, made),
               "street": _texts(trading["street"])},
    )  # fmt: skip
    return _poles(made, scale), shops, _runs(made, scale), _vacant(vacant, made, scale)


def _vacant(vacant: gpd.GeoDataFrame, made: Vitality, scale: Scale) -> Drawn:
    age = vacant["age"].fillna(UNDATED).astype(str)
    keys = tuple(Key(CLASSES[one], LETTERS[one], words) for one, words in AGES.items()
                 if age.eq(one).any())  # fmt: skip
    return Drawn(
        EMPTY, EMPTY, both("Vacant premises"), len(vacant), _round(vacant, LARGE, scale),
        tuple(age.map(CLASSES)), look="bands", keys=keys,
        facts={
            "name": [both("Vacant premises")] * len(vacant), "mark": list(age.map(LETTERS)),
            "street": _texts(vacant["street"]), "last": _texts(vacant["last_name"]),
            "since": [None if pd.isna(day) else dated(str(day)) for day in vacant["vacant_since"]],
            "family": _families(vacant, made),
        },
    )  # fmt: skip


def _runs(made: Vitality, scale: Scale) -> Drawn:
    lines = scale.metres(np.asarray(made.runs.geometry.array, dtype=object))
    bodies = scale.degrees(shapely.buffer(lines, WIDE + 3)) if len(lines) else lines
    return Drawn(
        RUNS, RUNS, both("Three vacant fronts or more in a row"), len(made.runs),
        np.asarray(bodies, dtype=object), ("class-4",) * len(made.runs), look="bands",
        keys=(Key("class-4", "", both("a run")),),
        facts={
            "name": _texts(made.runs["street"]),
            "premises": [counted(int(n)) for n in made.runs["premises"]],
            "length": [measured(round(float(n)), "m") for n in made.runs["length"]],
        },
    )  # fmt: skip


def _poles(made: Vitality, scale: Scale) -> Drawn:
    hulls = scale.metres(np.asarray(made.poles.geometry.array, dtype=object))
    rings = scale.degrees(shapely.buffer(shapely.boundary(hulls), RING)) if len(hulls) else hulls
    names = [both("Shopping pole {n}").filled(n=str(n)) for n in made.poles["pole"]]
    return Drawn(
        POLES, POLES, both("Shopping poles (20 shops, each under 200 m from the next)"),
        len(hulls), np.asarray(rings, dtype=object), ("class-1",) * len(hulls), look="bands",
        keys=(Key("class-1", "", both("outline of a pole")),),
        facts={
            "name": list(names), "premises": [counted(int(n)) for n in made.poles["shops"]],
            "vacant": [counted(int(n)) for n in made.poles["vacant"]],
        },
    )  # fmt: skip


def _round(rows: gpd.GeoDataFrame, radius: float, scale: Scale) -> np.ndarray:
    points = scale.metres(np.asarray(rows.geometry.representative_point().array, dtype=object))
    return np.asarray(scale.degrees(shapely.buffer(points, radius, quad_segs=4)), dtype=object)


def _texts(values: pd.Series) -> list[Fact]:
    return [None if pd.isna(one) else str(one) for one in values]


def _families(rows: pd.DataFrame, made: Vitality) -> list[Fact]:
    known: dict[str, Words] = {key: one.name for key, one in made.families.items()}
    return [known.get(str(one)) for one in rows["family"]]
