"""Long-stayers on a map: the share of the spaces of each section that they take."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from markupsafe import Markup

from beffroi.foundation.language import Words, both
from beffroi.report.drawn import Drawn, Key, shaped
from beffroi.report.layers import drawn_layers
from beffroi.report.metres import Scale
from beffroi.report.plan import covered, key_swatch, plan

LONG = "parking_long"
ENDS = (0.001, 0.1, 0.25, 0.5)
"""Upper ends of the classes of the share of spaces that long-stayers take. [1]"""
CLASSES = ("class-1", "class-2", "class-3", "class-4", "class-5")
HIDDEN, NOT_KNOWN = -1, "class-none"
HALF_WIDTHS = {"class-1": 2.0, "class-2": 3.0, "class-3": 4.2, "class-4": 5.6, "class-5": 7.2,
               NOT_KNOWN: 2.0}  # fmt: skip
"""Half the width of a section by its class: the more long-stayers, the wider. [m]"""
NAMES = {
    "class-1": both("none seen"), "class-2": both("less than 10% of the spaces"),
    "class-3": both("10 to 25% of the spaces"), "class-4": both("25 to 50% of the spaces"),
    "class-5": both("50% of the spaces or more"), NOT_KNOWN: both("hidden, or spaces unknown"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LongMap:
    """The map of long-stayers, and what its signs mean."""

    plan: Markup
    keys: tuple[tuple[Markup, Words], ...]


def long_map(
    shapes: gpd.GeoDataFrame, long: pd.DataFrame, ground: dict[str, gpd.GeoDataFrame]
) -> LongMap | None:
    """Draw the sections after the share of their spaces that long-stayers take.

    Parameters
    ----------
    shapes
        As `study.parking_survey.Done.shapes`.
    long
        As `study.parking_survey.Done.long`.
    ground
        Layers under the map.

    Returns
    -------
    The map; None where no section is on one.
    """
    if long.empty or shapes.empty:
        return None
    rows = shaped(shapes.merge(long, left_on="place_id", right_on="section"))
    if rows.empty:
        return None
    classes = long_classes(rows)
    view = shapely.box(*rows.total_bounds).buffer(0.0008)
    near = covered(view)
    under = drawn_layers({key: one[one.intersects(near)] for key, one in ground.items()
                          if not one.empty})  # fmt: skip
    keys = tuple(Key(one, "", words) for one, words in NAMES.items() if one in classes)
    layer = Drawn(LONG, LONG, both("Long-stayers, section by section"), len(rows),
                  _widened(rows, classes), classes, look="bands", keys=keys)  # fmt: skip
    drawn = plan((*under, layer), None, layer.name, view, prefix="long")
    return LongMap(drawn, tuple((key_swatch(key, layer), key.name) for key in layer.keys))


def long_classes(long: pd.DataFrame) -> tuple[str, ...]:
    """Class sections by the share of their spaces that long-stayers take.

    Examples
    --------
    >>> long_classes(pd.DataFrame({"long": [0, 3, 6, -1], "spaces": 10.0, "days": 1.0}))
    ('class-1', 'class-4', 'class-5', 'class-none')
    """
    bays = (long["spaces"] * long["days"]).to_numpy(dtype=float, na_value=np.nan)
    n = long["long"].to_numpy(dtype=float)
    share = np.divide(n, bays, out=np.full(len(n), np.nan), where=bays > 0)
    share = np.where(n == 0, 0.0, np.where(n == HIDDEN, np.nan, share))
    return tuple(
        NOT_KNOWN if np.isnan(one) else CLASSES[int(np.searchsorted(ENDS, one, side="right"))]
        for one in share
    )


def _widened(rows: gpd.GeoDataFrame, classes: tuple[str, ...]) -> np.ndarray:
    """Give lines and points a body, in metres around the middle of the map."""
    west, south, east, north = rows.total_bounds
    scale = Scale((west + east) / 2, (south + north) / 2)
    metres = scale.metres(np.asarray(rows.geometry.array))
    half = np.array([HALF_WIDTHS[one] for one in classes])
    lone = np.where(shapely.get_dimensions(metres) == 0, 9.0, half)
    grown = shapely.buffer(metres, np.where(shapely.area(metres) > 0, 0.5, lone))
    return np.asarray(scale.degrees(grown), dtype=object)
