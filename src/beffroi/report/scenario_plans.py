"""Plans of scenarios: one small still map each, all of the same ground, to be compared."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from markupsafe import Markup

from beffroi.foundation.language import Words, both, plural
from beffroi.foundation.numbers import HARD_SPACE
from beffroi.report.drawn import Drawn
from beffroi.report.layers import drawn_layers
from beffroi.report.plan import WIDTH, Frame, frame, path_of
from beffroi.report.scenario_layers import PREFIX, STATES

SIGNS = {"gained": "+", "lost": "−"}
"""What is written on the squares gained or lost, for those who do not tell the colours."""
SIGN_SIZE = 150.0
"""Height of a sign on a square of 200 m. [m]"""
SQUARE = Words(fr="{n} carré {state}", en="{n} square {state}")
SQUARES = Words(fr="{n} carrés {state}", en="{n} squares {state}")
SQUARES_LAYER = "scenario_squares"
GROUND = ("water", "streets")
"""Layers that say where one is."""


@dataclass(frozen=True)
class ScenarioPlan:
    """The plan of a scenario.

    Attributes
    ----------
    group
        Its row in the legend of the living map.
    name
        Name of the scenario.
    plan
        Its still map.
    says
        How many squares it changes, and how.
    """

    group: str
    name: Words
    plan: Markup
    says: Words


def scenario_plans(
    layers: Mapping[str, gpd.GeoDataFrame], perimeter: shapely.Geometry
) -> tuple[ScenarioPlan, ...]:
    """Draw the scenarios of a study, in its order.

    Parameters
    ----------
    layers
        Layers of the study; none of scenarios, no plan.
    perimeter
        Outline of the study, WGS 84.
    """
    drawn = drawn_layers(layers)
    own = [layer for layer in drawn if layer.key.startswith(PREFIX)]
    if not own:
        return ()
    ground = [layer for layer in drawn if layer.key in GROUND]
    bounds = np.concatenate([[perimeter.bounds], *(shapely.bounds(one.shapes) for one in own)])
    (west, south), (east, north) = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
    seen = frame(shapely.box(west, south, east, north))
    groups = dict.fromkeys(layer.group for layer in sorted(own, key=lambda one: one.group))
    return tuple(
        _plan(group, [one for one in own if one.group == group], ground, perimeter, seen)
        for group in groups
    )


def keys(layers: Mapping[str, gpd.GeoDataFrame]) -> tuple[tuple[Markup, Words], ...]:
    """List the signs of these plans, with what each means; none without a scenario.

    Parameters
    ----------
    layers
        Layers of the study.
    """
    if SQUARES_LAYER not in layers:
        return ()
    *first, last = map(str, sorted(set(layers[SQUARES_LAYER]["within"])))
    within = (
        both("{some} or {last}", some=", ".join(first), last=last)
        if first
        else Words(fr=last, en=last)
    )
    squares = [(_key(_square(state, _BOX)), words.filled(within=within))
               for state, words in STATES.items()]  # fmt: skip
    line = Markup(
        '<path class="m-change m-under" d="M2 20h36"/><path class="m-change" d="M2 20h36"/>'
    )
    return (*squares, (_key(line), both("what the scenario changes")))


_BOX = shapely.box(4, 4, 36, 36)


def _key(sign: Markup) -> Markup:
    return Markup('<svg class="swatch" viewBox="0 0 40 40" aria-hidden="true">{}</svg>').format(
        sign
    )


def _square(state: str, box: shapely.Geometry, size: float = 30.0) -> Markup:
    shape = Markup('<path class="m-{}" d="{}"/>').format(state, path_of(np.array([box])))
    if state not in SIGNS:
        return shape
    x, y = box.centroid.x, box.centroid.y + size * 0.34
    sign = Markup('<text class="m-sign" x="{:.0f}" y="{:.0f}" font-size="{:.0f}">{}</text>')
    return shape + sign.format(x, y, size, SIGNS[state])


def _plan(
    group: str, own: list[Drawn], ground: list[Drawn], perimeter: shapely.Geometry, seen: Frame
) -> ScenarioPlan:
    name, says = own[0].name, _says(own)
    parts = [_ground(layer, seen) for layer in ground]
    parts += [_squares(layer, seen) for layer in own if layer.classes]
    outline = path_of(seen.placed(np.array([perimeter], dtype=object)))
    parts.append(Markup('<path class="m-perimeter" d="{}"/>').format(outline))
    parts += [_change(layer, seen) for layer in own if not layer.classes]
    svg = Markup(
        '<svg class="plan small" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{id}">'
        '<title id="{id}">{title}</title><rect class="m-land" width="{w}" height="{h}"/>'
        "{parts}</svg>"
    ).format(
        w=WIDTH, h=round(seen.height), id=f"plan-{group}", parts=Markup("").join(parts),
        title=f"{name.fr}{HARD_SPACE}: {says.fr} / {name.en}: {says.en}",
    )  # fmt: skip
    return ScenarioPlan(group, name, svg, says)


def _says(own: list[Drawn]) -> Words:
    """Count the squares of a scenario by what it does to them."""
    counts = Counter(
        pair for layer in own if layer.classes
        for pair in zip(layer.classes, layer.facts["kind"], strict=True)
    )  # fmt: skip
    if not counts:
        return both("no square changes")
    ranked = sorted(counts.items(), key=lambda one: list(STATES).index(one[0][0]))
    said = [plural(n, SQUARE, SQUARES, state=words) for (_, words), n in ranked]
    return Words(f"{HARD_SPACE}; ".join(one.fr for one in said), "; ".join(one.en for one in said))


def _ground(layer: Drawn, seen: Frame) -> Markup:
    shapes = layer.shapes
    if layer.key == "streets":
        shapes = shapes[np.isin(layer.classes, ("major", "middle"))]
    return Markup('<path class="m-{}" d="{}"/>').format(
        "faint-road" if layer.key == "streets" else layer.key, path_of(seen.placed(shapes))
    )


def _squares(layer: Drawn, seen: Frame) -> Markup:
    classes, size = np.array(layer.classes), SIGN_SIZE * seen.metre
    parts = []
    for state in STATES:
        placed = seen.placed(layer.shapes[classes == state])
        if state in SIGNS:
            parts += [_square(state, box, size) for box in placed]
        else:
            parts.append(Markup('<path class="m-{}" d="{}"/>').format(state, path_of(placed)))
    return Markup("").join(parts)


def _change(layer: Drawn, seen: Frame) -> Markup:
    placed = seen.placed(layer.shapes)
    if shapely.get_dimensions(layer.shapes[0]) == 0:
        points = shapely.get_coordinates(placed)
        path, kind = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in points), "m-change-place"
    else:
        area = shapely.get_dimensions(layer.shapes[0]) == 2
        path, kind = path_of(placed), "m-change-zone" if area else "m-change"
    return Markup('<path class="{0} m-under" d="{1}"/><path class="{0}" d="{1}"/>').format(
        kind, path
    )
