"""A layer as the map draws it, and how the columns of a table become its shapes and facts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from beffroi.foundation.language import Words
from beffroi.report.kinds import Family, kind_words
from beffroi.report.words import counted

POINT, LINE, AREA = (0, 4), (1, 5), (3, 6)
"""GEOS type numbers, the single and the multiple."""

Fact = str | Words | None
NOTHING = Words("", "")
Look = Literal["", "areas", "bands", "lines", "points"]
CLASSES = ("class-1", "class-2", "class-3", "class-4", "class-5", "class-none")
"""Classes of areas, from the best to the worst: three blues, two oranges, and the unknown in grey;
for gains and losses, 1 and 2, then 4 and 5, and ``class-none`` for what does not change."""


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend under a layer: a class, the mark on its sign, and what it means."""

    class_: str
    mark: str
    name: Words


@dataclass(frozen=True)
class Drawn:
    """A layer as the map draws it.

    Attributes
    ----------
    key
        Name of the layer on the map.
    group
        The row of the legend that it belongs to; the first layer of a group gives it its name.
    name
        Title in the legend.
    count
        Objects that the study holds.
    shapes
        Geometries in WGS 84, all points, all lines or all areas.
    classes
        How each shape is drawn, aligned with `shapes`; empty where all are drawn alike.
    facts
        One column per fact shown when an object is clicked, aligned with `shapes`.
    note
        What was left out; empty if nothing was.
    look
        How the map draws a layer that it does not know by its key: ``areas`` coloured by their
        class (one of `CLASSES`), ``bands`` (the same, over the streets), ``lines``, ``points``; the
        fact `mark` stands on each shape. Empty for the layers that it knows.
    area
        Set of areas that it belongs to; empty for what hides nothing. Layers of two sets are never
        shown together: ticking one of a set unticks those of the others.
    is_off
        Whether it is shown only when asked for; the still plan leaves it out.
    keys
        What each class means, in the legend.
    colours
        Colour of each line that has its own, RRGGBB, aligned with `shapes`; "" for one that has
        none, and empty where none has. `theme.own_colours` gives them to the page.
    """

    key: str
    group: str
    name: Words
    count: int
    shapes: npt.NDArray[np.object_]
    classes: tuple[str, ...] = ()
    facts: Mapping[str, list[Fact]] = field(default_factory=dict)
    note: Words = NOTHING
    look: Look = ""
    area: str = ""
    is_off: bool = False
    keys: tuple[Key, ...] = ()
    colours: tuple[str, ...] = ()


def marks(
    key: str,
    title: Words,
    table: gpd.GeoDataFrame,
    /,
    **columns: Callable[[pd.DataFrame, str], list[Fact]],
) -> Drawn:
    """Draw the objects of a table as marks, with some of its columns as facts."""
    shapes, rows = points_of(table)
    facts = {column: read(rows, column) for column, read in columns.items()}
    return Drawn(key, key, title, len(table), shapes, facts=facts)


def shaped(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep the rows that have a shape which is not empty."""
    shapes = np.asarray(table.geometry.array, dtype=object)
    return gpd.GeoDataFrame(table[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))])


def shapes_of(
    table: gpd.GeoDataFrame, types: tuple[int, int]
) -> tuple[npt.NDArray[np.object_], pd.DataFrame]:
    """Keep the shapes of some GEOS types that are not empty, and their rows."""
    shapes = np.asarray(table.geometry.array, dtype=object)
    kept = np.isin(shapely.get_type_id(shapes), types) & ~shapely.is_empty(shapes)
    return shapes[kept], table[kept]


def points_of(table: gpd.GeoDataFrame) -> tuple[npt.NDArray[np.object_], pd.DataFrame]:
    """Put a point on each shape that is not empty; give their rows too."""
    shapes = np.asarray(table.geometry.array, dtype=object)
    kept = (shapely.get_type_id(shapes) >= 0) & ~shapely.is_empty(shapes)
    return shapely.point_on_surface(shapes[kept]), table[kept]


def merged_line(lines: npt.NDArray[np.object_]) -> shapely.Geometry:
    """Join lines into one shape."""
    return shapely.line_merge(shapely.multilinestrings(shapely.get_parts(lines)))


def texts_of(table: pd.DataFrame, column: str) -> list[Fact]:
    """Read a column as words; None where it lacks."""
    if column not in table:
        return [None] * len(table)
    return [None if pd.isna(value) else str(value) for value in table[column]]


def kinds_of(table: pd.DataFrame, family: Family) -> list[Fact]:
    """Name the kind of each row."""
    values = texts_of(table, "kind")
    return [kind_words(family, value) if isinstance(value, str) else None for value in values]


def numbers_of(table: pd.DataFrame, column: str) -> list[Fact]:
    """Read a column as numbers in words; None where it lacks."""
    if column not in table:
        return [None] * len(table)
    values = pd.to_numeric(table[column], errors="coerce")
    return [None if pd.isna(value) else counted(float(value)) for value in values]
